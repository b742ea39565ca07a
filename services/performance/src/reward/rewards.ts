import { type Appended, type CommandContext, EventStore, execution } from '@jejak/event-store';
import type { Clock } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { Rulebook } from '../rules/rulebook';
import { rewardBudget, rewardBudgetStream } from './reward-budget.decider';
import { reward, type RewardCommand, type RewardOf } from './reward.decider';
import { rewardIdOf, RewardReading, rewardStream } from './reward.reading';

/** Gives commands about rewards: each with what it reads, and a grant with what it takes of its budget. */
@Injectable()
export class Rewards {
  constructor(
    private readonly store: EventStore,
    private readonly reading: RewardReading,
    private readonly rulebook: Rulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  propose(asked: Omit<RewardOf, 'rewardId'>, context: CommandContext): Promise<Appended> {
    const rewardId = rewardIdOf(asked.ruleId, asked.employeeId, asked.year);
    const command = { type: 'ProposeReward', by: context.actor, rewardId, ...asked } as const;
    return this.ask(rewardId, command, context, asked);
  }

  ask(
    rewardId: string,
    command: RewardCommand,
    context: CommandContext,
    asked?: Omit<RewardOf, 'rewardId'>,
  ): Promise<Appended> {
    return this.store.execute(
      reward,
      rewardStream(rewardId),
      command,
      context,
      this.reading.of(context.actor, asked),
    );
  }

  /** The grant, and what it takes of the year's budget: both are recorded, or nothing. */
  async approve(rewardId: string, context: CommandContext): Promise<Appended> {
    const { state } = await this.store.state(reward, rewardStream(rewardId));
    const { proposed } = state;
    const command = { type: 'ApproveReward', by: context.actor } as const;
    if (!proposed || proposed.budgetLine === null || proposed.amount === 0)
      return this.ask(rewardId, command, context);
    const { budgetLine, year, amount } = proposed;
    const { ref, budgets } = await this.rulebook.rewards(this.clock.now());
    const { expectedVersion: _, ...unconditional } = context;
    const [granted] = await this.store.executeTogether([
      execution({
        ...{ decider: reward, stream: rewardStream(rewardId), command, context },
        gather: this.reading.of(context.actor),
      }),
      execution({
        decider: rewardBudget,
        stream: rewardBudgetStream(budgetLine, year),
        command: { type: 'DrawRewardBudget', budgetLine, year, rewardId, amount },
        context: unconditional,
        gather: { given: { budget: budgets[budgetLine] ?? 0 }, policy: ref },
      }),
    ]);
    return granted;
  }
}
