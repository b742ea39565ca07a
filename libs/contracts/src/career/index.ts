import { contractsOf } from '@jejak/kernel';
import { pastPredicateImported } from './career-record';
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
import { dutyAssigned, dutyEnded } from './duty-assigned';
import { employeeRegistered } from './employee-registered';
import { positionAssigned } from './position-assigned';
import { supervisorAssigned } from './supervisor-assigned';
import { unitCreated } from './unit-created';

export * from './career-record';
export * from './employment';
export * from './functional-level';
export * from './placement';
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
  pastPredicateImported,
]);
