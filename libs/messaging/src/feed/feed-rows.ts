import type { Pool } from 'pg';
import type { NumberedEvent } from '../wire';

/** A numbered event as the store holds it. */
export interface FeedRow extends NumberedEvent {
  readonly eventId: string;
}

interface Columns {
  pos: string;
  event_id: string;
  stream_id: string;
  core: string;
  data: string;
  opening: Buffer | null;
  personal: Buffer | null;
  traceparent: string | null;
}

const EVENT = 'n.pos, n.traceparent, e.event_id, e.stream_id, e.core, e.data, e.opening, e.personal';
/** Of the text, not of the compressed column: it is the text that fills the memory. */
const SIZE = '(octet_length(e.core) + octet_length(e.data::text))';
const TEXTS = 'pos, traceparent, event_id, stream_id, core, data::text as data, opening, personal';

/** The highest number and the events behind a number; one row without an event where there are none. Always one event, whatever its size. */
const AFTER = `
with n as materialized (
  select pos, position, traceparent from es.published where pos > $1 order by pos limit $2
), sized as (
  select ${EVENT}, sum(${SIZE}) over (order by n.pos rows unbounded preceding) - ${SIZE} as bytes_before
    from n join es.events e on e.position = n.position
)
select r.next_pos - 1 as highest, ${TEXTS} from es.relay r left join sized on bytes_before < $3 order by pos`;

const RANGE = `
with sized as (
  select ${EVENT}, e.version, sum(${SIZE}) over (order by e.version rows unbounded preceding) - ${SIZE} as bytes_before
    from (select * from es.events where stream_id = $1 and version between $2 and $3 order by version limit $4) e
    join es.published n on n.position = e.position
)
select ${TEXTS} from sized where bytes_before < $5 order by version`;

/** What a feed reads of schema `es`: events that have a number, in order of it. Numbers have no gaps and never change. */
export class FeedRows {
  constructor(private readonly pool: Pool) {}

  /** The events behind a number, and the highest number given so far (0 for none). */
  async after(
    pos: number,
    limit: number,
    bytes: number,
  ): Promise<{ rows: readonly FeedRow[]; highest: number }> {
    const { rows } = await this.pool.query<Columns & { highest: string }>({
      ...{ name: 'feed-after', text: AFTER, values: [pos, limit, bytes] },
    });
    const found = rows.filter((row) => row.pos !== null).map(rowOf);
    return { rows: found, highest: Number(rows[0].highest) };
  }

  /** The numbered events of a stream from one version to another, in order. */
  async range(
    stream: string,
    from: number,
    to: number,
    limit: number,
    bytes: number,
  ): Promise<readonly FeedRow[]> {
    const { rows } = await this.pool.query<Columns>({
      ...{ name: 'feed-range', text: RANGE, values: [stream, from, to, limit, bytes] },
    });
    return rows.map(rowOf);
  }

  /** The number of an event; null for one that has none, or does not exist. */
  async posOf(eventId: string): Promise<number | null> {
    const { rows } = await this.pool.query<{ pos: string }>({
      ...{ name: 'feed-pos', text: 'select pos from es.published where event_id = $1', values: [eventId] },
    });
    return rows.length === 0 ? null : Number(rows[0].pos);
  }

  /** The highest number given so far; 0 for none. */
  async highest(): Promise<number> {
    const { rows } = await this.pool.query<{ highest: string }>({
      ...{ name: 'feed-highest', text: 'select next_pos - 1 as highest from es.relay' },
    });
    return Number(rows[0].highest);
  }
}

const rowOf = (row: Columns): FeedRow => ({
  ...{ key: row.stream_id, core: row.core, data: row.data, opening: row.opening, personal: row.personal },
  ...{ pos: Number(row.pos), eventId: row.event_id, traceparent: row.traceparent },
});
