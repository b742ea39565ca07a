import type { OpenAPIObject } from '@nestjs/swagger';

type Operation = Record<string, unknown> & {
  responses?: Record<string, unknown>;
  parameters?: unknown[];
  requestBody?: unknown;
};

const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'RFC 9457 problem document. Programs match on `type`; people read `detail` and `next`.',
  required: ['type', 'title', 'status', 'detail', 'code', 'policyRefs'],
  properties: {
    type: { type: 'string', example: '/problems/SOD_VIOLATION' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'In the language of Accept-Language: id or en.' },
    code: { type: 'string' },
    next: { type: 'string', description: 'What to do now.' },
    field: { type: 'string' },
    rule: { type: 'string' },
    policyRefs: { type: 'array', items: { type: 'string' }, example: ['perf.result@1'] },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'message'],
        properties: { field: { type: 'string' }, message: { type: 'string' } },
      },
    },
    traceId: { type: 'string' },
  },
} as const;

const APPENDED_SCHEMA = {
  type: 'object',
  required: ['stream', 'version', 'events'],
  properties: {
    stream: { type: 'string', example: 'evaluation-0198c1a2-0000-7000-8000-000000000001' },
    version: { type: 'integer' },
    events: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'type'],
        properties: {
          id: { type: 'string', format: 'uuid' },
          type: { type: 'string', example: 'asn.performance.AnnualRated.v2' },
        },
      },
    },
  },
} as const;

const DESCRIPTIONS: Readonly<Record<number, string>> = {
  400: 'The request is not valid.',
  401: 'Not signed in.',
  403: 'The role or relation does not allow it.',
  404: 'There is no such object, or none that the caller may know of.',
  405: 'The address does not answer to this method.',
  408: 'The request did not arrive in time.',
  409: 'The state, or a newer version, stands in the way.',
  410: 'The person was erased.',
  413: 'The body is too large.',
  415: 'The media type is not read here.',
  422: 'A rule refuses.',
  423: 'The period is locked.',
  431: 'The headers are too large.',
  500: 'A defect; the problem names a trace id.',
  503: 'Not now; send it again with the same Idempotency-Key.',
};

const ALWAYS = [400, 404, 405, 408, 431, 500, 503];
const GUARDED = [401, 403];
const COMMAND = [409, 410, 413, 415, 422, 423];

const header = (name: string, description: string, schema: object) => ({
  name,
  in: 'header',
  required: false,
  description,
  schema,
});

const ACTING_ROLE = header('X-Acting-Role', 'The one of the caller’s roles that this is done under.', {
  type: 'string',
});
const LANGUAGE = header('Accept-Language', 'Language of problems: id or en.', { type: 'string' });
const COMMAND_HEADERS = [
  header('Idempotency-Key', 'The command’s id; the same key answers with the first outcome.', {
    type: 'string',
    maxLength: 255,
  }),
  header('If-Match', 'The version that the caller expects, as answered in ETag.', {
    type: 'string',
    example: '"7"',
  }),
];
const QUERY_HEADERS = [
  header('Prefer', '`wait=<seconds>` together with `version`.', { type: 'string', example: 'wait=2' }),
];

const problemReference = (status: number) => ({ $ref: `#/components/responses/Problem${status}` });

const isEmptySuccess = (response: unknown): boolean =>
  typeof response === 'object' && response !== null && !('content' in response) && !('$ref' in response);

const completeOperation = (method: string, operation: Operation): void => {
  const guarded = 'x-permission' in operation;
  const command = method === 'post' || method === 'put' || method === 'patch' || method === 'delete';
  const responses = (operation.responses ??= {});
  const named = (operation.parameters ??= []);
  named.push(LANGUAGE, ...(guarded ? [ACTING_ROLE] : []), ...(command ? COMMAND_HEADERS : QUERY_HEADERS));
  for (const [status, response] of Object.entries(responses))
    if (command && status.startsWith('2') && isEmptySuccess(response))
      responses[status] = {
        description: 'Accepted: what was recorded.',
        headers: { ETag: { description: 'The stream’s version.', schema: { type: 'string' } } },
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Appended' } } },
      };
  for (const status of [...ALWAYS, ...(guarded ? GUARDED : []), ...(command ? COMMAND : [])])
    responses[String(status)] ??= problemReference(status);
};

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Adds to a contract what every route has in common: problems, the headers of commands and queries, the answer of a command. */
export const completeDocument = (document: OpenAPIObject): OpenAPIObject => {
  const components = (document.components ??= {}) as Record<string, Record<string, unknown>>;
  components.schemas = { ...components.schemas, Problem: PROBLEM_SCHEMA, Appended: APPENDED_SCHEMA };
  components.responses = Object.fromEntries(
    Object.entries(DESCRIPTIONS).map(([status, description]) => [
      `Problem${status}`,
      {
        description,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
  for (const item of Object.values(document.paths))
    for (const method of METHODS) {
      const operation = item[method];
      // Nest's type of an operation names fewer members than OpenAPI allows.
      if (operation) completeOperation(method, operation as unknown as Operation);
    }
  return document;
};
