import { Client, type ClientConfig, type QueryResult } from 'pg';
import { ADVISORY_LOCKS } from '@jejak/event-store';
import type { NumberedEvent } from './wire';

/** A row of the outbox with its event. */
export interface OutboxRow extends Omit<NumberedEvent, 'pos' | 'data'> {
  readonly position: string;
  readonly topic: string;
  readonly eventId: string;
  readonly data: string;
  /** Given by the relay; null until then. */
  readonly pos: number | null;
}

export type NumberedRow = OutboxRow & { readonly pos: number };

/** A range of numbers that is sent once more. */
export interface Replay {
  readonly id: string;
  readonly topic: string;
  /** The first that is not sent yet, and the last. */
  readonly next: number;
  readonly to: number;
}

/** What there is to say about the outbox, whoever leads. */
export interface OutboxMeasure {
  /** At most 100,000 are counted: a backlog must not slow down what drains it. */
  readonly depth: number;
  /** Age of the head by the clock of the database, in seconds; 0 when empty. */
  readonly oldestSeconds: number;
  readonly blockedKeys: number;
  readonly epoch: number;
  readonly pos: number;
}

/** The numbering was taken over by a leader with a higher epoch. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
}

/** The session of the database, which holds the leadership, is gone. */
export class SessionLost extends Error {
  override readonly name = 'SessionLost';
}

/** Bytes of events read at once: a thousand large ones must not fill the memory. */
const READ_BYTES = 8 * 1024 * 1024;

/**
 * Always from the head, and never by position: an append that commits late has a lower position than what was read already.
 * Rows of a blocked key wait, except those that have a number: the ledger needs every one.
 */
const HEAD = `
with head as materialized (
  select o.position, o.topic, o.key, o.traceparent, o.pos
    from es.outbox o
   where o.position <> all ($1::bigint[])
     and (o.pos is not null
          or not exists (select from es.outbox_blocked_key b where b.topic = o.topic and b.key = o.key))
   order by o.position
   limit $2
), sized as (
  select h.*, e.event_id, e.core, e.data, e.opening, e.personal,
         sum(octet_length(e.core) + pg_column_size(e.data)) over (order by h.position rows unbounded preceding)
           - octet_length(e.core) - pg_column_size(e.data) as bytes_before
    from head h join es.events e on e.position = h.position
)
select position, topic, key, traceparent, pos, event_id, core, data::text as data, opening, personal
  from sized where bytes_before < $3 order by position`;

/** One statement: no number without its row in es.published, and none at all for who is no longer leader. */
const NUMBER = `
with r as (
  update es.relay set next_pos = next_pos + cardinality($1::bigint[]) where epoch = $3
  returning next_pos - cardinality($1::bigint[]) as base
), n as (
  insert into es.published (pos, position, event_id, traceparent)
  select base + i - 1, p, id, trace
    from r, unnest($1::bigint[], $2::uuid[], $4::text[]) with ordinality as t(p, id, trace, i)
  returning pos, position
)
update es.outbox o set pos = n.pos from n where o.position = n.position returning o.position, n.pos`;

const REPLAY = `
with sized as (
  select p.position, e.stream_id as key, p.traceparent, p.pos, e.event_id, e.core, e.data, e.opening, e.personal,
         sum(octet_length(e.core) + pg_column_size(e.data)) over (order by p.pos rows unbounded preceding)
           - octet_length(e.core) - pg_column_size(e.data) as bytes_before
    from (select * from es.published where pos >= $1 and pos <= $2 order by pos limit $3) p
    join es.events e on e.position = p.position
)
select position, $5::text as topic, key, traceparent, pos, event_id, core, data::text as data, opening, personal
  from sized where bytes_before < $4 order by pos`;

const BURY = `
with gone as (
  delete from es.outbox where position = $1 returning *
), dead as (
  insert into es.outbox_dead (position, topic, key, traceparent, pos, error)
  select position, topic, key, traceparent, pos, $2 from gone
)
insert into es.outbox_blocked_key (topic, key, since)
select topic, key, position from gone on conflict do nothing`;

