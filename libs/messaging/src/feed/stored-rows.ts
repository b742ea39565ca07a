import type { Pool } from 'pg';

/** Most rows of one answer. */
export const STORED_PAGE = 500;
/** An answer ends with the row that takes it past so many bytes of stored events. */
const PAGE_BYTES = 1024 * 1024;

/**
 * An event as the tables of its service have it now, whatever was done to them: each column as it stands, so that who compares it
 * with the ledger rests on nothing that this service concludes. Bytes are base64url. Personal fields as they are sealed.
 */
export interface StoredRow {
  /** Its place in the service's log: ascends, with holes. */
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly subject: string | null;
  readonly core: string;
  readonly hash: string;
  /** JSON text. */
  readonly data: string;
  readonly opening: string | null;
  /** Ciphertext of the personal fields; null where there are none, or no more. */
  readonly personal: string | null;
  /** The number under which it is published; null for none (yet). */
  readonly pos: number | null;
  /** Its row in the outbox; null once it was sent. */
  readonly queued: { readonly topic: string; readonly key: string; readonly pos: number | null } | null;
  /** What the store says of its stream; null where it does not know it. */
  readonly head: { readonly version: number; readonly hash: string } | null;
}

/** Part of a store, in order of place. */
export interface StoredPage {
  readonly rows: readonly StoredRow[];
  /** The place behind which to go on. */
  readonly next: number;
  /** Whether there is more now. */
  readonly more: boolean;
  /** The highest number that the service says it has given. */
  readonly highest: number;
}

interface Columns {
  readonly position: string;
  readonly stream_id: string;
  readonly version: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly schema_version: number;
  readonly subject_id: string | null;
  readonly core: string;
  readonly event_hash: Buffer;
  readonly data: string;
  readonly opening: Buffer | null;
  readonly personal: Buffer | null;
  readonly pos: string | null;
  readonly topic: string | null;
  readonly key: string | null;
  readonly queued_pos: string | null;
  readonly head_version: string | null;
  readonly head_hash: Buffer | null;
}

/** Always one row, whatever its size. The numbering stands in the outbox and among the published in one statement: see the relay. */
const ROWS = `
with sized as (
  select r.*, sum(r.bytes) over (order by r.position rows unbounded preceding) - r.bytes as bytes_before
    from (select e.*, octet_length(core) + octet_length(data::text) + coalesce(octet_length(personal), 0) as bytes
            from es.events e where position > $1 and position <= $2 order by position limit $3) r
)
select e.position, e.stream_id, e.version, e.event_id, e.event_type, e.schema_version, e.subject_id, e.core, e.event_hash,
       e.data::text as data, e.opening, e.personal, n.pos, o.topic, o.key, o.pos as queued_pos,
       s.version as head_version, s.head_hash
  from sized e
  left join es.published n on n.position = e.position
  left join es.outbox o on o.position = e.position
  left join es.streams s on s.stream_id = e.stream_id
 where e.bytes_before < $4 order by e.position`;

/** What the nightly comparison with the ledger reads of schema `es` (audit-ledger.md section 4). */
export class StoredRows {
  constructor(private readonly pool: Pick<Pool, 'query'>) {}

  /** Rows behind a place, as far as no append that is under way could still come before one of them. */
  async after(position: number, limit = STORED_PAGE): Promise<StoredPage> {
    // Two statements: the second one's snapshot must be newer (event-store.md section 3).
    const safe = await this.pool.query<{ safe: string; highest: string }>(
      'select es.safe_position() as safe, (select next_pos - 1 from es.relay) as highest',
    );
    const [{ safe: until, highest }] = safe.rows;
    const { rows: found } = await this.pool.query<Columns>(ROWS, [position, until, limit, PAGE_BYTES]);
    const rows = found.map(rowOf);
    const last = rows.at(-1)?.position;
    const more = last !== undefined && last < Number(until);
    return { rows, next: last ?? position, more, highest: Number(highest) };
  }
}

const text = (bytes: Buffer | null): string | null => bytes && bytes.toString('base64url');
const number = (digits: string | null): number | null => (digits === null ? null : Number(digits));

const rowOf = (row: Columns): StoredRow => ({
  ...{
    position: Number(row.position),
    stream: row.stream_id,
    version: Number(row.version),
    id: row.event_id,
  },
  ...{ type: row.event_type, schemaVersion: row.schema_version, subject: row.subject_id },
  ...{
    core: row.core,
    hash: row.event_hash.toString('base64url'),
    data: row.data,
    opening: text(row.opening),
    personal: text(row.personal),
  },
  pos: number(row.pos),
  queued: row.topic === null ? null : { topic: row.topic, key: row.key ?? '', pos: number(row.queued_pos) },
  head:
    row.head_version === null || row.head_hash === null
      ? null
      : { version: Number(row.head_version), hash: row.head_hash.toString('base64url') },
});
