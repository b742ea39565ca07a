import { trainingContracts } from '@jejak/contracts/training';
import { projection } from '@jejak/projections';
import type { ProbationEvent } from './probation.decider';

/** UNKNOWN: the basic training is passed, and nobody was appointed as a candidate here. */
export const PROBATION_STATUSES = ['UNKNOWN', 'RUNNING', 'PASSED', 'FAILED', 'LAPSED'] as const;

export interface ProbationRow {
  readonly employeeId: string;
  readonly status: (typeof PROBATION_STATUSES)[number];
  readonly endsOn: string | null;
  readonly latsar: boolean;
  /** From which day on the person counts as a PNS. */
  readonly passedOn: string | null;
}

/** Every probation year. */
export const probationList = projection<ProbationEvent, ProbationRow>()({
  table: 'probation_list',
  source: trainingContracts,
  key: ({ data }) => data.employeeId,
  opens: {
    ProbationStarted: ({ data: { employeeId, endsOn } }, row) => ({
      ...{ employeeId, status: 'RUNNING', endsOn, latsar: row?.latsar ?? false },
      passedOn: row?.passedOn ?? null,
    }),
    LatsarPassed: ({ data: { employeeId } }, row) => ({
      ...{ employeeId, status: row?.status ?? 'UNKNOWN', endsOn: row?.endsOn ?? null, latsar: true },
      passedOn: row?.passedOn ?? null,
    }),
  },
  on: {
    ProbationPassed: (row, { data: { passedOn } }) => ({ ...row, status: 'PASSED', passedOn }),
    ProbationFailed: (row) => ({ ...row, status: 'FAILED' }),
    ProbationLapsed: (row) => ({ ...row, status: 'LAPSED' }),
  },
});
