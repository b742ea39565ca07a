import type { CycleClosed, EvaluationOpened } from '@jejak/contracts/performance';
import { daysBetween, fixed } from '@jejak/kernel';
import { ASKED, type Control, type Trip } from './control';
import type { ControlledLog } from './controlled-log';
import type { LogFact } from './log-fact';
import { RATING_FACTS, type RatingChange, ratingChanges, type RatingFact } from './rating-changes';

/** Facts by stream, each in its order. Pure. */
export const byStream = <Event extends RatingFact>(
  facts: readonly LogFact<Event>[],
): readonly (readonly LogFact<Event>[])[] => {
  const streams = new Map<string, LogFact<Event>[]>();
  for (const fact of facts) {
    const own = streams.get(fact.envelope.stream);
    if (own) own.push(fact);
    else streams.set(fact.envelope.stream, [fact]);
  }
  return [...streams.values()];
};

/** The evaluations of a year that the log has, each with what was said of its rating, up to an entry. */
export const evaluationsOf = async (
  year: number,
  { entry: { index } }: LogFact,
  log: ControlledLog,
): Promise<readonly (readonly LogFact<RatingFact>[])[]> => {
  const opened = await log.having<EvaluationOpened>(
    ...(['performance', 'EvaluationOpened', ['year', String(year)], index] as const),
  );
  const streams = opened.map(({ envelope }) => envelope.stream);
  return byStream(await log.streams<RatingFact>(streams, RATING_FACTS, index));
};

/** Calendar days from a change to the lock of its year, where that many are still asked about; null elsewhere. Pure. */
export const daysBeforeLock = (changedOn: string, lockedOn: string, limit: number): number | null => {
  const days = daysBetween(changedOn, lockedOn);
  return days >= 0 && days <= limit ? days : null;
};

/** Whom a change of a rating concerns: the employee, and who said the rating before and after. */
const concerned = (change: RatingChange, opened: LogFact<RatingFact> | undefined): readonly string[] => [
  ...(opened?.type === 'EvaluationOpened' ? [opened.data.employeeId] : []),
  ...[change.before, change.by]
    .map(({ envelope }) => envelope.actor)
    .filter((actor) => actor.startsWith('p_')),
];

const tripOf = (
  change: RatingChange,
  [opened]: readonly LogFact<RatingFact>[],
  measured: Pick<Trip, 'score' | 'limit' | 'policies'>,
): Trip => ({
  ...{ about: [change.by.envelope.id], objects: [change.by.envelope.stream], ...measured },
  subject: change.by.subject ?? null,
  unitId: opened.type === 'EvaluationOpened' ? opened.data.unitId : null,
  people: concerned(change, opened),
  facts: [change.before, change.by],
});

/** C1. @source domain.md 10.3 */
export const ratedJustBeforeLock: Control = {
  ...{ control: 'C1', owner: 'hr_admin', counts: 'calendar days before the year was locked' },
  question: {
    en: 'Why was this rating changed in the last days before its year was locked?',
    id: 'Mengapa penilaian ini diubah pada hari-hari terakhir sebelum tahunnya dikunci?',
  },
  watches: ['performance.CycleClosed'],
  ask: async (fact, log) => {
    const { ref, values } = await log.rules(fact);
    const limit = values.integer('ratingLockDays');
    // The one type that it watches.
    const { year } = (fact as LogFact<CycleClosed>).data;
    const lockedOn = await log.date(fact.envelope.at);
    const trips: Trip[] = [];
    for (const facts of await evaluationsOf(year, fact, log))
      for (const change of ratingChanges(facts)) {
        const days = daysBeforeLock(await log.date(change.by.envelope.at), lockedOn, limit);
        if (days === null) continue;
        const trip = tripOf(change, facts, { score: fixed(days, 4), limit: String(limit), policies: [ref] });
        trips.push({ ...trip, facts: [...trip.facts, fact] });
      }
    return trips;
  },
};

/** C2. An evaluation opened again on a finding or a judgment is as good as contested. @source domain.md 10.3 */
export const ratedAfterDelivery: Control = {
  ...{ control: 'C2', owner: 'hr_admin', counts: 'nothing: 1' },
  question: {
    en: 'Why was this rating changed after the employee had it, though nobody objected?',
    id: 'Mengapa penilaian ini diubah setelah diterima pegawai, padahal tidak ada keberatan?',
  },
  watches: ['AnnualRated', 'RatingChangedInReview', 'ObjectionDecided', 'EvaluationFinalised'].map(
    (name) => `performance.${name}`,
  ),
  ask: async ({ envelope: { id, stream, version } }, log) => {
    const facts = (await log.stream<RatingFact>(stream, version)).filter(({ type }) =>
      RATING_FACTS.includes(type),
    );
    return uncontested(facts)
      .filter(({ by }) => by.envelope.id === id)
      .map((change) => tripOf(change, facts, { score: ASKED, limit: null, policies: [] }));
  },
};

/** Changes of a rating that its employee had, and that nobody contested. Pure. */
export const uncontested = (facts: readonly LogFact<RatingFact>[]): readonly RatingChange[] =>
  ratingChanges(facts).filter(({ delivered, contested }) => delivered && !contested);
