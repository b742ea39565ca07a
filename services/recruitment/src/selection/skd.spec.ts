import { describe, expect, it } from '@jest/globals';
import { assertInRange, missedThresholds, type SkdThreshold, subtestOutOfRange, totalOf } from './skd';

const general: SkdThreshold = { TWK: 65, TIU: 80, TKP: 166 };
const cumlaude: SkdThreshold = { TOTAL: 311, TIU: 85 };
const disability: SkdThreshold = { TOTAL: 286, TIU: 60 };
const max = { TWK: 150, TIU: 175, TKP: 225 };
const score = (twk: number, tiu: number, tkp: number) => ({ twk, tiu, tkp });

describe('SKD thresholds (domain.md 4.3 rule 1, 15 B1, 16)', () => {
  // Table B1, cell by cell: twk, tiu, tkp, total, what is missed under 65/80/166.
  it.each([
    ['A-1', 95, 120, 185, 400, []],
    ['A-2', 100, 110, 190, 400, []],
    ['A-3', 90, 115, 165, 370, ['TKP']],
    ['A-4', 110, 75, 200, 385, ['TIU']],
    ['A-5', 70, 100, 190, 360, []],
    ['A-6', 70, 100, 190, 360, []],
    ['A-7', 65, 80, 166, 311, []],
    ['A-8', 60, 90, 170, 320, ['TWK']],
  ])('%s: %d/%d/%d of %d', (_, twk, tiu, tkp, total, missed) => {
    expect(totalOf(score(twk, tiu, tkp))).toBe(total);
    expect(missedThresholds(score(twk, tiu, tkp), general)).toEqual(missed);
  });

  it.each([
    [65, 80, 166, []],
    [64, 175, 225, ['TWK']],
    [65, 80, 165, ['TKP']],
    [0, 0, 0, ['TWK', 'TIU', 'TKP']],
  ])('general %d/%d/%d', (twk, tiu, tkp, missed) =>
    expect(missedThresholds(score(twk, tiu, tkp), general)).toEqual(missed),
  );

  it.each([
    // 40 + 60 + 186 = 286: exactly both. 50 + 59 + 200 = 309 passes the total but not the TIU.
    [40, 60, 186, []],
    [50, 59, 200, ['TIU']],
    [40, 60, 185, ['TOTAL']],
  ])('disability %d/%d/%d', (twk, tiu, tkp, missed) =>
    expect(missedThresholds(score(twk, tiu, tkp), disability)).toEqual(missed),
  );

  it.each([
    [66, 85, 160, []],
    [70, 84, 200, ['TIU']],
  ])('cumlaude %d/%d/%d', (twk, tiu, tkp, missed) =>
    expect(missedThresholds(score(twk, tiu, tkp), cumlaude)).toEqual(missed),
  );
});

describe('the range of a paper (rec.skd.max)', () => {
  it.each([
    [0, 0, 0, null],
    [150, 175, 225, null],
    [151, 175, 225, 'TWK'],
    [150, 176, 225, 'TIU'],
    [150, 175, 226, 'TKP'],
    [-1, 0, 0, 'TWK'],
  ])('%d/%d/%d', (twk, tiu, tkp, expected) =>
    expect(subtestOutOfRange(score(twk, tiu, tkp), max)).toBe(expected),
  );

  it('is a refusal by rule', () =>
    expect(() => assertInRange(score(0, 176, 0), max)).toThrow(
      expect.objectContaining({
        code: 'SCORE_OUT_OF_RANGE',
        detail: { field: 'tiu', params: { most: 175 } },
      }),
    ));
});