const MEASURE = `
select (select count(*) from (select from es.outbox limit 100000) as counted) as depth,
       coalesce((select extract(epoch from clock_timestamp() - e.recorded_at)
                   from es.events e where e.position = (select min(position) from es.outbox)), 0)::float8 as oldest,
       (select count(*) from es.outbox_blocked_key) as blocked,
       epoch, next_pos - 1 as pos
  from es.relay`;

interface HeadRow {
  position: string;
  topic: string;
  key: string;
  traceparent: string | null;
  pos: string | null;
  event_id: string;
  core: string;
  data: string;
  opening: Buffer | null;
  personal: Buffer | null;
}

const UNCONFIRMED = /synchronous replication/;

/**
 * The dedicated connection of a relay. Leadership is its lock, so all that a leader does to the database goes through it:
 * once it is lost, nothing more can be done in its name.
 */
export class RelaySession {
  readonly #lost = new AbortController();
  /** One statement at a time, as the driver wants it; callers on both sides of a pass need not know of each other. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(private readonly client: Client) {
    const lose = (cause?: unknown) => this.#lose(cause);
    client.on('error', lose);
    client.on('end', () => lose());
    client.on('notice', ({ message, routine }) => {
      // Committed here, perhaps not on the standby. The next leadership begins with a commit that waits for all of it.
      if (routine === 'SyncRepWaitForLSN' || UNCONFIRMED.test(message ?? ''))
        lose(new Error('standby did not confirm'));
    });
  }

  /**
   * @param silenceMs after which the database ends the session
   * @throws Error when the database does not answer
   */
  static async open(databaseUrl: string, applicationName: string, silenceMs = 15_000): Promise<RelaySession> {
    const config: ClientConfig = {
      connectionString: databaseUrl,
      application_name: applicationName,
      connectionTimeoutMillis: 3_000,
      statement_timeout: 5_000,
      query_timeout: 8_000,
      lock_timeout: 2_000,
      idle_in_transaction_session_timeout: 10_000,
      keepAlive: true,
      // The outbox is a queue, so its statistics are always wrong; from the head by its index is always right.
      // A frozen process keeps its connection alive: only its silence tells, and the successor must not wait for ever.
      options:
        `-c tcp_user_timeout=15000 -c idle_session_timeout=${Math.ceil(silenceMs)} -c plan_cache_mode=force_custom_plan ` +
        '-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off',
    };
    const client = new Client(config);
    const session = new RelaySession(client);
    await client.connect();
    return session;
  }

