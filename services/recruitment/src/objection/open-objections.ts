import type { Stage } from '@jejak/contracts/recruitment';
import { Unavailable } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { objectionBoard } from './objection.projection';

/** So long the read model is waited for, in milliseconds, and looked at as often. */
const WAIT_MS = 5_000;
const LOOK_EVERY_MS = 20;

/**
 * Objections that wait for a decision, or whose decision changes a result that is not published anew yet: nothing is ranked or
 * filled over them.
 */
@Injectable()
export class OpenObjections {
  constructor(
    private readonly db: DataSource,
    private readonly projections: Projections,
  ) {}

  /**
   * How many of a vacancy are not settled, of these stages. Asked only of a read model that has all that is recorded now: one that lags
   * would let an appointment pass.
   * @throws Unavailable where it does not catch up in time
   */
  async count(vacancyId: string, stages: readonly Stage[]): Promise<number> {
    await this.current();
    const [{ open }] = await this.db.query<[{ open: number }]>(
      `SELECT count(*)::int AS open FROM rm.objection o
       WHERE vacancy_id = $1 AND stage = ANY($2) AND (status = 'filed' OR changes AND result_version >= (
         SELECT max(r.result_version) FROM rm.stage_result r WHERE r.vacancy_id = $1 AND r.stage = o.stage))`,
      [vacancyId, stages],
    );
    return open;
  }

  private async current(): Promise<void> {
    const [{ last }] = await this.db.query<[{ last: string }]>(
      'SELECT coalesce(max(position), 0)::text AS last FROM es.events',
    );
    const endsAt = performance.now() + WAIT_MS;
    for (;;) {
      const { partitions } = await this.projections.consumer(objectionBoard.name).status();
      // It reads this service's log only.
      if (partitions.some(({ next }) => next > BigInt(last))) return;
      if (performance.now() > endsAt)
        throw new Unavailable('UNAVAILABLE', 'The objections are still being read.');
      await pause(LOOK_EVERY_MS);
    }
  }
}
