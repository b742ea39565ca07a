import { contractsOf } from '@jejak/kernel';
import { employmentEndDeclined, employmentEnded, employmentEndProposed } from './employment';
import {
  kinshipDeclared,
  placementDecided,
  placementLapsed,
  placementProposed,
  placementTurnReturned,
  placementTurnTaken,
  positionChanged,
  postProfileSet,
} from './placement';
import { successionFormed, successorNominated } from './succession';
import {
  instrumentLicensed,
  potentialAssessed,
  talentMapOutdated,
  talentMapped,
  talentMapUnsettled,
} from './talent';
import { unitMerged, unitRenamed } from './unit-changes';
import { educationRecorded, pastPredicateImported, pastRankImported } from './career-record';
import { competencyTestFailed, competencyTestPassed, competencyTestRegistered } from './competency-test';
import {
  creditBalanceCorrected,
  creditBalanceImported,
  creditCarried,
  creditConverted,
  creditLapsed,
  creditReversed,
  educationCreditAdded,
} from './credit';
import { eligibilityChecked, eligibilityRoundHeld, eligibilityRoundPlanned } from './eligibility';
import {
  promotionDecided,
  promotionEffective,
  promotionOpened,
  promotionOverdue,
  promotionProposed,
  promotionVerified,
  promotionWithdrawn,
  technicalApprovalGiven,
  technicalApprovalRefused,
} from './promotion';
import { promotionHeld, promotionLapsed, promotionRevoked } from './promotion-ending';
import {
  promotionSeatReturned,
  promotionSeatTaken,
  promotionTurnReturned,
  promotionTurnTaken,
} from './promotion-seats';
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
export * from './promotion-ending';
export * from './promotion-seats';
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
  talentMapUnsettled,
  successionFormed,
  successorNominated,
  postProfileSet,
  kinshipDeclared,
  placementProposed,
  placementDecided,
  placementLapsed,
  placementTurnTaken,
  placementTurnReturned,
  positionChanged,
  creditBalanceImported,
  creditBalanceCorrected,
  creditConverted,
  creditReversed,
  creditLapsed,
  creditCarried,
  educationCreditAdded,
  pastPredicateImported,
  pastRankImported,
  educationRecorded,
  eligibilityChecked,
  eligibilityRoundPlanned,
  eligibilityRoundHeld,
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
  promotionHeld,
  promotionRevoked,
  promotionLapsed,
  promotionOverdue,
  promotionSeatTaken,
  promotionSeatReturned,
  promotionTurnTaken,
  promotionTurnReturned,
]);
