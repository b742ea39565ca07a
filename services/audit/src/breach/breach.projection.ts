import { auditContracts, type BreachData } from '@jejak/contracts/audit';
import { projection } from '@jejak/projections';
import type { BreachEvent } from './breach.decider';

/** A breach in the register; its words stand in the log only. */
export interface BreachRow {
  readonly breachId: string;
  readonly noticedAt: string;
  readonly dueAt: string;
  readonly concerned: readonly BreachData[];
  readonly persons: number | null;
  readonly recordedBy: string;
  readonly authorityAt: string | null;
  readonly personsAt: string | null;
  readonly publicAt: string | null;
  /** Somebody had not been notified when it was due. */
  readonly overdue: boolean;
}

const AT = { AUTHORITY: 'authorityAt', PERSONS: 'personsAt', PUBLIC: 'publicAt' } as const;

export const breaches = projection<BreachEvent, BreachRow>()({
  table: 'breach',
  source: auditContracts,
  key: ({ data }) => data.breachId,
  opens: {
    BreachRecorded: ({ data: { breachId, noticedAt, dueAt, concerned, persons, recordedBy } }) => ({
      ...{ breachId, noticedAt, dueAt, concerned, persons, recordedBy },
      ...{ authorityAt: null, personsAt: null, publicAt: null, overdue: false },
    }),
  },
  on: {
    BreachMeasureTaken: (row, { data: { persons } }) => ({ ...row, persons: persons ?? row.persons }),
    BreachNotified: (row, { data: { to }, envelope }) => ({ ...row, [AT[to]]: envelope.at }),
    BreachNotificationOverdue: (row) => ({ ...row, overdue: true }),
  },
});
