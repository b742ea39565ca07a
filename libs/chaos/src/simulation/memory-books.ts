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
    const query = async (statement: Statement): Promise<Result> => {
      const transaction = new Transaction(this, life);
      try {
        return await transaction.query(statement);
      } finally {
        transaction.commit();
      }
    };
    // The engine uses nothing else of a pool.
    return { connect, query } as unknown as Pool;
  }
}

const broken = (): Error => Object.assign(new Error('Connection terminated'), { code: '57P01' });

class Transaction {
  private readonly offsets = new Map<string, bigint>();
  private readonly progress = new Map<string, number>();
  private effects: Omit<BookedEffect, 'seq'>[] = [];
  private parked: string[] = [];
  private over = false;

  constructor(
    private readonly books: MemoryBooks,
    private readonly life: Life,
  ) {}

  async query({ name, text, values = [] }: Statement): Promise<Result> {
    const label = name ?? text;
    await this.life.turn(label);
    if (text === 'ROLLBACK') return this.rollback();
    if (this.books.fails(0.02)) this.break();
    if (text === 'BEGIN') {
      this.over = false;
      return NOTHING;
    }
    if (this.over) this.break();
    if (text === 'COMMIT') this.commit();
    const result = text === 'COMMIT' ? NOTHING : await this.statement(label, values);
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
    for (const [key, owner] of this.books.locks) if (owner === this) this.books.locks.delete(key);
    return NOTHING;
  }

  private break(): never {
    this.rollback();
    throw broken();
  }

  private async statement(name: string, values: readonly unknown[]): Promise<Result> {
    const { books } = this;
    switch (name) {
      case 'rm-offset': {
        const offset = this.offset(keyOf(values));
        return offset === undefined ? NOTHING : rowsOf([{ next_offset: offset.toString() }]);
      }
      case 'rm-open-offset':
      case 'rm-move-offset': {
        const key = keyOf(values);
        if (!books.unfenced) await this.lock(key);
        const now = this.offset(key);
        const expected = name === 'rm-open-offset' ? undefined : BigInt(values[4] as string);
        if (now !== expected && !books.unfenced) return NOTHING;
        this.offsets.set(key, BigInt(values[3] as string));
        return { rows: [], rowCount: 1 };
      }
      case 'rm-lock-parked':
      case 'rm-parked-keys':
        return NOTHING;
      case 'rm-known':
        return rowsOf(
          (values[1] as string[]).flatMap((key) => {
            const version =
              this.progress.get(`${values[0] as string} ${key}`) ??
              books.progress.get(`${values[0] as string} ${key}`);
            return version === undefined ? [] : [{ stream_key: key, version: String(version) }];
          }),
        );
      case 'rm-advance':
        (values[1] as string[]).forEach((key, at) =>
          this.progress.set(`${values[0] as string} ${key}`, Number((values[2] as number[])[at])),
        );
        return NOTHING;
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

const NOTHING: Result = { rows: [], rowCount: 0 };
const rowsOf = (rows: readonly object[]): Result => ({ rows, rowCount: rows.length });
const keyOf = ([consumer, topic, partition]: readonly unknown[]): string =>
  [consumer, topic, partition].join(' ');
