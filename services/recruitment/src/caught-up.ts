import { Unavailable } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';

/** So long a read model is waited for, in milliseconds, and looked at as often. */
const WAIT_MS = 5_000;
const LOOK_EVERY_MS = 20;

/** Read models by which something is decided: they are asked only once they have all that is recorded now. */
@Injectable()
export class CaughtUp {
  constructor(
    private readonly db: DataSource,
    private readonly projections: Projections,
  ) {}

  /** @throws Unavailable where it does not catch up in time */
  async with(projection: { readonly name: string }): Promise<void> {
    const [{ last }] = await this.db.query<[{ last: string }]>(
      'SELECT coalesce(max(position), 0)::text AS last FROM es.events',
    );
    const endsAt = performance.now() + WAIT_MS;
    for (;;) {
      const { partitions } = await this.projections.consumer(projection.name).status();
      // It reads this service's log only.
      if (partitions.some(({ next }) => next > BigInt(last))) return;
      if (performance.now() > endsAt)
        throw new Unavailable('UNAVAILABLE', 'What is recorded is still being read.');
      await pause(LOOK_EVERY_MS);
    }
  }
}
