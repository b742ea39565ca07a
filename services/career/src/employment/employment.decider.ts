import {
  type EmploymentEndDeclined,
  employmentEndDeclined,
  type EmploymentEnded,
  employmentEnded,
  type EmploymentEndKind,
  type EmploymentEndProposed,
  employmentEndProposed,
} from '@jejak/contracts/career';
import { Conflict, type Decider, Malformed, NotFound, reasonFor, RuleViolated } from '@jejak/kernel';

type Cases = EmploymentEndProposed['data']['openCases'];

export type EmploymentCommand =
  | {
      readonly type: 'ProposeEnd';
      readonly by: string;
      readonly employeeId: string;
      readonly kind: EmploymentEndKind;
      /** The last day. */
      readonly on: string;
      /** Empty where there is none. */
      readonly reason: string;
    }
  /** A probation failed: a named official decides whether the candidate is dismissed. */
  | { readonly type: 'ProposeDismissal'; readonly employeeId: string }
  | { readonly type: 'ApproveEnd'; readonly by: string; readonly reason: string }
  | { readonly type: 'DeclineEnd'; readonly by: string; readonly reason: string };

export type EmploymentEvent = EmploymentEndProposed | EmploymentEndDeclined | EmploymentEnded;

/** Whether somebody's employment is to end. */
export type Employment =
  | { readonly status: 'employed' }
  | { readonly status: 'proposed' | 'ended'; readonly proposed: EmploymentEndProposed['data'] };

/** What a decision about the end reads. */
export interface EmploymentGiven {
  /** First day in the service of the city; null: there is no such employee. */
  readonly since: string | null;
  /** Legal date. */
  readonly today: string;
  /** Sorted by kind and id. */
  readonly openCases: Cases;
  readonly reasonMinimum: number;
}

/**
 * What is still open ends with the employment, so somebody says why it ends all the same.
 * @throws RuleViolated REASON_REQUIRED @source domain.md 7.2; parameter `gov.other` reasonMinChars
 */
const whyWithOpenCases = (reason: string, { openCases, reasonMinimum }: EmploymentGiven) =>
  openCases.length === 0 && reason.trim() === ''
    ? {}
    : { reason: reasonFor('EXCEPTION', reason, openCases.length === 0 ? 0 : reasonMinimum) };

const decide = (command: EmploymentCommand, state: Employment, given: EmploymentGiven): EmploymentEvent[] => {
  if (command.type === 'ProposeEnd') return [propose(command, state, given)];
  if (command.type === 'ProposeDismissal') return proposeDismissal(command, state, given);
  if (given.since === null) throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee.');
  if (state.status !== 'proposed')
    throw new Conflict('ILLEGAL_TRANSITION', 'No end of this employment waits for a decision.');
  const { by, reason } = command;
  const { proposed } = state;
  const { employeeId } = proposed;
  if (by === proposed.proposedBy || by === employeeId)
    throw new RuleViolated('SOD_VIOLATION', 'Whoever proposed it, or whom it is about, does not decide it.', {
      rule: 'sod.propose-decide',
    });
  switch (command.type) {
    case 'ApproveEnd':
      return [
        employmentEnded(
          { ...proposed, openCases: given.openCases, decidedBy: by },
          { subject: employeeId, effective: proposed.on, ...whyWithOpenCases(reason, given) },
        ),
      ];
    case 'DeclineEnd':
      return [
        employmentEndDeclined(
          { employeeId, decidedBy: by },
          { subject: employeeId, reason: reasonFor('REJECTION', reason, given.reasonMinimum) },
        ),
      ];
  }
};

const propose = (
  { by, employeeId, kind, on, reason }: Extract<EmploymentCommand, { type: 'ProposeEnd' }>,
  state: Employment,
  given: EmploymentGiven,
): EmploymentEndProposed => {
  const { since, today, openCases } = given;
  if (since === null) throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee.');
  if (state.status === 'ended')
    throw new Conflict('EMPLOYMENT_ENDED', 'This employment has ended.', {
      params: { on: state.proposed.on },
    });
  if (state.status === 'proposed')
    throw new Conflict('ILLEGAL_TRANSITION', 'An end of this employment waits for a decision already.');
  if (by === employeeId)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody ends their own employment.', { rule: 'sod.own-file' });
  if (on < since || (kind === 'DIED' && on > today))
    throw new Malformed(
      'PERIOD_INVALID',
      'Employment ends on or after its first day, and nobody dies ahead.',
      {
        field: 'on',
      },
    );
  return employmentEndProposed(
    { employeeId, kind, on, proposedBy: by, openCases },
    { subject: employeeId, effective: on, ...whyWithOpenCases(reason, given) },
  );
};

/** Why, in words; the fact of the probation stands among the inputs. */
const PROBATION = 'Masa percobaan CPNS berakhir tanpa kelulusan Latsar.';

/**
 * Who failed the probation is proposed for dismissal by the service, with the day on which it says so as the last day: nothing is decided
 * by it. Where an end is proposed or decided already, nobody is asked twice.
 * @throws NotFound EMPLOYEE_NOT_FOUND @source PP 11/2017 as amended by PP 17/2020; domain.md 6.3, 2.6
 */
const proposeDismissal = (
  { employeeId }: Extract<EmploymentCommand, { type: 'ProposeDismissal' }>,
  { status }: Employment,
  { since, today: on, openCases }: EmploymentGiven,
): EmploymentEndProposed[] => {
  if (since === null) throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee.');
  if (status !== 'employed') return [];
  const why = { because: 'PROBATION_FAILED', proposedBy: null } as const;
  return [
    employmentEndProposed(
      { employeeId, kind: 'DISMISSED', on, ...why, openCases },
      { subject: employeeId, effective: on, reason: { code: 'EXCEPTION', text: PROBATION } },
    ),
  ];
};

/** The end of an employment: HR proposes, somebody else of the leadership decides. @source domain.md 7.2, 6.3; UU 20/2023 */
export const employment: Decider<EmploymentCommand, EmploymentEvent, Employment, EmploymentGiven> = {
  initial: { status: 'employed' },
  decide,
  evolve: (state, event) => {
    switch (event.type) {
      case 'EmploymentEndProposed':
        return { status: 'proposed', proposed: event.data };
      case 'EmploymentEndDeclined':
        return { status: 'employed' };
      case 'EmploymentEnded': {
        const { decidedBy: _, ...proposed } = event.data;
        return { status: 'ended', proposed };
      }
    }
  },
};
