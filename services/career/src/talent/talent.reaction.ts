import { careerContracts } from '@jejak/contracts/career';
import {
  type EvaluationFinalised,
  evaluationFinalised,
  type EvaluationObjected,
  evaluationObjected,
  type EvaluationReopened,
  evaluationReopened,
  performanceContracts,
  type SanctionDecided,
  sanctionDecided,
} from '@jejak/contracts/performance';
import type { CommandContext } from '@jejak/event-store';
import { eventTypeOf, type Recorded, Unavailable } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { CareerReading } from '../credit/career-reading';
import { Talents } from './talents';

const { service } = performanceContracts;
const REFRESH = 'talent-refresh';
const CONTESTED = 'talent-contested';
const REOPENED = 'talent-reopened';
const SANCTIONED = 'talent-sanctioned';

/**
 * What performance tells shows whether a map still rests on what is known: an evaluation that is final, new or corrected, one that is
 * contested or opened again, a sanction.
 * @source domain.md 7.5, 12
 */
@Controller()
export class TalentReaction {
  constructor(
    private readonly talents: Talents,
    private readonly reading: CareerReading,
  ) {}

  @Reaction(eventTypeOf(service, evaluationFinalised), REFRESH)
  async final(
    @Payload() event: Recorded<EvaluationFinalised>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { employeeId, evaluationId, evaluationVersion, periodEnd } = event.data;
    const context = reactionContext(event, REFRESH, careerContracts.service, delivery);
    const final = { evaluationId, evaluationVersion, periodEnd };
    await this.talents.execute(employeeId, { type: 'NoteEvaluation', final }, context);
  }

  @Reaction(eventTypeOf(service, evaluationObjected), CONTESTED)
  contested(
    @Payload() event: Recorded<EvaluationObjected>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const context = reactionContext(event, CONTESTED, careerContracts.service, delivery);
    return this.doubted(event, 'EVALUATION_CONTESTED', context);
  }

  @Reaction(eventTypeOf(service, evaluationReopened), REOPENED)
  reopened(@Payload() event: Recorded<EvaluationReopened>, @Ctx() { delivery }: EventContext): Promise<void> {
    const context = reactionContext(event, REOPENED, careerContracts.service, delivery);
    return this.doubted(event, 'EVALUATION_REOPENED', context);
  }

  @Reaction(eventTypeOf(service, sanctionDecided), SANCTIONED)
  async sanctioned(
    @Payload() event: Recorded<SanctionDecided>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { caseId, employeeId } = event.data;
    const context = reactionContext(event, SANCTIONED, careerContracts.service, delivery);
    const doubt = { type: 'NoteDoubt', because: 'SANCTION_DECIDED', evaluationId: null, caseId } as const;
    await this.talents.execute(employeeId, doubt, context);
  }

  /**
   * Such a fact does not say whose evaluation it is: the read model knows from when it was opened. It also knows, where the fact comes
   * late, that the doubt is over by now: a map that was made since then rests on what was decided of it.
   */
  private async doubted(
    { data: { evaluationId }, envelope }: Recorded<EvaluationObjected | EvaluationReopened>,
    because: 'EVALUATION_CONTESTED' | 'EVALUATION_REOPENED',
    context: CommandContext,
  ): Promise<void> {
    const { value } = await this.reading.evaluation(evaluationId);
    if (!value) throw new Unavailable('UNAVAILABLE', 'The evaluation is not read here yet.');
    if (value.decidedAt > envelope.version) return;
    const doubt = { type: 'NoteDoubt', because, evaluationId, caseId: null } as const;
    await this.talents.execute(value.employeeId, doubt, context);
  }
}
