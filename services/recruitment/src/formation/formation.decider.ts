import {
  type FormationApproved,
  formationApproved,
  type FormationProposed,
  formationProposed,
  type FormationRejected,
  formationRejected,
  type FormationSeatsReturned,
  formationSeatsReturned,
  type FormationSeatsTaken,
  formationSeatsTaken,
} from '@jejak/contracts/recruitment';
import { Conflict, decimal, type Decider, NotFound, reasonFor, RuleViolated } from '@jejak/kernel';
import { needed } from '../needed';

export type FormationCommand =
  | {
      readonly type: 'ProposeFormation';
      readonly by: string;
      readonly formationId: string;
      readonly unitId: string;
      readonly position: string;
      readonly level: string;
      readonly education: string;
      readonly seats: number;
      /** Hours a year; null where there is no analysis. */
      readonly workloadHours: string | null;
    }
  | {
      readonly type: 'ApproveFormation';
      readonly by: string;
      readonly seats: number;
      readonly budgetRef: string;
    }
  | { readonly type: 'RejectFormation'; readonly by: string; readonly reason: string }
  | { readonly type: 'TakeSeats'; readonly vacancyId: string; readonly seats: number }
  | { readonly type: 'ReturnSeats'; readonly vacancyId: string };

export type FormationEvent =
  FormationProposed | FormationApproved | FormationRejected | FormationSeatsTaken | FormationSeatsReturned;

/** What the commands read beyond the stream; each says which of it it needs. */
export interface FormationGiven {
  /** Of a rejection: the least length of a reason, in characters (`gov.other`). */
  readonly reasonMinChars?: number;
  /** Of what takes seats: how many of them promotions hold. */
  readonly promoted?: number;
}

type Proposal = FormationProposed['data'];

export type Formation =
  | { readonly status: 'absent' }
  | { readonly status: 'proposed' | 'rejected'; readonly proposal: Proposal }
  | {
      readonly status: 'approved';
      readonly proposal: Proposal;
      readonly seats: number;
      /** Seats by the vacancy that was drafted on them. */
      readonly taken: Readonly<Record<string, number>>;
    };

const illegal = (wanted: string): Conflict =>
  new Conflict('ILLEGAL_TRANSITION', `The state of the formation does not allow this: it must be ${wanted}.`);

const propose = (
  { type: _, by, workloadHours, ...data }: Extract<FormationCommand, { type: 'ProposeFormation' }>,
  state: Formation,
): FormationEvent[] => {
  if (state.status !== 'absent') throw illegal('new');
  if (workloadHours === null || !decimal(workloadHours).greaterThan(0))
    throw new RuleViolated('WORKLOAD_REQUIRED', 'Seats rest on an analysis of the workload.', {
      field: 'workloadHours',
    });
  return [formationProposed({ ...data, workloadHours, proposedBy: by })];
};

/** The proposal that somebody else decides on. */
const proposedByAnother = (state: Formation, by: string): Proposal => {
  if (state.status === 'absent') throw new NotFound('FORMATION_NOT_FOUND', 'There is no such formation.');
  if (state.status !== 'proposed') throw illegal('proposed');
  if (state.proposal.proposedBy === by)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody decides on their own proposal.');
  return state.proposal;
};

const takeSeats = (
  { vacancyId, seats }: Extract<FormationCommand, { type: 'TakeSeats' }>,
  state: Formation,
  { promoted: held }: FormationGiven,
): FormationEvent[] => {
  if (state.status === 'absent') throw new NotFound('FORMATION_NOT_FOUND', 'There is no such formation.');
  if (state.status !== 'approved') throw illegal('approved');
  const promoted = needed(held, 'the seats that promotions hold');
  const left = Object.values(state.taken).reduce((rest, taken) => rest - taken, state.seats - promoted);
  if (seats > left)
    throw new RuleViolated('SEATS_EXCEED_FORMATION', 'The formation has fewer seats left.', {
      field: 'seats',
      params: { approved: state.seats, left: Math.max(0, left) },
    });
  return [formationSeatsTaken({ formationId: state.proposal.formationId, vacancyId, seats })];
};

/** Seats on an analysis of the workload, granted by somebody else, and used up by vacancies. @source domain.md 4.1, 4.2 */
export const formation: Decider<FormationCommand, FormationEvent, Formation, FormationGiven> = {
  initial: { status: 'absent' },

  decide: (command, state, given) => {
    const { reasonMinChars } = given;
    switch (command.type) {
      case 'ProposeFormation':
        return propose(command, state);
      case 'ApproveFormation': {
        const { formationId, seats: proposed } = proposedByAnother(state, command.by);
        const { seats, budgetRef, by } = command;
        if (seats > proposed)
          throw new RuleViolated('RULE_VIOLATED', 'No more seats are granted than were proposed.', {
            field: 'seats',
            rule: 'formation.granted-within-proposed',
            params: { proposed },
          });
        return [formationApproved({ formationId, approvedBy: by, seats, budgetRef })];
      }
      case 'RejectFormation': {
        const { formationId } = proposedByAnother(state, command.by);
        const least = needed(reasonMinChars, 'the length of a reason');
        const reason = reasonFor('REJECTION', command.reason, least);
        return [formationRejected({ formationId, rejectedBy: command.by }, { reason })];
      }
      case 'TakeSeats':
        return takeSeats(command, state, given);
      case 'ReturnSeats': {
        if (state.status !== 'approved') throw illegal('approved');
        const { vacancyId } = command;
        const seats = state.taken[vacancyId];
        // Returned already: a repeated cancellation is not a second return.
        if (seats === undefined) return [];
        return [formationSeatsReturned({ formationId: state.proposal.formationId, vacancyId, seats })];
      }
    }
  },

  evolve: (state, event) => {
    switch (event.type) {
      case 'FormationProposed':
        return { status: 'proposed', proposal: event.data };
      case 'FormationApproved':
        return 'proposal' in state
          ? { status: 'approved', proposal: state.proposal, seats: event.data.seats, taken: {} }
          : state;
      case 'FormationRejected':
        return 'proposal' in state ? { status: 'rejected', proposal: state.proposal } : state;
      case 'FormationSeatsTaken':
        return state.status === 'approved'
          ? { ...state, taken: { ...state.taken, [event.data.vacancyId]: event.data.seats } }
          : state;
      case 'FormationSeatsReturned': {
        if (state.status !== 'approved') return state;
        const { [event.data.vacancyId]: _, ...taken } = state.taken;
        return { ...state, taken };
      }
    }
  },
};
