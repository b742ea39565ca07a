import type { RankingRow } from '@jejak/contracts/recruitment';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Candidate,
  type FinalRules,
  type Finalist,
  rankFinal,
  rankSkd,
  separableByAge,
} from './ranking';

const candidate = (participantNo: string, twk: number, tiu: number, tkp: number): Candidate => ({
  ...{ applicationId: `id-${participantNo}`, participantNo, twk, tiu, tkp, gpa: null, birthDate: null },
});
const finalist = (
  participantNo: string,
  scores: number[],
  skb: string,
  more: Partial<Candidate> = {},
): Finalist => ({
  ...candidate(participantNo, scores[0], scores[1], scores[2]),
  ...{ skb, ...more },
});
const skdRules = { threshold: { TWK: 65, TIU: 80, TKP: 166 }, seats: 1, multiplier: 3 };
const finalRules: FinalRules = { weights: { skd: '40', skb: '60' }, most: 550, seats: 1, reservePerSeat: 2 };
const places = (rows: readonly RankingRow[]) =>
  rows.map(({ participantNo, rank, outcome }) => [participantNo, rank, outcome]);

describe('the SKD ranking (domain.md 4.3 rule 2, 15 B1)', () => {
  it('is that of table B1', () => {
    const rows = rankSkd(
      [
        candidate('A-1', 95, 120, 185),
        candidate('A-2', 100, 110, 190),
        candidate('A-3', 90, 115, 165),
        candidate('A-4', 110, 75, 200),
        candidate('A-5', 70, 100, 190),
        candidate('A-6', 70, 100, 190),
        candidate('A-7', 65, 80, 166),
        candidate('A-8', 60, 90, 170),
      ],
      skdRules,
    );
    expect(places(rows)).toEqual([
      ['A-2', 1, 'PASSED'],
      ['A-1', 2, 'PASSED'],
      ['A-5', 3, 'PASSED'],
      ['A-6', 3, 'PASSED'],
      ['A-7', 5, 'OUTRANKED'],
      ['A-4', null, 'FAILED'],
      ['A-3', null, 'FAILED'],
      ['A-8', null, 'FAILED'],
    ]);
    expect(rows.map(({ tieBreakUsed }) => tieBreakUsed).slice(0, 5)).toEqual([
      null,
      'TKP',
      null,
      'UNRESOLVED',
      null,
    ]);
    expect(rows.slice(5).map(({ missed }) => missed)).toEqual([['TIU'], ['TKP'], ['TWK']]);
  });

  it('takes everyone identical to the last place: 2 seats, places 6 to 9 identical, 9 advance', () => {
    const better = Array.from({ length: 5 }, (_, i) => candidate(`B-${i}`, 100, 100, 200 - i));
    const same = Array.from({ length: 4 }, (_, i) => candidate(`S-${i}`, 90, 90, 170));
    const rows = rankSkd([...same, ...better, candidate('L', 91, 89, 170)], { ...skdRules, seats: 2 });
    expect(rows.filter(({ outcome }) => outcome === 'PASSED')).toHaveLength(9);
    expect(rows.at(-1)).toMatchObject({ participantNo: 'L', outcome: 'OUTRANKED', tieBreakUsed: 'TIU' });
  });

  it('does not take one who is equal in total and TKP only', () => {
    const rows = rankSkd([candidate('X', 80, 100, 180), candidate('Y', 81, 99, 180)], {
      ...skdRules,
      multiplier: 1,
    });
    expect(places(rows)).toEqual([
      ['X', 1, 'PASSED'],
      ['Y', 2, 'OUTRANKED'],
    ]);
  });

  it('of nobody is empty', () => expect(rankSkd([], skdRules)).toEqual([]));
});

