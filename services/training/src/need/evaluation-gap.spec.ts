import { describe, expect, it } from '@jest/globals';
import { gapsOf } from './evaluation-gap';

describe('the gaps of an evaluation', () => {
  it('are none where expectations are met', () =>
    expect(
      gapsOf({ resultRating: 'MEETS', behaviourRating: 'ABOVE', composite: '95.0000', predicate: 'BAIK' }),
    ).toEqual([]));
  it('are what is missing of the result, and a behaviour that is below', () =>
    expect(
      gapsOf({
        ...{ resultRating: 'BELOW', behaviourRating: 'BELOW', composite: '72.5000' },
        predicate: 'SANGAT_KURANG',
      }),
    ).toEqual([
      { competency: 'WORK_RESULT', gap: '27.5000', improvementPlan: true },
      { competency: 'WORK_BEHAVIOUR', gap: '100.0000', improvementPlan: true },
    ]));
  it('are nothing below zero', () =>
    expect(
      gapsOf({ resultRating: 'BELOW', behaviourRating: 'MEETS', composite: '101', predicate: 'BAIK' }),
    ).toEqual([{ competency: 'WORK_RESULT', gap: '0.0000', improvementPlan: false }]));
});
