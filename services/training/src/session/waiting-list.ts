import type { EnrolmentRequested, WaitingRule } from '@jejak/contracts/training';
import { decimal, isBefore } from '@jejak/kernel';

/** Why somebody waits, as it was on the day of the request. */
export type Waiting = Pick<
  EnrolmentRequested['data'],
  'enrolmentId' | 'mandatory' | 'improvementPlan' | 'gap' | 'jpThisYear' | 'requestedAt'
>;

/** A place on the waiting list. `rule` separates it from the one above; of the first, from the one below. */
export interface Place<Who extends Waiting> {
  readonly who: Who;
  readonly rank: number;
  readonly rule: WaitingRule;
}

const flag = (one: boolean, other: boolean): number => Number(other) - Number(one);

const earlier = (one: string, other: string): number =>
  isBefore(one, other) ? -1 : isBefore(other, one) ? 1 : 0;

/** Each criterion: negative where the first goes before the second. In the order of `WAITING_RULES`. */
const CRITERIA: readonly (readonly [WaitingRule, (one: Waiting, other: Waiting) => number])[] = [
  ['MANDATORY', (one, other) => flag(one.mandatory, other.mandatory)],
  ['IMPROVEMENT_PLAN', (one, other) => flag(one.improvementPlan, other.improvementPlan)],
  ['GAP', (one, other) => decimal(other.gap).comparedTo(decimal(one.gap))],
  ['FEWEST_JP', (one, other) => one.jpThisYear - other.jpThisYear],
  ['TIME_OF_REQUEST', (one, other) => earlier(one.requestedAt, other.requestedAt)],
];

const separating = (one: Waiting, other: Waiting): { rule: WaitingRule; order: number } => {
  for (const [rule, compare] of CRITERIA) {
    const order = compare(one, other);
    if (order !== 0) return { rule, order };
  }
  // Asked in the same millisecond: the id, which says nothing of the person, keeps the order the same for everybody.
  return { rule: 'TIME_OF_REQUEST', order: one.enrolmentId < other.enrolmentId ? -1 : 1 };
};

/**
 * The order in which seats that become free are given: what the law demands, then improvement plans, then the largest gap times
 * the weight of its indicator, then who has the fewest hours this year, then who asked first.
 * @source domain.md 6.3, waiting-list order
 */
export const waitingList = <Who extends Waiting>(waiting: readonly Who[]): Place<Who>[] => {
  const ordered = [...waiting].sort((one, other) =>
    one.enrolmentId === other.enrolmentId ? 0 : separating(one, other).order,
  );
  return ordered.map((who, at) => {
    const neighbour = ordered[at === 0 ? 1 : at - 1] as Who | undefined;
    return { who, rank: at + 1, rule: neighbour ? separating(who, neighbour).rule : 'TIME_OF_REQUEST' };
  });
};
