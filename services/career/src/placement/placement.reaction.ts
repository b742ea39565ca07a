import {
  careerContracts,
  type EmploymentEnded,
  employmentEnded,
  type PlacementDecided,
  placementDecided,
} from '@jejak/contracts/career';
import { type CommandContext, EventStore } from '@jejak/event-store';
import { Conflict, eventTypeOf, naturalId, plusDays, type Recorded } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { employee, type EmployeeCommand } from '../employee/employee.decider';
import { streamOfEmployee } from '../employee/employee.http';
import { Organisation } from '../employee/organisation';
import { covers } from '../employee/period';
import type { PlacementCommand } from './placement.decider';
import { Placements } from './placements';

const { service } = careerContracts;
const PLACED = 'take-up-place';
const ENDED = 'lapse-placements';

/**
 * A placement that is approved goes into the employee's file, whose facts the other services act on; one that waits when the
 * employment ends lapses.
 * @source domain.md 7.2, 12 (PositionChanged, EmploymentEnded)
 */
@Controller()
export class PlacementReaction {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly organisation: Organisation,
    private readonly placements: Placements,
  ) {}

  @Reaction(eventTypeOf(service, placementDecided), PLACED)
  async placed(
    @Payload() event: Recorded<PlacementDecided>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { placementId, employeeId, position, unitId, supervisorId, from, outcome } = event.data;
    if (outcome !== 'APPROVED') return;
    const context = reactionContext(event, PLACED, service, delivery);
    const named = (name: string): CommandContext => ({
      ...context,
      commandId: naturalId(context.commandId, name),
    });
    const file = () => this.store.state(employee, streamOfEmployee(employeeId));
    const assign = async (command: EmployeeCommand, own: CommandContext): Promise<void> => {
      const superiors = await this.organisation.superiorsOf(supervisorId, from);
      await this.store.execute(
        ...([employee, streamOfEmployee(employeeId), command, own, { given: { superiors } }] as const),
      );
    };
    try {
      await assign({ type: 'AssignPosition', position, unitId, from, to: null }, named('position'));
    } catch (error) {
      // Something else of the same days came into the file between the decision and now.
      if (!(error instanceof Conflict && error.code === 'OVERLAP')) throw error;
      await this.ask(placementId, { type: 'LapsePlacement', why: 'FILE_CHANGED' }, named('lapse'));
      return;
    }
    const { state } = await file();
    if (state.status === 'absent') return;
    // Who is rated by the same person goes on being so: a new relation would be a new rater.
    const relation = state.relations.find((held) => covers(held, from));
    if (relation?.supervisorId !== supervisorId)
      await assign({ type: 'AssignSupervisor', supervisorId, from, to: null }, named('supervisor'));
    const last = state.positions.find((held) => covers(held, plusDays(from, -1)));
    const before = last ? { position: last.position, unitId: last.unitId } : null;
    await this.ask(placementId, { type: 'NotePosition', before }, named('note'));
  }

  @Reaction(eventTypeOf(service, employmentEnded), ENDED)
  async ended(@Payload() event: Recorded<EmploymentEnded>, @Ctx() { delivery }: EventContext): Promise<void> {
    const context = reactionContext(event, ENDED, service, delivery);
    const waiting = await this.db.query<{ id: string }[]>(
      `select placement_id as id from rm.placement_list where employee_id = $1 and status = 'PROPOSED' order by 1`,
      [event.data.employeeId],
    );
    for (const { id } of waiting)
      await this.ask(
        id,
        { type: 'LapsePlacement', why: 'EMPLOYMENT_ENDED' },
        { ...context, commandId: naturalId(context.commandId, id) },
      );
  }

  private async ask(id: string, command: PlacementCommand, context: CommandContext): Promise<void> {
    await this.placements.execute(id, command, context);
  }
}
