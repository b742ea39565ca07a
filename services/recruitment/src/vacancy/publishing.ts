import { type StageResultPublished } from '@jejak/contracts/recruitment';
import {
  deadline,
  endOfDay,
  legalDate,
  type Moment,
  NotAuthorised,
  plusMonths,
  RuleViolated,
} from '@jejak/kernel';
import { needed } from '../needed';
import type { VacancyGiven } from './vacancy.decider';

/** @throws NotAuthorised NOT_RELATED @source domain.md 4.2, PublishStageResult: committee chair */
export const assertChairs = ({ chairs }: Pick<VacancyGiven, 'chairs'>): void => {
  if (!needed(chairs, 'the duty of the caller'))
    throw new NotAuthorised('NOT_RELATED', 'Only the chair of the committee publishes its result.');
};

/**
 * What the committee has seen is what the records give now, and what was recorded of it.
 * @throws RuleViolated RANKING_MISMATCH
 */
export const assertSeen = (
  seenId: string,
  computed: { readonly id: string; readonly rowsSha256: string },
  recordedRowsSha256: VacancyGiven['recordedRowsSha256'],
): void => {
  if (
    computed.id !== seenId ||
    computed.rowsSha256 !== needed(recordedRowsSha256, 'the digest of what was recorded')
  )
    throw new RuleViolated('RANKING_MISMATCH', 'The result differs from what the records give now.');
};

/** @throws RuleViolated REASON_REQUIRED @source domain.md 2.7: a new version names what changed and why */
export const assertChangeNamed = (
  current: StageResultPublished['data'] | undefined,
  change: string | null,
  { reasonMinChars }: Pick<VacancyGiven, 'reasonMinChars'>,
): void => {
  const min = needed(reasonMinChars, 'the length of a reason');
  if (current && (change ?? '').trim().length < min)
    throw new RuleViolated('REASON_REQUIRED', 'A new version says what it changes and why.', {
      field: 'change',
      params: { min },
    });
};

/** The window for objections to a result that is published now; of a round that was finished elsewhere there is none. */
export const objectionWindow = (
  objection: NonNullable<VacancyGiven['objection']> | null,
  { now }: Moment,
): Pick<StageResultPublished['data'], 'objectionOpensAt' | 'objectionClosesAt'> => ({
  objectionOpensAt: objection && now,
  objectionClosesAt: objection && deadline(now, objection.windowDays, objection.calendar),
});

/** Why there is a version after the first. */
export const correctionOf = (current: StageResultPublished['data'] | undefined, change: string | null) =>
  current && change ? ({ reason: { code: 'CORRECTION', text: change } } as const) : {};

/**
 * Until when the records of those who are not taken on are kept: so many years after the first final result.
 * @source domain.md 2.6
 */
export const retention = (
  isFirstFinal: boolean,
  { objection, retentionYears, now }: Pick<VacancyGiven, 'objection' | 'retentionYears'> & Moment,
): Pick<StageResultPublished['data'], 'retainedUntil'> => {
  if (!isFirstFinal || !objection || retentionYears === undefined) return {};
  const { calendar } = objection;
  const last = plusMonths(legalDate(now, calendar), 12 * retentionYears);
  return { retainedUntil: endOfDay(last, calendar) };
};
