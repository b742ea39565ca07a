import {
  type EligibilityChecked,
  eligibilityChecked,
  type EligibilityRule,
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

interface Asked {
  readonly caseId: string | null;
  readonly employeeId: string;
  readonly kind: PromotionKind;
  /** The case that came to nothing before. */
  readonly after?: string | null;
}

/** The check as a fact. @source domain.md 7.2 CheckEligibility; `car.other` notProposedDays */
export const checkedBy = (
  { caseId, employeeId, kind, after = null }: Asked,
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
      to: facts.to,
      ...(after === null ? {} : { afterCaseId: after }),
    },
    { subject: employeeId },
  );
};

export type EligibilityCommand = { readonly employeeId: string; readonly kind: PromotionKind } & (
  | { readonly type: 'CheckEligibility' }
  /** The service asks. `after`: a case of this kind came to nothing; null: points, or years, may be enough. */
  | { readonly type: 'CheckByItself'; readonly after: string | null }
  | { readonly type: 'MarkNotProposed'; readonly dueOn: string }
);
export type EligibilityEvent = EligibilityChecked | PromotionOverdue;

/** Null where the command needs nothing. */
export interface EligibilityHanded {
  readonly read: EligibilityGiven | null;
}

export interface Eligibility {
  /** Kinds that are marked already, by the day on which they were due. */
  readonly marked: readonly string[];
  /** What the last check of a kind said, as a text that is the same for the same. */
  readonly said: Readonly<Partial<Record<PromotionKind, string>>>;
  /** Cases after which it was asked. */
  readonly after: readonly string[];
}

/** Target, conditions and evaluations: the same again is no news. The day alone makes none. */
const saidBy = ({ data: { to, checks, evaluations } }: EligibilityChecked): string =>
  JSON.stringify([
    to ?? null,
    checks.map(({ rule, needed, actual, pass }) => [rule, needed, actual, pass]),
    evaluations,
  ]);

/** What time alone brings about: until then the service has nothing to tell. @source domain.md 7.3, 7.4 */
const ENOUGH: Readonly<Partial<Record<PromotionKind, EligibilityRule>>> = {
  LEVEL: 'AK',
  RANK_FUNCTIONAL: 'AK',
  RANK_REGULAR: 'YEARS_IN_RANK',
};

const decide = (
  command: EligibilityCommand,
  { marked, said, after }: Eligibility,
  { read }: EligibilityHanded & Moment,
): EligibilityEvent[] => {
  const { employeeId, kind } = command;
  switch (command.type) {
    case 'CheckEligibility':
      if (!read) throw new Error('nothing was read for a check');
      return [checkedBy({ caseId: null, employeeId, kind }, read)];
    case 'CheckByItself': {
      if (!read) throw new Error('nothing was read for a check');
      if (command.after !== null && after.includes(command.after)) return [];
      const checked = checkedBy({ caseId: null, employeeId, kind, after: command.after }, read);
      const first = ENOUGH[kind];
      const enough = checked.data.checks.some(({ rule, pass }) => rule === first && pass);
      const news = enough && said[kind] !== saidBy(checked);
      return news || command.after !== null ? [checked] : [];
    }
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
    case 'EligibilityChecked': {
      const { kind, afterCaseId } = event.data;
      return {
        ...state,
        said: { ...state.said, [kind]: saidBy(event) },
        after: afterCaseId === undefined ? state.after : [...state.after, afterCaseId],
      };
    }
    case 'PromotionOverdue':
      return { ...state, marked: [...state.marked, `${event.data.kind}|${event.data.dueOn}`] };
  }
};

/** Questions about one employee's eligibility, outside of a case. @source domain.md 7.2, 7.4 */
export const eligibility: Decider<EligibilityCommand, EligibilityEvent, Eligibility, EligibilityHanded> = {
  initial: { marked: [], said: {}, after: [] },
  decide,
  evolve,
};
