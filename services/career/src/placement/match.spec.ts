import { SEED } from '@jejak/contracts/policy';
import { describe, expect, it } from '@jest/globals';
import { talentRulesOf } from '../talent/talent-rules';
import { matchOf, type Suitability } from './match';

const { placement, nineBox } = talentRulesOf(
  new Map(SEED.map(({ key, parameters }) => [key, { key, ref: `${key}@1`, version: 1, parameters }])),
);
const fits: Suitability = {
  ...{ held: ['A1', 'B1'], required: ['B1', 'A1'], predicates: ['SANGAT_BAIK', 'SANGAT_BAIK'] },
  ...{ experience: 24, requiredExperience: 24 },
};
const match = (over: Partial<Suitability>) => matchOf({ ...fits, ...over }, placement, nineBox);

/** domain.md 7.2: 50 % competencies, 30 % performance (5 = 100), 20 % experience. */
describe('the match of a person and a post', () => {
  it.each([
    ['all of it', {}, '100.0000'],
    ['half of the competencies', { held: ['A1'] }, '75.0000'],
    ['Baik twice', { predicates: ['BAIK', 'BAIK'] }, '94.0000'],
    ['half of the experience', { experience: 12 }, '90.0000'],
    ['more experience than asked for', { experience: 240 }, '100.0000'],
    ['never evaluated', { predicates: [] }, '70.0000'],
    ['a post that asks for nothing', { required: [], experience: 0, requiredExperience: 0 }, '100.0000'],
    ['two of three', { required: ['A1', 'B1', 'C1'] }, '83.3333'],
  ] as const)('%s', (_, over, score) => expect(match(over).score).toBe(score));
  it('names what is missing', () => expect(match({ held: [] }).missing).toEqual(['A1', 'B1']));
});
