import { trainingContracts } from '@jejak/contracts/training';
import { type Appended, EventStore } from '@jejak/event-store';
import { type DueTimer, timers } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { learningBalance, type LearningBalanceEvent } from './learning-balance.decider';
import { balanceStream, LearningBalances } from './learning-balances';

const key = ({ employeeId, year }: { readonly employeeId: string; readonly year: number }): string =>
  `${employeeId}|${year}`;

/** The end of a year closes its balances. @source domain.md 6.3 */
export const learningBalanceTimers = timers<LearningBalanceEvent>({
  name: 'learning-balance',
  source: trainingContracts,
  of: {
    LearningBalanceOpened: ({ data }) => [{ dueAt: data.closesAt, command: 'CloseYear', key: key(data) }],
  },
  done: { LearningYearClosed: ({ data }) => [{ key: key(data) }] },
});

/** Closes years. */
@Injectable()
export class LearningBalanceTimerCommands implements TimerCommands {
  constructor(
    private readonly store: EventStore,
    private readonly balances: LearningBalances,
  ) {}

  fire({ key: of, context }: DueTimer): Promise<Appended> {
    const [employeeId, year] = of.split('|');
    const command = { type: 'CloseYear' } as const;
    const stream = balanceStream(employeeId, Number(year));
    return this.store.execute(learningBalance, stream, command, context, this.balances.gather(Number(year)));
  }
}
