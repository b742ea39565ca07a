import type { Pool, PoolClient } from 'pg';
import type { Life } from './scheduler';

/** An effect, in its order of commit. */
export interface BookedEffect {
  readonly consumer: string;
  readonly event: string;
  /** Of a reaction. */
  readonly command?: string;
  readonly stream: string;
  readonly version: number;
  readonly seq: number;
}

/** The statement by which a handler of the simulation writes down what it did. */
export const EFFECT = 'simulated-effect';

interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
}
interface Result {
  readonly rows: readonly object[];
  readonly rowCount: number;
  readonly command?: 'COMMIT' | 'ROLLBACK';
}

/**
 * The consumers' books as a database would keep them: the named statements of the engine, transactions with row locks, read
 * committed. What it does not know it refuses, so a new statement of the engine is noticed.
 */
export class MemoryBooks {
  readonly effects: BookedEffect[] = [];
  readonly parked: string[] = [];
  readonly offsets = new Map<string, bigint>();
  readonly progress = new Map<string, number>();
  readonly locks = new Map<string, Transaction>();

  constructor(
    readonly fails: (probability: number) => boolean,
    /** Known bad: whoever comes moves the offset, and waits for nobody. */
    readonly unfenced: boolean,
  ) {}

  /** The database as one process sees it. */
  pool(life: Life): Pool {
    const connect = (): Promise<PoolClient> => {
      const transaction = new Transaction(this, life);
      life.atEnd(() => transaction.rollback());
      const client = {
        query: (statement: string | Statement, values?: readonly unknown[]) =>
          transaction.query(
            typeof statement === 'string' ? { text: statement, ...(values ? { values } : {}) } : statement,
          ),
        ...{ on: () => client, removeListener: () => client },
        release: () => transaction.rollback(),
      };
      return Promise.resolve(client as unknown as PoolClient);
    };
    const query = (statement: Statement): Promise<Result> =>
      new Transaction(this, life, true).query(statement);
    // The engine uses nothing else of a pool.
    return { connect, query } as unknown as Pool;
  }
}

const broken = (): Error => Object.assign(new Error('Connection terminated'), { code: '57P01' });
const cancelled = (): Error =>
  Object.assign(new Error('canceling statement due to lock timeout'), { code: '55P03' });
const aborted = (): Error => Object.assign(new Error('current transaction is aborted'), { code: '25P02' });

