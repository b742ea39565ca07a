import { type Clock, type Contracts, type DomainEvent, newId } from '@jejak/kernel';
import type { ClientBase } from 'pg';
import type { CommandContext } from './command-context';
import { ContractRegistry } from './contract-registry';
import { fingerprintOf } from './fingerprint';
import type { KeyStore } from './key-store';
import { Recorder } from './recording';
import { type AppendRow, appendStatement } from './statements';

/** A fact with the number under which it is published: its columns as they are stored, which is what a relay sends. */
export interface NumberedFact {
  readonly key: string;
  readonly core: string;
  readonly pos: number;
  readonly data: string;
  readonly opening: Buffer | null;
  readonly personal: Buffer | null;
  readonly traceparent: string | null;
}

/** What is asked of a connection that is inside a transaction. */
export type Transaction = Pick<ClientBase, 'query'>;

export interface NumberedFactsOptions {
  readonly contracts: Contracts;
  readonly clock: Clock;
  readonly keys: KeyStore;
  /** Where the relay sends the service's facts. */
  readonly topic: string;
}

interface Columns {
  readonly pos: string;
  readonly traceparent: string | null;
  readonly stream_id: string;
  readonly core: string;
  readonly data: string;
  readonly opening: Buffer | null;
  readonly personal: Buffer | null;
}

const BEHIND = `
select n.pos, n.traceparent, e.stream_id, e.core, e.data::text as data, e.opening, e.personal
  from (select pos, position, traceparent from es.published where pos > $1 order by pos limit $2) n
  join es.events e on e.position = n.position order by n.pos`;

/** The row that the append left in the outbox gets its number, as the relay would have given it. */
const NUMBER = `
with r as (
  update es.relay set next_pos = next_pos + 1 where next_pos = $1 returning next_pos
), e as (
  select e.position, e.event_id from r, es.events e where e.stream_id = $2 and e.version = $3
), n as (
  insert into es.published (pos, position, event_id) select $1, position, event_id from e returning pos, position
)
update es.outbox o set pos = n.pos from n where o.position = n.position`;

/**
 * For the one who must know a fact's number before it is recorded: the ledger, whose leaf says where it stands itself. While its
 * transaction holds the numbering, the relay of the service gives no number; what the relay does then with the fact is what it does
 * with one that it numbered before it died.
 */
export class NumberedFacts {
  private readonly recorder: Recorder;

  constructor(private readonly options: NumberedFactsOptions) {
    this.recorder = new Recorder(new ContractRegistry(options.contracts), options.keys);
  }

  /**
   * Holds the numbering until the transaction ends.
   * @returns the next number; null where somebody else holds it at this moment
   */
  async hold(transaction: Transaction): Promise<number | null> {
    const { rows } = await transaction.query<{ next_pos: string }>(
      'select next_pos from es.relay for update skip locked',
    );
    return rows.length === 0 ? null : Number(rows[0].next_pos);
  }

  /** Facts behind a number, in order of it. */
  async behind(transaction: Transaction, pos: number, limit: number): Promise<NumberedFact[]> {
    const { rows } = await transaction.query<Columns>(BEHIND, [pos, limit]);
    return rows.map(({ stream_id: key, pos: number, ...columns }) => ({
      ...columns,
      key,
      pos: Number(number),
    }));
  }

  /** The newest version of a stream; null for one that is not there. */
  async headOf(
    transaction: Transaction,
    stream: string,
  ): Promise<{ readonly version: number; readonly hash: Buffer } | null> {
    const { rows } = await transaction.query<{ version: string; head_hash: Buffer }>(
      'select version, head_hash from es.streams where stream_id = $1',
      [stream],
    );
    const [row] = rows;
    return row ? { version: Number(row.version), hash: row.head_hash } : null;
  }

  /**
   * Records a fact behind the head of its stream, under the number that {@link hold} gave.
   * @throws Error where the stream moved meanwhile: the transaction is to be rolled back
   */
  async record(
    transaction: Transaction,
    stream: string,
    event: DomainEvent,
    by: Pick<CommandContext, 'actor' | 'role'>,
    pos: number,
  ): Promise<NumberedFact> {
    const { topic, clock } = this.options;
    const head = await this.headOf(transaction, stream);
    const expected = head?.version ?? 0;
    const commandId = newId();
    const rows = await this.recorder.record(
      [event],
      { stream, version: expected, head: head?.hash ?? null },
      { ...by, commandId },
      {},
      clock.now(),
    );
    const append = appendStatement(
      {
        ...{ stream, streamType: stream, expected, commandId, rows, traceparent: null },
        fingerprint: fingerprintOf(by.actor, stream, event),
      },
      topic,
    );
    const appended = await transaction.query<AppendRow>(append);
    if (appended.rows[0][0] !== 'ok')
      throw new Error(`${stream} could not be appended: ${appended.rows[0][0]}`);
    const numbered = await transaction.query(NUMBER, [pos, stream, expected + 1]);
    if (numbered.rowCount !== 1) throw new Error(`${stream} could not be given the number ${pos}`);
    const [{ core, data, opening, personal }] = rows;
    return { key: stream, core, pos, data, opening, personal, traceparent: null };
  }
}
