import { EventStore } from '@jejak/event-store';
import { type Duty, isUuid, type StreamRef, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { employee } from '../employee/employee.decider';
import { streamOfEmployee } from '../employee/employee.http';
import { outsider } from '../outsider/outsider.decider';
import { holdsDuty } from './held-duties';

/** What a duty is asked for: where, and when. */
export interface DutyAsked {
  /** The unit that it concerns; null: none, so that only a duty of the whole city will do. */
  readonly unitId: string | null;
  /** Legal date. */
  readonly date: string;
}

/** Looks up who has which duty. */
@Injectable()
export class Duties {
  constructor(private readonly store: EventStore) {}

  /** Whether somebody, of the city or from outside, has the duty there and then; and the exact files that say so. */
  async holds(
    personId: string,
    duty: Duty,
    asked: DutyAsked,
  ): Promise<{ readonly held: boolean; readonly inputs: readonly StreamRef[] }> {
    if (!isUuid(personId)) return { held: false, inputs: [] };
    const [own, outside] = await Promise.all([
      this.store.state(employee, streamOfEmployee(personId)),
      this.store.state(outsider, streamOf('outsider', personId)),
    ]);
    const duties = [...(own.state.status === 'absent' ? [] : own.state.duties), ...outside.state.duties];
    return {
      held: holdsDuty(duties, duty, asked),
      inputs: [own.head, outside.head].flatMap((head) => head ?? []),
    };
  }
}
