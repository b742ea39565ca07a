import type { EmployeeKind } from '@jejak/contracts/career';
import { type JpSource, trainingContracts } from '@jejak/contracts/training';
import { projection } from '@jejak/projections';
import type { LearningBalanceEvent } from './learning-balance.decider';

export interface LearningBalanceRow {
  readonly employeeId: string;
  readonly year: number;
  /** Null while career has not told of the person. */
  readonly kind: EmployeeKind | null;
  readonly jpRight: number | null;
  readonly credited: number;
  /** In the order in which they were credited. */
  readonly entries: readonly {
    readonly jp: number;
    readonly source: JpSource;
    readonly ref: string;
    readonly on: string;
  }[];
  readonly closed: boolean;
  readonly unmet: boolean;
}

const empty = (employeeId: string, year: number): LearningBalanceRow => ({
  ...{ employeeId, year, kind: null, jpRight: null, credited: 0, entries: [], closed: false, unmet: false },
});

/** The training hours of every person and year. */
export const learningBalances = projection<LearningBalanceEvent, LearningBalanceRow>()({
  table: 'learning_balance',
  source: trainingContracts,
  key: ({ data }) => [data.employeeId, String(data.year)],
  opens: {
    LearningBalanceOpened: ({ data: { employeeId, year, kind, right } }, row) => ({
      ...(row ?? empty(employeeId, year)),
      ...{ kind, jpRight: right },
    }),
    JpCredited: ({ data: { employeeId, year, jp, source, ref, on } }, row = empty(employeeId, year)) => ({
      ...row,
      credited: row.credited + jp,
      entries: [...row.entries, { jp, source, ref, on }],
    }),
  },
  on: {
    JpRightUnmet: (row) => ({ ...row, unmet: true }),
    LearningYearClosed: (row) => ({ ...row, closed: true }),
  },
});
