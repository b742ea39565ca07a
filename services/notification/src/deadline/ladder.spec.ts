import { SEED } from '@jejak/contracts/policy';
import { AUDIENCES } from '@jejak/contracts/notification';
import { describe, expect, it } from '@jest/globals';
import { notificationRulesOf } from '../rules/notification-rules';
import { ladderOf, stepName } from './ladder';

const calendar = { zone: 'Asia/Jakarta', holidays: [] };
const seeded = SEED.find(({ key }) => key === 'ntf.other');
const { ladder } = notificationRulesOf({
  ...{ ref: 'ntf.other@1', key: 'ntf.other', version: 1 },
  parameters: seeded?.parameters ?? {},
});

describe('the ladder of a deadline (domain.md 11)', () => {
  it('tells 14, 7, 3 and 1 days before, on the last day, and then those above', () =>
    // Days begin at 17:00 UTC of the day before: Jakarta is seven hours ahead.
    expect(ladderOf('2026-01-31', '2026-01-01T00:00:00.000Z', ladder, calendar, AUDIENCES)).toEqual([
      { step: 'D-14', at: '2026-01-16T17:00:00.000Z', to: 'OBLIGED' },
      { step: 'D-7', at: '2026-01-23T17:00:00.000Z', to: 'OBLIGED' },
      { step: 'D-3', at: '2026-01-27T17:00:00.000Z', to: 'OBLIGED' },
      { step: 'D-1', at: '2026-01-29T17:00:00.000Z', to: 'OBLIGED' },
      { step: 'D-0', at: '2026-01-30T17:00:00.000Z', to: 'OBLIGED' },
      // The deadline is over in this very instant.
      { step: 'D+1', at: '2026-01-31T17:00:00.000Z', to: 'SUPERVISOR' },
      { step: 'D+3', at: '2026-02-02T17:00:00.000Z', to: 'SUPERIOR' },
      { step: 'D+7', at: '2026-02-06T17:00:00.000Z', to: 'HR' },
    ]));

  it('has no rung before the clock began', () =>
    expect(
      ladderOf('2026-01-31', '2026-01-28T02:00:00.000Z', ladder, calendar, ['OBLIGED']).map(
        ({ step }) => step,
      ),
    ).toEqual(['D-1', 'D-0']));

  it('tells two audiences on one day, and one of them once', () => {
    const rungs = [
      { days: -1, to: 'OBLIGED' },
      { days: -1, to: 'OBLIGED' },
      { days: 3, to: 'SUPERVISOR' },
      { days: 3, to: 'SUPERIOR' },
    ] as const;
    const steps = ladderOf('2026-01-31', '2026-01-01T00:00:00.000Z', rungs, calendar, AUDIENCES);
    expect(steps.map(({ step, to }) => `${step} ${to}`)).toEqual([
      'D-1 OBLIGED',
      'D+3 SUPERVISOR',
      'D+3 SUPERIOR',
    ]);
  });

  it.each([
    [-14, 'D-14'],
    [0, 'D-0'],
    [7, 'D+7'],
  ])('names %i days %s', (days, name) => expect(stepName(days)).toBe(name));
});
