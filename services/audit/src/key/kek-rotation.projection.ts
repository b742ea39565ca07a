import { auditContracts } from '@jejak/contracts/audit';
import { projection } from '@jejak/projections';
import type { KekRotationEvent } from './kek-rotation.decider';

/** A rotation of the KEK, as it is listed. */
export interface KekRotationRow {
  readonly rotationId: string;
  readonly kek: string;
  readonly status: 'REQUESTED' | 'CONFIRMED' | 'DONE';
  readonly requestedAt: string;
  readonly confirmBy: string;
  readonly confirmedAt: string | null;
  readonly doneAt: string | null;
  /** How many keys there were in the end. */
  readonly keyCount: number | null;
}

export const kekRotations = projection<KekRotationEvent, KekRotationRow>()({
  table: 'kek_rotation',
  source: auditContracts,
  key: ({ data }) => data.rotationId,
  opens: {
    KekRotationRequested: ({ data: { rotationId, kek, confirmBy }, envelope }) => ({
      ...{ rotationId, kek, status: 'REQUESTED', requestedAt: envelope.at, confirmBy },
      ...{ confirmedAt: null, doneAt: null, keyCount: null },
    }),
  },
  on: {
    KekRotationConfirmed: (row, { envelope }) => ({ ...row, status: 'CONFIRMED', confirmedAt: envelope.at }),
    KeysRewrapped: (row, { data: { keys: keyCount }, envelope }) => ({
      ...{ ...row, status: 'DONE', doneAt: envelope.at, keyCount },
    }),
  },
});
