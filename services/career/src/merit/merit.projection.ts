import {
  careerContracts,
  type EligibilityChecked,
  type EmployeeRegistered,
  type EmploymentEnded,
  type PlacementDecided,
  type PlacementProposed,
  type PromotionEffective,
  type TalentMapped,
} from '@jejak/contracts/career';
import {
  type EvaluationFinalised,
  type EvaluationObjected,
  type EvaluationOpened,
  type ObjectionDecided,
  type ObjectionEnded,
  performanceContracts,
  type RewardDeclined,
  type RewardGranted,
  type RewardProposed,
  type SanctionDecided,
  type SourceAudited,
  type SourceRegistered,
  type SupportDeclined,
  type SupportDelivered,
  type SupportRequested,
  type ViolationDismissed,
  type ViolationReported,
} from '@jejak/contracts/performance';
import {
  type ApplicationSelected,
  type CandidateAppointed,
  type FormationApproved,
  type FormationProposed,
  type FormationRejected,
  recruitmentContracts,
  type ReserveCalled,
  type StageResultPublished,
  type VacancyAnnounced,
} from '@jejak/contracts/recruitment';
import { decimal, type Recorded } from '@jejak/kernel';
import { projection } from '@jejak/projections';
import type { MeritAspect } from './merit-score';

type Planning = FormationProposed | FormationApproved | FormationRejected;
type Recruiting =
  VacancyAnnounced | StageResultPublished | ApplicationSelected | ReserveCalled | CandidateAppointed;
type Careers = EmployeeRegistered | TalentMapped | EmploymentEnded;
type Mutation = EligibilityChecked | PromotionEffective | PlacementProposed | PlacementDecided;
type Performing = EvaluationOpened | EvaluationFinalised;
type Paying =
  RewardProposed | RewardGranted | RewardDeclined | ViolationReported | SanctionDecided | ViolationDismissed;
type Protecting =
  | EvaluationObjected
  | ObjectionDecided
  | ObjectionEnded
  | SupportRequested
  | SupportDelivered
  | SupportDeclined;
type Informing = SourceRegistered | SourceAudited;
type MeritFact = Planning | Recruiting | Careers | Mutation | Performing | Paying | Protecting | Informing;

/** One case of an aspect, with the facts that opened it and that did what merit asks for. */
export interface MeritCaseRow {
  readonly aspect: MeritAspect;
  readonly caseId: string;
  readonly openedStream: string | null;
  readonly openedVersion: number | null;
  readonly metStream: string | null;
  readonly metVersion: number | null;
}

const keyOf = (event: Recorded<MeritFact>): readonly [MeritAspect, string] => {
  switch (event.type) {
    case 'FormationProposed':
    case 'FormationApproved':
    case 'FormationRejected':
      return ['NEEDS_PLANNING', event.data.formationId];
    case 'VacancyAnnounced':
    case 'StageResultPublished':
      return ['RECRUITMENT', event.data.vacancyId];
    case 'ApplicationSelected':
    case 'ReserveCalled':
    case 'CandidateAppointed':
      return ['RECRUITMENT', event.data.applicationId];
    case 'EmployeeRegistered':
    case 'TalentMapped':
    case 'EmploymentEnded':
      return ['CAREER', event.data.employeeId];
    case 'EligibilityChecked':
      // A question without a case opens none.
      return ['PROMOTION_MUTATION', event.data.caseId ?? event.data.employeeId];
    case 'PromotionEffective':
      return ['PROMOTION_MUTATION', event.data.caseId];
    case 'PlacementProposed':
    case 'PlacementDecided':
      return ['PROMOTION_MUTATION', event.data.placementId];
    case 'EvaluationOpened':
    case 'EvaluationFinalised':
      return ['PERFORMANCE', event.data.evaluationId];
    case 'RewardProposed':
    case 'RewardGranted':
    case 'RewardDeclined':
      return ['PAY_AWARD_DISCIPLINE', event.data.rewardId];
    case 'ViolationReported':
    case 'SanctionDecided':
    case 'ViolationDismissed':
      return ['PAY_AWARD_DISCIPLINE', event.data.caseId];
    case 'EvaluationObjected':
    case 'ObjectionDecided':
    case 'ObjectionEnded':
      return ['PROTECTION_SERVICE', event.data.evaluationId];
    case 'SupportRequested':
    case 'SupportDelivered':
    case 'SupportDeclined':
      return ['PROTECTION_SERVICE', event.data.supportId];
    case 'SourceRegistered':
    case 'SourceAudited':
      return ['INFORMATION_SYSTEM', event.data.sourceId];
  }
};

const rowOf = (event: Recorded<MeritFact>, row: MeritCaseRow | undefined): MeritCaseRow => {
  const [aspect, caseId] = keyOf(event);
  return (
    row ?? {
      ...{ aspect, caseId, openedStream: null, openedVersion: null, metStream: null, metVersion: null },
    }
  );
};
const opened = (event: Recorded<MeritFact>, row: MeritCaseRow | undefined): MeritCaseRow => ({
  ...rowOf(event, row),
  ...{ openedStream: event.envelope.stream, openedVersion: event.envelope.version },
});
const met = (event: Recorded<MeritFact>, row: MeritCaseRow | undefined): MeritCaseRow => ({
  ...rowOf(event, row),
  ...{ metStream: event.envelope.stream, metVersion: event.envelope.version },
});

const UNMET = { metStream: null, metVersion: null };

/** As well as the policy asked for on the day; an earlier fact does not say what that was. */
const matched = ({ data: { matchScore, minMatch } }: Recorded<PlacementProposed>): boolean =>
  minMatch !== undefined && decimal(matchScore).gte(minMatch);

/** What merit is computed from, in whichever order the facts of different streams arrive. @source domain.md 7.6 */
export const meritCases = projection<MeritFact, MeritCaseRow>()({
  table: 'merit_case',
  source: [recruitmentContracts, performanceContracts, careerContracts],
  key: keyOf,
  opens: {
    FormationProposed: opened,
    ...{ FormationApproved: met, FormationRejected: met },
    VacancyAnnounced: opened,
    StageResultPublished: (event, row) =>
      event.data.stage === 'FINAL' ? met(event, row) : rowOf(event, row),
    // Whom the ranking selected, or who is next on the reserve: their appointment went by rank.
    ...{ CandidateAppointed: opened, ApplicationSelected: met, ReserveCalled: met },
    ...{ EmployeeRegistered: opened, TalentMapped: met, EmploymentEnded: () => null },
    PromotionEffective: opened,
    // The last check of the case says whether it went by the rules.
    EligibilityChecked: (event, row) => {
      if (event.data.caseId === null) return null;
      return event.data.eligible ? met(event, row) : { ...rowOf(event, row), ...UNMET };
    },
    PlacementProposed: (event, row) => (matched(event) ? met(event, row) : rowOf(event, row)),
    PlacementDecided: (event, row) =>
      event.data.outcome === 'APPROVED' ? opened(event, row) : rowOf(event, row),
    ...{ EvaluationOpened: opened, EvaluationFinalised: met },
    ...{ RewardProposed: opened, RewardGranted: met, RewardDeclined: met },
    ...{ ViolationReported: opened, SanctionDecided: met, ViolationDismissed: met },
    ...{ EvaluationObjected: opened, ObjectionDecided: met, ObjectionEnded: met },
    ...{ SupportRequested: opened, SupportDelivered: met, SupportDeclined: met },
    SourceRegistered: opened,
    SourceAudited: (event, row) => (event.data.passed ? met(event, row) : rowOf(event, row)),
  },
});
