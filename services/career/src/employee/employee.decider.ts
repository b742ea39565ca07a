import {
  type EmployeeRegistered,
  employeeRegistered,
  type PositionAssigned,
  positionAssigned,
  type SupervisorAssigned,
  supervisorAssigned,
} from '@jejak/contracts/career';
import { Conflict, type Decider, Malformed, NotFound } from '@jejak/kernel';
import {
  decideDuty,
  dutiesAfter,
  type DutyCommand,
  type DutyEvent,
  type HeldDuty,
} from '../duty/held-duties';
import { followedBy, type Period } from './period';

export type EmployeeCommand =
  | ({ readonly type: 'RegisterEmployee' } & EmployeeRegistered['data'])
  | {
      /** What one row of the employees' file says: the file, the place, and who rates. */
      readonly type: 'EnrolEmployee';
      readonly file: EmployeeRegistered['data'];
      readonly position: HeldPosition;
      readonly relation: HeldRelation;
    }
  | {
      readonly type: 'AssignPosition';
      readonly position: string;
      readonly unitId: string;
      readonly from: string;
      readonly to: string | null;
    }
  | {
      readonly type: 'AssignSupervisor';
      readonly supervisorId: string | null;
      readonly from: string;
      readonly to: string | null;
    }
  | DutyCommand;

export type EmployeeEvent = EmployeeRegistered | PositionAssigned | SupervisorAssigned | DutyEvent;

/** A post for a time. */
export interface HeldPosition extends Period {
  readonly position: string;
  readonly unitId: string;
}
interface HeldRelation extends Period {
  readonly supervisorId: string | null;
}
export type Employee =
  | { readonly status: 'absent' }
  | {
      readonly status: 'employed';
      readonly employeeId: string;
      readonly positions: readonly HeldPosition[];
      readonly relations: readonly HeldRelation[];
      readonly duties: readonly HeldDuty[];
    };

/** What a decision about a person's place and line reads from the organisation chart. */
export interface Line {
  /** Everyone above the new supervisor on the day the relation begins, nearest first. */
  readonly superiors: readonly string[];
  /** What the command names and nobody knows; null, or left out, where that stands against nothing. */
  readonly unknown?: 'UNIT' | 'SUPERVISOR' | null;
}

type Employed = Extract<Employee, { status: 'employed' }>;

const decideEmployed = (
  command: Exclude<EmployeeCommand, { type: 'RegisterEmployee' | 'EnrolEmployee' }>,
  state: Employed,
  line: Line,
): EmployeeEvent[] => {
  const { employeeId } = state;
  const particulars = { subject: employeeId };
  switch (command.type) {
    case 'AssignPosition': {
      const { type: _, ...position } = command;
      if (line.unknown === 'UNIT')
        throw new NotFound('UNIT_NOT_FOUND', 'There is no such unit on that day.', { field: 'unitId' });
      followedBy(state.positions, position);
      return [positionAssigned({ employeeId, ...position }, particulars)];
    }
    case 'AssignSupervisor': {
      const { type: _, ...relation } = command;
      if (line.unknown === 'SUPERVISOR')
        throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee.', { field: 'supervisorId' });
      checkLine(employeeId, relation.supervisorId, line);
      followedBy(state.relations, relation);
      return [supervisorAssigned({ employeeId, ...relation }, particulars)];
    }
    case 'AssignDuty':
    case 'EndDuty':
      return decideDuty(command, employeeId, state.duties);
  }
};

const checkLine = (employeeId: string, supervisorId: string | null, { superiors }: Line): void => {
  if (supervisorId === employeeId || superiors.includes(employeeId))
    throw new Conflict('CYCLE_IN_LINE', 'Nobody is their own supervisor, not even further up the line.', {
      field: 'supervisorId',
    });
};

/** @throws Malformed PERIOD_INVALID */
const checkService = ({ start, contractEnd }: EmployeeRegistered['data']): void => {
  if (contractEnd !== null && contractEnd < start)
    throw new Malformed('PERIOD_INVALID', 'A contract ends on or after its first day.', {
      field: 'contractEnd',
    });
};

const evolve = (state: Employee, event: EmployeeEvent): Employee => {
  if (event.type === 'EmployeeRegistered')
    return {
      status: 'employed',
      employeeId: event.data.employeeId,
      positions: [],
      relations: [],
      duties: [],
    };
  if (state.status === 'absent') return state;
  switch (event.type) {
    case 'PositionAssigned': {
      const { position, unitId, from, to } = event.data;
      return { ...state, positions: followedBy(state.positions, { position, unitId, from, to }) };
    }
    case 'SupervisorAssigned': {
      const { supervisorId, from, to } = event.data;
      return { ...state, relations: followedBy(state.relations, { supervisorId, from, to }) };
    }
    case 'DutyAssigned':
    case 'DutyEnded':
      return { ...state, duties: dutiesAfter(state.duties, event) };
  }
};

/** A civil servant's place in the organisation: positions, supervisors and duties with validity dates. @source domain.md 7.2 */
export const employee: Decider<EmployeeCommand, EmployeeEvent, Employee, Line> = {
  initial: { status: 'absent' },
  decide: (command, state, line) => {
    if (command.type === 'RegisterEmployee') {
      if (state.status !== 'absent')
        throw new Conflict('EMPLOYEE_EXISTS', 'This employee is registered already.');
      const { type: _, ...data } = command;
      checkService(data);
      return [employeeRegistered(data, { subject: data.employeeId })];
    }
    if (command.type === 'EnrolEmployee') {
      if (state.status !== 'absent')
        throw new Conflict('EMPLOYEE_EXISTS', 'This employee is registered already.');
      const { file, position, relation } = command;
      const { employeeId } = file;
      const particulars = { subject: employeeId };
      checkService(file);
      checkLine(employeeId, relation.supervisorId, line);
      return [
        employeeRegistered(file, particulars),
        positionAssigned({ employeeId, ...position }, particulars),
        supervisorAssigned({ employeeId, ...relation }, particulars),
      ];
    }
    if (state.status === 'absent') throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee.');
    return decideEmployed(command, state, line);
  },
  evolve,
};
