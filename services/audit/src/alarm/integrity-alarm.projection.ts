import { type AlarmFinding, type AlarmKind, auditContracts } from '@jejak/contracts/audit';
import { projection } from '@jejak/projections';
import type { AlarmEvent } from './integrity-alarm.decider';

/** An alarm on the inspectors' list. */
export interface AlarmRow {
  readonly alarmId: string;
  readonly kind: AlarmKind;
  readonly finding: AlarmFinding;
  /** The service whose facts are concerned. */
  readonly source: string;
  readonly pos: number | null;
  readonly stream: string | null;
  readonly streamVersion: number | null;
  readonly status: 'RAISED' | 'RESOLVED';
  /** ISO instants. */
  readonly raisedAt: string;
  readonly resolvedAt: string | null;
  readonly resolvedBy: string | null;
}

export const integrityAlarms = projection<AlarmEvent, AlarmRow>()({
  table: 'integrity_alarm',
  source: auditContracts,
  key: ({ data }) => data.alarmId,
  opens: {
    IntegrityAlarmRaised: ({ data: { alarmId, kind, finding, source, pos, stream, version }, envelope }) => ({
      ...{ alarmId, kind, finding, source, pos, stream, streamVersion: version, status: 'RAISED' },
      ...{ raisedAt: envelope.at, resolvedAt: null, resolvedBy: null },
    }),
  },
  on: {
    IntegrityAlarmResolved: (row, { data: { resolvedBy }, envelope }) => ({
      ...{ ...row, status: 'RESOLVED', resolvedAt: envelope.at, resolvedBy },
    }),
  },
});
