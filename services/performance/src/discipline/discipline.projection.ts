import { performanceContracts, type SanctionKind, type SanctionLevel } from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';
import type { DisciplineEvent, DisciplineStatus } from './discipline.state';

/** A case on the list: what it is about and how far it is. What people said stands in the log only. */
export interface DisciplineRow {
  readonly caseId: string;
  readonly employeeId: string;
  readonly unitId: string;
  readonly articleRef: string;
  readonly fromDate: string;
  readonly toDate: string;
  readonly absentDays: number | null;
  readonly status: DisciplineStatus;
  readonly hearingOn: string | null;
  readonly level: SanctionLevel | null;
  readonly kind: SanctionKind | null;
  readonly months: number | null;
  readonly appealBy: string | null;
  readonly answerBy: string | null;
  readonly servedFrom: string | null;
  readonly until: string | null;
  /** The supervisor knew and reported nothing. */
  readonly omission: boolean;
}

export const disciplineList = projection<DisciplineEvent, DisciplineRow>()({
  table: 'discipline_list',
  source: performanceContracts,
  key: ({ data }) => data.caseId,
  opens: {
    ViolationReported: ({ data: { caseId, employeeId, unitId, articleRef, from, to, absentDays } }) => ({
      ...{ caseId, employeeId, unitId, articleRef, fromDate: from, toDate: to, absentDays },
      ...{ status: 'REPORTED', hearingOn: null, level: null, kind: null, months: null },
      ...{ appealBy: null, answerBy: null, servedFrom: null, until: null, omission: false },
    }),
  },
  on: {
    SupervisorOmission: (row) => ({ ...row, omission: true }),
    SummonsIssued: (row, { data: { hearingOn } }) => ({ ...row, status: 'SUMMONED', hearingOn }),
    HearingHeld: (row) => ({ ...row, status: 'HEARD' }),
    ViolationDismissed: (row) => ({ ...row, status: 'DISMISSED' }),
    SanctionDecided: (row, { data: { level, kind, months, appealBy } }) => ({
      ...row,
      ...{ status: 'DECIDED', level, kind, months, appealBy },
    }),
    SanctionAppealWindowMoved: (row, { data: { appealBy } }) => ({ ...row, appealBy }),
    SanctionAppealed: (row, { data: { answerBy } }) => ({ ...row, status: 'APPEALED', answerBy }),
    SanctionAppealClockMoved: (row, { data: { answerBy } }) => ({ ...row, answerBy }),
    SanctionAppealOverdue: (row) => row,
    SanctionAppealDecided: (row, { data: { outcome, level, kind, months } }) => ({
      ...row,
      ...{ status: outcome === 'REVOKED' ? 'REVOKED' : 'DECIDED', level, kind, months },
    }),
    SanctionServed: (row, { data: { from, until } }) => ({
      ...row,
      status: 'SERVED',
      servedFrom: from,
      until,
    }),
    SanctionEnded: (row) => ({ ...row, status: 'ENDED' }),
    DisciplineCaseEnded: (row) => ({ ...row, status: 'ENDED' }),
  },
});
