import {
  type EvaluationFinalised,
  evaluationFinalised,
  performanceContracts,
} from '@jejak/contracts/performance';
import { Conflict, eventTypeOf, naturalId, NotFound, type Recorded, RuleViolated } from '@jejak/kernel';
import { EventContext, isPolicyMissing, Reaction, reactionContext } from '@jejak/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Rulebook } from '../rules/rulebook';
import { Rewards } from './rewards';

const NAME = 'reward-rules';

/** A final evaluation runs the rules of rewards for its employee and year: what is met is proposed. @source domain.md 12 */
@Controller()
export class RewardRulesReaction {
  constructor(
    private readonly rewards: Rewards,
    private readonly rulebook: Rulebook,
  ) {}

  @Reaction(eventTypeOf(performanceContracts.service, evaluationFinalised), NAME)
  async run(
    @Payload() event: Recorded<EvaluationFinalised>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { employeeId, year } = event.data;
    const { rules } = await this.rulebook.rewards(event.envelope.at);
    const context = reactionContext(event, NAME, performanceContracts.service, delivery);
    // What colleagues nominate, a person proposes.
    for (const { ruleId } of rules.filter(({ nominations }) => nominations === undefined))
      try {
        await this.rewards.propose(
          { ruleId, employeeId, year },
          { ...context, commandId: naturalId(context.commandId, ruleId) },
        );
      } catch (error) {
        if (!isAnswer(error)) throw error;
      }
  }
}

/** A rule that is not met, or a reward that is there already, is what the rules came to; anything else is run again. */
const isAnswer = (error: unknown): boolean =>
  (error instanceof RuleViolated && !isPolicyMissing(error)) ||
  (error instanceof Conflict && error.code === 'REWARD_EXISTS') ||
  (error instanceof NotFound && error.code === 'EMPLOYEE_NOT_FOUND');
