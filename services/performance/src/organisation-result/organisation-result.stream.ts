import { naturalId, streamOf } from '@jejak/kernel';

/** The stream of what a unit achieved in a year. */
export const organisationResultStream = (unitId: string, year: number): string =>
  streamOf('organisation-result', naturalId('organisation-result', unitId, String(year)));
