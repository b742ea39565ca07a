import { contractsOf } from '@jejak/kernel';

/** All facts of the citizen service. */
export const citizenContracts = contractsOf('citizen', []);
