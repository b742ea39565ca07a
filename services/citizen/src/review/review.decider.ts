import {
  type QuarantineReason,
  type ReviewAspect,
  type ReviewExcluded,
  reviewExcluded,
  type ReviewQuarantined,
  reviewQuarantined,
  type ReviewReleased,
  reviewReleased,
  type ReviewSubmitted,
  reviewSubmitted,
  type ReviewTextErased,
  reviewTextErased,
} from '@jejak/contracts/citizen';
import {
  type Calendar,
  Conflict,
  type Decider,
  endOfDay,
  fixed,
  isBefore,
  type Moment,
  NotAuthorised,
  NotFound,
  plusDays,
  plusMonths,
  reasonFor,
  RuleViolated,
  sum,
} from '@jejak/kernel';
import { needed } from '../needed';

export type ReviewEvent =
  ReviewSubmitted | ReviewQuarantined | ReviewReleased | ReviewExcluded | ReviewTextErased;

export interface SubmitReview {
  readonly type: 'SubmitReview';
  readonly reviewId: string;
  readonly unitId: string;
  readonly officerId: string;
  readonly servedOn: string;
  readonly aspects: Readonly<Record<ReviewAspect, number>>;
  readonly text: string | null;
  /** The person of its own under whose key the text is sealed. */
  readonly reviewerId: string;
}

export type ReviewCommand =
  | SubmitReview
  | { readonly type: 'QuarantineReview'; readonly why: QuarantineReason }
  | { readonly type: 'ReleaseReview' | 'ExcludeReview'; readonly by: string; readonly reason: string }
  | { readonly type: 'ExcludeGroundless' }
  /** What was written has been kept for so long. */
  | { readonly type: 'EraseText'; readonly reviewerId: string };

/** What a review is decided by beyond its stream; each command says which of it it needs. */
export interface ReviewGiven {
  readonly today?: string;
  readonly reviewDays?: number;
  readonly calendar?: Calendar;
  /** Years for which what somebody wrote is kept. */
  readonly textYears?: number;
  /** What speaks against it; null: nothing. */
  readonly suspicion?: QuarantineReason | null;
  readonly reasonMinimum?: number;
  /** Whether the actor is a complaint officer for the unit, or for the city. */
  readonly isOfficer?: boolean;
}

type About = Omit<ReviewReleased['data'], 'decidedBy'>;
export type Review =
  | { readonly status: 'absent' }
  | {
      readonly status: 'counted' | 'quarantined' | 'released' | 'excluded';
      readonly about: About;
      /** The first instant at which what was written is no longer kept; null where nothing is. */
      readonly textUntil: string | null;
    };

/** Mean of the three aspects. @source domain.md 18 */
const scoreOf = (aspects: SubmitReview['aspects']): string => fixed(sum(Object.values(aspects)).div(3), 4);

/** @source domain.md 2.6 */
const textUntilOf = (today: string, { textYears, calendar }: ReviewGiven): string =>
  endOfDay(
    plusMonths(today, 12 * needed(textYears, 'how long texts are kept')),
    needed(calendar, 'the calendar'),
  );

const submit = (command: SubmitReview, state: Review, given: ReviewGiven): ReviewEvent[] => {
  const { reviewId, unitId, officerId, servedOn, aspects, text, reviewerId } = command;
  const today = needed(given.today, 'the day');
  const days = needed(given.reviewDays, 'the days');
  if (today > plusDays(servedOn, days))
    throw new RuleViolated('DEADLINE_PASSED', 'The code of this receipt is too old.', {
      rule: 'review.days',
      params: { days },
    });
  if (state.status !== 'absent') throw new Conflict('CODE_USED', 'The code of this receipt was used.');
  const about = { reviewId, unitId, officerId, submittedOn: today, score: scoreOf(aspects) };
  const said = text === null || text.trim() === '' ? null : text;
  const submitted =
    said === null
      ? reviewSubmitted({ ...about, aspects: { ...aspects }, text: null })
      : reviewSubmitted(
          { ...about, aspects: { ...aspects }, text: said, textUntil: textUntilOf(today, given) },
          { subject: reviewerId },
        );
  const why = needed(given.suspicion, 'the checks');
  return why === null ? [submitted] : [submitted, reviewQuarantined({ ...about, why })];
};

const decide = (command: ReviewCommand, state: Review, given: ReviewGiven & Moment): ReviewEvent[] => {
  if (command.type === 'SubmitReview') return submit(command, state, given);
  if (state.status === 'absent') {
    // Its device is counted before it is there.
    if (command.type === 'QuarantineReview' || command.type === 'ExcludeGroundless') return [];
    if (command.type === 'EraseText') return [];
    throw new NotFound('REVIEW_NOT_FOUND', 'There is no such review.');
  }
  const { about, status } = state;
  switch (command.type) {
    case 'QuarantineReview':
      // What somebody has decided on stays decided.
      return status === 'counted' ? [reviewQuarantined({ ...about, why: command.why })] : [];
    case 'ExcludeGroundless':
      return status === 'excluded'
        ? []
        : [reviewExcluded({ ...about, ground: 'COMPLAINT_GROUNDLESS', decidedBy: null })];
    case 'EraseText': {
      const { textUntil } = state;
      if (textUntil === null || isBefore(given.now, textUntil)) return [];
      const { reviewerId } = command;
      return [reviewTextErased({ reviewId: about.reviewId, reviewerId }, { subject: reviewerId })];
    }
    case 'ReleaseReview':
    case 'ExcludeReview': {
      if (status !== 'quarantined')
        throw new Conflict('ILLEGAL_TRANSITION', 'Only a review in quarantine is decided on.');
      const { by } = command;
      if (by === about.officerId)
        throw new RuleViolated('SOD_VIOLATION', 'Nobody decides on a review about themselves.');
      if (!needed(given.isOfficer, 'the officers'))
        throw new NotAuthorised(
          'NOT_RELATED',
          'Only a complaint officer of the unit decides on its reviews.',
        );
      const minimum = needed(given.reasonMinimum, 'the minimum');
      return command.type === 'ReleaseReview'
        ? [
            reviewReleased(
              { ...about, decidedBy: by },
              { reason: reasonFor('OVERRIDE', command.reason, minimum) },
            ),
          ]
        : [
            reviewExcluded(
              { ...about, ground: 'NOT_GENUINE', decidedBy: by },
              { reason: reasonFor('REJECTION', command.reason, minimum) },
            ),
          ];
    }
  }
};

const evolve = (state: Review, event: ReviewEvent): Review => {
  if (event.type === 'ReviewSubmitted') {
    const { aspects: _, text: __, textUntil = null, ...about } = event.data;
    return { status: 'counted', about, textUntil };
  }
  if (state.status === 'absent') throw new Error(`${event.type} of a review that was not submitted`);
  switch (event.type) {
    case 'ReviewQuarantined':
      return { ...state, status: 'quarantined' };
    case 'ReviewReleased':
      return { ...state, status: 'released' };
    case 'ReviewExcluded':
      return { ...state, status: 'excluded' };
    case 'ReviewTextErased':
      return { ...state, textUntil: null };
  }
};

/** What somebody who was served says of it, once. @source domain.md 9.1, 9.2 */
export const review: Decider<ReviewCommand, ReviewEvent, Review, ReviewGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};
