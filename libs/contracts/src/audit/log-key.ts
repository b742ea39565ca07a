import { defineEvent, type EventOf, Instant, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** A C2SP vkey: name, id and public key. */
const Vkey = Type.String({ pattern: '^[^ +]{1,200}\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]{44}$' });
/** Of the log, in entries. */
const Size = Type.Integer({ minimum: 0 });

/**
 * Another key will sign the log: from now on both sign each head, so that whoever verifies has the time to take the new one up.
 * Stream `log-key-<naturalId('log-key', newVkey)>`. @source audit-ledger.md section 8
 */
export const logKeyRotated = defineEvent({
  type: 'LogKeyRotated',
  version: 1,
  status: 'BOTH_SIGN',
  data: Type.Object({
    keyId: Uuid,
    oldVkey: Vkey,
    newVkey: Vkey,
    /** Heads of more entries than this have the new line too. */
    fromSize: Size,
    /** The old one may stay away from then on. */
    bothUntil: Instant,
  }),
  publicly: { as: 'key', of: ({ newVkey, fromSize }) => ({ vkey: newVkey, from: fromSize }) },
});
export type LogKeyRotated = EventOf<typeof logKeyRotated>;

/** The old key signs no more: what it signed of more entries than `upToSize` is none of this log. On the stream of the key that follows. */
export const logKeyRetired = defineEvent({
  type: 'LogKeyRetired',
  version: 1,
  status: 'ALONE',
  data: Type.Object({ keyId: Uuid, oldVkey: Vkey, newVkey: Vkey, upToSize: Size }),
  publicly: { as: 'key', of: ({ oldVkey, upToSize }) => ({ vkey: oldVkey, upTo: upToSize }) },
});
export type LogKeyRetired = EventOf<typeof logKeyRetired>;
