import { performanceContracts, type SourceRegistered } from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';
import type { SourceEvent } from './source.decider';

export interface SourceRow extends Pick<
  SourceRegistered['data'],
  'sourceId' | 'code' | 'kind' | 'ownerUnitId' | 'schema' | 'refresh' | 'lastAudit'
> {
  readonly sourceVersion: number;
  readonly status: 'ACTIVE' | 'SUSPENDED';
}

export const sourceList = projection<SourceEvent, SourceRow>()({
  table: 'source_list',
  source: performanceContracts,
  key: ({ data }) => data.sourceId,
  opens: {
    SourceRegistered: ({ data: { version: sourceVersion, ...data } }) => ({
      ...data,
      sourceVersion,
      status: 'ACTIVE',
    }),
  },
  on: {
    SourceAudited: (row, { data: { auditedOn } }) => ({ ...row, lastAudit: auditedOn }),
    SourceSuspended: (row) => ({ ...row, status: 'SUSPENDED' }),
  },
});
