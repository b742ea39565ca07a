import {
  performanceContracts,
  type SanctionAppealDecided,
  type SanctionDecided,
  type SanctionEnded,
  type SanctionLevel,
  type SanctionServed,
  type ViolationDismissed,
  type ViolationReported,
} from '@jejak/contracts/performance';
import type { Recorded } from '@jejak/kernel';
import { projection } from '@jejak/projections';

type SanctionEvent =
  | ViolationReported
  | ViolationDismissed
  | SanctionDecided
  | SanctionServed
  | SanctionEnded
  | SanctionAppealDecided;

/** A case of discipline as performance has told of it: a violation that is reported, and the sanction that is decided of it. */
export interface SanctionRecordRow {
  readonly caseId: string;
  /** Null while only an answer to its appeal, or its dismissal, is known. */
  readonly employeeId: string | null;
  /** Nobody has decided of it, and nobody dismissed it. */
  readonly open: boolean;
  /** Null while, or where, there is no sanction. */
  readonly level: SanctionLevel | null;
  readonly revoked: boolean;
  /** Last day, once it is served; null while it is not, and of one for good. */
  readonly until: string | null;
  /** First day, once it is served. */
  readonly servedFrom: string | null;
  readonly stream: string;
  readonly readVersion: number;
  readonly hash: string;
}

const empty = {
  ...{ employeeId: null, open: true, level: null, revoked: false, until: null, servedFrom: null },
};

/** The row with the event's place in its stream. */
const read = (
  { data: { caseId }, envelope: { stream, version, hash } }: Recorded<SanctionEvent>,
  row: SanctionRecordRow | undefined,
): SanctionRecordRow =>
  row && row.readVersion > version ? row : { ...(row ?? empty), caseId, stream, readVersion: version, hash };

/** What is decided or dismissed stays so, in whichever order the facts arrive. */
export const sanctionRecords = projection<SanctionEvent, SanctionRecordRow>()({
  table: 'sanction_record',
  source: performanceContracts,
  key: ({ data }) => data.caseId,
  opens: {
    ViolationReported: (event, row) => ({ ...read(event, row), employeeId: event.data.employeeId }),
    ViolationDismissed: (event, row) => ({ ...read(event, row), open: false }),
    SanctionDecided: (event, row) => {
      const { employeeId, level } = event.data;
      return { ...read(event, row), employeeId, level, open: false };
    },
    SanctionServed: (event, row) => {
      const { employeeId, level, from: servedFrom, until } = event.data;
      return { ...read(event, row), employeeId, level, servedFrom, until, open: false };
    },
    SanctionEnded: (event, row) => {
      const { employeeId, until } = event.data;
      return { ...read(event, row), employeeId, until, open: false };
    },
    SanctionAppealDecided: (event, row) => {
      const { level, outcome } = event.data;
      return { ...read(event, row), level, revoked: outcome === 'REVOKED', open: false };
    },
  },
});
