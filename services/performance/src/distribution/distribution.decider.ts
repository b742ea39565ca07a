import {
  type DistributionReviewed,
  distributionReviewed,
  type OrganisationPredicate,
  type Predicate,
} from '@jejak/contracts/performance';
import { type Decider, isUuid, Locked, NotAuthorised, NotFound, RuleViolated } from '@jejak/kernel';
import type { CycleStatus } from '../cycle/cycle.decider';
import { countsOf, type DistributionRules, staffOf, unmetPattern } from '../scoring/distribution';

/** One of the staff's evaluations, as it stood when the review was held. */
export interface StaffEvaluation {
  readonly evaluationId: string;
  readonly employeeId: string;
  /** Who rated; null before. */
  readonly raterId: string | null;
  /** Null before the rating. */
  readonly predicate: Predicate | null;
}

export interface HoldDistributionReview {
  readonly type: 'HoldDistributionReview';
  readonly by: string;
  readonly unitId: string;
  readonly year: number;
  readonly participants: readonly string[];
  /** The predicates that follow from the changed ratings; the evaluations themselves decide whether they may change. */
  readonly changes: readonly { readonly evaluationId: string; readonly predicate: Predicate }[];
}

export interface DistributionGiven {
  /** Whether who holds it is head of the unit that day. */
  readonly head: boolean;
  readonly organisation: OrganisationPredicate | null;
  /** Of the year's cycle; null where it was never opened. */
  readonly cycle: CycleStatus | null;
  /** Of the unit's staff without its head. */
  readonly staff: readonly StaffEvaluation[];
  readonly rules: DistributionRules;
}

export interface DistributionReview {
  readonly held: number;
}

/** Somebody of the staff is not rated yet: the picture is not whole. */
const PENDING = 'pending';

/**
 * The review of a unit's predicates against the unit's own. The pattern is a consideration for the leader: it warns, and
 * only where the city says so it refuses. Each change stands in its own evaluation, with its own reason.
 * @throws Locked PERIOD_LOCKED · NotAuthorised NOT_RELATED · RuleViolated RULE_VIOLATED, DISTRIBUTION_PATTERN · NotFound EVALUATION_NOT_FOUND
 * @source MenPANRB circular of 2023; domain.md 5.3, 5.6
 */
export const distributionReview: Decider<
  HoldDistributionReview,
  DistributionReviewed,
  DistributionReview,
  DistributionGiven
> = {
  initial: { held: 0 },
  decide: ({ by, unitId, year, participants, changes }, _, { head, organisation, cycle, staff, rules }) => {
    if (cycle === 'CLOSED')
      throw new Locked('PERIOD_LOCKED', `The year ${year} is closed: its ratings stay as they are.`);
    if (!head || !isUuid(by))
      throw new NotAuthorised('NOT_RELATED', 'The head of the unit holds the review of its predicates.');
    if (organisation === null)
      throw new RuleViolated('RULE_VIOLATED', 'The result of the unit is not set yet.', {
        rule: 'distribution.organisation-result',
      });
    const raters = new Set(staff.flatMap(({ raterId }) => raterId ?? []));
    if (participants.length === 0 || !participants.every((person) => person === by || raters.has(person)))
      throw new RuleViolated(
        'RULE_VIOLATED',
        'The supervisors who rated the staff take part, and no others.',
        {
          field: 'participants',
          rule: 'distribution.participants',
        },
      );
    for (const { evaluationId } of changes) {
      const changed = staff.find((one) => one.evaluationId === evaluationId);
      if (!changed)
        throw new NotFound('EVALUATION_NOT_FOUND', 'There is no such evaluation of the staff.', {
          field: 'changes',
        });
      if (changed.raterId !== null && changed.raterId !== by && !participants.includes(changed.raterId))
        throw new RuleViolated('RULE_VIOLATED', 'A rating changes in the presence of who gave it.', {
          field: 'participants',
          rule: 'distribution.rater-present',
        });
    }
    const rated = staff.flatMap(({ evaluationId, predicate }) =>
      predicate === null ? [] : { evaluationId, predicate },
    );
    const before = countsOf(rated.map(({ predicate }) => predicate));
    const after = countsOf(
      rated.map(
        ({ evaluationId, predicate }) =>
          changes.find((change) => change.evaluationId === evaluationId)?.predicate ?? predicate,
      ),
    );
    const exempt = staffOf(after) < rules.exemptBelowStaff;
    const waiting = staff.length > rated.length && !exempt ? [PENDING] : [];
    const warnings = [...unmetPattern(after, organisation, rules), ...waiting].sort();
    if (rules.enforcement === 'block' && warnings.length > 0)
      throw new RuleViolated('DISTRIBUTION_PATTERN', 'The predicates do not meet the pattern of the unit.', {
        params: { rules: warnings },
      });
    return [
      distributionReviewed({
        ...{ unitId, year, orgPredicate: organisation, heldBy: by, staff: staffOf(after), exempt },
        ...{ participants: [...new Set(participants)].sort(), before, after, warnings },
        changed: changes.map(({ evaluationId }) => evaluationId).sort(),
      }),
    ];
  },
  evolve: ({ held }) => ({ held: held + 1 }),
};
