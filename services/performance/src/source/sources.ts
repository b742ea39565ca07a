import { EventStore } from '@jejak/event-store';
import { naturalId, type StreamRef, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import type { RegisteredSource } from '../measurement/measurement.state';
import { source } from './source.decider';

export const sourceIdOf = (code: string): string => naturalId('source', code);
export const sourceStream = (sourceId: string): string => streamOf('source', sourceId);

/** A source as it was read; null where none of that code is registered. */
export interface SourceRead {
  readonly source: RegisteredSource | null;
  readonly head: StreamRef | null;
}

/** Sources as decisions about their amounts read them: from their streams, so a suspension holds at once. */
@Injectable()
export class Sources {
  constructor(private readonly store: EventStore) {}

  async byCode(code: string): Promise<SourceRead> {
    const { state, head } = await this.store.state(source, sourceStream(sourceIdOf(code)));
    if (state.status === 'absent') return { source: null, head: null };
    const { sourceId, version, kind, schema, status } = state;
    return { source: { sourceId, version, kind, schema, suspended: status === 'SUSPENDED' }, head };
  }
}
