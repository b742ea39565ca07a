import { performanceContracts } from '@jejak/contracts/performance';
import { type Appended, EventStore } from '@jejak/event-store';
import { type DueTimer, timers } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { period, type PeriodEvent } from './period.decider';
import { PeriodReading, periodStream } from './period.reading';

const done = ({ data }: { readonly data: { readonly periodicId: string } }) => [{ key: data.periodicId }];

/** When nobody rated a period in time. @source domain.md 3 (`perf.period`), 2.4 */
export const periodTimers = timers<PeriodEvent>({
  name: 'period',
  source: performanceContracts,
  of: {
    PeriodOpened: ({ data: { periodicId, overdueAt } }) => [
      { dueAt: overdueAt, command: 'MarkPeriodOverdue', key: periodicId },
    ],
  },
  done: { PeriodRated: done, PeriodicEvaluationOverdue: done },
});

/** Notes that a rating is late; it decides nothing. */
@Injectable()
export class PeriodTimerCommands implements TimerCommands {
  constructor(
    private readonly store: EventStore,
    private readonly reading: PeriodReading,
  ) {}

  fire({ key, context }: DueTimer): Promise<Appended> {
    const command = { type: 'MarkPeriodOverdue' } as const;
    return this.store.execute(period, periodStream(key), command, context, this.reading.of(command.type));
  }
}
