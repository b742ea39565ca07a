import { Conflict, RuleViolated } from '@jejak/kernel';
import type { ClientBase, Pool } from 'pg';

/** A range of published events that is sent to its topic once more, and how far that is. */
export interface ReplayProgress {
  readonly id: number;
  readonly topic: string;
  /** Numbers of the producer, both included. */
  readonly from: number;
  readonly to: number;
  /** Numbers sent so far. */
  readonly done: number;
  readonly of: number;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
}

const PROGRESS = `
select id::float8 as id, topic, from_pos::float8 as "from", to_pos::float8 as "to", (next_pos - from_pos)::float8 as done,
       (to_pos - from_pos + 1)::float8 as "of", requested_at as "requestedAt", finished_at as "finishedAt"
  from es.replay`;

/**
 * Asks the leader of the relay to send what was published once more: same numbers, keys, headers and values, in order, before
 * anything new. For a topic that was lost, whole or from a number on. Personal fields that were erased since are not in it.
 * @param from first number; default 1
 * @param to last number; default the highest given so far
 * @throws Conflict `REPLAY_RUNNING` · RuleViolated `REPLAY_RANGE_INVALID` where nothing was published under such numbers
 */
export const requestReplay = async (
  client: ClientBase | Pool,
  topic: string,
  { from = 1, to }: { readonly from?: number | undefined; readonly to?: number | undefined } = {},
): Promise<ReplayProgress> => {
  const { rows: numbers } = await client.query<{ highest: number }>(
    'select (next_pos - 1)::float8 as highest from es.relay',
  );
  const { highest } = numbers[0];
  const last = to ?? highest;
  if (from < 1 || from > last || last > highest)
    throw new RuleViolated('REPLAY_RANGE_INVALID', `Published are the numbers 1 to ${highest}.`, {
      params: { highest },
    });
  const { rows } = await client.query<{ id: string }>(
    `insert into es.replay (topic, from_pos, to_pos, next_pos) values ($1, $2, $3, $2)
     on conflict ((true)) where finished_at is null do nothing returning id`,
    [topic, from, last],
  );
  if (rows.length === 0) throw new Conflict('REPLAY_RUNNING', 'A replay is under way.');
  const { rows: made } = await client.query<ReplayProgress>(`${PROGRESS} where id = $1`, [rows[0].id]);
  return made[0];
};

/** The replay in hand, or the last one; null where there has never been one. */
export const replayProgress = async (client: ClientBase | Pool): Promise<ReplayProgress | null> => {
  const { rows } = await client.query<ReplayProgress>(`${PROGRESS} order by id desc limit 1`);
  return rows[0] ?? null;
};
