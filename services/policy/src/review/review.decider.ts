import {
  type PolicyReviewed,
  policyReviewed,
  type PolicyReviewOverdue,
  policyReviewOverdue,
  type PolicyReviewScheduled,
  policyReviewScheduled,
  type PolicyReviewStarted,
  policyReviewStarted,
  type ReviewActionDone,
  reviewActionDone,
  type ReviewActionsAgreed,
  reviewActionsAgreed,
  type ReviewTrigger,
  type ReviewVerdict,
} from '@jejak/contracts/policy';
import {
  type Calendar,
  Conflict,
  type Decider,
  endOfDay,
  NotFound,
  plusDays,
  RuleViolated,
  startOfDay,
} from '@jejak/kernel';
import { needed } from '../needed';
import type { Version } from '../policy/policy.state';

type Measure = PolicyReviewed['data']['measures'][number];
interface Action {
  readonly what: string;
  /** Legal date. */
  readonly due: string;
}

export type ReviewCommand =
  | {
      readonly type: 'ScheduleReview';
      readonly reviewId: string;
      readonly policy: string;
      readonly dueOn: string;
    }
  | {
      readonly type: 'StartReview';
      readonly reviewId: string;
      readonly policy: string;
      readonly trigger: ReviewTrigger;
      readonly basis: string;
    }
  | { readonly type: 'MarkReviewOverdue' }
  | {
      readonly type: 'PublishReview';
      readonly by: string;
      readonly measures: readonly Measure[];
      readonly verdict: ReviewVerdict;
      readonly actions: readonly Action[];
    }
  | {
      readonly type: 'AgreeActions';
      readonly by: string;
      readonly actions: readonly (Action & { readonly owner: string })[];
    }
  | {
      readonly type: 'CompleteAction';
      readonly by: string;
      readonly action: number;
      readonly doneOn: string;
      readonly note: string;
    };
export type ReviewEvent =
  | PolicyReviewScheduled
  | PolicyReviewStarted
  | PolicyReviewOverdue
  | PolicyReviewed
  | ReviewActionsAgreed
  | ReviewActionDone;

export interface ReviewGiven {
  readonly calendar: Calendar;
  /** Legal date. */
  readonly today: string;
  /** Calendar days in which the findings are published. */
  readonly findingsDays: number;
  /** The version in force of the policy that is reviewed; null: none is. Of what begins a review. */
  readonly version?: Pick<Version, 'version' | 'outcomeMeasures'> | null;
  /** Owners that career does not know. Of what agrees actions. */
  readonly unknownOwners?: readonly string[];
}

type Started = PolicyReviewStarted['data'];
export type Review =
  | { readonly status: 'absent' }
  | { readonly status: 'SCHEDULED'; readonly policy: string; readonly dueOn: string }
  | {
      readonly status: 'RUNNING' | 'FINDINGS_PUBLISHED' | 'ACTIONS_AGREED' | 'ACTIONS_DONE';
      readonly started: Started;
      readonly overdue: boolean;
      /** Of the actions that are agreed, those that are not done. */
      readonly open: readonly number[];
    };

const rule = (name: string, message: string, field: string): RuleViolated =>
  new RuleViolated('RULE_VIOLATED', message, { field, rule: name, params: { rule: name } });

const start = (
  { reviewId, policy, trigger, basis }: Extract<ReviewCommand, { type: 'StartReview' }>,
  state: Review,
  { version, today, calendar, findingsDays }: ReviewGiven,
): ReviewEvent[] => {
  if (state.status !== 'absent' && state.status !== 'SCHEDULED') return [];
  const of = needed(version, 'the version in force');
  // Repealed meanwhile: there is nothing to look at.
  if (of === null) return [];
  const findingsDueOn = plusDays(today, findingsDays);
  return [
    policyReviewStarted({
      ...{ reviewId, policy, version: of.version, trigger, basis, startedOn: today, findingsDueOn },
      findingsDueAt: endOfDay(findingsDueOn, calendar),
      measures: of.outcomeMeasures.map(({ name }) => name),
    }),
  ];
};

/** Every action has a day that has not passed. @throws RuleViolated RULE_VIOLATED */
const dated = (actions: readonly Action[], today: string): void => {
  for (const { due } of actions)
    if (due < today) throw rule('review.action-due', 'An action is due on a day to come.', 'actions');
};

