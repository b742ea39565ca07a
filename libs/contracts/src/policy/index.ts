import { contractsOf } from '@jejak/kernel';
import { policySeeded } from './policy-seeded';

export * from './policy-seeded';
export * from './seed';

/** All facts of the policy service. */
export const policyContracts = contractsOf('policy', [policySeeded]);
