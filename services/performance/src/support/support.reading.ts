import { EventStore, type Gather } from '@jejak/event-store';
import { type StreamRef, streamOf } from '@jejak/kernel';
import { isHeadOf, People, positionOn } from '@jejak/organisation';
import { Injectable } from '@nestjs/common';
import { obstacle } from '../obstacle/obstacle.decider';
import { Rulebook } from '../rules/rulebook';
import type { Support, SupportCommand, SupportGiven } from './support.decider';

export const supportStream = (supportId: string): string => streamOf('support', supportId);

/** Gathers what decisions about support read beside their stream. */
@Injectable()
export class SupportReading {
  constructor(
    private readonly store: EventStore,
    private readonly people: People,
    private readonly rulebook: Rulebook,
  ) {}

  of(command: SupportCommand): Gather<Support, SupportGiven> {
    return async (state, now) => {
      const { calendar, date, reasonMinimum, refs } = await this.rulebook.today(now);
      const employeeId = state.status === 'absent' ? command.by : state.employeeId;
      const named = command.type === 'RequestSupport' ? command.obstacleId : null;
      const [own, line, asking, found] = await Promise.all([
        this.people.file(employeeId),
        this.people.lineOf(employeeId, date),
        this.people.file(command.by),
        named === null ? null : this.store.state(obstacle, streamOf('obstacle', named)),
      ]);
      const unitId =
        state.status === 'absent' ? (positionOn(own?.file ?? null, date)?.unitId ?? null) : state.unitId;
      const ownObstacle =
        !found || (found.state.status !== 'absent' && found.state.employeeId === employeeId);
      const heads = [...line.inputs, own?.head, asking?.head, found?.head];
      return {
        given: {
          ...{ calendar, reasonMinimum, unitId, ownObstacle, supervisorId: line.supervisorId },
          unitHead: unitId !== null && isHeadOf(asking?.file ?? null, unitId, date),
        },
        policies: refs,
        inputs: [
          ...new Map(
            heads.flatMap((head) => head ?? []).map((head: StreamRef) => [head.stream, head]),
          ).values(),
        ],
      };
    };
  }
}
