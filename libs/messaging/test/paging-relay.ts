import type { Pool } from 'pg';
import type { BrokerProducer } from '../src';
import { toMessage } from '../src';
import { SERVICE } from './outbox-database';

/**
 * How a relay must not be written: it goes on behind the last position that it read. An append that commits late has a lower
 * position, is passed over until the next round, and a later version of its stream is published first.
 */
export class PagingRelay {
  #cursor = '0';

  constructor(
    private readonly pool: Pool,
    private readonly producer: BrokerProducer,
    private readonly topic: string,
  ) {}

  /** One page; false when it was empty, and the next one begins at the head again. */
  async turn(limit: number): Promise<boolean> {
    const { rows } = await this.pool.query<{
      position: string;
      key: string;
      core: string;
      data: string;
      opening: Buffer;
    }>(
      `select o.position, o.key, e.core, e.data::text as data, e.opening
         from es.outbox o join es.events e using (position) where o.position > $1 order by o.position limit $2`,
      [this.#cursor, limit],
    );
    if (rows.length === 0) {
      this.#cursor = '0';
      return false;
    }
    const rest = { personal: null, traceparent: null };
    await this.producer.send(
      this.topic,
      rows.map((row) => toMessage({ ...row, ...rest, pos: Number(row.position) }, SERVICE)),
    );
    await this.pool.query('delete from es.outbox where position = any ($1::bigint[])', [
      rows.map(({ position }) => position),
    ]);
    this.#cursor = rows[rows.length - 1].position;
    return true;
  }
}
