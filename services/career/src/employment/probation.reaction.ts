import { careerContracts } from '@jejak/contracts/career';
import { type ProbationFailed, probationFailed, trainingContracts } from '@jejak/contracts/training';
import { DomainError, eventTypeOf, type Recorded, Unavailable } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Employments } from './employments';

const NAME = 'failed-probation';

/** A probation that failed is laid before the leadership as a proposal to dismiss. @source domain.md 6.3 */
@Controller()
export class ProbationReaction {
  constructor(private readonly employments: Employments) {}

  @Reaction(eventTypeOf(trainingContracts.service, probationFailed), NAME)
  async failed(
    @Payload() event: Recorded<ProbationFailed>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { employeeId } = event.data;
    const { stream, version: ver, hash } = event.envelope;
    const context = reactionContext(event, NAME, careerContracts.service, delivery);
    const command = { type: 'ProposeDismissal', employeeId } as const;
    try {
      await this.employments.execute(employeeId, command, context, [{ stream, ver, hash }]);
    } catch (error) {
      // Whoever was on probation is registered sooner or later.
      if (error instanceof DomainError && error.code === 'EMPLOYEE_NOT_FOUND')
        throw new Unavailable('UNAVAILABLE', 'The employee is not registered here yet.');
      throw error;
    }
  }
}
