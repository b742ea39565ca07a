import * as career from '@jejak/contracts/career';
import {
  notificationContracts,
  subscriberAsked,
  type PublicTopic,
  type Topic,
} from '@jejak/contracts/notification';
import * as performance from '@jejak/contracts/performance';
import * as recruitment from '@jejak/contracts/recruitment';
import * as training from '@jejak/contracts/training';
import type { DomainEvent, EventContract, EventDefinition, Recorded, Role } from '@jejak/kernel';
import type { Due } from '../deadline/deadline-watch.decider';

/** Whom a fact is news to. */
export type Reader =
  | { readonly as: 'PERSON'; readonly personId: string }
  /** Whoever holds the role: the inbox of the role. */
  | { readonly as: 'ROLE'; readonly role: Role }
  /** Whom the case is about. */
  | { readonly as: 'SUBJECT' }
  | { readonly as: 'APPLICANT'; readonly applicationId: string }
  /** Those of a vacancy; of the result of a stage, those who were still in it. */
  | {
      readonly as: 'APPLICANTS';
      readonly vacancyId: string;
      readonly stage: recruitment.PublishedStage | null;
    }
  /** Those whose filter the vacancy fits. */
  | { readonly as: 'BOARD'; readonly vacancy: recruitment.VacancyAnnounced['data'] }
  | { readonly as: 'PUBLIC'; readonly topic: PublicTopic }
  | { readonly as: 'SUBSCRIBER'; readonly subscriberId: string };

/** What is told once, when it has happened. */
export interface Notice {
  readonly topic: Topic;
  readonly to: readonly Reader[];
  /** The last day of a clock that begins with it; null where none does. */
  readonly due: Due | null;
  /** The path of the console; `{id}` is the object's. */
  readonly link: string;
}

export interface NoticeRule {
  readonly service: string;
  readonly contract: EventContract;
  of(event: Recorded): Notice;
}

const in_ = (service: string) => ({
  when: <Name extends string, Data extends object>(
    contract: EventDefinition<Name, Data>,
    of: (data: Data) => Notice,
  ): NoticeRule => ({
    ...{ service, contract },
    // The rule is looked up by the event's type.
    of: (event) => of((event as unknown as DomainEvent<Name, Data>).data),
  }),
});

const person = (personId: string): Reader[] => [{ as: 'PERSON', personId }];
const SUBJECT: readonly Reader[] = [{ as: 'SUBJECT' }];
const applicants = (vacancyId: string, stage: recruitment.PublishedStage | null = null): Reader[] => [
  { as: 'APPLICANTS', vacancyId, stage },
];
const EVALUATION = '/app/kinerja/penilaian/{id}';
const HOME = '/app/beranda';
const news = (topic: Topic, to: readonly Reader[], link: string, due: Due | null = null): Notice => ({
  ...{ topic, to, due, link },
});

const p = in_(performance.performanceContracts.service);
const k = in_(career.careerContracts.service);
const t = in_(training.trainingContracts.service);
const r = in_(recruitment.recruitmentContracts.service);
const n = in_(notificationContracts.service);

const answered = ({ applicationId }: { readonly applicationId: string }): Notice =>
  news('APPLICATION', [{ as: 'APPLICANT', applicationId }], '/app/lamaran/{id}');
const ofVacancy = ({ vacancyId }: { readonly vacancyId: string }): Notice =>
  news('APPLICATION', applicants(vacancyId), '/lowongan/{id}');

/** Which facts are told to whom, once. @source domain.md 4.2, 4.5, 11, 12 */
export const NOTICE_TABLE: readonly NoticeRule[] = [
  p.when(performance.evaluationDelivered, ({ objectBy }) =>
    news('EVALUATION_DELIVERED', SUBJECT, EVALUATION, { on: objectBy }),
  ),
  p.when(performance.objectionDecided, () => news('EVALUATION', SUBJECT, EVALUATION)),
  // A safeguard against pressure (domain.md 5.9): the HR agency reviews the targets of the unit.
  p.when(performance.targetReviewTriggered, () =>
    news('WORK_PLAN', [{ as: 'ROLE', role: 'hr_admin' }], HOME),
  ),
  p.when(performance.summonsIssued, ({ employeeId, hearingOn }) =>
    news('SUMMONS', person(employeeId), HOME, { on: hearingOn }),
  ),
  p.when(performance.sanctionDecided, ({ employeeId, appealBy }) =>
    news('SANCTION_DECIDED', person(employeeId), HOME, { on: appealBy }),
  ),
  k.when(career.promotionDecided, ({ employeeId }) => news('PROMOTION', person(employeeId), HOME)),
  t.when(training.enrolmentConfirmed, ({ employeeId }) => news('TRAINING', person(employeeId), HOME)),
  // On the first day, and not when the appointment is decided weeks before it.
  t.when(training.onboardingStarted, ({ employeeId }) => news('WELCOME', person(employeeId), HOME)),
  r.when(recruitment.applicationSubmitted, ({ applicantId }) =>
    news('APPLICATION', applicantId === null ? [] : person(applicantId), '/app/lamaran/{id}'),
  ),
  r.when(recruitment.stageResultPublished, ({ vacancyId, stage, objectionClosesAt }) =>
    news(
      'RESULT_PUBLISHED',
      [...applicants(vacancyId, stage), { as: 'PUBLIC', topic: 'RESULT_PUBLISHED' }],
      '/lowongan/{id}',
      objectionClosesAt === null ? null : { at: objectionClosesAt },
    ),
  ),
  r.when(recruitment.objectionUpheld, answered),
  r.when(recruitment.objectionPartlyUpheld, answered),
  r.when(recruitment.objectionDismissed, answered),
  r.when(recruitment.applicationDisqualified, answered),
  r.when(recruitment.reserveCalled, answered),
  r.when(recruitment.clarificationScheduled, ofVacancy),
  r.when(recruitment.vacancyAmended, ofVacancy),
  r.when(recruitment.vacancyCancelled, ofVacancy),
  r.when(recruitment.vacancyAnnounced, (vacancy) =>
    news(
      'VACANCY',
      [
        { as: 'BOARD', vacancy },
        { as: 'PUBLIC', topic: 'VACANCY' },
      ],
      '/lowongan/{id}',
      { at: vacancy.closeAt },
    ),
  ),
  n.when(subscriberAsked, ({ subscriberId, confirmBy }) =>
    news('CONFIRMATION', [{ as: 'SUBSCRIBER', subscriberId }], '/langganan/{code}', { at: confirmBy }),
  ),
];
