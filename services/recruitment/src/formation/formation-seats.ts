import { EventStore, type Gather } from '@jejak/event-store';
import { type StreamRef, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { formation, type Formation, type FormationGiven } from './formation.decider';

/** What promotions hold of a formation, with the exact version of career's stream that says so; null where it has said nothing. */
interface Promised {
  readonly promoted: number;
  readonly head: StreamRef | null;
}

/** How the seats of a formation are used: by vacancies, which its own stream says, and by promotions, which career says. */
export interface SeatsOfFormation {
  readonly approved: number;
  /** By all vacancies, this one too. */
  readonly taken: number;
  readonly promoted: number;
  readonly inputs: readonly StreamRef[];
}

/** Reads how many seats of a formation there are to offer. */
@Injectable()
export class FormationSeats {
  constructor(
    private readonly db: DataSource,
    private readonly store: EventStore,
  ) {}

  /** For a command that takes seats. */
  gather(formationId: string): Gather<Formation, FormationGiven> {
    return async () => {
      const { promoted, head } = await this.promised(formationId);
      return { given: { promoted }, inputs: head ? [head] : [] };
    };
  }

  /** Null where there is no such formation, or it is not approved. */
  async of(formationId: string): Promise<SeatsOfFormation | null> {
    const [{ state, head: own }, { promoted, head }] = await Promise.all([
      this.store.state(formation, streamOf('formation', formationId)),
      this.promised(formationId),
    ]);
    if (state.status !== 'approved') return null;
    const taken = Object.values(state.taken).reduce((sum, seats) => sum + seats, 0);
    const inputs = [own, head].filter((read): read is StreamRef => read !== null);
    return { approved: state.seats, taken, promoted, inputs };
  }

  private async promised(formationId: string): Promise<Promised> {
    const [row] = await this.db.query<{ promoted: number; stream: string; version: string; hash: string }[]>(
      `select jsonb_array_length(cases) as promoted, stream, version, hash from rm.promotion_seats where formation_id = $1`,
      [formationId],
    );
    const found = row as typeof row | undefined;
    if (!found) return { promoted: 0, head: null };
    const { promoted, stream, version, hash } = found;
    return { promoted, head: { stream, ver: Number(version), hash } };
  }
}