const publish = (
  { by: reviewedBy, measures, verdict, actions }: Extract<ReviewCommand, { type: 'PublishReview' }>,
  {
    started: { reviewId, policy, version, measures: wanted },
  }: Exclude<Review, { status: 'absent' | 'SCHEDULED' }>,
  { today }: ReviewGiven,
): ReviewEvent[] => {
  const reported = new Set(measures.map(({ name }) => name));
  const missing = wanted.filter((name) => !reported.has(name));
  // What was seeded named no measure; a review says by which it looked all the same.
  if (missing.length > 0 || measures.length === 0)
    throw rule('review.measures', `Not reported: ${missing.join('; ') || 'any measure'}.`, 'measures');
  if (verdict !== 'KEEP' && actions.length === 0)
    throw rule('review.actions', 'Who does not keep a policy says what is done.', 'actions');
  dated(actions, today);
  return [
    policyReviewed({
      ...{ reviewId, policy, version, verdict, reviewedBy },
      measures: measures.map(({ name, target, actual }) => ({ name, target, actual })),
      actions: actions.map(({ what, due }) => ({ what, due })),
    }),
  ];
};

const decide = (command: ReviewCommand, state: Review, given: ReviewGiven): ReviewEvent[] => {
  const { today, calendar } = given;
  if (command.type === 'ScheduleReview') {
    const { reviewId, policy, dueOn } = command;
    return state.status === 'absent'
      ? [policyReviewScheduled({ reviewId, policy, dueOn, dueAt: startOfDay(dueOn, calendar) })]
      : [];
  }
  if (command.type === 'StartReview') return start(command, state, given);
  if (state.status === 'absent') throw new NotFound('REVIEW_NOT_FOUND', 'There is no such review.');
  const inStatus = (status: Review['status']) => {
    if (state.status !== status || state.status === 'SCHEDULED')
      throw new Conflict('ILLEGAL_TRANSITION', 'The review is not in a state for this.');
    return state;
  };
  switch (command.type) {
    case 'MarkReviewOverdue': {
      if (state.status !== 'RUNNING' || state.overdue) return [];
      const { reviewId, policy, findingsDueOn } = state.started;
      return [policyReviewOverdue({ reviewId, policy, findingsDueOn })];
    }
    case 'PublishReview':
      return publish(command, inStatus('RUNNING'), given);
    case 'AgreeActions': {
      const { reviewId, policy } = inStatus('FINDINGS_PUBLISHED').started;
      if (needed(given.unknownOwners, 'the owners').length > 0)
        throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee.', { field: 'actions' });
      dated(command.actions, today);
      const actions = command.actions.map(({ what, due, owner }, at) => ({
        action: at + 1,
        what,
        due,
        owner,
      }));
      return [reviewActionsAgreed({ reviewId, policy, actions, agreedBy: command.by })];
    }
    case 'CompleteAction': {
      const { started, open } = inStatus('ACTIONS_AGREED');
      const { reviewId, policy } = started;
      const { action, doneOn, note, by: recordedBy } = command;
      if (!open.includes(action))
        throw new Conflict('ILLEGAL_TRANSITION', 'There is no such action that is open.');
      if (doneOn > today || doneOn < started.startedOn)
        throw rule('review.done-on', 'It was done between the start of the review and today.', 'doneOn');
      const last = open.length === 1;
      return [reviewActionDone({ reviewId, policy, action, doneOn, last, note, recordedBy })];
    }
  }
};

const evolve = (state: Review, event: ReviewEvent): Review => {
  switch (event.type) {
    case 'PolicyReviewScheduled':
      return { status: 'SCHEDULED', policy: event.data.policy, dueOn: event.data.dueOn };
    case 'PolicyReviewStarted':
      return { status: 'RUNNING', started: event.data, overdue: false, open: [] };
    default: {
      if (state.status === 'absent' || state.status === 'SCHEDULED') return state;
      switch (event.type) {
        case 'PolicyReviewOverdue':
          return { ...state, overdue: true };
        case 'PolicyReviewed':
          return { ...state, status: 'FINDINGS_PUBLISHED' };
        case 'ReviewActionsAgreed': {
          const open = event.data.actions.map(({ action }) => action);
          return { ...state, status: open.length === 0 ? 'ACTIONS_DONE' : 'ACTIONS_AGREED', open };
        }
        case 'ReviewActionDone': {
          const { action, last } = event.data;
          const open = state.open.filter((one) => one !== action);
          return { ...state, status: last ? 'ACTIONS_DONE' : state.status, open };
        }
      }
    }
  }
};

/** A look at whether a policy does what it is for. @source domain.md 8.1 (Bukittinggi) */
export const review: Decider<ReviewCommand, ReviewEvent, Review, ReviewGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};
