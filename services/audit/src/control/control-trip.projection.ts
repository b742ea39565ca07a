import { auditContracts, type ControlKey } from '@jejak/contracts/audit';
import { projection } from '@jejak/projections';
import type { ControlTripEvent } from './control-trip.decider';

/** A question of a control on the inspectors' list. Nothing but that list may rest on it. */
export interface ControlTripRow {
  readonly tripId: string;
  readonly control: ControlKey;
  readonly objects: readonly string[];
  readonly unitId: string | null;
  /** Decimal text. */
  readonly score: string;
  readonly scoreLimit: string | null;
  readonly status: 'OPEN' | 'CLEARED';
  /** ISO instants. */
  readonly trippedAt: string;
  readonly clearedAt: string | null;
  readonly clearedBy: string | null;
}

export const controlTrips = projection<ControlTripEvent, ControlTripRow>()({
  table: 'control_trip',
  source: auditContracts,
  key: ({ data }) => data.tripId,
  opens: {
    ControlTripped: ({ data: { tripId, control, objects, unitId, score, limit }, envelope }) => ({
      ...{ tripId, control, objects, unitId, score, scoreLimit: limit, status: 'OPEN' },
      ...{ trippedAt: envelope.at, clearedAt: null, clearedBy: null },
    }),
  },
  on: {
    ControlCleared: (row, { data: { clearedBy }, envelope }) => ({
      ...{ ...row, status: 'CLEARED', clearedAt: envelope.at, clearedBy },
    }),
  },
});
