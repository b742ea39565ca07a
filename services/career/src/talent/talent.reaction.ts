import { careerContracts } from '@jejak/contracts/career';
import {
  type EvaluationFinalised,
  evaluationFinalised,
  performanceContracts,
} from '@jejak/contracts/performance';
import { EventStore } from '@jejak/event-store';
import { DomainError, eventTypeOf, type Recorded, streamOf, Unavailable } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { talent } from './talent.decider';
import { TalentReading } from './talent.reading';

const NAME = 'talent-refresh';

/** A final evaluation, new or corrected, shows whether a map still rests on what is known. @source domain.md 12 */
@Controller()
export class TalentReaction {
  constructor(
    private readonly store: EventStore,
    private readonly reading: TalentReading,
  ) {}

  @Reaction(eventTypeOf(performanceContracts.service, evaluationFinalised), NAME)
  async note(
    @Payload() event: Recorded<EvaluationFinalised>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { employeeId, evaluationId, evaluationVersion, periodEnd } = event.data;
    const context = reactionContext(event, NAME, careerContracts.service, delivery);
    const final = { evaluationId, evaluationVersion, periodEnd };
    const command = { type: 'NoteEvaluation', final } as const;
    try {
      await this.store.execute(
        ...([talent, streamOf('talent', employeeId), command, context, this.reading.of(command)] as const),
      );
    } catch (error) {
      // A policy that is missing is on its way here: no refusal, which would stop the stream, but tried again.
      if (error instanceof DomainError && error.code === 'POLICY_MISSING')
        throw new Unavailable('UNAVAILABLE', 'The policies are not known here yet.');
      throw error;
    }
  }
}
