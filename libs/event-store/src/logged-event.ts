import { escapeLiteral } from 'pg';
import { fieldOf, rowsOf } from './copied-rows';
import type { StoredEvent } from './reading';

/** A stored event with its place in the log. */
export interface LoggedEvent extends StoredEvent {
  /** Ascends, with holes; means nothing outside this database. */
  readonly position: bigint;
  /** Machine time of the row. */
  readonly recordedAt: Date;
}

/**
 * The statement that copies the events behind a position out of the log, in order.
 * @param skipped full types of which only the place is wanted
 */
export const copyEvents = (
  after: bigint,
  upTo: bigint,
  limit: number,
  skipped: readonly string[],
): string => {
  const wanted = (column: string): string =>
    skipped.length === 0
      ? column
      : `case when event_type <> all (array[${skipped.map(escapeLiteral).join(', ')}]) then ${column} end`;
  return `copy (select position, version, recorded_at, stream_id, event_type, ${wanted('core')}, ${wanted('data')},
      ${wanted('event_hash')}, ${wanted('opening')}, ${wanted('personal')}
    from es.events where position > ${after} and position <= ${upTo} order by position limit ${Math.trunc(limit)}
  ) to stdout (format binary)`;
};

/** The fields in the order of the statement, and where the first ones, of fixed length, lie in the row. */
const FIELD = { stream: 3, type: 4, core: 5, data: 6, hash: 7, opening: 8, personal: 9 } as const;
const POSITION_AT = 4;
const VERSION_AT = 16;
const RECORDED_AT = 28;
/** PostgreSQL counts from the year 2000, in microseconds. */
const EPOCH_MS = Date.UTC(2000, 0, 1);
/** What `jsonb` sends before its text. */
const JSONB_VERSION_BYTES = 1;

/** Its place is read at once, everything else when it is asked for. */
class CopiedEvent implements LoggedEvent {
  readonly position: bigint;
  readonly version: number;
  readonly stream: string;
  readonly type: string;

  constructor(
    private readonly copied: Buffer,
    private readonly row: number,
  ) {
    this.position = copied.readBigInt64BE(row + POSITION_AT);
    this.version = Number(copied.readBigInt64BE(row + VERSION_AT));
    this.stream = this.field(FIELD.stream).toString();
    this.type = this.field(FIELD.type).toString();
  }

  get recordedAt(): Date {
    return new Date(EPOCH_MS + Math.floor(Number(this.copied.readBigInt64BE(this.row + RECORDED_AT)) / 1000));
  }

  get core(): string {
    return this.field(FIELD.core).toString();
  }

  get hash(): Buffer {
    return this.field(FIELD.hash);
  }

  get data(): object {
    return JSON.parse(this.field(FIELD.data).toString('utf8', JSONB_VERSION_BYTES)) as object;
  }

  get opening(): Buffer | null {
    return fieldOf(this.copied, this.row, FIELD.opening);
  }

  get personal(): Buffer | null {
    return fieldOf(this.copied, this.row, FIELD.personal);
  }

  private field(nth: number): Buffer {
    const bytes = fieldOf(this.copied, this.row, nth);
    if (bytes === null) throw new Error(`${this.type} at ${this.position} was read for its place alone`);
    return bytes;
  }
}

/** The events of a page, as `copyEvents` copied them. */
export const copiedEvents = (copied: Buffer): LoggedEvent[] =>
  rowsOf(copied).map((row) => new CopiedEvent(copied, row));
