import { DomainError, Malformed, NotFound, TooLarge } from '@jejak/kernel';
import { HttpException } from '@nestjs/common';
import './catalogue';
import { messageIn } from '../validation/messages';
import { faultOfDatabase } from './fault-of-database';
import { fill, type Language, problemText } from './problem-text';
import {
  type FieldError,
  MethodNotAllowed,
  TooManyRequests,
  UnsupportedMediaType,
  ValidationFailed,
} from './refusals';

/** RFC 9457 problem document, as domain.md 2.2 has it. Never holds anything that the client sent. */
export interface Problem {
  /** `/problems/<CODE>`: what programs match on. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** One sentence in the reader's language. */
  readonly detail: string;
  readonly code: string;
  /** What to do now, in the reader's language. */
  readonly next?: string;
  readonly field?: string;
  readonly rule?: string;
  readonly policyRefs: readonly string[];
  readonly errors?: readonly FieldError[];
  /** On 5xx: what to tell the operator. */
  readonly traceId?: string;
}

/** Only here does a kind become a number. */
const STATUS: Readonly<Record<DomainError['kind'], number>> = {
  malformed: 400,
  'not-signed-in': 401,
  'not-authorised': 403,
  'not-found': 404,
  conflict: 409,
  erased: 410,
  'too-large': 413,
  'rule-violated': 422,
  locked: 423,
  unavailable: 503,
};

const statusOf = (error: DomainError): number => {
  if (error instanceof UnsupportedMediaType) return 415;
  if (error instanceof MethodNotAllowed) return 405;
  if (error instanceof TooManyRequests) return 429;
  return STATUS[error.kind];
};

/** The general code of a status, for refusals of the framework. */
const FRAMEWORK_CODE: Readonly<Record<number, string>> = {
  401: 'NOT_SIGNED_IN',
  403: 'FORBIDDEN_ROLE',
  404: 'ROUTE_NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  406: 'NOT_ACCEPTABLE',
  408: 'REQUEST_TIMEOUT',
  413: 'BODY_TOO_LARGE',
  431: 'HEADERS_TOO_LARGE',
  503: 'UNAVAILABLE',
};

const frameworkRefusal = (status: number, message: string): DomainError | undefined => {
  if (status === 404) return new NotFound('ROUTE_NOT_FOUND', 'There is nothing at this address.');
  if (status === 413)
    return new TooLarge('BODY_TOO_LARGE', 'The body is too large.', { params: { limit: '1 MiB' } });
  if (status === 415) return new UnsupportedMediaType(['application/json']);
  // ParseUUIDPipe, ParseIntPipe and their like say only this.
  if (status === 400 && message.startsWith('Validation failed')) return new ValidationFailed([]);
  if (status >= 400 && status < 500)
    return new Malformed(FRAMEWORK_CODE[status] ?? 'REQUEST_MALFORMED', 'The request cannot be read.');
  return undefined;
};

/** What was thrown as a refusal, or undefined where it is a defect. */
export const refusalOf = (
  thrown: unknown,
): { readonly refusal: DomainError; readonly status: number } | undefined => {
  if (thrown instanceof DomainError) return { refusal: thrown, status: statusOf(thrown) };
  if (thrown instanceof URIError)
    return {
      refusal: new Malformed('URL_MALFORMED', 'The address holds a sequence that is no valid text.'),
      status: 400,
    };
  const status =
    thrown instanceof HttpException
      ? thrown.getStatus()
      : (thrown as { status?: unknown } | undefined)?.status;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    const refusal = frameworkRefusal(status, thrown instanceof Error ? thrown.message : '');
    if (refusal) return { refusal, status };
  }
  const database = faultOfDatabase(thrown);
  return database && { refusal: database, status: statusOf(database) };
};

/** The document of a refusal. */
export const problemOf = (
  refusal: DomainError,
  status: number,
  language: Language,
  traceId?: string,
): Problem => {
  const { code, detail } = refusal;
  const text = problemText(code);
  const params = { ...detail.params, ...(detail.rule === undefined ? {} : { rule: detail.rule }) };
  return {
    type: `/problems/${code}`,
    title: text?.title ?? code.toLowerCase().replaceAll('_', ' '),
    status,
    // A code without a text answers with the domain's own sentence: English, and without personal data by its contract.
    detail: text ? fill(text[language], params) : refusal.message,
    code,
    ...(text ? { next: fill(text.next[language], params) } : {}),
    ...(detail.field === undefined ? {} : { field: detail.field }),
    ...(detail.rule === undefined ? {} : { rule: detail.rule }),
    policyRefs: detail.policyRefs ?? [],
    ...(refusal instanceof ValidationFailed
      ? {
          errors: refusal.errors.map(({ field, message }) => ({
            field,
            message: messageIn(language, message),
          })),
        }
      : {}),
    ...(traceId === undefined ? {} : { traceId }),
  };
};

/** The document of a defect: nothing but where to ask. */
export const internalProblem = (language: Language, traceId: string | undefined): Problem => {
  const text = problemText('INTERNAL');
  return {
    type: '/problems/INTERNAL',
    title: text?.title ?? 'Internal error',
    status: 500,
    detail: text?.[language] ?? '',
    code: 'INTERNAL',
    ...(text ? { next: text.next[language] } : {}),
    policyRefs: [],
    ...(traceId === undefined ? {} : { traceId }),
  };
};
