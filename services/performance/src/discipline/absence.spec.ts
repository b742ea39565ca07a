import { SEED } from '@jejak/contracts/policy';
import { describe, expect, it } from '@jest/globals';
import { rules } from '../../test/disciplined';
import { absencePunishment } from './absence';

describe('the table of unexcused absence, cell by cell', () => {
  it.each<[number, string]>([
    [2, 'nothing'],
    [3, 'LIGHT ORAL null'],
    [4, 'LIGHT WRITTEN null'],
    [6, 'LIGHT WRITTEN null'],
    [7, 'LIGHT WRITTEN_DISSATISFACTION null'],
    [10, 'LIGHT WRITTEN_DISSATISFACTION null'],
    [11, 'MEDIUM ALLOWANCE_CUT 6'],
    [13, 'MEDIUM ALLOWANCE_CUT 6'],
    [14, 'MEDIUM ALLOWANCE_CUT 9'],
    [16, 'MEDIUM ALLOWANCE_CUT 9'],
    [17, 'MEDIUM ALLOWANCE_CUT 12'],
    [20, 'MEDIUM ALLOWANCE_CUT 12'],
    [21, 'HEAVY DEMOTION 12'],
    [24, 'HEAVY DEMOTION 12'],
    [25, 'HEAVY REMOVAL_FROM_POST 12'],
    [27, 'HEAVY REMOVAL_FROM_POST 12'],
    [28, 'HEAVY DISMISSAL null'],
    [200, 'HEAVY DISMISSAL null'],
  ])('%d days: %s', (days, expected) => {
    const found = absencePunishment(days, 1, rules.absence);
    expect(found ? `${found.level} ${found.kind} ${String(found.months)}` : 'nothing').toBe(expected);
  });
  it('dismisses for ten days in one run, not for nine', () => {
    expect(absencePunishment(10, 10, rules.absence)?.kind).toBe('DISMISSAL');
    expect(absencePunishment(10, 9, rules.absence)?.kind).toBe('WRITTEN_DISSATISFACTION');
  });
  it('cuts a quarter of the allowance', () => {
    const seeded = SEED.find(({ key }) => key === 'disc.absence')?.parameters.steps as { cut?: string }[];
    expect(seeded.flatMap(({ cut }) => cut ?? [])).toEqual(['25', '25', '25']);
  });
});
