import { isUuid, Malformed, naturalId, newId } from '@jejak/kernel';

const KEY = /^[\x21-\x7e]{1,255}$/;
const QUOTED = /^"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/;

/**
 * The command's id. A UUID is taken as it is; another key becomes a UUIDv5 of caller and key, so that two callers who both count
 * from 1 do not meet; without a key each request is a command of its own. The quoted form of the IETF draft is read too.
 * @throws Malformed IDEMPOTENCY_KEY_INVALID
 */
export const commandIdOf = (header: string | undefined, callerId: string): string => {
  if (header === undefined) return newId();
  const quoted = QUOTED.exec(header)?.[1];
  const key = quoted === undefined ? header : quoted.replace(/\\(.)/g, '$1');
  if (!KEY.test(key))
    throw new Malformed(
      'IDEMPOTENCY_KEY_INVALID',
      'The Idempotency-Key must be 1 to 255 visible characters.',
      {
        field: 'Idempotency-Key',
      },
    );
  const lower = key.toLowerCase();
  return isUuid(lower) ? lower : naturalId('command', callerId, key);
};
