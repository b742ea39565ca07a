import { citizenContracts, type ServiceStandardSet } from '@jejak/contracts/citizen';
import { projection } from '@jejak/projections';

export interface StandardRow {
  readonly standardId: string;
  readonly standardVersion: number;
  readonly unitId: string;
  readonly code: string;
  readonly name: string;
  readonly standardMinutes: number | null;
  readonly standardDays: number | null;
  readonly fee: number;
  readonly requirements: readonly string[];
  readonly fromDate: string;
}

/** Every version of every standard. */
export const serviceStandards = projection<ServiceStandardSet, StandardRow>()({
  table: 'service_standard',
  source: citizenContracts,
  key: ({ data: { standardId, version } }) => [standardId, String(version)],
  opens: {
    ServiceStandardSet: ({ data: { version: standardVersion, from: fromDate, ...data } }) => ({
      ...data,
      ...{ standardVersion, fromDate },
    }),
  },
});
