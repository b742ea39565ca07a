import {
  type ApplicantRegistered,
  applicantRegistered,
  type BoardSubscribed,
  type BoardUnsubscribed,
} from '@jejak/contracts/recruitment';
import { Conflict, type Decider, RuleViolated, streamOf } from '@jejak/kernel';
import {
  subscribe,
  type SubscribeToBoard,
  type Subscription,
  subscriptionOf,
  unsubscribe,
  type UnsubscribeFromBoard,
} from './board-subscription';

export interface RegisterApplicant {
  readonly type: 'RegisterApplicant';
  /** The id by which the identity provider knows the person. */
  readonly applicantId: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  /**
   * Whether the issuer of the token vouches that the citizen number (NIK) was checked: its claim `nik_verified`. A claim and
   * no field of the request, for nobody vouches for themselves; and a word only, for the number may stand in no token (ADR 5).
   * That one number has one account is the issuer's promise, and so one person has one application a year.
   */
  readonly nikVerified: boolean;
  /** The applicant has read how personal data will be processed. */
  readonly noticeAccepted: boolean;
}

export type ApplicantCommand = RegisterApplicant | SubscribeToBoard | UnsubscribeFromBoard;
export type ApplicantEvent = ApplicantRegistered | BoardSubscribed | BoardUnsubscribed;

export type Applicant =
  | { readonly status: 'absent' }
  | {
      readonly status: 'registered';
      readonly registered: ApplicantRegistered['data'];
      /** Oldest first. */
      readonly subscriptions: readonly Subscription[];
    };

const register = (command: RegisterApplicant, state: Applicant): ApplicantEvent[] => {
  const { applicantId, name, email, phone, nikVerified, noticeAccepted } = command;
  if (state.status !== 'absent') throw new Conflict('APPLICANT_EXISTS', 'This person has registered before.');
  if (!nikVerified)
    throw new RuleViolated('IDENTITY_UNVERIFIED', 'The citizen number of this person has not been verified.');
  if (!noticeAccepted)
    throw new RuleViolated('NOTICE_REQUIRED', 'The notice on personal data has not been accepted.', {
      field: 'noticeAccepted',
    });
  const data = { applicantId, name: name.trim(), email, ...(phone === null ? {} : { phone }) };
  return [applicantRegistered(data, { subject: applicantId })];
};

const decide = (command: ApplicantCommand, state: Applicant): ApplicantEvent[] => {
  switch (command.type) {
    case 'RegisterApplicant':
      return register(command, state);
    case 'SubscribeToBoard':
      return subscribe(command, state);
    case 'UnsubscribeFromBoard':
      return unsubscribe(command, state);
  }
};

const evolve = (state: Applicant, event: ApplicantEvent): Applicant => {
  if (event.type === 'ApplicantRegistered')
    return { status: 'registered', registered: event.data, subscriptions: [] };
  if (state.status === 'absent') return state;
  const { subscriptions } = state;
  switch (event.type) {
    case 'BoardSubscribed':
      return { ...state, subscriptions: [...subscriptions, subscriptionOf(event.data)] };
    case 'BoardUnsubscribed': {
      const ended = event.data.subscriptionId;
      return {
        ...state,
        subscriptions: subscriptions.filter(({ subscriptionId }) => subscriptionId !== ended),
      };
    }
  }
};

/** A person who applies: whom the issuer of the token has verified. @source domain.md 1, 4.2 */
export const applicant: Decider<ApplicantCommand, ApplicantEvent, Applicant> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};

export const applicantStream = (personId: string): string => streamOf('applicant', personId);
