import { auditContracts } from '@jejak/contracts/audit';
import { policyContracts, type PolicyInForce, policyInForce } from '@jejak/contracts/policy';
import { eventTypeOf, naturalId, type Recorded } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { CalendarChange } from '@jejak/service';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { Inspections } from './inspections';

const NAME = 'calendar-evidence-clocks';

/** Another calendar of holidays came into force: requests for evidence that run go by it. @source domain.md 2.4 */
@Controller()
export class EvidenceCalendarReaction {
  constructor(
    private readonly inspections: Inspections,
    private readonly changes: CalendarChange,
    private readonly db: DataSource,
  ) {}

  @Reaction(eventTypeOf(policyContracts.service, policyInForce), NAME)
  async follow(@Payload() event: Recorded<PolicyInForce>, @Ctx() { delivery }: EventContext): Promise<void> {
    const context = reactionContext(event, NAME, auditContracts.service, delivery);
    const since = event.envelope.at;
    await this.changes.each(
      event,
      (after) => this.openAfter(after),
      (id) =>
        this.inspections.execute(
          id,
          { type: 'MoveEvidenceClocks', by: context.actor, since },
          { ...context, commandId: naturalId(context.commandId, id) },
        ),
    );
  }

  private async openAfter(after: string): Promise<readonly string[]> {
    const rows = await this.db.query<{ id: string }[]>(
      `SELECT DISTINCT inspection_id AS id FROM rm.evidence_request
        WHERE status = 'ASKED' AND NOT overdue AND inspection_id > $1 ORDER BY 1 LIMIT 200`,
      [after],
    );
    return rows.map(({ id }) => id);
  }
}
