import { type ProbationPassed, trainingContracts } from '@jejak/contracts/training';
import { projection } from '@jejak/projections';

export interface PassedProbationRow {
  readonly employeeId: string;
  /** Legal date. */
  readonly passedOn: string;
}

/** Who came as a candidate (CPNS) and is a civil servant (PNS) since: the file says what they came as. @source domain.md 6.3 */
export const passedProbations = projection<ProbationPassed, PassedProbationRow>()({
  table: 'passed_probation',
  source: trainingContracts,
  key: ({ data }) => data.employeeId,
  opens: { ProbationPassed: ({ data: { employeeId, passedOn } }) => ({ employeeId, passedOn }) },
});
