import { citizenContracts } from '@jejak/contracts/citizen';
import { policyContracts, type PolicyInForce, policyInForce } from '@jejak/contracts/policy';
import { eventTypeOf, naturalId, type Recorded } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { CalendarChange } from '@jejak/service';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { Complaints } from './complaints';

const NAME = 'calendar-complaint-clocks';

/** Another calendar of holidays came into force: clocks of complaints that run go by it. @source domain.md 2.4 */
@Controller()
export class ComplaintCalendarReaction {
  constructor(
    private readonly complaints: Complaints,
    private readonly changes: CalendarChange,
    private readonly db: DataSource,
  ) {}

  @Reaction(eventTypeOf(policyContracts.service, policyInForce), NAME)
  async follow(@Payload() event: Recorded<PolicyInForce>, @Ctx() { delivery }: EventContext): Promise<void> {
    const context = reactionContext(event, NAME, citizenContracts.service, delivery);
    const since = event.envelope.at;
    await this.changes.each(
      event,
      (after) => this.openAfter(after, since),
      (id) =>
        this.complaints.moveClock(id, since, { ...context, commandId: naturalId(context.commandId, id) }),
    );
  }

  private async openAfter(after: string, since: string): Promise<readonly string[]> {
    const rows = await this.db.query<{ id: string }[]>(
      `SELECT complaint_id AS id FROM rm.complaint WHERE due_at > $1 AND complaint_id > $2
       ORDER BY complaint_id LIMIT 200`,
      [since, after],
    );
    return rows.map(({ id }) => id);
  }
}
