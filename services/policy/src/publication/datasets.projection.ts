import { policyContracts } from '@jejak/contracts/policy';
import { datasetsOf } from '@jejak/publication';

/** What this service has published. */
export const datasets = datasetsOf(policyContracts);
