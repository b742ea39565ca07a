import {
  type EligibilityRoundHeld,
  eligibilityRoundHeld,
  type EligibilityRoundPlanned,
  eligibilityRoundPlanned,
} from '@jejak/contracts/career';
import {
  type Calendar,
  type Decider,
  type Moment,
  naturalId,
  RuleViolated,
  startOfDay,
  streamOf,
} from '@jejak/kernel';
import type { CareerRules } from '../credit/career-rules';

export type EligibilityRoundCommand =
  | { readonly type: 'PlanRound' }
  | { readonly type: 'HoldRound'; readonly on: string; readonly asked: number; readonly recorded: number };
export type EligibilityRoundEvent = EligibilityRoundPlanned | EligibilityRoundHeld;

export interface EligibilityRoundGiven {
  readonly calendar: Calendar;
  /** Legal date. */
  readonly date: string;
  readonly rules: CareerRules;
}
/** The day of the round that is to come; null: none is planned. */
export interface EligibilityRound {
  readonly planned: string | null;
}

/** The city has one. */
export const roundStream = (): string => streamOf('eligibility-round', naturalId('eligibility-round'));

/**
 * The next day with this month and day, after a date.
 * @throws RuleViolated POLICY_MISSING where the policy names none @source `car.other` eligibilityRound
 */
const nextRound = ({ calendar, date, rules }: EligibilityRoundGiven): EligibilityRoundPlanned => {
  const { eligibilityRound: day } = rules.other;
  if (day === undefined)
    throw new RuleViolated('POLICY_MISSING', 'The policy names no day of the round.', {
      rule: 'car.other',
      policyRefs: rules.refs,
    });
  const year = Number(date.slice(0, 4));
  const on = `${year}-${day}` > date ? `${year}-${day}` : `${year + 1}-${day}`;
  return eligibilityRoundPlanned({ on, dueAt: startOfDay(on, calendar) }, { effective: on });
};

const decide = (
  command: EligibilityRoundCommand,
  { planned }: EligibilityRound,
  given: EligibilityRoundGiven & Moment,
): EligibilityRoundEvent[] => {
  switch (command.type) {
    case 'PlanRound':
      return planned === null ? [nextRound(given)] : [];
    case 'HoldRound': {
      const { on, asked, recorded } = command;
      return planned === on ? [eligibilityRoundHeld({ on, asked, recorded }), nextRound(given)] : [];
    }
  }
};

/** Once a year the service asks for everybody's eligibility. @source domain.md 7.4 */
export const eligibilityRound: Decider<
  EligibilityRoundCommand,
  EligibilityRoundEvent,
  EligibilityRound,
  EligibilityRoundGiven
> = {
  initial: { planned: null },
  decide,
  evolve: (_, event) => ({ planned: event.type === 'EligibilityRoundPlanned' ? event.data.on : null }),
};
