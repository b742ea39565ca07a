import { defineEvent, type EventOf } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/**
 * The ledger states the newest version of every stream, under one root: with it "exactly these events, and no other" can be proved.
 * It speaks of all entries before its own, so it stands in the log at the index `upto`. The one stream of its kind is `audit-heads`.
 * @source audit-ledger.md section 4, heads/v1
 */
export const headsSealed = defineEvent({
  type: 'HeadsSealed',
  version: 1,
  data: Type.Object({
    /** Index of this very entry: the map covers the entries before it. */
    upto: Type.Integer({ minimum: 0 }),
    /** How many streams the map holds. */
    streams: Type.Integer({ minimum: 0 }),
    /** Root of the map, base64url. */
    root: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
  }),
  publicly: { as: 'heads', of: ({ upto, streams, root }) => ({ alg: 'heads/v1', upto, streams, root }) },
});
export type HeadsSealed = EventOf<typeof headsSealed>;
