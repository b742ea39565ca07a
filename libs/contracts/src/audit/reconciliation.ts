import { defineEvent, type EventOf, LegalDate, OneOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { ALARM_FINDINGS } from './integrity-alarm-raised';

const Source = Type.String({ minLength: 1, maxLength: 64 });
const Count = Type.Integer({ minimum: 0 });

/**
 * The store of a service is about to be compared with the log, row by row. Stream `reconciliation-<reconciliationId>`.
 * @source audit-ledger.md section 4 (store against log)
 */
export const reconciliationStarted = defineEvent({
  type: 'ReconciliationStarted',
  version: 1,
  status: 'RUNNING',
  data: Type.Object({
    reconciliationId: Uuid,
    source: Source,
    /** The day of the city on whose night it is due; null where somebody asked for it. Machine time. */
    night: Type.Union([LegalDate, Type.Null()]),
  }),
});
export type ReconciliationStarted = EventOf<typeof reconciliationStarted>;

/** Every row was compared. Each kind of difference has raised alarms of its own; zero differences are stated, not left out. */
export const storeReconciled = defineEvent({
  type: 'StoreReconciled',
  version: 1,
  status: 'DONE',
  data: Type.Object({
    reconciliationId: Uuid,
    source: Source,
    /** The highest number that the log had when it began: every number up to it was compared. */
    upTo: Count,
    /** Rows of the store that were looked at, those without a number among them. */
    rows: Count,
    /** How many places differ. */
    differences: Count,
    findings: Type.Array(
      Type.Object({ finding: OneOf(ALARM_FINDINGS), count: Count }, { additionalProperties: false }),
    ),
  }),
});
export type StoreReconciled = EventOf<typeof storeReconciled>;

/** Why a store could not be compared. */
export const RECONCILIATION_CAUSES = [
  /** No address of the service's feed is known here. */
  'FEED_UNKNOWN',
  /** The service did not answer for long. */
  'UNREACHABLE',
  /** The service does not let the ledger read its store. */
  'REFUSED',
] as const;
export type ReconciliationCause = (typeof RECONCILIATION_CAUSES)[number];

/** The store could not be compared: nothing is known of it. */
export const reconciliationFailed = defineEvent({
  type: 'ReconciliationFailed',
  version: 1,
  status: 'FAILED',
  data: Type.Object({ reconciliationId: Uuid, source: Source, cause: OneOf(RECONCILIATION_CAUSES) }),
});
export type ReconciliationFailed = EventOf<typeof reconciliationFailed>;
