import { DomainError } from '@jejak/kernel';
import { describe, expect, it } from '@jest/globals';
import { choiceOf } from './jpt-choice';

const given = { names: 3, filled: 0, reasonMinChars: 20 };
const why = 'Rekam jejaknya paling sesuai dengan tugas dinas.';
const refusal = (choose: () => unknown): string => {
  try {
    choose();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
  }
  return 'accepted';
};

describe('the choice of a senior leader', () => {
  it('is free among the three best, with a reason where it is not the first', () => {
    expect(choiceOf('selected', 0, 1, null, given)).toEqual({});
    for (const above of [1, 2])
      expect(choiceOf('reserved', above, 1, why, given)).toEqual({
        reason: { code: 'DEVIATION', text: why },
      });
  });
  it('counts the best anew for each seat: who has one stands above nobody', () =>
    // Of three above the fourth one is appointed already, so two are counted.
    expect(choiceOf('not-selected', 2, 2, why, { ...given, filled: 1 })).toEqual({
      reason: { code: 'DEVIATION', text: why },
    }));
  it.each([
    ['the fourth', 'NOT_IN_TOP_THREE', () => choiceOf('not-selected', 3, 1, why, given)],
    ['the second without a reason', 'REASON_REQUIRED', () => choiceOf('reserved', 1, 1, null, given)],
    ['the third with a word', 'REASON_REQUIRED', () => choiceOf('reserved', 2, 1, 'cocok', given)],
    [
      'a second one for one seat',
      'RULE_VIOLATED',
      () => choiceOf('selected', 0, 1, null, { ...given, filled: 1 }),
    ],
    ['one who is appointed', 'ILLEGAL_TRANSITION', () => choiceOf('appointed', 0, 1, null, given)],
    ['one who is not ranked', 'ILLEGAL_TRANSITION', () => choiceOf('skd-passed', 0, 1, null, given)],
  ])('is refused: %s', (_, code, choose) => expect(refusal(choose)).toBe(code));
});
