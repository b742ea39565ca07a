import { performanceContracts } from '@jejak/contracts/performance';
import { datasetsOf } from '@jejak/publication';

/** What was published of quarters, version by version. */
export const datasets = datasetsOf(performanceContracts);
