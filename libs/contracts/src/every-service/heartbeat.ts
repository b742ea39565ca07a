import { defineEvent, type EventOf } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/**
 * A producer says each minute how far it is: silence, or a tail that never arrived, shows. Stream `heartbeat-<uuid>`.
 * @source audit-ledger.md 4
 */
export const heartbeat = defineEvent({
  type: 'Heartbeat',
  version: 1,
  data: Type.Object({
    /** The highest gap-free number that the relay has given; 0 before the first. */
    pos: Type.Integer({ minimum: 0 }),
    /** How many streams the store holds. */
    streams: Type.Integer({ minimum: 0 }),
    /** By the service's own key over both and its name (`signBeat`), base64url; left out where it has none. */
    signature: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{86}$' })),
  }),
  publicly: {
    as: 'heartbeat',
    of: ({ pos, streams, signature }) => ({
      ...{ pos, streams },
      ...(signature === undefined ? {} : { sig: signature }),
    }),
  },
});
export type Heartbeat = EventOf<typeof heartbeat>;
