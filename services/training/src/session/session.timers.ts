import { trainingContracts } from '@jejak/contracts/training';
import { type Appended, EventStore } from '@jejak/event-store';
import { type DueTimer, timers } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { session } from './session.decider';
import { SessionReading, sessionStream } from './session.reading';
import type { SessionEvent } from './session.state';

/** A session is complete when the time to record attendance is over. @source domain.md 6.2 */
export const sessionTimers = timers<SessionEvent>({
  name: 'session',
  source: trainingContracts,
  of: {
    SessionScheduled: ({ data: { sessionId, settlesAt } }) => [
      { dueAt: settlesAt, command: 'CompleteSession', key: sessionId },
    ],
  },
  done: {
    SessionCancelled: ({ data: { sessionId } }) => [{ key: sessionId }],
    SessionCompleted: ({ data: { sessionId } }) => [{ key: sessionId }],
  },
});

/** Completes sessions. */
@Injectable()
export class SessionTimerCommands implements TimerCommands {
  constructor(
    private readonly store: EventStore,
    private readonly reading: SessionReading,
  ) {}

  fire({ key, context }: DueTimer): Promise<Appended> {
    const command = { type: 'CompleteSession' } as const;
    return this.store.execute(session, sessionStream(key), command, context, this.reading.of(command));
  }
}
