import { performanceContracts } from '@jejak/contracts/performance';
import { type Appended, EventStore } from '@jejak/event-store';
import { streamOf } from '@jejak/kernel';
import { type DueTimer, timers } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { obstacle, type ObstacleEvent } from './obstacle.decider';
import { ObstacleReading } from './obstacle.reading';

const over = ({ data }: { readonly data: { readonly obstacleId: string } }) => [{ key: data.obstacleId }];
const escalation = ({
  data: { obstacleId, escalatesAt },
}: {
  readonly data: { readonly obstacleId: string; readonly escalatesAt: string };
}) => [{ dueAt: escalatesAt, command: 'EscalateObstacle', key: obstacleId, payload: { escalatesAt } }];

/** When nobody follows an obstacle up, or nothing came of what was agreed. @source domain.md 5.3 */
export const obstacleTimers = timers<ObstacleEvent>({
  name: 'obstacle',
  source: performanceContracts,
  of: { ObstacleRaised: escalation, ImprovementAgreed: escalation },
  done: { ImprovementAgreed: over, ObstacleResolved: over, ObstacleEnded: over, ObstacleEscalated: over },
});

@Injectable()
export class ObstacleTimerCommands implements TimerCommands {
  constructor(
    private readonly store: EventStore,
    private readonly reading: ObstacleReading,
  ) {}

  fire({ key, context, payload }: DueTimer): Promise<Appended> {
    const command = { type: 'EscalateObstacle', escalatesAt: String(payload.escalatesAt) } as const;
    return this.store.execute(
      obstacle,
      streamOf('obstacle', key),
      command,
      context,
      this.reading.of(command),
    );
  }
}
