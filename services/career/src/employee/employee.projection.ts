import {
  type DutyAssigned,
  type DutyEnded,
  type EmployeeRegistered,
  type PositionAssigned,
  type PromotionEffective,
  type SupervisorAssigned,
  careerContracts,
} from '@jejak/contracts/career';
import { projection } from '@jejak/projections';
import { type Employee, employee } from './employee.decider';

type EmployeeFact =
  EmployeeRegistered | PositionAssigned | SupervisorAssigned | DutyAssigned | DutyEnded | PromotionEffective;
type Employed = Extract<Employee, { status: 'employed' }>;

/** One employee as the organisation knows them, with every date; nothing that names the person. */
export interface EmployeeRow {
  readonly employeeId: string;
  readonly kind: string;
  readonly golongan: string | null;
  readonly jenjang: string | null;
  /** Legal dates. */
  readonly startDate: string;
  readonly contractEnd: string | null;
  readonly positions: Employed['positions'];
  readonly relations: Employed['relations'];
  readonly duties: Employed['duties'];
}

/** The dates follow from the same fold by which commands are decided, so screen and rule cannot differ. */
const folded = (
  row: EmployeeRow,
  event: Exclude<EmployeeFact, EmployeeRegistered | PromotionEffective>,
): EmployeeRow => {
  const { employeeId, positions, relations, duties } = row;
  const after = employee.evolve({ status: 'employed', employeeId, positions, relations, duties }, event);
  return after.status === 'absent'
    ? row
    : { ...row, positions: after.positions, relations: after.relations, duties: after.duties };
};

export const employeeDirectory = projection<EmployeeFact, EmployeeRow>()({
  table: 'employee_directory',
  source: careerContracts,
  key: ({ data }) => ('personId' in data ? data.personId : data.employeeId),
  opens: {
    EmployeeRegistered: ({ data: { employeeId, kind, golongan, jenjang, start, contractEnd } }) => ({
      ...{ employeeId, kind, golongan, jenjang, startDate: start, contractEnd },
      ...{ positions: [], relations: [], duties: [] },
    }),
    // In a stream of its own: where the file is not read yet, there is no row to change.
    PromotionEffective: ({ data: { rank, level } }, row) =>
      row ? { ...row, golongan: rank ?? row.golongan, jenjang: level } : null,
    // People from outside have duties too, and no file.
    DutyAssigned: (event, row) => (row ? folded(row, event) : null),
    DutyEnded: (event, row) => (row ? folded(row, event) : null),
  },
  on: {
    PositionAssigned: folded,
    SupervisorAssigned: folded,
  },
});
