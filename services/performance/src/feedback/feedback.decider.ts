import type { ComplaintCategory } from '@jejak/contracts/citizen';
import {
  type BehaviourValue,
  type FeedbackAcknowledged,
  feedbackAcknowledged,
  type FeedbackGiven,
  feedbackGiven,
  type FeedbackKind,
} from '@jejak/contracts/performance';
import { Conflict, type Decider, isUuid, NotAuthorised, NotFound, RuleViolated } from '@jejak/kernel';

export interface GiveFeedback {
  readonly type: 'GiveFeedback';
  readonly by: string;
  readonly feedbackId: string;
  readonly to: string;
  readonly value: BehaviourValue | null;
  readonly indicatorId: string | null;
  readonly kind: FeedbackKind;
  readonly behaviour: string;
  readonly effect: string;
  readonly suggestion: string;
  readonly anonymousToSubject: boolean;
}
/** What a closed complaint says of the employee against whom it is proven. */
export interface RecordProvenComplaint {
  readonly type: 'RecordProvenComplaint';
  /** Who found it proven. */
  readonly by: string;
  readonly feedbackId: string;
  readonly complaintId: string;
  readonly to: string;
  readonly category: ComplaintCategory;
  /** Legal date. */
  readonly answeredOn: string;
}
export type FeedbackCommand =
  GiveFeedback | RecordProvenComplaint | { readonly type: 'AcknowledgeFeedback'; readonly by: string };
export type FeedbackEvent = FeedbackGiven | FeedbackAcknowledged;
export type Feedback =
  | { readonly status: 'absent' }
  | {
      readonly status: 'given' | 'acknowledged';
      readonly feedbackId: string;
      readonly to: string;
      readonly value: BehaviourValue | null;
    };

export interface FeedbackEntryGiven {
  /** Whether career knows the person that it is about. */
  readonly employed: boolean;
  /** Characters that all words together have at least (`perf.other`). */
  readonly minimum: number;
}

const give = (
  { type: _, by, ...entry }: GiveFeedback,
  state: Feedback,
  given: FeedbackEntryGiven,
): FeedbackEvent[] => {
  const { employed, minimum } = given;
  // Its id comes from the command's: what is there is this very one.
  if (state.status !== 'absent') return [];
  if (!isUuid(by)) throw new NotAuthorised('NOT_RELATED', 'A person gives feedback.');
  if (by === entry.to)
    throw new RuleViolated('RULE_VIOLATED', 'Feedback is about somebody else.', {
      rule: 'feedback.about-oneself',
    });
  if (!employed) throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee.', { field: 'to' });
  const words = [entry.behaviour, entry.effect, entry.suggestion].map((text) => text.trim());
  if (words.some((text) => text === '') || words.join('').length < minimum)
    throw new RuleViolated(
      'FEEDBACK_NOT_CONSTRUCTIVE',
      'Feedback says what was seen, what it did, and what to do next.',
      { params: { minimum } },
    );
  return [feedbackGiven({ ...entry, from: by }, { subject: entry.to })];
};

/**
 * A complaint proven against an employee is feedback to them and evidence for behaviour, never a deduction by itself. The
 * complainant's own words are sealed, and stay so: what is said here is that it was proven, and what follows.
 * @source domain.md 9.3, 12
 */
const recordComplaint = (
  { by, feedbackId, complaintId, to, category, answeredOn }: RecordProvenComplaint,
  state: Feedback,
  { employed }: FeedbackEntryGiven,
): FeedbackEvent[] => {
  if (state.status !== 'absent') return [];
  // Career's word may still be on its way.
  if (!employed) throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee.', { field: 'to' });
  const data = {
    ...{ feedbackId, from: by, to, value: null, indicatorId: null, kind: 'CORRECT' as const },
    behaviour: `Pengaduan masyarakat (${category}) yang dijawab pada ${answeredOn} terbukti terhadap Saudara.`,
    effect: 'Masyarakat tidak menerima layanan sebagaimana mestinya.',
    suggestion: 'Bicarakan dengan atasan apa yang diubah agar tidak terulang.',
    ...{ anonymousToSubject: false, complaintId },
  };
  return [feedbackGiven(data, { subject: to })];
};

/** Whoever it is about has read it; that says nothing of whether they agree. */
const acknowledge = (by: string, state: Feedback): FeedbackEvent[] => {
  if (state.status === 'absent') throw new NotFound('FEEDBACK_NOT_FOUND', 'There is no such feedback.');
  if (state.status === 'acknowledged')
    throw new Conflict('ILLEGAL_TRANSITION', 'This feedback is acknowledged already.');
  if (by !== state.to) throw new NotAuthorised('NOT_RELATED', 'Whoever feedback is about acknowledges it.');
  const { feedbackId, to } = state;
  return [feedbackAcknowledged({ feedbackId, acknowledgedBy: by }, { subject: to })];
};

export const feedback: Decider<FeedbackCommand, FeedbackEvent, Feedback, FeedbackEntryGiven> = {
  initial: { status: 'absent' },
  decide: (command, state, given) => {
    switch (command.type) {
      case 'GiveFeedback':
        return give(command, state, given);
      case 'RecordProvenComplaint':
        return recordComplaint(command, state, given);
      case 'AcknowledgeFeedback':
        return acknowledge(command.by, state);
    }
  },
  evolve: (state, event) => {
    if (event.type === 'FeedbackGiven') {
      const { feedbackId, to, value } = event.data;
      return { status: 'given', feedbackId, to, value };
    }
    return state.status === 'absent' ? state : { ...state, status: 'acknowledged' };
  },
};
