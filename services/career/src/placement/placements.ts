import { type Appended, type CommandContext, EventStore, execution } from '@jejak/event-store';
import { Injectable } from '@nestjs/common';
import { placement, type PlacementCommand } from './placement.decider';
import { PlacementReading } from './placement.reading';
import { placementStream } from './placement-stream';
import { placementTurn, placementTurnStream } from './placement-turn.decider';

/** Gives commands to placements, each with what it reads and with the turn of the employee that it takes or gives back. */
@Injectable()
export class Placements {
  constructor(
    private readonly store: EventStore,
    private readonly reading: PlacementReading,
  ) {}

  /** @throws as the decider; Conflict ILLEGAL_TRANSITION while another placement of the employee waits */
  async execute(placementId: string, command: PlacementCommand, context: CommandContext): Promise<Appended> {
    const turn = await this.turnFor(placementId, command);
    const own = {
      ...{ decider: placement, stream: placementStream(placementId), command, context },
      gather: this.reading.of(command),
    };
    if (!turn) return this.store.execute(own.decider, own.stream, command, context, own.gather);
    const { expectedVersion: _, ...unconditional } = context;
    const [appended] = await this.store.executeTogether([
      execution(own),
      execution({
        ...{ decider: placementTurn, stream: placementTurnStream(turn.employeeId) },
        ...{ command: { ...turn, placementId }, context: unconditional },
      }),
    ]);
    return appended;
  }

  /** What the command means for the turn; null: nothing. */
  private async turnFor(placementId: string, command: PlacementCommand) {
    if (command.type === 'ProposePlacement')
      return { type: 'TakeTurn', employeeId: command.employeeId } as const;
    if (command.type === 'DecidePlacement' && command.outcome === 'APPROVED') return null;
    const { state } = await this.store.state(placement, placementStream(placementId));
    if (state.status === 'absent') return null;
    return { type: 'ReturnTurn', employeeId: state.proposed.employeeId } as const;
  }
}
