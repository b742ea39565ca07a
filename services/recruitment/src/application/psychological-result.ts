import { type PsychologicalResultRecorded, psychologicalResultRecorded } from '@jejak/contracts/recruitment';
import { Conflict, decimal, fixed, NotAuthorised, RuleViolated } from '@jejak/kernel';
import type { Present } from './application.state';

export interface RecordPsychologicalResult {
  readonly type: 'RecordPsychologicalResult';
  readonly by: string;
  /** Decimal text, 0–100. */
  readonly score: string;
  /** Where the report lies: it is never in the log. */
  readonly reportRef: string;
  readonly licenceNo: string;
}

/** What a psychologist's result rests on. */
export interface PsychologicalGiven {
  /** Whether the caller has the duty `psychologist` for this vacancy today. */
  readonly psychologist: boolean;
  /** Whether a licence of the caller under the number of the command is registered and valid today. */
  readonly licensed: boolean;
  /** Whether the caller has applied for this very vacancy. */
  readonly applies: boolean;
}

const MOST = 100;

/**
 * The result of the psychological test, once: a mistake is for a correction.
 * @throws Conflict ILLEGAL_TRANSITION, IMPORT_MISMATCH · NotAuthorised NOT_RELATED
 * @throws RuleViolated CONFLICT_OF_INTEREST, LICENCE_REQUIRED, SCORE_OUT_OF_RANGE
 * @source domain.md 4.2, 2.6
 */
export const recordPsychological = (
  { by, score, reportRef }: RecordPsychologicalResult,
  { status, submitted, psychological, components, conflicts }: Present,
  { psychologist, licensed, applies }: PsychologicalGiven,
): PsychologicalResultRecorded[] => {
  const { applicationId, vacancyId, applicantId } = submitted;
  if (!psychological && (status !== 'skd-passed' || components.PSYCHOLOGICAL))
    throw new Conflict(
      'ILLEGAL_TRANSITION',
      `The application is ${status}; it must be past the SKD, untested.`,
    );
  if (applies || by === applicantId || conflicts.includes(by))
    throw new RuleViolated(
      'CONFLICT_OF_INTEREST',
      'Who applies for the vacancy, or has declared a conflict, does not test this applicant.',
    );
  if (!psychologist)
    throw new NotAuthorised('NOT_RELATED', 'Only the psychologist of the selection does this.');
  if (!licensed)
    throw new RuleViolated('LICENCE_REQUIRED', 'No valid licence with this number is registered.');
  if (decimal(score).lessThan(0) || decimal(score).greaterThan(MOST))
    throw new RuleViolated('SCORE_OUT_OF_RANGE', 'A score lies between 0 and 100.', {
      field: 'score',
      params: { most: MOST },
    });
  const recorded = { psychologist: by, score: fixed(score, 3), reportRef };
  if (psychological) {
    const same =
      psychological.psychologist === by &&
      psychological.score === recorded.score &&
      psychological.reportRef === reportRef;
    if (same) return [];
    throw new Conflict(
      'IMPORT_MISMATCH',
      'The result was recorded before with other values: use the correction.',
    );
  }
  return [
    psychologicalResultRecorded(
      { applicationId, vacancyId, ...recorded },
      applicantId === null ? {} : { subject: applicantId },
    ),
  ];
};
