import { contractsOf } from '@jejak/kernel';
import { dutyAssigned, dutyEnded } from './duty-assigned';
import { employeeRegistered } from './employee-registered';
import { positionAssigned } from './position-assigned';
import { supervisorAssigned } from './supervisor-assigned';
import { unitCreated } from './unit-created';

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
]);
