import { reconciliationFailed, reconciliationStarted, storeReconciled } from '@jejak/contracts/audit';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { isDue, nightOf } from './night';
import { reconciliation, type ReconciliationResult } from './reconciliation.decider';

const { given } = specFor(reconciliation);
const about = { reconciliationId: '0198c1a2-0000-5000-8000-000000000031', source: 'performance' };
const start = { type: 'StartReconciliation', ...about, night: null } as const;
const result: ReconciliationResult = {
  ...{ upTo: 9, rows: 9, differences: 1 },
  findings: [{ finding: 'ROW_DIFFERS', count: 1 }],
};
const finish = { type: 'FinishReconciliation', result } as const;
const giveUp = { type: 'GiveUpReconciliation', cause: 'UNREACHABLE' } as const;
const started = reconciliationStarted({ ...about, night: null });
const done = storeReconciled({ ...about, ...result });
const failed = reconciliationFailed({ ...about, cause: 'UNREACHABLE' });
const [alone, beside] = [{ underWay: false }, { underWay: true }];

describe('a comparison', () => {
  it('begins', () => given().when(start, alone).thenRecords(started));
  it('begins once', () => given(started).when(start, beside).thenRecords());
  it('is refused while another one of the store is under way', () =>
    given().when(start, beside).thenRefuses('RECONCILIATION_RUNNING'));
  it('ends with what it found', () => given(started).when(finish, alone).thenRecords(done));
  it('ends once', () => {
    given(started, done).when(finish, alone).thenRecords();
    given(started, done).when(giveUp, alone).thenRecords();
    given(started, failed).when(finish, alone).thenRecords();
  });
  it('ends where the store cannot be read', () => given(started).when(giveUp, alone).thenRecords(failed));
  it('does not end before it began', () => given().when(finish, alone).thenRecords());
});

describe('a night', () => {
  it.each([
    // 01:30 in the city is 18:30 of the day before in UTC.
    ['2027-05-20T18:29:59.999Z', '2027-05-20'],
    ['2027-05-20T18:30:00.000Z', '2027-05-21'],
    ['2027-05-21T12:00:00.000Z', '2027-05-21'],
    ['2026-12-31T17:00:00.000Z', '2026-12-31'],
  ])('of %s began on %s', (instant, night) => expect(nightOf(Date.parse(instant), '01:30')).toBe(night));

  it.each([
    ['2027-05-21', '2027-05-20', '2027-05-21', true],
    ['2027-05-21', '2027-05-18', '2027-05-21', true],
    ['2027-05-21', '2027-05-21', '2027-05-20', false],
    ['2027-05-21', null, '2027-05-21', false],
    ['2027-05-21', null, '2027-05-20', true],
  ])('%s, done last for %s, by a process of %s: %s', (night, last, began, due) =>
    expect(isDue(night, last, began)).toBe(due),
  );
});