describe('the final ranking (domain.md 4.3 rule 5, 15 B2, 16)', () => {
  it('is that of table B2', () => {
    const rows = rankFinal(
      [
        finalist('A-6', [70, 100, 190], '71.800'),
        finalist('A-2', [100, 110, 190], '74.450'),
        finalist('A-5', [70, 100, 190], '78.000'),
        finalist('A-1', [95, 120, 185], '78.100'),
      ],
      finalRules,
    );
    expect(rows.map(({ participantNo, final, outcome }) => [participantNo, final, outcome])).toEqual([
      ['A-1', '75.951', 'SELECTED'],
      ['A-2', '73.761', 'RESERVED'],
      ['A-5', '72.982', 'RESERVED'],
      ['A-6', '69.262', 'NOT_SELECTED'],
    ]);
    expect(rows.every(({ tieBreakUsed }) => tieBreakUsed === null)).toBe(true);
  });

  // Each pair has the same final score; W wins by exactly the named criterion. (TWK never decides: who is equal in
  // total, TKP and TIU is equal in TWK.)
  it.each([
    // 400 of 550 → 72.727 → 29.091, + 77.273 × 0.6 = 46.364; 405 → 73.636 → 29.454, + 76.668 × 0.6 = 46.001: 75.455 both.
    ['SKD', finalist('L', [100, 110, 190], '77.273'), finalist('W', [105, 110, 190], '76.668')],
    ['TKP', finalist('L', [105, 110, 185], '78'), finalist('W', [100, 110, 190], '78')],
    ['TIU', finalist('L', [110, 100, 190], '78'), finalist('W', [100, 110, 190], '78')],
    [
      'GPA',
      finalist('L', [100, 110, 190], '78', { gpa: '3.5' }),
      finalist('W', [100, 110, 190], '78', { gpa: '3.51' }),
    ],
    [
      'AGE',
      finalist('L', [100, 110, 190], '78', { gpa: '3.50', birthDate: '1999-05-01' }),
      finalist('W', [100, 110, 190], '78', { gpa: '3.5', birthDate: '1999-04-30' }),
    ],
  ])('separates equal finals by %s', (criterion, loser, winner) => {
    for (const given of [
      [loser, winner],
      [winner, loser],
    ]) {
      const rows = rankFinal(given, finalRules);
      expect(rows[0].final).toBe(rows[1].final);
      expect(rows.map(({ participantNo }) => participantNo)).toEqual(['W', 'L']);
      expect(rows.map(({ tieBreakUsed }) => tieBreakUsed)).toEqual([null, criterion]);
    }
  });

  it('leaves rows equal in everything in the given order, and says so', () => {
    const rows = rankFinal(
      [finalist('X', [90, 90, 190], '70'), finalist('Y', [90, 90, 190], '70')],
      finalRules,
    );
    expect(rows.map(({ participantNo, tieBreakUsed }) => [participantNo, tieBreakUsed])).toEqual([
      ['X', null],
      ['Y', 'UNRESOLVED'],
    ]);
    expect(separableByAge(rows)).toHaveLength(2);
  });

  it('does not use a GPA that is not known of every one of those that are equal', () => {
    const tied = [
      finalist('X', [90, 90, 190], '70', { gpa: '3.9' }),
      finalist('Y', [90, 90, 190], '70'),
      finalist('Z', [90, 90, 190], '70', { gpa: '3.2' }),
    ];
    const rows = rankFinal(tied, finalRules);
    expect(rows.map(({ participantNo }) => participantNo)).toEqual(['X', 'Y', 'Z']);
    expect(rows.map(({ tieBreakUsed }) => tieBreakUsed)).toEqual([null, 'UNRESOLVED', 'UNRESOLVED']);
  });

  it('selects nobody where the seats are not known', () =>
    expect(rankFinal([finalist('X', [90, 90, 190], '70')], { ...finalRules, seats: null })[0].outcome).toBe(
      'RANKED',
    ));
});

describe('any final ranking', () => {
  const small = fc.integer({ min: 0, max: 2 });
  const anyone = fc.record({
    scores: fc.tuple(small, small, small),
    skb: fc.constantFrom('70', '70.001', '71.5'),
    gpa: fc.constantFrom(null, '3.1', '3.10', '3.2'),
    birthDate: fc.constantFrom(null, '1999-01-01', '1999-01-02'),
  });
  const field = fc
    .array(anyone, { maxLength: 30 })
    .map((people) =>
      people.map(({ scores, skb, gpa, birthDate }, i) => finalist(`P${i}`, scores, skb, { gpa, birthDate })),
    );

  const better = (a: RankingRow, b: RankingRow): number => {
    const keys = (r: RankingRow) => [
      Number(r.final) * 1000,
      r.total ?? 0,
      r.tkp ?? 0,
      r.tiu ?? 0,
      r.twk ?? 0,
    ];
    const [x, y] = [keys(a), keys(b)];
    const at = x.findIndex((value, i) => Math.round(value) !== Math.round(y[i]));
    return at < 0 ? 0 : x[at] - y[at];
  };

  it('has everybody once, ranks 1 to n, and nobody above one with better scores', () =>
    fc.assert(
      fc.property(field, (people) => {
        const rows = rankFinal(people, finalRules);
        expect(rows.map(({ rank }) => rank)).toEqual(people.map((_, i) => i + 1));
        expect(rows.map(({ participantNo }) => participantNo).sort()).toEqual(
          people.map((p) => p.participantNo).sort(),
        );
        for (let i = 1; i < rows.length; i++) expect(better(rows[i - 1], rows[i])).toBeGreaterThanOrEqual(0);
      }),
    ));

  it('says by what a row is separated from the one above, and only where their finals are equal', () =>
    fc.assert(
      fc.property(field, (people) => {
        rankFinal(people, finalRules).forEach((row, i, rows) => {
          const above = rows[i - 1];
          if (!above || above.final !== row.final) return expect(row.tieBreakUsed).toBeNull();
          const first = (['total', 'tkp', 'tiu', 'twk'] as const).find(
            (member) => above[member] !== row[member],
          );
          if (first)
            expect(row.tieBreakUsed).toBe({ total: 'SKD', tkp: 'TKP', tiu: 'TIU', twk: 'TWK' }[first]);
          else expect(['GPA', 'AGE', 'UNRESOLVED']).toContain(row.tieBreakUsed);
        });
      }),
    ));

  it('does not depend on the order in which applicants are given, where nothing is unresolved', () =>
    fc.assert(
      fc.property(field, fc.infiniteStream(fc.nat()), (people, seeds) => {
        const rows = rankFinal(people, finalRules);
        fc.pre(rows.every(({ tieBreakUsed }) => tieBreakUsed !== 'UNRESOLVED'));
        const shuffled = people
          .map((person) => [seeds.next().value, person] as const)
          .sort(([a], [b]) => a - b)
          .map(([, person]) => person);
        expect(rankFinal(shuffled, finalRules)).toEqual(rows);
      }),
    ));
});