  /** Aborts as soon as the session is gone, for whatever reason. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Whether this session leads now; it stays so until it ends. */
  async tryLead(): Promise<boolean> {
    const { rows } = await this.#query<{ won: boolean }>(
      'select pg_try_advisory_lock($1::int, $2::int) as won',
      [ADVISORY_LOCKS.space, ADVISORY_LOCKS.relay],
    );
    return rows[0].won;
  }

  /** Raises the epoch: whoever led before can number nothing any more. */
  async raiseEpoch(): Promise<{ epoch: number; pos: number }> {
    const { rows } = await this.#query<{ epoch: string; pos: string }>(
      'update es.relay set epoch = epoch + 1 returning epoch, next_pos - 1 as pos',
    );
    return { epoch: Number(rows[0].epoch), pos: Number(rows[0].pos) };
  }

  /** The next rows from the head of the queue, without those in flight. */
  async head(inFlight: readonly string[], limit: number): Promise<OutboxRow[]> {
    const { rows } = await this.#query<HeadRow>(HEAD, [inFlight, limit, READ_BYTES], 'relay_head');
    return rows.map(({ event_id: eventId, pos, ...row }) => ({
      ...row,
      eventId,
      pos: pos === null ? null : Number(pos),
    }));
  }

  /** Gives the next numbers to the rows that have none, in the order given, and commits. @throws Fenced */
  async number(rows: readonly OutboxRow[], epoch: number): Promise<NumberedRow[]> {
    const fresh = rows.filter(({ pos }) => pos === null);
    const given = new Map<string, number>();
    if (fresh.length > 0) {
      const numbered = await this.#query<{ position: string; pos: string }>(
        NUMBER,
        [
          fresh.map(({ position }) => position),
          fresh.map(({ eventId }) => eventId),
          epoch,
          fresh.map(({ traceparent }) => traceparent),
        ],
        'relay_number',
      );
      if (numbered.rows.length !== fresh.length)
        throw new Fenced(`${numbered.rows.length} of ${fresh.length} rows were numbered at epoch ${epoch}`);
      for (const { position, pos } of numbered.rows) given.set(position, Number(pos));
    }
    return rows.map((row) => ({ ...row, pos: row.pos ?? (given.get(row.position) as number) }));
  }

  /** What was asked to be sent once more; null for nothing. */
  async openReplay(): Promise<Replay | null> {
    const { rows } = await this.#query<{ id: string; topic: string; next_pos: string; to_pos: string }>(
      'select id, topic, next_pos, to_pos from es.replay where finished_at is null',
      [],
      'relay_open_replay',
    );
    const [row] = rows;
    return row ? { id: row.id, topic: row.topic, next: Number(row.next_pos), to: Number(row.to_pos) } : null;
  }

  /** Published events by their numbers, in order, as they were sent the first time. */
  async published({ topic, to }: Replay, from: number, limit: number): Promise<NumberedRow[]> {
    const { rows } = await this.#query<HeadRow>(REPLAY, [from, to, limit, READ_BYTES, topic], 'relay_replay');
    return rows.map(({ event_id: eventId, pos, ...row }) => ({ ...row, eventId, pos: Number(pos) }));
  }

  /** The broker has everything before `next`. */
  async replayed({ id, to }: Replay, next: number): Promise<void> {
    await this.#query(
      `update es.replay set next_pos = $2::bigint, moved_at = clock_timestamp(),
              finished_at = case when $2::bigint > $3::bigint then clock_timestamp() end
        where id = $1`,
      [id, next, to],
      'relay_replayed',
    );
  }

  /** The broker has them. */
  async remove(positions: readonly string[]): Promise<void> {
    if (positions.length > 0)
      await this.#query(
        'delete from es.outbox where position = any ($1::bigint[])',
        [positions],
        'relay_remove',
      );
  }

  /** The broker will never take it: aside, and its key is blocked until an operator's redrive. */
  async bury(position: string, error: string): Promise<void> {
    await this.#query(BURY, [position, error]);
  }

  async measure(): Promise<OutboxMeasure> {
    const { rows } = await this.#query<{
      depth: string;
      oldest: number;
      blocked: string;
      epoch: string;
      pos: string;
    }>(MEASURE);
    const [{ depth, oldest, blocked, epoch, pos }] = rows;
    return {
      depth: Number(depth),
      oldestSeconds: Math.max(0, oldest),
      blockedKeys: Number(blocked),
      epoch: Number(epoch),
      pos: Number(pos),
    };
  }

  /** Gives up the leadership and ends; never rejects. */
  async close(): Promise<void> {
    // The lock goes with the session; given up first, the successor need not wait for the server to notice.
    if (!this.lost.aborted) await this.#query('select pg_advisory_unlock_all()').catch(() => undefined);
    this.#lose();
    await this.client.end().catch(() => undefined);
  }

  #query<Row extends object = object>(
    text: string,
    values: readonly unknown[] = [],
    name?: string,
  ): Promise<QueryResult<Row>> {
    const answer = this.#last.then(async () => {
      if (this.lost.aborted) throw new SessionLost('the session is gone', { cause: this.lost.reason });
      try {
        return await this.client.query<Row>({ text, values: [...values], ...(name ? { name } : {}) });
      } catch (error) {
        // Whatever it was, the state of the session is unknown: a new one begins with what the database has.
        this.#lose(error);
        throw error;
      }
    });
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  #lose(cause?: unknown): void {
    if (!this.lost.aborted) this.#lost.abort(new SessionLost('the session is gone', { cause }));
  }
}

/** What a relay asks of its database; all of it fails once the session is lost. */
export type LeaderSession = Pick<RelaySession, keyof RelaySession>;

/** How many streams the service has. */
export const countStreams = async (databaseUrl: string): Promise<number> => {
  const client = new Client({
    connectionString: databaseUrl,
    application_name: 'jejak-relay-heartbeat',
    connectionTimeoutMillis: 3_000,
    statement_timeout: 30_000,
    query_timeout: 33_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ count: string }>('select count(*) from es.streams');
    return Number(rows[0].count);
  } finally {
    await client.end().catch(() => undefined);
  }
};
