import { EventStore, type Gather } from '@jejak/event-store';
import { streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { unit } from '../unit/unit.decider';
import { type Employee, employee, type EmployeeCommand, type Line } from './employee.decider';
import { Organisation } from './organisation';

/** Gathers what assignments read beside the employee's stream: the unit, and the line above. */
@Injectable()
export class EmployeeReading {
  constructor(
    private readonly store: EventStore,
    private readonly organisation: Organisation,
  ) {}

  of(command: EmployeeCommand): Gather<Employee, Line> {
    switch (command.type) {
      case 'AssignPosition':
        return async () => {
          const { state, head } = await this.store.state(unit, streamOf('unit', command.unitId));
          const there = state.status !== 'absent' && (state.to === null || state.to >= command.from);
          return {
            given: { superiors: [], unknown: there ? null : 'UNIT' },
            inputs: head ? [head] : [],
          };
        };
      case 'AssignSupervisor':
        return async () => {
          const superiors = await this.organisation.superiorsOf(command.supervisorId, command.from);
          // The first of them is the supervisor.
          const files = await Promise.all(
            superiors.map((superior) => this.store.state(employee, streamOf('employee', superior))),
          );
          const known = files.at(0)?.state.status !== 'absent';
          return {
            given: { superiors, unknown: known ? null : 'SUPERVISOR' },
            inputs: files.flatMap(({ head }) => head ?? []),
          };
        };
      default:
        return () => Promise.resolve({ given: { superiors: [] } });
    }
  }
}
