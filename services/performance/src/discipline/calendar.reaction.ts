import { performanceContracts } from '@jejak/contracts/performance';
import { policyContracts, type PolicyInForce, policyInForce } from '@jejak/contracts/policy';
import { EventStore } from '@jejak/event-store';
import { eventTypeOf, naturalId, type Recorded } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { CalendarChange } from '@jejak/service';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { discipline } from './discipline.decider';
import { DisciplineReading, disciplineStream } from './discipline.reading';

const NAME = 'calendar-appeal-clocks';

/** Another calendar of holidays came into force: the days of answers to appeals that wait go by it. @source domain.md 2.4 */
@Controller()
export class AppealCalendarReaction {
  constructor(
    private readonly store: EventStore,
    private readonly reading: DisciplineReading,
    private readonly changes: CalendarChange,
    private readonly db: DataSource,
  ) {}

  @Reaction(eventTypeOf(policyContracts.service, policyInForce), NAME)
  async follow(@Payload() event: Recorded<PolicyInForce>, @Ctx() { delivery }: EventContext): Promise<void> {
    const context = reactionContext(event, NAME, performanceContracts.service, delivery);
    const command = { type: 'MoveAppealClock', since: event.envelope.at } as const;
    const gather = this.reading.of(command.type, context.actor, false);
    await this.changes.each(
      event,
      (after) => this.waitingAfter(after),
      (id) => {
        const each = { ...context, commandId: naturalId(context.commandId, id) };
        return this.store.execute(discipline, disciplineStream(id), command, each, gather);
      },
    );
  }

  private async waitingAfter(after: string): Promise<readonly string[]> {
    const rows = await this.db.query<{ id: string }[]>(
      `select case_id as id from rm.discipline_list where status = 'APPEALED' and case_id > $1
       order by case_id limit 200`,
      [after],
    );
    return rows.map(({ id }) => id);
  }
}
