import {
  careerContracts,
  type EmploymentEnded,
  employmentEnded,
  type PositionAssigned,
  positionAssigned,
} from '@jejak/contracts/career';
import { EventStore } from '@jejak/event-store';
import { eventTypeOf, naturalId, type Recorded } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { promotionTurn, turnStream } from './promotion-turn.decider';
import { Promotions } from './promotions';

const { service } = careerContracts;
const ENDED = 'lapse-promotions';
const MOVED = 'stop-promotions';

/**
 * An end of employment closes what is open, and a move to another post stops what it does not fit. What is to be ended, the case says itself.
 * @source domain.md 12 (EmploymentEnded, PositionChanged)
 */
@Controller()
export class PromotionReaction {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly promotions: Promotions,
  ) {}

  @Reaction(eventTypeOf(service, employmentEnded), ENDED)
  async ended(@Payload() event: Recorded<EmploymentEnded>, @Ctx() { delivery }: EventContext): Promise<void> {
    const context = reactionContext(event, ENDED, service, delivery);
    const { employeeId } = event.data;
    const open = await this.turnOf(employeeId);
    // Also what was refused its approval, and what is from before there were turns.
    const listed = await this.db.query<{ id: string }[]>(
      `select case_id as id from rm.promotion_case where employee_id = $1 and status in
         ('OPENED', 'PROPOSED', 'VERIFIED', 'APPROVED', 'APPROVAL_REFUSED', 'GRANTED', 'HELD') order by 1`,
      [employeeId],
    );
    const cases = new Set([...open, ...listed.map(({ id }) => id)]);
    for (const id of cases) {
      const commandId = naturalId(context.commandId, id);
      await this.promotions.lapse(id, { ...context, commandId });
    }
  }

  @Reaction(eventTypeOf(service, positionAssigned), MOVED)
  async moved(
    @Payload() event: Recorded<PositionAssigned>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const context = reactionContext(event, MOVED, service, delivery);
    for (const id of await this.turnOf(event.data.employeeId)) await this.promotions.lapse(id, context);
  }

  /** The case of an employee that is on its way, if one is. */
  private async turnOf(employeeId: string): Promise<string[]> {
    const { state } = await this.store.state(promotionTurn, turnStream(employeeId));
    return state.caseId === null ? [] : [state.caseId];
  }
}
