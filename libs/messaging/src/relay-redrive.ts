import type { ClientBase, Pool } from 'pg';

/**
 * Gives a blocked key another try: its dead rows go back into the outbox under the numbers that they have, and the relay
 * takes them first. To be called once the cause is gone (a topic's limit raised); else the key is blocked again.
 * @returns how many rows went back
 */
export const redriveOutbox = async (
  client: ClientBase | Pool,
  topic: string,
  key: string,
): Promise<number> => {
  const { rows } = await client.query<{ count: number }>('select es.redrive($1, $2) as count', [topic, key]);
  return rows[0].count;
};

/** A key of the outbox that waits for a redrive. */
export interface BlockedKey {
  readonly topic: string;
  /** The stream. */
  readonly key: string;
  readonly rows: number;
  /** Why the broker did not take the first of them. */
  readonly error: string | null;
  readonly since: Date | null;
}

/** Keys behind a dead row, in the order in which they were blocked; at most `limit`. */
export const blockedKeys = async (client: ClientBase | Pool, limit = 200): Promise<BlockedKey[]> => {
  const { rows } = await client.query<BlockedKey>(
    `select b.topic, b.key, count(d.position)::int as rows, (array_agg(d.error order by d.position))[1] as error,
            min(d.died_at) as since
       from es.outbox_blocked_key b left join es.outbox_dead d on d.topic = b.topic and d.key = b.key
      group by b.topic, b.key, b.since order by b.since limit $1`,
    [limit],
  );
  return rows;
};
