import {
  type ExternalLearningClaimed,
  externalLearningClaimed,
  type ExternalLearningCredited,
  externalLearningCredited,
  type ExternalLearningRejected,
  externalLearningRejected,
} from '@jejak/contracts/training';
import { Conflict, type Decider, NotFound, reasonFor, RuleViolated } from '@jejak/kernel';

export type ExternalLearningCommand =
  | ({ readonly type: 'ClaimExternalLearning' } & Omit<
      ExternalLearningClaimed['data'],
      'certificateSha256'
    > & {
        readonly certificateSha256: string | null;
      })
  | { readonly type: 'CreditExternalLearning'; readonly by: string; readonly documentJp: number }
  | { readonly type: 'RejectExternalLearning'; readonly by: string; readonly reason: string };
export type ExternalLearningEvent =
  ExternalLearningClaimed | ExternalLearningCredited | ExternalLearningRejected;
export type ExternalLearning =
  | { readonly status: 'absent' }
  | {
      readonly status: 'CLAIMED' | 'CREDITED' | 'REJECTED';
      readonly claimed: ExternalLearningClaimed['data'];
    };

export interface ExternalLearningGiven {
  /** Legal date. */
  readonly date: string;
  readonly reasonMinimum: number;
}

/** The claim that waits for HR. */
const waiting = (state: ExternalLearning, by: string): ExternalLearningClaimed['data'] => {
  if (state.status === 'absent') throw new NotFound('LEARNING_NOT_FOUND', 'There is no such claim.');
  if (state.status !== 'CLAIMED') throw new Conflict('ILLEGAL_TRANSITION', 'This claim is decided already.');
  if (by === state.claimed.employeeId)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody verifies a claim of their own.');
  return state.claimed;
};

const decide = (
  command: ExternalLearningCommand,
  state: ExternalLearning,
  { date, reasonMinimum }: ExternalLearningGiven,
): ExternalLearningEvent[] => {
  switch (command.type) {
    case 'ClaimExternalLearning': {
      if (state.status === 'CLAIMED' || state.status === 'CREDITED')
        throw new Conflict('LEARNING_CLAIMED', 'This certificate is claimed already.');
      const { type: _, certificateSha256, ...data } = command;
      if (certificateSha256 === null)
        throw new RuleViolated('CERTIFICATE_REQUIRED', 'Learning elsewhere is shown by a certificate.', {
          field: 'certificateSha256',
        });
      if (data.endedOn > date)
        throw new RuleViolated('RULE_VIOLATED', 'What is claimed has ended.', {
          rule: 'external.ended-on',
          field: 'endedOn',
        });
      return [externalLearningClaimed({ ...data, certificateSha256 }, { subject: data.employeeId })];
    }
    case 'CreditExternalLearning': {
      const { learningId, employeeId, jp, endedOn } = waiting(state, command.by);
      const { documentJp } = command;
      if (jp > documentJp)
        throw new RuleViolated(
          'JP_EXCEEDS_DOCUMENT',
          `The certificate covers ${documentJp} training hours.`,
          {
            params: { claimed: jp, document: documentJp },
          },
        );
      const credited = { learningId, employeeId, jp, documentJp, endedOn };
      return [externalLearningCredited(credited, { subject: employeeId, effective: endedOn })];
    }
    case 'RejectExternalLearning': {
      const { learningId, employeeId } = waiting(state, command.by);
      const reason = reasonFor('REJECTION', command.reason, reasonMinimum);
      return [externalLearningRejected({ learningId, employeeId }, { subject: employeeId, reason })];
    }
  }
};

const evolve = (state: ExternalLearning, event: ExternalLearningEvent): ExternalLearning => {
  switch (event.type) {
    case 'ExternalLearningClaimed':
      return { status: 'CLAIMED', claimed: event.data };
    case 'ExternalLearningCredited':
      return state.status === 'absent' ? state : { ...state, status: 'CREDITED' };
    case 'ExternalLearningRejected':
      return state.status === 'absent' ? state : { ...state, status: 'REJECTED' };
  }
};

/** What somebody learned elsewhere: credited where a certificate covers it. @source domain.md 6.2 */
export const externalLearning: Decider<
  ExternalLearningCommand,
  ExternalLearningEvent,
  ExternalLearning,
  ExternalLearningGiven
> = { initial: { status: 'absent' }, decide, evolve };
