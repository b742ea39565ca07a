import {
  type AnnualRated,
  type CycleClosed,
  type DistributionReviewed,
  type EvaluationFinalised,
  type Predicate,
  PREDICATES,
} from '@jejak/contracts/performance';
import { type Decimal, decimal, fixed, sum } from '@jejak/kernel';
import type { Control, Trip } from './control';
import { evaluationsOf } from './rating.controls';
import type { LogFact } from './log-fact';
import type { RatingFact } from './rating-changes';

/** Best 5, worst 1. @source domain.md 7.5 */
const pointsOf = (predicate: Predicate): number => PREDICATES.length - PREDICATES.indexOf(predicate);

const meanOf = (values: readonly (number | Decimal)[]): Decimal => sum(values).dividedBy(values.length);

/** A rater whose mean lies far from the others', in standard deviations of their means; above is lenient. */
export interface Leniency {
  readonly raterId: string;
  readonly z: string;
}

/**
 * As the fairness monitor has it: each rater's mean against the means of all who rated at least so many. Pure.
 * @param given predicates by rater
 * @param z standard deviations above which, on either side, it is asked; rounded to 4 decimals before it is compared (domain.md 2.3)
 */
export const leniencies = (
  given: ReadonlyMap<string, readonly Predicate[]>,
  { z: limit, minRatings }: { readonly z: string; readonly minRatings: number },
): readonly Leniency[] => {
  const raters = [...given]
    .filter(([, predicates]) => predicates.length >= minRatings)
    .map(([raterId, predicates]) => ({ raterId, mean: meanOf(predicates.map(pointsOf)) }));
  if (raters.length === 0) return [];
  const centre = meanOf(raters.map(({ mean }) => mean));
  const spread = meanOf(raters.map(({ mean }) => mean.minus(centre).pow(2))).sqrt();
  if (spread.isZero()) return [];
  return raters
    .map(({ raterId, mean }) => ({ raterId, z: fixed(mean.minus(centre).dividedBy(spread), 4) }))
    .filter(({ z }) => decimal(z).abs().greaterThan(limit));
};

/** What a rater gave last, before anybody changed it. */
const lastRated = (facts: readonly LogFact<RatingFact>[]): LogFact<AnnualRated> | undefined =>
  facts.filter((fact): fact is LogFact<AnnualRated> => fact.type === 'AnnualRated').at(-1);

/** C3, when the year is locked and everybody is rated. @source domain.md 10.3, 5.10 */
export const raterLeniency: Control = {
  ...{ control: 'C3', owner: 'hr_admin', counts: 'standard deviations from the mean of the raters' },
  question: {
    en: 'Why does this rater rate so unlike the others?',
    id: 'Mengapa penilai ini menilai sangat berbeda dari penilai lain?',
  },
  watches: ['performance.CycleClosed'],
  ask: async (fact, log) => {
    const { ref, values } = await log.rules(fact);
    const rules = values.within('leniency');
    const { cycleId, year } = (fact as LogFact<CycleClosed>).data;
    const rated = (await evaluationsOf(year, fact, log)).flatMap((facts) => lastRated(facts) ?? []);
    const given = new Map<string, Predicate[]>();
    for (const { data } of rated)
      given.set(data.raterId, [...(given.get(data.raterId) ?? []), data.predicate]);
    const limit = rules.text('z');
    return leniencies(given, { z: limit, minRatings: rules.integer('minRatings') }).map(
      ({ raterId, z }): Trip => ({
        ...{ about: [raterId, String(year)], objects: [`cycle-${cycleId}`], subject: raterId, unitId: null },
        ...{ people: [raterId], score: z, limit, policies: [ref] },
        facts: [...rated.filter(({ data }) => data.raterId === raterId), fact],
      }),
    );
  },
};

/** How many are rated alike, where everybody is and there are enough; null elsewhere. Pure. */
export const alikeAmong = (counts: readonly number[], minStaff: number): number | null => {
  const some = counts.filter((n) => n > 0);
  return some.length === 1 && some[0] >= minStaff ? some[0] : null;
};

const lastFinal = (facts: readonly LogFact<RatingFact>[]): LogFact<EvaluationFinalised> | undefined =>
  facts.filter((fact): fact is LogFact<EvaluationFinalised> => fact.type === 'EvaluationFinalised').at(-1);

/** C4, when a unit's predicates were reviewed, and when the year is locked. @source domain.md 10.3 */
export const ratedAlike: Control = {
  ...{ control: 'C4', owner: 'hr_admin', counts: 'staff of the unit, all with one predicate' },
  question: {
    en: 'Why does everybody in this unit have the same predicate?',
    id: 'Mengapa semua pegawai di unit ini mendapat predikat yang sama?',
  },
  watches: ['performance.DistributionReviewed', 'performance.CycleClosed'],
  ask: async (fact, log) => {
    const { ref, values } = await log.rules(fact);
    const minStaff = values.integer('identicalMinStaff');
    const trip = (
      { unitId, year, alike }: { unitId: string; year: number; alike: number },
      people: readonly string[],
      facts: readonly LogFact[],
    ): Trip => ({
      ...{ about: [unitId, String(year)], subject: null, unitId, people, facts, policies: [ref] },
      objects: facts.map(({ envelope }) => envelope.stream),
      ...{ score: fixed(alike, 4), limit: String(minStaff) },
    });
    // The two types that it watches.
    const { type, data } = fact as LogFact<DistributionReviewed> | LogFact<CycleClosed>;
    if (type === 'DistributionReviewed') {
      const { unitId, year, after, heldBy, participants } = data;
      const alike = alikeAmong(Object.values(after), minStaff);
      return alike === null ? [] : [trip({ unitId, year, alike }, [heldBy, ...participants], [fact])];
    }
    const units = new Map<string, LogFact<EvaluationFinalised>[]>();
    for (const facts of await evaluationsOf(data.year, fact, log)) {
      const final = lastFinal(facts);
      if (final) units.set(final.data.unitId, [...(units.get(final.data.unitId) ?? []), final]);
    }
    return [...units].flatMap(([unitId, finals]) => {
      const counts = PREDICATES.map(
        (of) => finals.filter(({ data: { predicate } }) => predicate === of).length,
      );
      const alike = alikeAmong(counts, minStaff);
      const people = finals.map((final) => final.data.employeeId);
      return alike === null ? [] : trip({ unitId, year: data.year, alike }, people, [...finals, fact]);
    });
  },
};
