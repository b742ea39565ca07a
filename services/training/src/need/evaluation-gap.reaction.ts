import {
  type EvaluationFinalised,
  evaluationFinalised,
  performanceContracts,
} from '@jejak/contracts/performance';
import { trainingContracts } from '@jejak/contracts/training';
import { DomainError, eventTypeOf, naturalId, type Recorded, Unavailable } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { gapsOf } from './evaluation-gap';
import type { NeedCommand } from './need.decider';
import { needIdOf, Needs } from './needs';

const NEEDS = 'needs-of-evaluation';

/** Turns what a final evaluation shows to be missing into needs. @source domain.md 12 */
@Controller()
export class EvaluationGapReaction {
  constructor(private readonly needs: Needs) {}

  @Reaction(eventTypeOf(performanceContracts.service, evaluationFinalised), NEEDS)
  async identify(
    @Payload() event: Recorded<EvaluationFinalised>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { service } = trainingContracts;
    const { employeeId } = event.data;
    const { stream, version: ver, hash } = event.envelope;
    const context = reactionContext(event, NEEDS, service, delivery);
    for (const { competency, gap, improvementPlan } of gapsOf(event.data)) {
      const needId = needIdOf(employeeId, competency);
      const command: NeedCommand = {
        ...{ type: 'IdentifyNeed', by: service, automatic: true, needId, employeeId, competency, gap },
        ...{ indicatorWeight: '100', source: 'EVALUATION', improvementPlan },
      };
      const own = { ...context, commandId: naturalId(context.commandId, competency) };
      try {
        await this.needs.execute(needId, command, own, [{ stream, ver, hash }]);
      } catch (error) {
        // Performance evaluates nobody whom career does not know: this service has not heard of them yet.
        if (error instanceof DomainError && error.code === 'EMPLOYEE_NOT_FOUND')
          throw new Unavailable('UNAVAILABLE', 'The employee is not known here yet.');
        throw error;
      }
    }
  }
}
