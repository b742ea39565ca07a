import { type ApplicationWithdrawn, applicationWithdrawn } from '@jejak/contracts/recruitment';
import { Conflict, NotFound } from '@jejak/kernel';
import type { ApplicationStatus, Present } from './application.state';

export interface Withdraw {
  readonly type: 'Withdraw';
  readonly by: string;
}

/**
 * From what an applicant still withdraws. domain.md 4.1 says until `Ranked`; who was selected or stands in reserve may go
 * too, for nobody is made to take a post, and the order of rank (4.2, AppointCandidate) passes over who has withdrawn.
 */
const LEAVABLE: readonly ApplicationStatus[] = [
  'submitted',
  'admin-passed',
  // Until it is published nobody is to learn it by trying.
  'admin-rejected',
  'skd-scored',
  'skd-passed',
  'skd-outranked',
  'selected',
  'reserved',
];

/** Whether an application has left the selection: it holds no seat and bars nobody. */
export const hasLeft = (status: ApplicationStatus): boolean =>
  status === 'withdrawn' || status === 'disqualified';

/**
 * An applicant takes the own application back.
 * @throws NotFound APPLICATION_NOT_FOUND to everybody else; Conflict ILLEGAL_TRANSITION where its race is over
 * @source domain.md 4.1, 4.2
 */
export const withdraw = ({ by }: Withdraw, { status, submitted }: Present): ApplicationWithdrawn => {
  const { applicationId, vacancyId, applicantId } = submitted;
  if (applicantId === null || applicantId !== by)
    throw new NotFound('APPLICATION_NOT_FOUND', 'There is no such application for you to change.');
  if (!LEAVABLE.includes(status))
    throw new Conflict('ILLEGAL_TRANSITION', `The application is ${status}: it can no longer be withdrawn.`);
  return applicationWithdrawn({ applicationId, vacancyId }, { subject: applicantId });
};

/** Whether a withdrawal may be undone by submitting again: while nothing has been decided or scored. */
export const maySubmitAgain = ({ status, withdrawnFrom }: Present): boolean =>
  status === 'withdrawn' && withdrawnFrom === 'submitted';
