import type { Recorded } from '@jejak/kernel';
import type { ClientBase, Pool } from 'pg';
import type { BatchHandler, EffectHandler, EventHandler } from './batch-handler';
import type { Booked, Books, Place } from './books';
import { faultText, isTransient, Overtaken } from './faults';
import { type Culprit, type Entry, type Gap, type Sorted, sortBatch } from './sorting';
import { inTransaction } from './transaction';

/** Messages of one partition that are booked together. */
export interface Step {
  readonly place: Place;
  /** The offset that the books hold now, as far as this consumer knows; null where they hold none. */
  readonly from: bigint | null;
  /** What they hold afterwards. */
  readonly to: Booked;
  readonly entries: readonly Entry[];
}

/** Versions are missing that could perhaps be fetched; nothing was written. */
export class GapsFound extends Error {
  override readonly name = 'GapsFound';
  constructor(readonly gaps: readonly Gap[]) {
    super('versions are missing');
  }
}

/** The handler refused what it was given; nothing was written. */
class HandlerFailed extends Error {
  override readonly name = 'HandlerFailed';
}

/** Somebody else moved the partition's offset: this consumer's view of it is void. */
export const OVERTAKEN = 'overtaken';

/** One attempt at a step: everything in it is committed, or nothing. */
export class Application {
  constructor(
    private readonly pool: Pool,
    private readonly handler: EventHandler,
    private readonly books: Books,
  ) {}

  /**
   * @param fillsGaps whether a gap is reported by {@link GapsFound} instead of parked
   * @throws Error when it is transient; a permanent one parks the key at fault
   */
  async attempt(step: Step, fillsGaps: boolean): Promise<Sorted | typeof OVERTAKEN> {
    const { handler } = this;
    if ('react' in handler) return this.react(handler, step, fillsGaps);
    try {
      return await inTransaction(this.pool, (tx) =>
        this.booked(tx, step, fillsGaps, async ({ apply }) => {
          await handled(handler, apply, tx);
          return new Map();
        }),
      );
    } catch (error) {
      if (!(error instanceof HandlerFailed)) throw error;
      if (isTransient(error)) throw error.cause;
    }
    return inTransaction(this.pool, (tx) =>
      this.booked(tx, step, false, ({ apply }) => isolate(handler, apply, tx)),
    );
  }

  /**
   * Effects come before the books: they must not wait inside a transaction for connections of the same pool. What they did
   * is done again after a crash, under the same command ids.
   */
  private async react(
    handler: EffectHandler,
    step: Step,
    fillsGaps: boolean,
  ): Promise<Sorted | typeof OVERTAKEN> {
    const keys = keysOf(step.entries);
    const parked = new Set(await this.books.parkedKeys(this.pool));
    const { apply, gaps } = sortBatch(step.entries, await this.books.known(this.pool, keys), parked);
    if (fillsGaps && gaps.length > 0) throw new GapsFound(gaps);
    const culprits = new Map<string, Culprit>();
    const done = new Set<Entry>();
    for (const entry of apply) {
      done.add(entry);
      if (culprits.has(entry.key)) continue;
      const culprit = await reacted(handler, entry);
      if (culprit) culprits.set(entry.key, culprit);
    }
    return inTransaction(this.pool, (tx) =>
      this.booked(tx, step, false, (now) => {
        // A redrive in between unparked a key: its events here have not been reacted to.
        if (!now.apply.every((entry) => done.has(entry))) throw new Overtaken('a key was unparked meanwhile');
        return Promise.resolve(culprits);
      }),
    );
  }

  private async booked(
    tx: ClientBase,
    { place, from, to, entries }: Step,
    fillsGaps: boolean,
    handle: (sorted: Sorted) => Promise<Map<string, Culprit>>,
  ): Promise<Sorted | typeof OVERTAKEN> {
    if (!(await this.books.moveOffset(tx, place.topic, place.partition, from, to))) return OVERTAKEN;
    const keys = keysOf(entries);
    const parked = await this.books.lockParked(tx, keys);
    const known = await this.books.known(tx, keys);
    let sorted = sortBatch(entries, known, parked);
    if (fillsGaps && sorted.gaps.length > 0) throw new GapsFound(sorted.gaps);
    const culprits = await handle(sorted);
    if (culprits.size > 0) sorted = sortBatch(entries, known, parked, culprits);
    await this.books.park(tx, sorted.parkKeys, sorted.park, place);
    await this.books.advance(tx, sorted.progress);
    return sorted;
  }
}

const keysOf = (entries: readonly Entry[]): string[] => [...new Set(entries.map(({ key }) => key))].sort();

const eventsOf = (entries: readonly Entry[]): Recorded[] => entries.flatMap(({ event }) => event ?? []);

const handled = async (handler: BatchHandler, entries: readonly Entry[], tx: ClientBase): Promise<void> => {
  if (entries.length === 0) return;
  try {
    await handler.apply(eventsOf(entries), tx);
  } catch (error) {
    throw new HandlerFailed('the handler failed', { cause: error });
  }
};

const reacted = async (
  handler: EffectHandler,
  { event, message, version }: Entry,
): Promise<Culprit | null> => {
  if (!event) return null;
  try {
    const { traceparent } = message;
    await handler.react(event, traceparent === undefined ? {} : { traceparent });
    return null;
  } catch (error) {
    if (isTransient(error)) throw error;
    return { fault: { cause: 'handler', error: faultText(error) }, from: version ?? 0 };
  }
};

/** Handles what can be handled, halving the keys until those at fault stand alone. Each part has its own savepoint. */
const isolate = async (
  handler: BatchHandler,
  entries: readonly Entry[],
  tx: ClientBase,
): Promise<Map<string, Culprit>> => {
  const keys = keysOf(entries);
  if (keys.length === 0) return new Map();
  await tx.query('SAVEPOINT part');
  try {
    await handled(handler, entries, tx);
    await tx.query('RELEASE SAVEPOINT part');
    return new Map();
  } catch (error) {
    if (isTransient(error)) throw error;
    await tx.query('ROLLBACK TO SAVEPOINT part');
    await tx.query('RELEASE SAVEPOINT part');
    if (keys.length === 1) {
      const cause = error instanceof HandlerFailed ? error.cause : error;
      return new Map([[keys[0], { fault: { cause: 'handler', error: faultText(cause) }, from: 0 }]]);
    }
  }
  const first = new Set(keys.slice(0, keys.length >> 1));
  const culprits = await isolate(
    handler,
    entries.filter(({ key }) => first.has(key)),
    tx,
  );
  for (const [key, culprit] of await isolate(
    handler,
    entries.filter(({ key }) => !first.has(key)),
    tx,
  ))
    culprits.set(key, culprit);
  return culprits;
};
