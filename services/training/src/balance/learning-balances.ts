import { type Appended, type CommandContext, EventStore, type Gather } from '@jejak/event-store';
import { naturalId, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { Rulebook } from '../rules/rulebook';
import {
  learningBalance,
  type LearningBalance,
  type LearningBalanceCommand,
  type LearningBalanceGiven,
} from './learning-balance.decider';

/** The balances of persons and years: where they are, and what decisions about them read. */
@Injectable()
export class LearningBalances {
  constructor(
    private readonly store: EventStore,
    private readonly rulebook: Rulebook,
  ) {}

  stream(employeeId: string, year: number): string {
    return streamOf('learning-balance', naturalId('learning-balance', employeeId, String(year)));
  }

  /** The right of a year is that of its first day. */
  gather(year: number): Gather<LearningBalance, LearningBalanceGiven> {
    return async (_, now) => {
      const today = await this.rulebook.today(now);
      const rules = await this.rulebook.governing(`${year}-01-01`, today);
      return {
        given: { calendar: today.calendar, rightOfPns: rules.jp.pns },
        policy: rules.refs.find((ref) => ref.startsWith('tr.jp@')),
        policies: [...new Set([...today.refs, ...rules.refs])],
      };
    };
  }

  execute(
    command: Exclude<LearningBalanceCommand, { type: 'CloseYear' }>,
    context: CommandContext,
  ): Promise<Appended> {
    const { employeeId, year } = command;
    const stream = this.stream(employeeId, year);
    return this.store.execute(learningBalance, stream, command, context, this.gather(year));
  }
}
