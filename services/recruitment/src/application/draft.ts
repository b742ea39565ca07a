import { type ApplicationDrafted, applicationDrafted, type Channel } from '@jejak/contracts/recruitment';
import { Conflict, isBefore, NotFound, RuleViolated } from '@jejak/kernel';
import type { ApplicationGiven } from './application.decider';
import type { Application } from './application.state';
import type { NamedDocument } from './documents';
import type { SubmitApplication } from './submission';

/** What is null is not said yet. */
export interface DraftApplication {
  readonly type: 'DraftApplication';
  readonly applicationId: string;
  readonly applicantId: string;
  readonly channel: Channel | null;
  readonly educationGpa: string | null;
  readonly birthDate: string | null;
  readonly documents: readonly NamedDocument[] | null;
}

/** Submits what the applicant has drafted, as it stands. */
export interface SubmitDraft {
  readonly type: 'SubmitDraft';
  readonly by: string;
  /** The applicant has read how personal data will be processed. */
  readonly noticeAccepted: boolean;
}

/**
 * Puts down what an application is to say; the same again says nothing new. Age and documents are judged when it is submitted.
 * @throws RuleViolated WINDOW_CLOSED, IDENTITY_UNVERIFIED, ONE_APPLICATION_ONLY
 * @source domain.md 4.2
 */
export const draftApplication = (
  { applicationId, applicantId, channel, educationGpa, birthDate, documents }: DraftApplication,
  state: Application,
  {
    vacancy: { vacancyId, year, openAt, closeAt },
    registered,
    now,
  }: {
    readonly vacancy: NonNullable<ApplicationGiven['vacancy']>;
    readonly registered: boolean;
    readonly now: string;
  },
): ApplicationDrafted[] => {
  if (isBefore(now, openAt) || !isBefore(now, closeAt))
    throw new RuleViolated('WINDOW_CLOSED', 'Applications are drafted between opening and closing only.');
  if (!registered) throw new RuleViolated('IDENTITY_UNVERIFIED', 'Only who has registered applies.');
  if (state.status !== 'absent' && state.status !== 'draft')
    throw new RuleViolated('ONE_APPLICATION_ONLY', 'One application a person in a yearly selection.');
  const named = documents && documents.map(({ kind, sha256 }) => ({ kind, sha256 }));
  const data: ApplicationDrafted['data'] = {
    ...{ applicationId, vacancyId, applicantId, year, channel, educationGpa, documents: named },
    ...(birthDate === null ? {} : { birthDate }),
  };
  if (state.status === 'draft' && sameText(state.draft, data)) return [];
  return [applicationDrafted(data, { subject: applicantId })];
};

/** Members in one order, so that two drafts can be compared as texts. */
const textOf = (draft: ApplicationDrafted['data']): string => {
  const { vacancyId, channel, educationGpa, birthDate = null, documents } = draft;
  return JSON.stringify([vacancyId, channel, educationGpa, birthDate, documents]);
};

const sameText = (one: ApplicationDrafted['data'], other: ApplicationDrafted['data']): boolean =>
  textOf(one) === textOf(other);

/**
 * The submission that a draft comes to.
 * @throws NotFound APPLICATION_NOT_FOUND to everybody but its owner; Conflict ILLEGAL_TRANSITION where there is none;
 * RuleViolated RULE_VIOLATED (rec.draft) where something is not said yet
 */
export const submissionOf = ({ by, noticeAccepted }: SubmitDraft, state: Application): SubmitApplication => {
  const owner =
    state.status === 'draft'
      ? state.draft.applicantId
      : state.status === 'absent'
        ? null
        : state.submitted.applicantId;
  if (owner !== by)
    throw new NotFound('APPLICATION_NOT_FOUND', 'There is no such application for you to change.');
  if (state.status !== 'draft')
    throw new Conflict('ILLEGAL_TRANSITION', `The application is ${state.status}; it must be a draft.`);
  const { applicationId, applicantId, channel, educationGpa, birthDate, documents } = state.draft;
  if (channel === null) throw incomplete('channel');
  if (!birthDate) throw incomplete('birthDate');
  const said = { applicationId, applicantId, channel, educationGpa, birthDate, documents };
  return { type: 'SubmitApplication', ...said, noticeAccepted };
};

const incomplete = (field: string): RuleViolated =>
  new RuleViolated('RULE_VIOLATED', 'The draft does not say everything yet.', { field, rule: 'rec.draft' });
