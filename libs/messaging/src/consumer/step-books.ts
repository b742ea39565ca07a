import type { ClientBase, Pool } from 'pg';
import type { Place } from '../place';
import type { Booked } from './books';
import type { Entry } from './sorting';

/** What the books hold of a step's keys; its offset and what is parked of it are locked. */
export interface OpenedStep {
  readonly parked: ReadonlySet<string>;
  /** Versions that the keys have reached; a key that was never met is not in it. */
  readonly known: ReadonlyMap<string, number>;
}

/** Of each key the versions that a step brings, without a hole. */
export type Runs = ReadonlyMap<string, { readonly first: number; readonly last: number }>;

/** `open`: there is something about its keys that has to be looked at. Nothing was changed then. */
export type Passing = 'passed' | 'overtaken' | 'open';

/**
 * Where a consumer's step begins and ends in the books, each in one round trip: see `consumer-tables.ts`. A step goes from exactly the
 * offset that the consumer believes to be booked. The belief, not `<=` the batch's first offset: it also fences a reader that is
 * ahead of books set back.
 */
export class StepBooks {
  constructor(private readonly consumer: string) {}

  /** Books offset 0 of a partition of which the books hold nothing; whoever moves it first has it. */
  async begin(db: Pool, { topic, partition }: Place): Promise<void> {
    await db.query({
      name: 'rm-begin-offset',
      text: `INSERT INTO rm.offsets (projection, topic, partition, next_offset) VALUES ($1, $2, $3, 0)
             ON CONFLICT (projection, topic, partition) DO NOTHING`,
      values: [this.consumer, topic, partition],
    });
  }

  /**
   * Locks, until the end of the transaction, the offset and what is parked of the keys: no other owner and no redrive goes on
   * meanwhile. Writes nothing.
   * @returns null when the offset is not what the consumer believes
   */
  async open(
    tx: ClientBase,
    { topic, partition }: Place,
    believed: bigint,
    keys: readonly string[],
  ): Promise<OpenedStep | null> {
    type Row = { held: boolean; parked: string[] | null; known: Record<string, number> | null };
    const { rows } = await tx.query<Row>({
      name: 'rm-open-step',
      text: 'SELECT held, parked, known FROM rm.open_step($1, $2, $3, $4, $5)',
      values: [this.consumer, topic, partition, believed.toString(), keys],
    });
    const [{ held, parked, known }] = rows;
    if (!held) return null;
    return { parked: new Set(parked), known: new Map(Object.entries(known ?? {})) };
  }

  /** Moves the offset, and each key to the version that it has reached. @throws Error transient, when the offset is not held */
  async close(
    tx: ClientBase,
    { topic, partition }: Place,
    believed: bigint,
    { next, mark }: Booked,
    progress: ReadonlyMap<string, number>,
  ): Promise<void> {
    const keys = [...progress.keys()].sort();
    const versions = keys.map((key) => progress.get(key));
    await tx.query({
      name: 'rm-close-step',
      text: 'SELECT rm.close_step($1, $2, $3, $4, $5, $6, $7, $8)',
      values: [
        ...[this.consumer, topic, partition, believed.toString(), next.toString(), mark],
        ...[keys, versions],
      ],
    });
  }

  /** Books a step of which nothing is to be handled, by itself and at once, where its keys go on where the books end. */
  async pass(
    db: Pool,
    { topic, partition }: Place,
    believed: bigint,
    { next, mark }: Booked,
    runs: Runs,
  ): Promise<Passing> {
    const keys = [...runs.keys()].sort();
    const { rows } = await db.query<{ passing: Passing }>({
      name: 'rm-pass-step',
      text: 'SELECT rm.pass_step($1, $2, $3, $4, $5, $6, $7, $8, $9) AS passing',
      values: [
        ...[this.consumer, topic, partition, believed.toString(), next.toString(), mark],
        ...[keys, keys.map((key) => runs.get(key)?.first), keys.map((key) => runs.get(key)?.last)],
      ],
    });
    return rows[0].passing;
  }
}

/** What a step brings of each key; null where something of it is to be handled, cannot be read, or does not follow. */
export const runsOf = (entries: readonly Entry[]): Runs | null => {
  const runs = new Map<string, { readonly first: number; last: number }>();
  for (const { key, version, event, fault } of entries) {
    if (event || fault || version === null) return null;
    const run = runs.get(key);
    if (!run) runs.set(key, { first: version, last: version });
    else if (version === run.last + 1) run.last = version;
    else return null;
  }
  return runs;
};
