import type { HeadsMap } from '@jejak/ledger';
import type { Arrival } from '../intake/arrival';
import type { LedgerSession } from '../intake/ledger-session';
import { readHeadsMap } from './heads-rows';
import type { HeadsSeal } from './heads-seal';

/** The newest heads leaf: where it stands, and when it was recorded, in milliseconds of the monotonic clock. */
export interface LastHeads {
  readonly index: number;
  readonly at: number;
}

/** What the writer of the log knows of all streams: the map that the next heads leaf states, and where the last one is. */
export class HeadsBook {
  private constructor(
    readonly seal: HeadsSeal,
    readonly map: HeadsMap,
    private readonly session: LedgerSession,
    private newest: LastHeads | null,
  ) {}

  static async open(session: LedgerSession, seal: HeadsSeal): Promise<HeadsBook> {
    const read = async <Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]> =>
      (await session.query<Row>(text, [...values])).rows;
    const [last] = await read<{ idx: string; age: string }>(
      `SELECT idx, extract(epoch FROM clock_timestamp() - sealed_at) * 1000 AS age
         FROM ledger.heads_leaf ORDER BY idx DESC LIMIT 1`,
      [],
    );
    const newest = last ? { index: Number(last.idx), at: performance.now() - Number(last.age) } : null;
    return new HeadsBook(seal, await readHeadsMap(read, Number(session.size)), session, newest);
  }

  /** Null where the log has none yet. */
  get last(): LastHeads | null {
    return this.newest;
  }

  /** Takes in what enters the log from an index on. Where its transaction fails, this book is thrown away with its session. */
  move(from: bigint, entering: readonly Arrival[]): void {
    for (const [i, { wire }] of entering.entries()) {
      const { stream, ver } = wire.core;
      this.map.set({ stream, ver, eventHash: wire.hash, index: Number(from) + i });
    }
  }

  /** Keeps the checkpoint right behind a heads leaf, in the transaction that signed it. */
  async keep(index: number, note: string): Promise<void> {
    await this.session.query('INSERT INTO ledger.heads_leaf (idx, note) VALUES ($1, $2)', [index, note]);
    this.newest = { index, at: performance.now() };
  }
}
