import {
  type AnnualRated,
  annualRated,
  evaluationDelivered,
  evaluationFinalised,
  evaluationObjected,
  evaluationOpened,
  evaluationReopened,
  objectionDecided,
  type Predicate,
  ratingChangedInReview,
} from '@jejak/contracts/performance';
import { describe, expect, it } from '@jest/globals';
import { fact, stream } from '../../test/told-facts';
import { alikeAmong, leniencies } from './rater.controls';
import { ratingChanges, type RatingFact } from './rating-changes';
import { byStream, daysBeforeLock, uncontested } from './rating.controls';

const some = (n: number): string => `0198c1a2-0000-7000-8000-${String(n).padStart(12, '0')}`;
const evaluationId = some(21);
const AT = '2027-01-12T02:00:00.000Z';
const BAIK = { resultRating: 'MEETS', behaviourRating: 'ABOVE', predicate: 'BAIK' } as const;
const SB = { resultRating: 'ABOVE', behaviourRating: 'ABOVE', predicate: 'SANGAT_BAIK' } as const;
/** Another behaviour, the same predicate. */
const BAIK_TOO = { resultRating: 'MEETS', behaviourRating: 'MEETS', predicate: 'BAIK' } as const;

const opened = evaluationOpened({
  ...{
    evaluationId,
    planId: some(1),
    employeeId: some(2),
    raterId: some(3),
    position: 'Perawat',
    unitId: some(4),
  },
  ...{ year: 2026, periodStart: '2026-01-01', periodEnd: '2026-12-31', pinnedPolicies: [] },
});
const rated = (
  rating: Pick<AnnualRated['data'], 'resultRating' | 'behaviourRating' | 'predicate'>,
): RatingFact =>
  annualRated({
    ...{ evaluationId, raterId: some(3), ...rating, regulation: 'PermenPANRB 6/2022', deviation: null },
    consultedSupervisorId: null,
  });
const delivered = evaluationDelivered({
  ...{
    evaluationId,
    deliveredBy: some(3),
    evaluationVersion: 1,
    predicate: 'BAIK',
    acknowledgeBy: '2027-01-27',
  },
  ...{ objectBy: '2027-01-27', deemedAt: AT, finalAt: AT },
});
const reviewed = ratingChangedInReview({ evaluationId, by: some(5), old: BAIK, new: SB, deviation: null });
const objected = evaluationObjected({
  ...{ evaluationId, grounds: ['MEASUREMENT'], measurementIds: [], decideBy: '2027-02-12' },
});
const decided = objectionDecided({
  ...{
    evaluationId,
    decidedBy: some(6),
    outcome: 'UPHELD',
    corrections: [],
    newPredicate: 'SANGAT_BAIK',
    ...SB,
  },
});
const final = (rating: typeof BAIK | typeof SB): RatingFact =>
  evaluationFinalised({
    ...{
      evaluationId,
      employeeId: some(2),
      planId: some(1),
      position: 'Perawat',
      unitId: some(4),
      year: 2026,
    },
    ...{ periodStart: '2026-01-01', periodEnd: '2026-12-31', evaluationVersion: 1, composite: '108.8149' },
    ...rating,
  });
const reopened = evaluationReopened({
  ...{
    evaluationId,
    reopenedBy: some(6),
    ground: 'FINDING',
    findingRef: 'T-1',
    evaluationVersion: 1,
    corrections: [],
  },
});
const told = (...facts: readonly RatingFact[]) =>
  stream<RatingFact>(...facts.map((one) => [one, AT] as const));
const changedBy = (...facts: readonly RatingFact[]): readonly string[] =>
  ratingChanges(told(opened, ...facts)).map(({ by }) => by.type);
const askedBy = (...facts: readonly RatingFact[]): readonly string[] =>
  uncontested(told(opened, ...facts)).map(({ by }) => by.type);

describe('a changed rating', () => {
  it('is one that is not as the one before', () => {
    expect(changedBy(rated(BAIK))).toEqual([]);
    expect(changedBy(rated(BAIK), final(BAIK))).toEqual([]);
    expect(changedBy(rated(BAIK), reviewed)).toEqual(['RatingChangedInReview']);
    expect(changedBy(rated(BAIK), objected, decided, final(SB))).toEqual(['ObjectionDecided']);
    expect(changedBy(rated(BAIK), final(SB))).toEqual(['EvaluationFinalised']);
  });
  it('is one too where only a rating differs', () =>
    expect(changedBy(rated(BAIK), rated(BAIK_TOO))).toEqual(['AnnualRated']));
});

