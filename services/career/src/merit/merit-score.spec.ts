import { SEED } from '@jejak/contracts/policy';
import { describe, expect, it } from '@jest/globals';
import { talentRulesOf } from '../talent/talent-rules';
import { bandOf, meritOf } from './merit-score';

const { placement: rules } = talentRulesOf(
  new Map(SEED.map(({ key, parameters }) => [key, { key, ref: `${key}@1`, version: 1, parameters }])),
);

describe('merit', () => {
  it('has four bands', () =>
    expect(
      ['325', '324.9999', '250', '249.9999', '175', '174.9999'].map((score) => bandOf(score, rules)),
    ).toEqual(['VERY_GOOD', 'GOOD', 'GOOD', 'LESS', 'LESS', 'POOR']));
  it('is the mean of the aspects of which there are facts', () => {
    const merit = meritOf(
      [
        { aspect: 'RECRUITMENT', cases: 3, met: 3 },
        { aspect: 'CAREER', cases: 3, met: 1 },
      ],
      rules,
    );
    // (400 + 200) / 2
    expect(merit).toMatchObject({ score: '300.00', band: 'GOOD' });
    expect(merit.notAvailable).toHaveLength(6);
    expect(merit.aspects.map(({ score }) => score)).toEqual([
      ...[null, '400.00', '200.00', null, null, null, null, null],
    ]);
  });
  it('is nothing without facts', () => expect(meritOf([], rules)).toMatchObject({ score: null, band: null }));
});
