import { type ApplicationSubmitted, applicationSubmitted, type Channel } from '@jejak/contracts/recruitment';
import { isBefore, legalDate, type Moment, plusMonths, RuleViolated } from '@jejak/kernel';
import type { ApplicationGiven } from './application.decider';
import type { Application } from './application.state';
import { documentsFor, type NamedDocument } from './documents';
import { needed } from '../needed';
import { maySubmitAgain } from './withdrawal';

export interface SubmitApplication {
  readonly type: 'SubmitApplication';
  readonly applicationId: string;
  readonly applicantId: string;
  readonly channel: Channel;
  readonly educationGpa: string | null;
  readonly birthDate: string;
  /** As their owner names them; null: the newest of each kind that the vacancy asks for. */
  readonly documents: readonly NamedDocument[] | null;
  /** The applicant has read how personal data will be processed. */
  readonly noticeAccepted: boolean;
}

/**
 * Takes an application, with or without a draft before it, or again after a withdrawal: under the same participant number.
 * @throws RuleViolated WINDOW_CLOSED, AGE_OUT_OF_RANGE, IDENTITY_UNVERIFIED, ONE_APPLICATION_ONLY, DOCUMENT_MISSING,
 * NOTICE_REQUIRED, in this order (domain.md 2.2)
 * @source domain.md 4.2
 */
export const submit = (
  { type: _, noticeAccepted, documents: named, ...data }: SubmitApplication,
  state: Application,
  given: ApplicationGiven & Moment,
): ApplicationSubmitted[] => {
  const { openAt, closeAt, age, calendar, vacancyId, year } = needed(given.vacancy, 'the vacancy');
  if (isBefore(given.now, openAt) || !isBefore(given.now, closeAt))
    throw new RuleViolated('WINDOW_CLOSED', 'Applications are taken between opening and closing only.');
  const today = legalDate(given.now, calendar);
  if (plusMonths(data.birthDate, 12 * age.min) > today || plusMonths(data.birthDate, 12 * age.max) < today)
    throw new RuleViolated('AGE_OUT_OF_RANGE', 'The applicant is too young or too old for this post.', {
      field: 'birthDate',
      params: { min: age.min, max: age.max },
    });
  if (!needed(given.registered, 'the registration of the applicant'))
    throw new RuleViolated('IDENTITY_UNVERIFIED', 'Only who has registered applies.');
  const before = 'submitted' in state ? state : null;
  if (before && !maySubmitAgain(before))
    throw new RuleViolated('ONE_APPLICATION_ONLY', 'One application a person in a yearly selection.');
  const documents = documentsFor(named, needed(given.documents, 'the documents of the applicant'));
  if (!noticeAccepted)
    throw new RuleViolated('NOTICE_REQUIRED', 'The notice on personal data has not been accepted.', {
      field: 'noticeAccepted',
    });
  // Who submits again stays who they are in public.
  const participantNo =
    before?.submitted.participantNo ?? needed(given.participantNo, 'a participant number');
  return [
    applicationSubmitted(
      { ...data, vacancyId, year, participantNo, documents, imported: null },
      { subject: data.applicantId },
    ),
  ];
};