class Transaction {
  private readonly offsets = new Map<string, bigint>();
  private readonly progress = new Map<string, number>();
  private effects: Omit<BookedEffect, 'seq'>[] = [];
  private parked: string[] = [];
  private over = false;
  /** A statement failed: until the end of the transaction nothing is done any more, and its COMMIT rolls back. */
  private failed = false;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly books: MemoryBooks,
    private readonly life: Life,
    /** Of one statement, which commits by itself. */
    private readonly alone = false,
  ) {}

  /** One statement at a time, in the order in which they were sent, as on any connection. */
  query(statement: Statement): Promise<Result> {
    const answer = this.last.then(() => this.answer(statement));
    this.last = answer.catch(() => undefined);
    return answer;
  }

  private async answer({ name, text, values = [] }: Statement): Promise<Result> {
    const label = name ?? text;
    await this.life.turn(label);
    if (text === 'ROLLBACK') return this.rollback();
    if (this.books.fails(0.02)) this.break();
    if (text === 'BEGIN') {
      // What was sent behind it is done all the same.
      if (this.books.fails(0.02)) throw cancelled();
      this.over = false;
      return NOTHING;
    }
    if (this.over) this.break();
    if (text === 'COMMIT' && this.failed) return { ...this.rollback(), command: 'ROLLBACK' };
    if (this.failed) throw aborted();
    if (this.books.fails(0.02)) this.fail();
    if (text === 'COMMIT') this.commit();
    const result = text === 'COMMIT' ? COMMITTED : await this.statement(label, values);
    if (this.alone) this.commit();
    // The answer may be lost on its way, when it is done.
    if (this.books.fails(0.02)) this.break();
    return result;
  }

  commit(): void {
    const { books } = this;
    for (const [key, offset] of this.offsets) books.offsets.set(key, offset);
    for (const [key, version] of this.progress) books.progress.set(key, version);
    for (const effect of this.effects) books.effects.push({ ...effect, seq: books.effects.length + 1 });
    books.parked.push(...this.parked);
    this.rollback();
  }

  rollback(): Result {
    this.offsets.clear();
    this.progress.clear();
    this.effects = [];
    this.parked = [];
    this.over = true;
    this.failed = false;
    for (const [key, owner] of this.books.locks) if (owner === this) this.books.locks.delete(key);
    return NOTHING;
  }

  private break(): never {
    this.rollback();
    throw broken();
  }

  /** The server refuses this statement, and the connection lives. */
  private fail(): never {
    this.failed = true;
    throw cancelled();
  }

  private async statement(name: string, values: readonly unknown[]): Promise<Result> {
    switch (name) {
      case 'rm-offsets':
        return rowsOf(this.booked(values[0] as string));
      case 'rm-begin-offset':
        if (this.offset(keyOf(values)) === undefined) this.offsets.set(keyOf(values), 0n);
        return NOTHING;
      case 'rm-open-step': {
        const [consumer, , , believed, keys] = values as [string, string, number, string, string[]];
        const held = await this.hold(keyOf(values), believed);
        return rowsOf([{ held, parked: null, known: held ? this.known(consumer, keys) : null }]);
      }
      case 'rm-close-step': {
        const [consumer, , , believed, next, , keys, versions] = values as ClosingValues;
        if (!(await this.hold(keyOf(values), believed))) this.fail();
        this.move(consumer, keyOf(values), next, keys, versions);
        return NOTHING;
      }
      case 'rm-pass-step': {
        const [consumer, , , believed, next, , keys, firsts, versions] = values as PassingValues;
        if (!(await this.hold(keyOf(values), believed))) return rowsOf([{ passing: 'overtaken' }]);
        const known = this.known(consumer, keys);
        if (keys.some((key, at) => firsts[at] !== (known[key] ?? 0) + 1))
          return rowsOf([{ passing: 'open' }]);
        this.move(consumer, keyOf(values), next, keys, versions);
        return rowsOf([{ passing: 'passed' }]);
      }
      case 'rm-parked-keys':
        return NOTHING;
      case 'rm-known':
        return rowsOf(
          Object.entries(this.known(values[0] as string, values[1] as string[])).map(([key, version]) => ({
            stream_key: key,
            version: String(version),
          })),
        );
      case 'rm-park-key':
        this.parked.push(`${values.join(' ')}`);
        return NOTHING;
      case 'rm-park':
        return NOTHING;
      case EFFECT: {
        const [consumer, event, stream, version] = values as [string, string, string, number];
        this.effects.push({ consumer, event, stream, version });
        return NOTHING;
      }
      default:
        throw new Error(`The simulated books do not know the statement ${name}`);
    }
  }

  /** Locks an offset. @returns whether it is what the consumer believes, or nobody asks */
  private async hold(key: string, believed: string): Promise<boolean> {
    if (this.books.unfenced) return true;
    await this.lock(key);
    return this.offset(key) === BigInt(believed);
  }

  private known(consumer: string, keys: readonly string[]): Record<string, number> {
    return Object.fromEntries(
      keys.flatMap((key) => {
        const id = `${consumer} ${key}`;
        const version = this.progress.get(id) ?? this.books.progress.get(id);
        return version === undefined ? [] : [[key, version]];
      }),
    );
  }

  private move(
    consumer: string,
    place: string,
    next: string,
    keys: readonly string[],
    versions: readonly number[],
  ): void {
    this.offsets.set(place, BigInt(next));
    keys.forEach((key, at) => this.progress.set(`${consumer} ${key}`, versions[at]));
  }

  private booked(consumer: string): object[] {
    return [...new Map([...this.books.offsets, ...this.offsets])].flatMap(([key, offset]) => {
      const [of, topic, partition] = key.split(' ');
      return of === consumer
        ? [{ topic, partition: Number(partition), next_offset: offset.toString(), mark: null }]
        : [];
    });
  }

  private offset(key: string): bigint | undefined {
    return this.offsets.get(key) ?? this.books.offsets.get(key);
  }

  private async lock(key: string): Promise<void> {
    while (this.books.locks.has(key) && this.books.locks.get(key) !== this)
      await this.life.turn('wait for a lock');
    if (this.over) this.break();
    this.books.locks.set(key, this);
  }
}

type ClosingValues = [string, string, number, string, string, string | null, string[], number[]];
type PassingValues = [string, string, number, string, string, string | null, string[], number[], number[]];

const NOTHING: Result = { rows: [], rowCount: 0 };
const COMMITTED: Result = { ...NOTHING, command: 'COMMIT' };
const rowsOf = (rows: readonly object[]): Result => ({ rows, rowCount: rows.length });
const keyOf = ([consumer, topic, partition]: readonly unknown[]): string =>
  [consumer, topic, partition].join(' ');
