import { describe, expect, it } from '@jest/globals';
import { type PppkRules, pppkShares, pppkThresholdsOf, weighedBy } from './pppk';
import { rankWeighted, weightedSteps } from './weighted';

const least = (TECHNICAL: number) => ({ TECHNICAL, MANAGERIAL_SOCIOCULTURAL: 117, INTERVIEW: 24 });
const rules: PppkRules = {
  ...{ years: [2026], thresholds: least(200), weights: null },
  max: { TECHNICAL: 450, MANAGERIAL: 100, SOCIOCULTURAL: 80, INTERVIEW: 40 },
  special: [
    { positions: ['Dokter'], formationKinds: ['REMOTE'], thresholds: least(130) },
    { positions: ['Dokter', 'Bidan'], formationKinds: null, thresholds: least(150) },
    { positions: null, formationKinds: ['DISABILITY'], thresholds: least(170) },
  ],
};

describe('the thresholds of a PPPK by post and formation kind (domain.md 3, rec.pppk.thresholds)', () => {
  it.each([
    ['Guru', 'GENERAL', 200],
    ['Guru', 'DISABILITY', 170],
    ['Dokter', 'REMOTE', 130],
    [' dokter', 'GENERAL', 150],
    // The first that names it.
    ['Bidan', 'DISABILITY', 150],
    ['Dokter Gigi', 'GENERAL', 200],
  ] as const)('%s, %s', (position, formationKind, technical) =>
    expect(pppkThresholdsOf(rules, { position, formationKind })).toEqual(least(technical)),
  );
});

describe('a decree that adds points up', () => {
  const components = weighedBy(
    Object.entries(pppkShares(rules)).map(([kind, weight]) => ({
      kind: kind as keyof PppkRules['max'],
      weight,
    })),
    rules,
  );
  const scores = (technical: number, managerial: number, sociocultural: number, interview: number) => ({
    ...{ TECHNICAL: String(technical), MANAGERIAL: String(managerial) },
    ...{ SOCIOCULTURAL: String(sociocultural), INTERVIEW: String(interview) },
  });

  it('counts each point once, whatever paper it is of', () =>
    expect(weightedSteps(scores(310, 82, 60, 30), components).map(({ part }) => part)).toEqual([
      ...['310.000', '82.000', '60.000', '30.000'],
    ]));

  it('ranks by their sum, and equal sums by the papers in their order', () => {
    const candidate = (participantNo: string, points: ReturnType<typeof scores>) => ({
      ...{ applicationId: participantNo, participantNo, gpa: null, birthDate: null, scores: points },
    });
    const rows = rankWeighted(
      [
        candidate('1', scores(300, 90, 62, 30)),
        candidate('2', scores(310, 82, 60, 30)),
        candidate('3', scores(330, 82, 60, 30)),
      ],
      { components, thresholds: least(200), seats: 1, reservePerSeat: 2 },
    );
    expect(
      rows.map(({ participantNo, final, tieBreakUsed }) => [participantNo, final, tieBreakUsed]),
    ).toEqual([
      ['3', '502.000', null],
      ['2', '482.000', null],
      ['1', '482.000', 'TECHNICAL'],
    ]);
  });
});
