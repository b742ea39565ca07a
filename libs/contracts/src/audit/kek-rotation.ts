import { defineEvent, type EventOf, Instant, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** Names a key-encryption key (KEK) without saying anything of it. */
const KekId = Type.String({ pattern: '^[0-9a-f]{16}$' });
const about = { rotationId: Uuid, /** The one that is to wrap every key. */ kek: KekId };

/**
 * An operator asks that another KEK takes the keys of people over. Nothing is done before another operator confirms it.
 * Stream `kek-rotation-<uuid>`. @source operations.md section 6; audit-ledger.md section 3
 */
export const kekRotationRequested = defineEvent({
  type: 'KekRotationRequested',
  version: 1,
  status: 'REQUESTED',
  data: Type.Object({
    ...about,
    requestedBy: Uuid,
    /** From then on it is too late to confirm it. */ confirmBy: Instant,
  }),
});
export type KekRotationRequested = EventOf<typeof kekRotationRequested>;

/** The second person: from here on the keys are wrapped anew. */
export const kekRotationConfirmed = defineEvent({
  type: 'KekRotationConfirmed',
  version: 1,
  status: 'CONFIRMED',
  data: Type.Object({ ...about, confirmedBy: Uuid }),
});
export type KekRotationConfirmed = EventOf<typeof kekRotationConfirmed>;

/** Every key is wrapped by the one KEK: no other one is needed for any of them, but for copies of the key store that are older. */
export const keysRewrapped = defineEvent({
  type: 'KeysRewrapped',
  version: 1,
  status: 'DONE',
  data: Type.Object({ ...about, /** How many keys there are. */ keys: Type.Integer({ minimum: 0 }) }),
});
export type KeysRewrapped = EventOf<typeof keysRewrapped>;
