import {
  type ImprovementCause,
  improvementPlanRequired,
  improvementPlanWithdrawn,
} from '@jejak/contracts/performance';
import { endOfDay, legalDate, plusDays } from '@jejak/kernel';
import type { CommandOf, FinalRating, Handed, Improvement, ImprovementEvent } from './improvement.state';

/** What makes a plan due, worst first, and which evaluations say so. */
export interface Need {
  readonly cause: ImprovementCause;
  readonly ratings: readonly FinalRating[];
}

/**
 * Sangat Kurang or Kurang in the year, or Butuh Perbaikan in it and in the year before; null: nothing makes a plan due.
 * @param ratings final ones, of any years
 * @source PP 30/2019; domain.md 5.9
 */
export const needOf = (ratings: readonly FinalRating[], year: number): Need | null => {
  const of = (wanted: number, predicate: FinalRating['predicate']) =>
    ratings.filter((rating) => rating.year === wanted && rating.predicate === predicate);
  for (const predicate of ['SANGAT_KURANG', 'KURANG'] as const) {
    const found = of(year, predicate);
    if (found.length > 0) return { cause: predicate, ratings: found };
  }
  const [now, before] = [of(year, 'BUTUH_PERBAIKAN'), of(year - 1, 'BUTUH_PERBAIKAN')];
  return now.length > 0 && before.length > 0
    ? { cause: 'BUTUH_PERBAIKAN_TWICE', ratings: [...before, ...now] }
    : null;
};

/** What was decided, or has ended, is not taken back. */
const OVER: readonly Improvement['status'][] = ['SUCCEEDED', 'DECIDED', 'ENDED'];

/** Looks at what is final: makes a plan due, or withdraws one that nothing makes due any more and nobody has decided on. */
export const reviewNeed = (
  { improvementId, employeeId, year }: CommandOf<'ReviewImprovementNeed'>,
  state: Improvement,
  { ratings, employed, rules, calendar, now }: Handed,
): ImprovementEvent[] => {
  const need = needOf(ratings, year);
  const about = { improvementId, employeeId };
  const none = state.status === 'absent' || state.status === 'WITHDRAWN';
  if (!need)
    return none || OVER.includes(state.status)
      ? []
      : [improvementPlanWithdrawn({ ...about, year }, { subject: employeeId })];
  if (!none || !employed) return [];
  const openBy = plusDays(legalDate(now, calendar), rules.openDays);
  return [
    improvementPlanRequired(
      {
        ...{ ...about, year, cause: need.cause, openBy, overdueAt: endOfDay(openBy, calendar) },
        unitId: need.ratings[need.ratings.length - 1].unitId,
        evaluationIds: need.ratings.map(({ evaluationId }) => evaluationId).sort(),
      },
      { subject: employeeId },
    ),
  ];
};
