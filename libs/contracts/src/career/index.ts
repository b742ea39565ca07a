import { contractsOf } from '@jejak/kernel';
import { employmentEndDeclined, employmentEnded, employmentEndProposed } from './employment';
import {
  kinshipDeclared,
  placementDecided,
  placementLapsed,
  placementProposed,
  positionChanged,
  postProfileSet,
} from './placement';
import { successionFormed, successorNominated } from './succession';
import { instrumentLicensed, potentialAssessed, talentMapOutdated, talentMapped } from './talent';
import { unitMerged, unitRenamed } from './unit-changes';
import { educationRecorded, pastPredicateImported, pastRankImported } from './career-record';
import { competencyTestFailed, competencyTestPassed, competencyTestRegistered } from './competency-test';
import {
  creditBalanceImported,
  creditCarried,
  creditConverted,
  creditLapsed,
  creditReversed,
  educationCreditAdded,
} from './credit';
import { eligibilityChecked } from './eligibility';
import {
  promotionDecided,
  promotionEffective,
  promotionOpened,
  promotionOverdue,
  promotionProposed,
  promotionSeatReturned,
  promotionSeatTaken,
  promotionVerified,
  promotionWithdrawn,
  technicalApprovalGiven,
  technicalApprovalRefused,
} from './promotion';
import { dutyAssigned, dutyEnded } from './duty-assigned';
import { employeeRegistered } from './employee-registered';
import { positionAssigned } from './position-assigned';
import { supervisorAssigned } from './supervisor-assigned';
import { unitCreated } from './unit-created';

export * from './career-record';
export * from './competency-test';
export * from './credit';
export * from './eligibility';
export * from './employment';
export * from './functional-level';
export * from './placement';
export * from './promotion';
export * from './succession';
export * from './talent';
export * from './unit-changes';
export * from './duty-assigned';
export * from './employee-registered';
export * from './position-assigned';
export * from './supervisor-assigned';
export * from './unit-created';

/** All facts of the career service: the organisation, the people in it, and who answers for whom. */
export const careerContracts = contractsOf('career', [
  unitCreated,
  employeeRegistered,
  positionAssigned,
  supervisorAssigned,
  dutyAssigned,
  dutyEnded,
  unitRenamed,
  unitMerged,
  employmentEndProposed,
  employmentEndDeclined,
  employmentEnded,
  instrumentLicensed,
  potentialAssessed,
  talentMapped,
  talentMapOutdated,
  successionFormed,
  successorNominated,
  postProfileSet,
  kinshipDeclared,
  placementProposed,
  placementDecided,
  placementLapsed,
  positionChanged,
  creditBalanceImported,
  creditConverted,
  creditReversed,
  creditLapsed,
  creditCarried,
  educationCreditAdded,
  pastPredicateImported,
  pastRankImported,
  educationRecorded,
  eligibilityChecked,
  competencyTestRegistered,
  competencyTestPassed,
  competencyTestFailed,
  promotionOpened,
  promotionProposed,
  promotionWithdrawn,
  promotionVerified,
  technicalApprovalGiven,
  technicalApprovalRefused,
  promotionDecided,
  promotionEffective,
  promotionOverdue,
  promotionSeatTaken,
  promotionSeatReturned,
]);
