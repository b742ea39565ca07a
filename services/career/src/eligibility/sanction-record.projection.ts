import {
  performanceContracts,
  type SanctionAppealDecided,
  type SanctionDecided,
  type SanctionEnded,
  type SanctionLevel,
  type SanctionServed,
} from '@jejak/contracts/performance';
import type { Recorded } from '@jejak/kernel';
import { projection } from '@jejak/projections';

type SanctionEvent = SanctionDecided | SanctionServed | SanctionEnded | SanctionAppealDecided;

/** A sanction as performance has told of it. */
export interface SanctionRecordRow {
  readonly caseId: string;
  /** Null while only an answer to its appeal is known. */
  readonly employeeId: string | null;
  readonly level: SanctionLevel;
  readonly revoked: boolean;
  /** Last day, once it is served; null while it is not, and of one for good. */
  readonly until: string | null;
  readonly stream: string;
  readonly readVersion: number;
  readonly hash: string;
}

const read = (
  { data: { caseId }, envelope: { stream, version, hash } }: Recorded<SanctionEvent>,
  row: SanctionRecordRow | undefined,
): SanctionRecordRow => ({
  ...(row ?? { employeeId: null, level: 'LIGHT', revoked: false, until: null }),
  ...{ caseId, stream, readVersion: version, hash },
});

export const sanctionRecords = projection<SanctionEvent, SanctionRecordRow>()({
  table: 'sanction_record',
  source: performanceContracts,
  key: ({ data }) => data.caseId,
  opens: {
    SanctionDecided: (event, row) => {
      const { employeeId, level } = event.data;
      return { ...read(event, row), employeeId, level };
    },
    SanctionServed: (event, row) => {
      const { employeeId, level, until } = event.data;
      return { ...read(event, row), employeeId, level, until };
    },
    SanctionEnded: (event, row) => {
      const { employeeId, until } = event.data;
      return { ...read(event, row), employeeId, until };
    },
    SanctionAppealDecided: (event, row) => {
      const { level, outcome } = event.data;
      return { ...read(event, row), level, revoked: outcome === 'REVOKED' };
    },
  },
});
