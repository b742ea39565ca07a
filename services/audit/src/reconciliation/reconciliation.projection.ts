import { auditContracts, type ReconciliationCause, type StoreReconciled } from '@jejak/contracts/audit';
import { projection } from '@jejak/projections';
import type { ReconciliationEvent } from './reconciliation.decider';

/** A comparison of a store with the log, as it is listed. */
export interface ReconciliationRow {
  readonly reconciliationId: string;
  readonly source: string;
  /** The day of the city on whose night it was due; null where somebody asked for it. */
  readonly night: string | null;
  readonly status: 'RUNNING' | 'DONE' | 'FAILED';
  /** ISO instants. */
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** The highest number that was compared. */
  readonly upTo: number | null;
  readonly rowCount: number | null;
  readonly differences: number | null;
  readonly findings: StoreReconciled['data']['findings'];
  /** Why it could not be done. */
  readonly cause: ReconciliationCause | null;
}

export const reconciliations = projection<ReconciliationEvent, ReconciliationRow>()({
  table: 'reconciliation',
  source: auditContracts,
  key: ({ data }) => data.reconciliationId,
  opens: {
    ReconciliationStarted: ({ data: { reconciliationId, source, night }, envelope }) => ({
      ...{ reconciliationId, source, night, status: 'RUNNING', startedAt: envelope.at, endedAt: null },
      ...{ upTo: null, rowCount: null, differences: null, findings: [], cause: null },
    }),
  },
  on: {
    StoreReconciled: (row, { data: { upTo, rows: rowCount, differences, findings }, envelope }) => ({
      ...{ ...row, status: 'DONE', endedAt: envelope.at, upTo, rowCount, differences, findings },
    }),
    ReconciliationFailed: (row, { data: { cause }, envelope }) => ({
      ...{ ...row, status: 'FAILED', endedAt: envelope.at, cause },
    }),
  },
});
