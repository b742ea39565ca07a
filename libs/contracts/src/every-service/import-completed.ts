import { defineEvent, type EventOf, Sha256 } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

const Row = Type.Integer({ minimum: 1 });
const Code = Type.String({ pattern: '^[A-Z][A-Z0-9_]{0,99}$' });

/**
 * A file was imported to its end. `rows` = accepted + duplicate + rejected; rows are counted from 1 behind the header. The
 * same kind and file hash again gives this report and appends nothing. Stream `import-<uuidv5(kind|fileSha256)>`.
 * @source domain.md 2.9
 */
export const importCompleted = defineEvent({
  type: 'ImportCompleted',
  version: 1,
  data: Type.Object({
    /** E.g. `employees`, `scores`. */
    kind: Type.String({ pattern: '^[a-z][a-z0-9-]{0,99}$' }),
    fileSha256: Sha256,
    rows: Type.Integer({ minimum: 0 }),
    accepted: Type.Integer({ minimum: 0 }),
    duplicate: Type.Integer({ minimum: 0 }),
    /** Accepted with a mark. */
    flagged: Type.Array(Type.Object({ row: Row, flag: Code })),
    rejected: Type.Array(
      Type.Object({
        row: Row,
        code: Code,
        column: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
      }),
    ),
    /** How many marks there are, where `flagged` names the first only. */
    flaggedRows: Type.Optional(Type.Integer({ minimum: 0 })),
    /** How many rows were rejected, where `rejected` names the first only. */
    rejectedRows: Type.Optional(Type.Integer({ minimum: 0 })),
  }),
});
export type ImportCompleted = EventOf<typeof importCompleted>;
