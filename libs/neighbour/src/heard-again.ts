import { eventually } from '@jejak/testing';
import type { Pool } from 'pg';

/** What a service in a test stands on, as far as it is asked here. */
export interface Service {
  readonly platform: { readonly pool: Pool };
  readonly app: {
    /** The engines of its reactions stand behind the transport of its events. */
    readonly getMicroservices: () => readonly { readonly unwrap: <Engines>() => Engines }[];
  };
}

interface Engine {
  readonly name: string;
  readonly status: () => Promise<{ readonly lagEvents: number; readonly parkedKeys: number }>;
}

const enginesOf = ({ app }: Service): readonly Engine[] =>
  app.getMicroservices().flatMap((transport) => transport.unwrap<readonly Engine[]>());

interface Booked {
  readonly projection: string;
  readonly topic: string;
  readonly partition: number;
  readonly next: string;
}

const bookedBy = async (pool: Pool, names: readonly string[]): Promise<readonly Booked[]> =>
  (
    await pool.query<Booked>(
      `select projection, topic, partition, next_offset::text as next from rm.offsets where projection = any($1::text[])`,
      [names],
    )
  ).rows;

const lastPosition = async (pool: Pool): Promise<string> =>
  (await pool.query<{ last: string }>('select coalesce(max(position), 0)::text as last from es.events'))
    .rows[0].last;

const parkedBy = async (pool: Pool, names: readonly string[]): Promise<readonly string[]> =>
  (
    await pool.query<{ parked: string }>(
      `select concat_ws(' ', projection, key, error) as parked from rm.parked_key where projection = any($1::text[])`,
      [names],
    )
  ).rows.map(({ parked }) => parked);

/** Whether what a service does beside its reactions and timers is done. */
type Rests = (pool: Pool) => Promise<boolean>;

/** Nothing is due, nothing is on its way to a reaction, and nothing has been recorded since that was asked before. */
const still = async (service: Service, now: string, rests: Rests): Promise<void> => {
  const { pool } = service.platform;
  let before = '';
  await eventually('the service has done what it does by itself', async () => {
    const last = await lastPosition(pool);
    const { rows } = await pool.query<object>(
      `select from rm.timers where not done and fired_at is null and due_at <= $1::timestamptz`,
      [now],
    );
    const statuses = await Promise.all(enginesOf(service).map((engine) => engine.status()));
    const quiet = rows.length === 0 && statuses.every(({ lagEvents }) => lagEvents === 0);
    const same = last === before;
    before = last;
    return quiet && same && (await rests(pool));
  });
};

/** A fact that was recorded because everything was heard again. */
export interface DoneAgain {
  readonly stream: string;
  readonly type: string;
}

/**
 * Every event comes again to every reaction, and every timer that has not ended fires again, on a later day than the first time.
 * Whatever that records, or parks, is done twice (domain.md 2.9, 12).
 * @param running the service as it is now
 * @param now the business time to which the caller has moved it, at which all that was due is done: an ISO instant
 * @param restart lets it end, and begin again
 * @param rests of a service that does something beside its reactions and timers: whether that is done
 * @returns what was done again, but for what goes by the machine's time, heartbeats and heads; nothing, where all is well
 * @throws Error where the service reacts to nothing, or a reaction parks what it has not parked before
 */
export const heardAgain = async (
  running: Service,
  now: string,
  restart: () => Promise<Service>,
  rests: Rests = () => Promise.resolve(true),
): Promise<readonly DoneAgain[]> => {
  const names = enginesOf(running).map(({ name }) => name);
  if (names.length === 0) throw new Error('This service reacts to nothing');
  await still(running, now, rests);
  const { pool } = running.platform;
  const [heard, last] = [await bookedBy(pool, names), await lastPosition(pool)];
  const aside = await parkedBy(pool, names);
  await forget(pool, names);
  const again = await restart();
  await eventually('everything was heard again', async () => {
    const booked = await bookedBy(again.platform.pool, names);
    return heard.every(({ projection, topic, partition, next }) =>
      booked.some(
        (one) =>
          one.projection === projection &&
          one.topic === topic &&
          one.partition === partition &&
          BigInt(one.next) >= BigInt(next),
      ),
    );
  });
  await still(again, now, rests);
  const parked = (await parkedBy(again.platform.pool, names)).filter((one) => !aside.includes(one));
  if (parked.length > 0) throw new Error(`parked: ${parked.join('; ')}`);
  const { rows } = await again.platform.pool.query<DoneAgain>(
    `select stream_id as stream, event_type as type from es.events
     where position > $1 and stream_id not like 'heartbeat-%' and stream_id <> 'audit-heads' order by position`,
    [last],
  );
  return rows;
};

/** As if nothing of it had been heard or fired. */
const forget = async (pool: Pool, names: readonly string[]): Promise<void> => {
  for (const table of ['offsets', 'stream_progress'])
    await pool.query(`delete from rm.${table} where projection = any($1::text[])`, [names]);
  await pool.query('update rm.timers set fired_at = null, next_try = null where not done');
};
