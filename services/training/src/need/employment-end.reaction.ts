import { careerContracts, type EmploymentEnded, employmentEnded } from '@jejak/contracts/career';
import { trainingContracts } from '@jejak/contracts/training';
import { eventTypeOf, naturalId, type Recorded } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { Needs } from './needs';

const NAME = 'lapse-needs';

/** What somebody lacks who leaves is nobody's plan any more. @source domain.md 12 (EmploymentEnded) */
@Controller()
export class LapsedNeedsReaction {
  constructor(
    private readonly needs: Needs,
    private readonly db: DataSource,
  ) {}

  @Reaction(eventTypeOf(careerContracts.service, employmentEnded), NAME)
  async ended(@Payload() event: Recorded<EmploymentEnded>, @Ctx() { delivery }: EventContext): Promise<void> {
    const context = reactionContext(event, NAME, trainingContracts.service, delivery);
    const { stream, version: ver, hash } = event.envelope;
    const open = await this.db.query<{ needId: string }[]>(
      `select need_id as "needId" from rm.need_list
       where employee_id = $1 and status in ('IDENTIFIED', 'PRIORITISED') order by need_id`,
      [event.data.employeeId],
    );
    for (const { needId } of open) {
      const own = { ...context, commandId: naturalId(context.commandId, needId) };
      await this.needs.execute(needId, { type: 'LapseNeed' }, own, [{ stream, ver, hash }]);
    }
  }
}
