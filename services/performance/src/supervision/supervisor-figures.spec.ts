import { describe, expect, it } from '@jest/globals';
import { supervisorFigures } from './supervisor-figures';

const quarter = { subordinates: 4, feedback: 6, periods: 12, ratedInTime: 11, obstacles: 3, followedUp: 2 };

describe('what a supervisor is measured by (domain.md 5.2)', () => {
  it('is feedback by subordinate, and shares in per cent', () =>
    // 6 ÷ 4; 11 of 12 = 91.666…; 2 of 3 = 66.666…
    expect(supervisorFigures(quarter)).toEqual({
      ...{ feedbackPerSubordinate: '1.5000', evaluationsOnTime: '91.6667', obstaclesInTime: '66.6667' },
    }));
  it('is 0 where nothing was done', () =>
    expect(supervisorFigures({ ...quarter, feedback: 0, ratedInTime: 0, followedUp: 0 })).toEqual({
      ...{ feedbackPerSubordinate: '0.0000', evaluationsOnTime: '0.0000', obstaclesInTime: '0.0000' },
    }));
  it('is nothing where there was nothing to do', () =>
    expect(supervisorFigures({ ...quarter, subordinates: 0, periods: 0, obstacles: 0 })).toEqual({
      ...{ feedbackPerSubordinate: null, evaluationsOnTime: null, obstaclesInTime: null },
    }));
});
