import { Malformed } from '@jejak/kernel';
import type { NextFunction, Request, Response } from 'express';
import { isCleanText } from '../body/clean-text';
import { isForbiddenKey } from '../body/strict-json';
import { ValidationFailed } from '../problems/refusals';

/** Headers that decide something: two of them would be two answers, and every reader takes another one. */
const ONCE = new Set([
  'authorization',
  'content-encoding',
  'content-length',
  'content-type',
  'host',
  'idempotency-key',
  'if-match',
  'transfer-encoding',
  'x-acting-role',
]);

const refuseRepeatedHeaders = ({ rawHeaders }: Request): void => {
  const seen = new Set<string>();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at].toLowerCase();
    if (!ONCE.has(name)) continue;
    if (seen.has(name))
      throw new Malformed('HEADER_REPEATED', 'A header may be sent once only.', { params: { header: name } });
    seen.add(name);
  }
};

const malformedUrl = (): Malformed =>
  new Malformed('URL_MALFORMED', 'The address holds a sequence that is no valid text.');

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw malformedUrl();
  }
};

const refuseUnreadableUrl = (request: Request): void => {
  const { url } = request;
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  // Decoded once; what is still encoded then (`%2525`) stays the text that it is.
  const search = mark < 0 ? '' : url.slice(mark + 1).replaceAll('+', ' ');
  if (!isCleanText(decoded(path)) || !isCleanText(decoded(search))) throw malformedUrl();
};

const refuseBadParameters = ({ query }: Request): void => {
  if (Object.values(query).some((value) => Array.isArray(value)))
    throw new Malformed('QUERY_REPEATED', 'A parameter of the query is given more than once.');
  if (Object.keys(query).some(isForbiddenKey))
    throw new ValidationFailed([{ field: '(unnamed)', message: 'property (unnamed) should not exist' }]);
};

/**
 * What is refused of any request before anything is done with it: an address that is no text, a parameter given twice, a
 * deciding header given twice. It opens no door: who may pass is decided by the guard alone.
 */
export const checkRequest = (request: Request, _: Response, next: NextFunction): void => {
  try {
    refuseRepeatedHeaders(request);
    refuseUnreadableUrl(request);
    refuseBadParameters(request);
    next();
  } catch (refusal) {
    next(refusal);
  }
};
