import { NotAuthorised, RuleViolated } from '@jejak/kernel';
import type { Vacancy } from '../vacancy/vacancy.state';
import type { Present } from './application.state';

/** What a committee's act on an application rests on beside it: the vacancy, and who is on its committee that day. */
export interface CommitteeGiven {
  readonly vacancyStatus: Vacancy['status'];
  /** Persons with a live assignment, in any duty of the committee. */
  readonly members: readonly string[];
  /** How many requirements the vacancy announced. */
  readonly requirements: number;
  /** The least length of a reason, in characters (`gov.other`). */
  readonly reasonMinChars: number;
  /** The legal date of the act. */
  readonly today: string;
}

/** @throws NotAuthorised NOT_RELATED @source domain.md 1, role `committee`: only with a live assignment */
export const assertMember = (by: string, members: readonly string[]): void => {
  if (!members.includes(by))
    throw new NotAuthorised(
      'NOT_RELATED',
      'Only the committee of this vacancy, as it is assigned today, does this.',
    );
};

/**
 * Whether a person may judge an application at all: not their own, not that of somebody they are tied to, and as a member of
 * the committee.
 * @throws RuleViolated SOD_VIOLATION, CONFLICT_OF_INTEREST; NotAuthorised NOT_RELATED
 * @source domain.md 1 (separation of duties 1), 2.2 (order), 4.2
 */
export const assertMayJudge = (
  by: string,
  { submitted, conflicts }: Pick<Present, 'submitted' | 'conflicts'>,
  members: readonly string[],
): void => {
  if (by === submitted.applicantId)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody judges their own application.');
  if (conflicts.includes(by))
    throw new RuleViolated(
      'CONFLICT_OF_INTEREST',
      'You have declared a conflict of interest with this applicant.',
    );
  assertMember(by, members);
};
