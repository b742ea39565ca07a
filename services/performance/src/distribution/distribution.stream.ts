import { naturalId, streamOf } from '@jejak/kernel';

/** The reviews of a unit's predicates in one year. */
export const distributionStream = (unitId: string, year: number): string =>
  streamOf('distribution-review', naturalId('distribution-review', unitId, String(year)));
