import { describe, expect, it } from '@jest/globals';
import { some } from '../../test/people';
import { type HeldDuty, holdsDuty } from './held-duties';

const [HERE, THERE] = [some(1), some(2)];
const held = (scope: string | null): HeldDuty => ({
  ...{ duty: 'talent_committee', scope, from: '2027-01-01', to: '2027-06-30' },
});

describe('a duty', () => {
  it.each([
    ['of the city holds everywhere', null, HERE, '2027-03-01', true],
    ['of the city holds of nobody’s unit', null, null, '2027-03-01', true],
    ['of a unit holds in it', HERE, HERE, '2027-03-01', true],
    ['of a unit holds nowhere else', HERE, THERE, '2027-03-01', false],
    ['of a unit holds of nobody’s unit not', HERE, null, '2027-03-01', false],
    ['holds on its first day', HERE, HERE, '2027-01-01', true],
    ['holds on its last day', HERE, HERE, '2027-06-30', true],
    ['does not hold before', HERE, HERE, '2026-12-31', false],
    ['does not hold after', HERE, HERE, '2027-07-01', false],
  ])('%s', (_, scope, unitId, date, holds) =>
    expect(holdsDuty([held(scope)], 'talent_committee', { unitId, date })).toBe(holds),
  );
  it('is no other duty', () =>
    expect(holdsDuty([held(null)], 'assessor', { unitId: HERE, date: '2027-03-01' })).toBe(false));
});
