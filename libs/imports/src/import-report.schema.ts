/** The report of an import, as OpenAPI describes it. */
export const IMPORT_REPORT = {
  type: 'object',
  required: ['importId', 'kind', 'fileSha256', 'state', 'rows', 'done', 'accepted', 'duplicate', 'rejected'],
  properties: {
    importId: { type: 'string', format: 'uuid' },
    kind: { type: 'string' },
    fileSha256: { type: 'string' },
    state: { type: 'string', enum: ['DRY_RUN', 'REFUSED', 'RUNNING', 'INTERRUPTED', 'COMPLETED'] },
    rows: { type: 'integer' },
    done: { type: 'integer' },
    accepted: { type: 'integer' },
    duplicate: { type: 'integer' },
    rejected: { type: 'integer' },
    flagged: { type: 'integer', description: 'Marks on rows that were taken.' },
    faults: {
      type: 'array',
      items: {
        type: 'object',
        required: ['row', 'line', 'code', 'rule'],
        properties: {
          row: { type: 'integer', description: 'From 1 behind the header.' },
          line: { type: 'integer', description: 'Of the file; the header is line 1.' },
          column: { type: 'string' },
          code: { type: 'string' },
          rule: { type: 'string', description: 'The rule that the row breaks, in the reader’s language.' },
        },
      },
    },
    flags: {
      type: 'array',
      items: {
        type: 'object',
        required: ['row', 'line', 'flag', 'rule'],
        properties: {
          row: { type: 'integer' },
          line: { type: 'integer' },
          flag: { type: 'string' },
          rule: { type: 'string' },
        },
      },
    },
    phase: { type: 'string' },
    failure: { type: 'string' },
  },
};
