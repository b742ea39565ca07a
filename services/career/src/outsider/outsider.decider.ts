import { Conflict, type Decider, type Duty, RuleViolated } from '@jejak/kernel';
import {
  decideDuty,
  dutiesAfter,
  type DutyCommand,
  type DutyEvent,
  type HeldDuty,
} from '../duty/held-duties';

export type OutsiderCommand = DutyCommand & { readonly personId: string };

/** Somebody who is no employee and works for the city in a duty: an academic on a panel, a psychologist, a trainer. */
export interface Outsider {
  readonly duties: readonly HeldDuty[];
}

export interface OutsiderGiven {
  /** The person has an employee's file. */
  readonly employed: boolean;
}

/**
 * What the tables of commands give to `committee`. The others are the staff's: they act on files of units.
 * @source domain.md section 1, "Duties", and the role columns of 4.2, 6.2 and 7.2
 */
const FOR_OUTSIDERS: readonly Duty[] = [
  ...(['panelist', 'committee_chair', 'psychologist'] as const),
  ...(['assessor', 'talent_committee', 'trainer'] as const),
];

const decide = (command: OutsiderCommand, state: Outsider, { employed }: OutsiderGiven): DutyEvent[] => {
  const { personId, ...duty } = command;
  if (duty.type === 'AssignDuty') {
    if (employed)
      throw new Conflict(
        'EMPLOYEE_EXISTS',
        'This person is an employee, and is given the duty in their file.',
      );
    if (!FOR_OUTSIDERS.includes(duty.duty))
      throw new RuleViolated('RULE_VIOLATED', 'Only an employee is given this duty.', {
        field: 'duty',
        rule: 'DUTY_OF_STAFF',
      });
  }
  return decideDuty(duty, personId, state.duties);
};

/** The duties of one outsider. Stream `outsider-<personId>`. */
export const outsider: Decider<OutsiderCommand, DutyEvent, Outsider, OutsiderGiven> = {
  initial: { duties: [] },
  decide,
  evolve: ({ duties }, event) => ({ duties: dutiesAfter(duties, event) }),
};
