import { recruitmentContracts } from '@jejak/contracts/recruitment';
import { projection } from '@jejak/projections';
import type { Formation, FormationEvent } from './formation.decider';

/** A formation as those see it who prepare and decide: how many seats it gave, and how many of them are used. */
export interface FormationRow {
  readonly formationId: string;
  readonly status: Exclude<Formation['status'], 'absent'>;
  readonly unitId: string;
  readonly position: string;
  readonly level: string;
  readonly education: string;
  readonly seatsProposed: number;
  /** Null until it is approved. */
  readonly seatsApproved: number | null;
  readonly seatsTaken: number;
  /** Hours a year. */
  readonly workloadHours: string;
  readonly budgetRef: string | null;
  /** ISO instants; null until it is decided. */
  readonly proposedAt: string;
  readonly decidedAt: string | null;
}

export const formationList = projection<FormationEvent, FormationRow>()({
  table: 'formation',
  source: recruitmentContracts,
  key: ({ data }) => data.formationId,
  opens: {
    FormationProposed: ({
      data: { formationId, unitId, position, level, education, seats, workloadHours },
      envelope,
    }) => ({
      ...{ formationId, unitId, position, level, education, seatsProposed: seats, workloadHours },
      ...{ status: 'proposed', seatsApproved: null, seatsTaken: 0, budgetRef: null },
      ...{ proposedAt: envelope.at, decidedAt: null },
    }),
  },
  on: {
    FormationApproved: (row, { data: { seats, budgetRef }, envelope }) => ({
      ...row,
      ...{ status: 'approved', seatsApproved: seats, budgetRef, decidedAt: envelope.at },
    }),
    FormationRejected: (row, { envelope }) => ({ ...row, status: 'rejected', decidedAt: envelope.at }),
    FormationSeatsTaken: (row, { data }) => ({ ...row, seatsTaken: row.seatsTaken + data.seats }),
    FormationSeatsReturned: (row, { data }) => ({ ...row, seatsTaken: row.seatsTaken - data.seats }),
  },
});
