import {
  careerContracts,
  type DutyAssigned,
  type DutyEnded,
  type EmployeeRegistered,
  type PositionAssigned,
  type SupervisorAssigned,
} from '@jejak/contracts/career';
import { plusDays } from '@jejak/kernel';
import { projection } from '@jejak/projections';
import type { EmployeeFile } from './employee-file';

type EmployeeEvent = EmployeeRegistered | PositionAssigned | SupervisorAssigned | DutyAssigned | DutyEnded;

export interface EmployeeFileRow extends EmployeeFile {
  /** Of career's stream, at the row's `version`: what a decision names that rested on this row. */
  readonly stream: string;
  readonly hash: string;
}

interface Held {
  readonly from: string;
  readonly to: string | null;
}

/** Adds to what is held; what had no end ends the day before. */
const followedBy = <Item extends Held>(items: readonly Item[], next: Item): Item[] => [
  ...items.map((item) =>
    item.to === null && item.from < next.from ? { ...item, to: plusDays(next.from, -1) } : item,
  ),
  next,
];

/** Career's employee files as this service needs them: who holds which position, who rates whom, who has which duty.
 * Nothing that names the person. */
export const employeeFile = projection<EmployeeEvent, EmployeeFileRow>()({
  table: 'employee_file',
  source: careerContracts,
  key: (event) => ('personId' in event.data ? event.data.personId : event.data.employeeId),
  opens: {
    EmployeeRegistered: ({ data: { employeeId }, envelope: { stream, hash } }) => ({
      ...{ employeeId, stream, hash },
      ...{ positions: [], relations: [], duties: [] },
    }),
    // People from outside have duties too, and no file.
    DutyAssigned: ({ data: { duty, scope, from, to }, envelope: { hash } }, row) =>
      row ? { ...row, duties: [...row.duties, { duty, scope, from, to }], hash } : null,
    DutyEnded: ({ data: { duty, scope, from, to }, envelope: { hash } }, row) =>
      row
        ? {
            ...row,
            duties: row.duties.map((held) =>
              held.duty === duty && held.scope === scope && held.from === from ? { ...held, to } : held,
            ),
            hash,
          }
        : null,
  },
  on: {
    PositionAssigned: (row, { data: { position, unitId, from, to }, envelope: { hash } }) => ({
      ...row,
      positions: followedBy(row.positions, { position, unitId, from, to }),
      hash,
    }),
    SupervisorAssigned: (row, { data: { supervisorId, from, to }, envelope: { hash } }) => ({
      ...row,
      relations: followedBy(row.relations, { supervisorId, from, to }),
      hash,
    }),
  },
});
