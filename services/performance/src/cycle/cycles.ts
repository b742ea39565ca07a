import { EventStore } from '@jejak/event-store';
import { naturalId, type StreamRef, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { cycle, type CycleStatus } from './cycle.decider';

export const cycleStream = (year: number): string => streamOf('cycle', naturalId('cycle', String(year)));

/** The cycles as other decisions of this service read them: from their streams, so never behind. */
@Injectable()
export class Cycles {
  constructor(private readonly store: EventStore) {}

  /** Null where the year was never opened. */
  async of(year: number): Promise<{ status: CycleStatus; head: StreamRef } | null> {
    const { state, head } = await this.store.state(cycle, cycleStream(year));
    return state.status === 'absent' || head === null ? null : { status: state.status, head };
  }
}
