import {
  type EligibilityChecked,
  eligibilityChecked,
  type PromotionKind,
  type PromotionOverdue,
  promotionOverdue,
} from '@jejak/contracts/career';
import { type Calendar, type Decider, endOfDay, type Moment, plusDays } from '@jejak/kernel';
import type { CareerRules } from '../credit/career-rules';
import { type CareerFacts, checksOf } from './checks';

/** What was read of an employee for one kind of promotion. */
export interface EligibilityGiven {
  readonly calendar: Calendar;
  /** Legal date. */
  readonly date: string;
  readonly rules: CareerRules;
  readonly facts: CareerFacts;
  /** Policy versions, sorted. */
  readonly policyRefs: readonly string[];
  /** Evaluations that the predicates stand in, sorted by id. */
  readonly evaluations: readonly { readonly evaluationId: string; readonly evaluationVersion: number }[];
}

/** The check as a fact. @source domain.md 7.2 CheckEligibility; `car.other` notProposedDays */
export const checkedBy = (
  { caseId, employeeId, kind }: { caseId: string | null; employeeId: string; kind: PromotionKind },
  { calendar, date, rules, facts, policyRefs, evaluations }: EligibilityGiven,
): EligibilityChecked => {
  const checks = checksOf(kind, facts, rules);
  const eligible = checks.every(({ pass }) => pass);
  const proposeBy = eligible ? plusDays(date, rules.other.notProposedDays) : null;
  return eligibilityChecked(
    {
      ...{ caseId, employeeId, kind, effective: facts.effective, eligible, checks, proposeBy },
      policyRefs: [...policyRefs],
      evaluations: [...evaluations],
      overdueAt: proposeBy && endOfDay(proposeBy, calendar),
    },
    { subject: employeeId },
  );
};

export type EligibilityCommand = { readonly employeeId: string; readonly kind: PromotionKind } & (
  { readonly type: 'CheckEligibility' } | { readonly type: 'MarkNotProposed'; readonly dueOn: string }
);
export type EligibilityEvent = EligibilityChecked | PromotionOverdue;

/** Null where the command needs nothing. */
export interface EligibilityHanded {
  readonly read: EligibilityGiven | null;
}

/** Kinds that are marked already, by the day on which they were due. */
export interface Eligibility {
  readonly marked: readonly string[];
}

const decide = (
  command: EligibilityCommand,
  { marked }: Eligibility,
  { read }: EligibilityHanded & Moment,
): EligibilityEvent[] => {
  const { employeeId, kind } = command;
  switch (command.type) {
    case 'CheckEligibility':
      if (!read) throw new Error('nothing was read for a check');
      return [checkedBy({ caseId: null, employeeId, kind }, read)];
    case 'MarkNotProposed': {
      const { dueOn } = command;
      if (marked.includes(`${kind}|${dueOn}`)) return [];
      return [
        promotionOverdue(
          { caseId: null, employeeId, kind, clock: 'NOT_PROPOSED', dueOn },
          { subject: employeeId },
        ),
      ];
    }
  }
};

const evolve = (state: Eligibility, event: EligibilityEvent): Eligibility => {
  switch (event.type) {
    case 'EligibilityChecked':
      return state;
    case 'PromotionOverdue':
      return { marked: [...state.marked, `${event.data.kind}|${event.data.dueOn}`] };
  }
};

/** Questions about one employee's eligibility, outside of a case. @source domain.md 7.2, 7.4 */
export const eligibility: Decider<EligibilityCommand, EligibilityEvent, Eligibility, EligibilityHanded> = {
  initial: { marked: [] },
  decide,
  evolve,
};
