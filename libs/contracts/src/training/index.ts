import { contractsOf } from '@jejak/kernel';

/** All facts of the training service. */
export const trainingContracts = contractsOf('training', []);
