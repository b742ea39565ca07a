import { logKeyRetired, logKeyRotated } from '@jejak/contracts/audit';
import { signingKey, vkeyText } from '@jejak/ledger';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { formerKeysOf } from './former-keys';
import { logKey } from './log-key.decider';

const { given } = specFor(logKey);
const [first, second, third] = [1, 2, 3].map((n) =>
  vkeyText(signingKey('log.test/1', 'note', Buffer.alloc(32, n)).verifier),
);
const keyId = '0198c1a2-0000-5000-8000-000000000041';
const rotation = {
  ...{ keyId, oldVkey: first, newVkey: second, fromSize: 100, bothUntil: '2027-03-07T02:00:00.000Z' },
};
const rotate = { type: 'RotateLogKey', ...rotation } as const;
const retire = { type: 'RetireLogKey', upToSize: 900 } as const;
const rotated = logKeyRotated(rotation);
const retired = logKeyRetired({ keyId, oldVkey: first, newVkey: second, upToSize: 900 });

describe('a key that follows another', () => {
  it('is announced, once', () => {
    given().when(rotate).thenRecords(rotated);
    given(rotated).when(rotate).thenRecords();
  });
  it('signs alone, once', () => {
    given(rotated).when(retire).thenRecords(retired);
    given(rotated, retired).when(retire).thenRecords();
  });
  it('does not sign alone before it was announced', () => given().when(retire).thenRecords());
  it('is what its contract allows', () => {
    expect(logKeyRotated.faults(rotation)).toEqual([]);
    expect(logKeyRotated.faults({ ...rotation, newVkey: 'x' })).not.toEqual([]);
  });
});

describe('keys that signed before', () => {
  const again = logKeyRotated({ ...rotation, oldVkey: second, newVkey: third, fromSize: 2_000 });
  it('count for the heads that they signed', () => {
    expect(formerKeysOf([])).toEqual([]);
    expect(formerKeysOf([rotated])).toMatchObject([{ upToSize: null }]);
    const keys = formerKeysOf([rotated, retired, again]);
    expect(keys.map(({ key, upToSize }) => [vkeyText(key), upToSize])).toEqual([
      [first, 900],
      [second, null],
    ]);
  });
});
