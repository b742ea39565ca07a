import { kekRotationConfirmed, kekRotationRequested, keysRewrapped } from '@jejak/contracts/audit';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { kekRotation, type KekRotationGiven } from './kek-rotation.decider';

const { given } = specFor(kekRotation);
const [one, other] = [1, 2].map((n) => `0198c1a2-0000-7000-8000-00000000000${n}`);
const about = { rotationId: '0198c1a2-0000-5000-8000-0000000000e1', kek: '0123456789abcdef' };
const reads: KekRotationGiven = {
  now: '2027-06-01T02:00:00.000Z',
  confirmBy: '2027-06-01T02:15:00.000Z',
  left: 7,
};
const [lastMoment, late] = ['2027-06-01T02:14:59.999Z', '2027-06-01T02:15:00.000Z'].map((now) => ({
  ...reads,
  now,
}));
const request = { type: 'RequestKekRotation', by: one, ...about } as const;
const confirm = { type: 'ConfirmKekRotation', by: other } as const;
const finish = { type: 'FinishKekRotation', keys: 7 } as const;
const requested = kekRotationRequested({ ...about, requestedBy: one, confirmBy: late.now });
const confirmed = kekRotationConfirmed({ ...about, confirmedBy: other });
const done = keysRewrapped({ ...about, keys: 7 });

describe('another KEK', () => {
  it('is asked for by one, to be confirmed by then', () =>
    given().when(request, reads).thenRecords(requested));
  it('is asked for once, and not where it has every key', () => {
    given(requested).when(request, reads).thenRecords();
    given()
      .when(request, { ...reads, left: 0 })
      .thenRefuses('NOTHING_TO_REWRAP');
  });
  it('is confirmed by another one, in time, once', () => {
    given(requested).when(confirm, lastMoment).thenRecords(confirmed);
    given(requested)
      .when({ ...confirm, by: one }, reads)
      .thenRefuses('SOD_VIOLATION', { rule: 'sod.kek-rotation' });
    given(requested).when(confirm, late).thenRefuses('DEADLINE_PASSED');
    given(requested, confirmed).when(confirm, reads).thenRefuses('ILLEGAL_TRANSITION');
    given().when(confirm, reads).thenRefuses('KEK_ROTATION_NOT_FOUND');
  });
  it('is two persons’ doing', () => {
    given()
      .when({ ...request, by: 'service-ops' }, reads)
      .thenRefuses('NOT_RELATED');
    given(requested)
      .when({ ...confirm, by: 'service-ops' }, reads)
      .thenRefuses('NOT_RELATED');
  });
  it('has every key, which is said once and never before it was confirmed', () => {
    given(requested, confirmed).when(finish, reads).thenRecords(done);
    given(requested, confirmed, done).when(finish, reads).thenRecords();
    given(requested).when(finish, reads).thenRecords();
  });
});
