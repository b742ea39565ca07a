import { datasetPublished } from '@jejak/contracts/every-service';
import { cycleOpened } from '@jejak/contracts/performance';
import { describe, expect, it } from '@jest/globals';
import { calendar, cycleRules, PINNED, PLAN } from '../../test/nurse';
import { recorded } from '@jejak/testing/recorded';
import { cycleTimers } from './cycle.timers';
import { periodsOf } from './periods';

const opened = (frequency: 'QUARTERLY' | 'MONTHLY') =>
  cycleOpened({
    ...{ cycleId: PLAN, year: 2027, pinnedPolicies: PINNED, evaluatingAt: null },
    periods: periodsOf(2027, { ...cycleRules, frequency }, calendar),
  });
const published = (kind: string) =>
  datasetPublished({
    ...{ datasetId: PLAN, version: 1, kind, title: 'Keberatan', rows: 1, sha256: 'a'.repeat(64) },
    ...{ policyRefs: ['pub@1'], period: { from: '2027-01-01', to: '2027-03-31' } },
  });
const publications = (...facts: Parameters<typeof recorded>[2][number][]) =>
  cycleTimers
    .pending(recorded('performance', 'cycle', facts))
    .filter(({ command }) => command === 'PublishQuarter')
    .map(({ key, dueAt }) => [key, dueAt]);

describe('the figures of a quarter', () => {
  const days = [
    ['2027-Q1', '2027-04-09T17:00:00.000Z'],
    ['2027-Q2', '2027-07-09T17:00:00.000Z'],
    ['2027-Q3', '2027-10-09T17:00:00.000Z'],
    ['2027-Q4', '2028-01-09T17:00:00.000Z'],
  ];
  it.each(['QUARTERLY', 'MONTHLY'] as const)(
    'are published on the day by which its last period is rated, whether people are rated %s',
    (frequency) => expect(publications(opened(frequency))).toEqual(days),
  );
  it('are published once, and one table of them says so', () => {
    expect(publications(opened('QUARTERLY'), published('performance-objections'))).toEqual(days.slice(1));
    expect(publications(opened('QUARTERLY'), published('performance-plans'))).toEqual(days);
  });
});
