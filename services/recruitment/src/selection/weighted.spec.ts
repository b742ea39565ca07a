import { describe, expect, it } from '@jest/globals';
import {
  type Assessed,
  missedPppkThresholds,
  rankWeighted,
  type Weighed,
  weightedScore,
  weightedSteps,
} from './weighted';

const thresholds = { TECHNICAL: 200, MANAGERIAL_SOCIOCULTURAL: 117, INTERVIEW: 24 };
const papers: readonly Weighed[] = [
  { kind: 'TECHNICAL', weight: '60', most: '450' },
  { kind: 'MANAGERIAL', weight: '15', most: '100' },
  { kind: 'SOCIOCULTURAL', weight: '15', most: '80' },
  { kind: 'INTERVIEW', weight: '10', most: '40' },
];
const points = (technical: number, managerial: number, sociocultural: number, interview: number) => ({
  ...{ TECHNICAL: String(technical), MANAGERIAL: String(managerial) },
  ...{ SOCIOCULTURAL: String(sociocultural), INTERVIEW: String(interview) },
});
const sitting = (
  participantNo: string,
  [technical, managerial, sociocultural, interview]: readonly [number, number, number, number],
  more: Partial<Assessed> = {},
): Assessed => ({
  ...{ applicationId: `id-${participantNo}`, participantNo, gpa: null, birthDate: null },
  ...{ scores: points(technical, managerial, sociocultural, interview), ...more },
});
const rules = { components: papers, thresholds, seats: 1, reservePerSeat: 2 };
const places = (candidates: readonly Assessed[]) =>
  rankWeighted(candidates, rules).map(({ participantNo, rank, outcome, tieBreakUsed }) => [
    ...[participantNo, rank, outcome, tieBreakUsed],
  ]);

describe('the thresholds of a PPPK (domain.md 4.3 rule 7)', () => {
  it.each([
    // Exactly all three: 200; 60 + 57 = 117; 24.
    [200, 60, 57, 24, []],
    [199, 100, 80, 40, ['TECHNICAL']],
    // Together, so that one may be low: 37 + 80 = 117.
    [200, 37, 80, 24, []],
    [450, 60, 56, 40, ['MANAGERIAL_SOCIOCULTURAL']],
    [450, 100, 80, 23, ['INTERVIEW']],
    [0, 0, 0, 0, ['TECHNICAL', 'MANAGERIAL_SOCIOCULTURAL', 'INTERVIEW']],
  ])('%d, %d and %d, %d', (technical, managerial, sociocultural, interview, missed) =>
    expect(missedPppkThresholds(points(technical, managerial, sociocultural, interview), thresholds)).toEqual(
      missed,
    ),
  );
});

describe('a weighted score (domain.md 4.3 rule 4)', () => {
  it('rounds every step half-up to 3 decimals', () => {
    // 310/450 = 68.8888… → 68.889 × 0.6 = 41.3334 → 41.333; 82 × 0.15 = 12.3; 60/80 = 75 × 0.15 = 11.25; 30/40 = 75 × 0.1 = 7.5.
    const steps = weightedSteps(points(310, 82, 60, 30), papers);
    expect(steps.map(({ percent, part }) => [percent, part])).toEqual([
      ['68.889', '41.333'],
      ['82.000', '12.300'],
      ['75.000', '11.250'],
      ['75.000', '7.500'],
    ]);
    expect(weightedScore(points(310, 82, 60, 30), papers)).toBe('72.383');
  });
  it('is 100 of everything', () => expect(weightedScore(points(450, 100, 80, 40), papers)).toBe('100.000'));
  it('is of nobody who lacks a component', () =>
    expect(() => weightedScore({ TECHNICAL: '310' }, papers)).toThrow('MANAGERIAL is not scored'));
});

describe('the ranking without an SKD (domain.md 4.3 rules 5 to 7)', () => {
  it('ranks those who pass, and puts last who misses a threshold, however high the score', () =>
    expect(
      places([
        sitting('A', [310, 82, 60, 30]),
        sitting('B', [450, 100, 80, 23]),
        sitting('C', [330, 82, 60, 30]),
        sitting('D', [200, 60, 57, 24]),
        sitting('E', [201, 60, 57, 24]),
      ]),
    ).toEqual([
      ['C', 1, 'SELECTED', null],
      ['A', 2, 'RESERVED', null],
      ['E', 3, 'RESERVED', null],
      ['D', 4, 'NOT_SELECTED', null],
      ['B', null, 'FAILED', null],
    ]));

  it('breaks a tie by the papers in their order, then by average and age', () => {
    // 15 % of 8 of 80 points are as much as 15 % of 10 of 100: 1.500.
    const more = sitting('M', [300, 90, 48, 30]);
    const less = sitting('L', [300, 80, 56, 30]);
    expect(weightedScore(more.scores, papers)).toBe(weightedScore(less.scores, papers));
    expect(places([less, more]).map(([no, , , by]) => [no, by])).toEqual([
      ['M', null],
      ['L', 'MANAGERIAL'],
    ]);
    const same = [300, 90, 48, 30] as const;
    expect(places([sitting('P', same, { gpa: '3.1' }), sitting('Q', same, { gpa: '3.2' })])[1]).toEqual([
      ...['P', 2, 'RESERVED', 'GPA'],
    ]);
    const young = sitting('Y', same, { birthDate: '1999-05-02' });
    const old = sitting('O', same, { birthDate: '1999-05-01' });
    expect(places([young, old])[1]).toEqual(['Y', 2, 'RESERVED', 'AGE']);
    expect(places([sitting('R', same), sitting('S', same)])[1]).toEqual(['S', 2, 'RESERVED', 'UNRESOLVED']);
  });

  it('of an open selection asks for no threshold', () => {
    const components: readonly Weighed[] = [
      { kind: 'PAPER', weight: '40', most: '100' },
      { kind: 'INTERVIEW', weight: '60', most: '100' },
    ];
    const candidate = (participantNo: string, paper: string, interview: string): Assessed => ({
      ...{ applicationId: participantNo, participantNo, gpa: null, birthDate: null },
      scores: { PAPER: paper, INTERVIEW: interview },
    });
    const rows = rankWeighted([candidate('X', '10.000', '81.333'), candidate('Y', '0.000', '1.000')], {
      ...rules,
      ...{ components, thresholds: null },
    });
    // 10 × 0.4 = 4; 81.333 × 0.6 = 48.7998 → 48.800.
    expect(rows[0]).toMatchObject({
      ...{ participantNo: 'X', rank: 1, final: '52.800', total: null, skb: null, missed: [] },
      components: { PAPER: '10.000', INTERVIEW: '81.333' },
    });
    expect(rows[1]).toMatchObject({ participantNo: 'Y', rank: 2, final: '0.600', outcome: 'RESERVED' });
  });
});