describe('C1: days before the lock', () => {
  it.each([
    ['2027-03-24', 7],
    ['2027-03-23', null],
    ['2027-03-31', 0],
    ['2027-04-01', null],
  ])('%s of 31 March 2027 with a limit of 7', (changedOn, days) =>
    expect(daysBeforeLock(changedOn, '2027-03-31', 7)).toBe(days),
  );
});

describe('C2: changed after delivery', () => {
  it('is asked where nobody objected', () => {
    expect(askedBy(rated(BAIK), delivered, reviewed)).toEqual(['RatingChangedInReview']);
    expect(askedBy(rated(BAIK), delivered, final(SB))).toEqual(['EvaluationFinalised']);
  });
  it('is not asked before it, nor of what an objection or the opening on a finding changed', () => {
    expect(askedBy(rated(BAIK), reviewed, delivered)).toEqual([]);
    expect(askedBy(rated(BAIK), delivered, objected, decided, final(SB))).toEqual([]);
    expect(askedBy(rated(BAIK), delivered, final(BAIK), reopened, rated(SB))).toEqual([]);
  });
  it('is asked again once the objection is over', () =>
    expect(askedBy(rated(BAIK), delivered, objected, decided, final(SB), rated(BAIK))).toEqual([
      'AnnualRated',
    ]));
});

describe('C3: leniency of raters', () => {
  const all = (predicate: Predicate, n = 5): Predicate[] => Array.from({ length: n }, () => predicate);
  /** One rater gives the best, so many others the same lower one: z of the one is √n, of the others −1/√n. */
  const lenientAmong = (others: number) =>
    new Map([
      ['lenient', all('SANGAT_BAIK')],
      ...Array.from({ length: others }, (_, i) => [`other-${i}`, all('BAIK')] as const),
    ]);
  const rules = { z: '2', minRatings: 5 };
  it('is asked above 2 standard deviations: √5 = 2.2361', () =>
    expect(leniencies(lenientAmong(5), rules)).toEqual([{ raterId: 'lenient', z: '2.2361' }]));
  it('is not asked at 2: √4', () => expect(leniencies(lenientAmong(4), rules)).toEqual([]));
  it('is asked below too', () => {
    const strict = new Map([...lenientAmong(5), ['lenient', all('KURANG')]] as const);
    expect(leniencies(strict, rules)).toEqual([{ raterId: 'lenient', z: '-2.2361' }]);
  });
  it('leaves out who rated fewer than five', () => {
    const few = new Map([...lenientAmong(5), ['lenient', all('SANGAT_BAIK', 4)]] as const);
    expect(leniencies(few, rules)).toEqual([]);
  });
  it('says nothing of raters who do not differ, nor of none', () => {
    expect(leniencies(new Map([['a', all('BAIK')]]), rules)).toEqual([]);
    expect(leniencies(new Map(), rules)).toEqual([]);
  });
});

describe('C4: rated alike', () => {
  it.each([
    [[0, 5, 0, 0, 0], 5],
    [[0, 4, 0, 0, 0], null],
    [[1, 19, 0, 0, 0], null],
    [[0, 0, 0, 0, 20], 20],
    [[0, 0, 0, 0, 0], null],
  ])('%j of at least 5', (counts, alike) => expect(alikeAmong(counts, 5)).toBe(alike));
});

describe('facts by stream', () => {
  it('keep their order', () => {
    const [a, b] = ['evaluation-a', 'evaluation-b'];
    const facts = [
      fact(opened, AT, { stream: a }),
      fact(opened, AT, { stream: b }),
      fact(delivered, AT, { stream: a, version: 2 }),
    ];
    expect(byStream<RatingFact>(facts).map((own) => own.map(({ type }) => type))).toEqual([
      ['EvaluationOpened', 'EvaluationDelivered'],
      ['EvaluationOpened'],
    ]);
  });
});
