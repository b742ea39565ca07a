import { Uuid } from '@jejak/kernel';
import { type Static, Type } from '@sinclair/typebox';

/** A stream of the log: `evaluation-<uuid>`. */
export const Stream = Type.String({ pattern: '^[a-z][a-z-]*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' });

/** An entry of the log that is pointed at, with what its proof needs: its index and leaf hash (hex). */
export const ProvenEntry = Type.Object(
  {
    eventId: Uuid,
    index: Type.Integer({ minimum: 0 }),
    leafHash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  },
  { additionalProperties: false },
);
export type ProvenEntry = Static<typeof ProvenEntry>;
export const provenEntries = Type.Array(ProvenEntry, { maxItems: 200 });
