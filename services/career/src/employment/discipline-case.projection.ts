import {
  performanceContracts,
  type SanctionDecided,
  type ViolationDismissed,
  type ViolationReported,
} from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';

/** A case of discipline as far as the end of an employment asks for it. */
export interface DisciplineCaseRow {
  readonly caseId: string;
  /** Null while only its end is known here. */
  readonly employeeId: string | null;
  readonly open: boolean;
}

/** Cases in whichever order their facts arrive: what is decided or dismissed stays so. */
export const disciplineCases = projection<
  ViolationReported | SanctionDecided | ViolationDismissed,
  DisciplineCaseRow
>()({
  table: 'discipline_case',
  source: performanceContracts,
  key: ({ data }) => data.caseId,
  opens: {
    ViolationReported: ({ data: { caseId, employeeId } }, row) => ({
      ...{ caseId, employeeId, open: row?.open ?? true },
    }),
    SanctionDecided: ({ data: { caseId, employeeId } }) => ({ caseId, employeeId, open: false }),
    ViolationDismissed: ({ data: { caseId } }, row) => ({
      ...{ caseId, employeeId: row?.employeeId ?? null, open: false },
    }),
  },
});
