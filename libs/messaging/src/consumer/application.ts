import type { Recorded } from '@jejak/kernel';
import type { ClientBase, Pool } from 'pg';
import type { BatchHandler, EffectHandler, EventHandler } from './batch-handler';
import type { Place } from '../place';
import type { Booked, Books } from './books';
import { causeOf, faultText, isPolicyMissing, isTransient, Overtaken } from './faults';
import { type Culprit, type Entry, type Gap, type Sorted, sortBatch } from './sorting';
import { type OpenedStep, runsOf, StepBooks } from './step-books';
import { inBracket } from './transaction';

/** Messages of one partition that are booked together. */
export interface Step {
  readonly place: Place;
  /** The offset that the books hold now, as far as this consumer knows; null where they hold none. */
  readonly from: bigint | null;
  /** What they hold afterwards. */
  readonly to: Booked;
  readonly entries: readonly Entry[];
  /** A policy that is missing fails the step, which is tried again, instead of parking the key. */
  readonly awaitsPolicies: boolean;
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
  private readonly steps: StepBooks;

  constructor(
    private readonly pool: Pool,
    private readonly handler: EventHandler,
    private readonly books: Books,
  ) {
    this.steps = new StepBooks(handler.name);
  }

  /**
   * @param fillsGaps whether a gap is reported by {@link GapsFound} instead of parked
   * @throws Error when it is transient, or a policy is awaited; a permanent one parks the key at fault
   */
  async attempt(given: Step, fillsGaps: boolean): Promise<Sorted | typeof OVERTAKEN> {
    const { handler } = this;
    if (given.from === null) await this.steps.begin(this.pool, given.place);
    const step = { ...given, from: given.from ?? 0n };
    const passed = await this.passed(step);
    if (passed) return passed;
    if ('react' in handler) return this.react(handler, step, fillsGaps);
    try {
      return await this.booked(step, fillsGaps, async ({ apply }, tx) => {
        await handled(handler, apply, tx);
        return new Map();
      });
    } catch (error) {
      if (!(error instanceof HandlerFailed)) throw error;
      if (isTransient(error)) throw error.cause;
    }
    return this.booked(step, false, ({ apply }, tx) => isolate(handler, apply, tx));
  }

  /** A step of which the handler wants nothing. @returns null where it has to be opened all the same */
  private async passed({ place, from, to, entries }: OwnedStep): Promise<Sorted | typeof OVERTAKEN | null> {
    const runs = runsOf(entries);
    const passing = runs && (await this.steps.pass(this.pool, place, from, to, runs));
    if (!passing || passing === 'open') return null;
    if (passing === 'overtaken') return OVERTAKEN;
    return {
      ...{ apply: [], park: [], parkKeys: new Map(), gaps: [], duplicates: 0 },
      progress: new Map([...runs].map(([key, { last }]) => [key, last])),
      skipped: entries.length,
    };
  }

  /**
   * Effects come before the books: they must not wait inside a transaction for connections of the same pool. What they did
   * is done again after a crash, under the same command ids.
   */
  private async react(
    handler: EffectHandler,
    step: OwnedStep,
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
      const culprit = await reacted(handler, entry, step.awaitsPolicies);
      if (culprit) culprits.set(entry.key, culprit);
    }
    return this.booked(step, false, (now) => {
      // A redrive in between unparked a key: its events here have not been reacted to.
      if (!now.apply.every((entry) => done.has(entry))) throw new Overtaken('a key was unparked meanwhile');
      return Promise.resolve(culprits);
    });
  }

  private booked(
    { place, from, to, entries }: OwnedStep,
    fillsGaps: boolean,
    handle: (sorted: Sorted, tx: ClientBase) => Promise<Map<string, Culprit>>,
  ): Promise<Sorted | typeof OVERTAKEN> {
    const handleAll = async ({ known, parked }: OpenedStep, tx: ClientBase): Promise<Sorted> => {
      const sorted = sortBatch(entries, known, parked);
      if (fillsGaps && sorted.gaps.length > 0) throw new GapsFound(sorted.gaps);
      const culprits = await handle(sorted, tx);
      return culprits.size > 0 ? sortBatch(entries, known, parked, culprits) : sorted;
    };
    return inBracket<OpenedStep | null, Sorted | typeof OVERTAKEN>(this.pool, {
      open: (tx) => this.steps.open(tx, place, from, keysOf(entries)),
      work: async (opened, tx) => {
        if (!opened) return { result: OVERTAKEN, close: null };
        const sorted = await handleAll(opened, tx);
        await this.books.park(tx, sorted.parkKeys, sorted.park, place);
        return { result: sorted, close: () => this.steps.close(tx, place, from, to, sorted.progress) };
      },
    });
  }
}

/** A step whose offset the books hold. */
type OwnedStep = Step & { readonly from: bigint };

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
  awaitsPolicies: boolean,
): Promise<Culprit | null> => {
  if (!event) return null;
  try {
    const { traceparent } = message;
    await handler.react(event, traceparent === undefined ? {} : { traceparent });
    return null;
  } catch (error) {
    if (isTransient(error) || (awaitsPolicies && isPolicyMissing(error))) throw error;
    return { fault: { cause: causeOf(error), error: faultText(error) }, from: version ?? 0 };
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
