import { ENGAGEMENT_QUESTIONS, type EngagementQuestion } from '@jejak/contracts/performance';
import type { PinnedPolicy } from '@jejak/policies';

/** What a survey of engagement pins when it opens. @source domain.md 5.3; `perf.other` engagement, `pub` minCell */
export interface EngagementRules {
  /** In this order: `perf.other`, `pub`. */
  readonly pinned: readonly string[];
  /** Calendar days that it is open at most. */
  readonly days: number;
  /** A high mark of these is bad. */
  readonly reversed: readonly EngagementQuestion[];
  /** Answers below which a unit's figures are not shown. */
  readonly minCell: number;
}

const isQuestion = (value: unknown): value is EngagementQuestion =>
  ENGAGEMENT_QUESTIONS.some((known) => known === value);

/** @throws Error where a policy says something else than its contract promises */
export const engagementRulesOf = (other: PinnedPolicy, pub: PinnedPolicy): EngagementRules => {
  const { days, reversed } = (other.parameters.engagement ?? {}) as Readonly<Record<string, unknown>>;
  const { minCell } = pub.parameters;
  if (typeof days !== 'number' || !Array.isArray(reversed) || !reversed.every(isQuestion))
    throw new Error(`${other.ref} has no engagement`);
  if (typeof minCell !== 'number') throw new Error(`${pub.ref} has no integer minCell`);
  return { pinned: [other.ref, pub.ref], days, reversed, minCell };
};
