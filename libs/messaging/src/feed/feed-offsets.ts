import type { Pool } from 'pg';
import { FEED_PARTITION } from '../wire';

/** Where the groups are that keep no books of their own: in the service's books, under the name of the group. */
export class FeedOffsets {
  constructor(private readonly pool: Pool) {}

  async read(group: string, topic: string): Promise<bigint | undefined> {
    const { rows } = await this.pool.query<{ next_offset: string }>(
      'SELECT next_offset FROM rm.offsets WHERE projection = $1 AND topic = $2 AND partition = $3',
      [group, topic, FEED_PARTITION],
    );
    return rows.length === 0 ? undefined : BigInt(rows[0].next_offset);
  }

  async write(group: string, topic: string, next: bigint): Promise<void> {
    await this.pool.query(
      `INSERT INTO rm.offsets (projection, topic, partition, next_offset) VALUES ($1, $2, $3, $4)
       ON CONFLICT (projection, topic, partition) DO UPDATE SET next_offset = excluded.next_offset, moved_at = now()`,
      [group, topic, FEED_PARTITION, next.toString()],
    );
  }
}
