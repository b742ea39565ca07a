import { type Logger, silentLogger } from '@jejak/observability';
import type { Pool } from 'pg';
import { pause } from '../backoff';
import type { ConsumerState } from '../broker';
import { Application, GapsFound, OVERTAKEN, type Step } from './application';
import type { EventHandler } from './batch-handler';
import { type Place, placeId } from '../place';
import { type Booked, Books, type ParkedCount } from './books';
import type { EventSource, GapFiller, OpenSource, SourceBatch, SourceMessage } from './event-source';
import { ConsumerTelemetry, STATES } from './consumer-telemetry';
import { faultText, isPolicyMissing, isTransient } from './faults';
import { readMessages } from './reading';
import { redriveKey, type Redriven } from './redrive';
import type { Entry, Gap, Sorted } from './sorting';
import { type Entrance, Standing } from './standing';

export interface EventConsumerOptions {
  /** Of the read-model database, in which `migrateConsumers` has run. */
  readonly pool: Pool;
  readonly handler: EventHandler;
  readonly sources: readonly EventSource[];
  readonly gapFiller?: GapFiller;
  readonly logger?: Logger;
  /** Events of one transaction at most. Default 500; 50 for reactions. */
  readonly stepLimit?: number;
  /** What metrics call it; default the handler's name. */
  readonly observedAs?: string;
  /** Pauses between attempts, and for how long a step is tried in place before its partition is paused. */
  readonly retry?: { readonly firstMs: number; readonly mostMs: number; readonly patienceMs: number };
}

/** What a consumer does and how far it is, for metrics and health. */
export interface ConsumerStatus {
  readonly name: string;
  /** `paused`: something outside fails for so long that it only tries now and then. */
  readonly state: ConsumerState;
  /** Events to the end of its sources, as of the last batch. */
  readonly lagEvents: number;
  readonly parkedKeys: number;
  readonly parkedEvents: number;
  readonly lastError: { readonly at: string; readonly error: string; readonly transient: boolean } | null;
  readonly partitions: readonly {
    readonly topic: string;
    readonly partition: number;
    readonly next: bigint;
  }[];
}

const RETRY = { firstMs: 100, mostMs: 30_000, patienceMs: 30_000 };
/** Of a reaction fewer: each event is a command, and stopping waits for the step in hand. */
const STEP_LIMIT = { apply: 500, react: 50 } as const;

/**
 * Applies the events of its sources through one handler: each stream in order, each event once, nothing lost when anything
 * is killed, and a bad event holds up nobody but its own stream. event-store.md section 6.
 */
export class EventConsumer {
  readonly name: string;
  private readonly telemetry: ConsumerTelemetry;
  private readonly books: Books;
  private readonly application: Application;
  private readonly logger: Logger;
  private readonly retry: { readonly firstMs: number; readonly mostMs: number; readonly patienceMs: number };
  private readonly standings = new Map<string, Standing>();
  private readonly listeners = new Set<() => void>();
  private readonly stopping = new AbortController();
  private readonly resumptions = new Set<NodeJS.Timeout>();
  private open: OpenSource[] = [];
  private reading: Promise<ReadonlyMap<string, Booked>> | undefined;
  private lastError: ConsumerStatus['lastError'] = null;
  private parked: readonly ParkedCount[] = [];
  /** Until then policies are waited for in place; null: none was missing yet. In the time of the machine. */
  private policiesAwaitedUntil: number | null = null;

  constructor(private readonly options: EventConsumerOptions) {
    this.name = options.handler.name;
    this.books = new Books(this.name);
    this.application = new Application(options.pool, options.handler, this.books);
    this.logger = (options.logger ?? silentLogger).child({ projection: this.name });
    this.telemetry = new ConsumerTelemetry(options.observedAs ?? this.name, this.logger);
    this.retry = options.retry ?? RETRY;
  }

  /** Resolves when every source delivers; a broker that is away delays only that. */
  async start(): Promise<void> {
    this.open = this.options.sources.map((source) => {
      const opened: OpenSource = source.open({
        name: this.name,
        wants: (type) => this.options.handler.wants(type),
        startAt: (topic, partition) => this.assigned({ topic, partition }),
        onBatch: (batch) => this.receive(batch, opened),
      });
      return opened;
    });
    await Promise.all(this.open.map((source) => source.run()));
  }

  /** Waits for the transaction in hand. */
  async stop(): Promise<void> {
    this.stopping.abort();
    for (const timer of this.resumptions) clearTimeout(timer);
    await Promise.all(this.open.map((source) => source.close()));
  }

  /** Resolves when it has once applied everything that its own store held; topics have no end to wait for. */
  async caughtUp(): Promise<void> {
    await Promise.all(this.open.flatMap((source) => source.caughtUp ?? []));
  }

  /** Calls back after every commit that moved something. @returns a function that ends it */
  onApplied(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * Replays what is parked, each key in one transaction, and unparks it where that succeeds.
   * @param key only this one; default all, oldest first
   */
  async redrive(key?: string): Promise<Redriven[]> {
    const { pool, handler, sources, gapFiller } = this.options;
    const outcomes: Redriven[] = [];
    for (const parked of key === undefined ? await this.books.parkedKeys(pool) : [key]) {
      const outcome = await redriveKey({ pool, handler, sources, books: this.books, gapFiller }, parked);
      this.logger.info(
        { outcome: outcome.unparked ? 'unparked' : 'parked', count: outcome.events },
        'Redrive',
      );
      outcomes.push(outcome);
    }
    this.announce();
    return outcomes;
  }

  /** Does not fail when the database does: then what is parked is said as of the last answer. Refreshes the gauges too. */
  async status(): Promise<ConsumerStatus> {
    try {
      this.parked = await this.books.parkedCounts(this.options.pool);
    } catch (error) {
      this.logger.debug({ err: error }, 'What is parked cannot be counted');
    }
    const state = this.state();
    this.telemetry.standsAt(state, this.parked, 'react' in this.options.handler);
    return {
      name: this.name,
      state,
      lagEvents: [...this.standings.values()].reduce((sum, { behind }) => sum + behind, 0),
      parkedKeys: this.parked.reduce((sum, { keys }) => sum + keys, 0),
      parkedEvents: this.parked.reduce((sum, { events }) => sum + events, 0),
      lastError: this.lastError,
      partitions: this.partitions(),
    };
  }

  /** Where it goes on, partition by partition. Of memory alone: it may be asked as often as one likes. */
  partitions(): ConsumerStatus['partitions'] {
    return [...this.standings.values()].map(({ place, next }) => ({ ...place, next }));
  }

  /** The worst of its sources. */
  state(): ConsumerState {
    const states = new Set(this.open.map((source) => source.state()));
    return STATES.find((state) => states.has(state)) ?? 'stopped';
  }

  /** The partition is ours (again): what was known of it may be old. */
  private async assigned(place: Place): Promise<bigint> {
    const booked = await this.booked();
    this.telemetry.rebalanced();
    return this.standing(place).assigned(booked.get(placeId(place)) ?? null);
  }

  /** The partitions of an assignment are asked about one by one in the same moment: their books are read at once. */
  private booked(): Promise<ReadonlyMap<string, Booked>> {
    if (!this.reading) {
      this.reading = this.books.booked(this.options.pool);
      queueMicrotask(() => (this.reading = undefined));
    }
    return this.reading;
  }

  private standing(place: Place): Standing {
    const id = placeId(place);
    const known = this.standings.get(id);
    if (known) return known;
    const standing = new Standing(place, this.retry);
    this.standings.set(id, standing);
    return standing;
  }

  private async receive(batch: SourceBatch, source: OpenSource): Promise<void> {
    if (!this.isOurs(batch)) return;
    const { messages } = batch;
    const standing = this.standing(batch);
    const entrance = this.entrance(batch, standing);
    if ('seek' in entrance) {
      batch.seek(entrance.seek);
      return;
    }
    const fresh = messages.filter(({ offset }) => offset >= entrance.from);
    const { stepLimit = 'react' in this.options.handler ? STEP_LIMIT.react : STEP_LIMIT.apply } =
      this.options;
    for (let at = 0; at < fresh.length; at += stepLimit) {
      if (!(await this.persist(fresh.slice(at, at + stepLimit), standing, batch, source))) return;
    }
    batch.resolve(messages[messages.length - 1].offset);
  }

  private entrance(batch: SourceBatch, standing: Standing): Entrance {
    const known = standing.isAnew;
    const entrance = standing.entrance(batch);
    if (standing.isAnew && !known) {
      const { topic, partition } = batch;
      this.logger.warn(
        { topic, partition, offset: standing.next },
        'The topic was made anew: reading it from its beginning',
      );
    }
    return entrance;
  }

  /** Applies a step, however often it takes. @returns false when this delivery is over */
  private async persist(
    messages: readonly SourceMessage[],
    standing: Standing,
    batch: SourceBatch,
    source: OpenSource,
  ): Promise<boolean> {
    for (;;) {
      if (!this.isOurs(batch)) return false;
      try {
        const outcome = await this.attempt(messages, standing);
        standing.backoff.succeeded();
        standing.failingSince = null;
        if (outcome === OVERTAKEN) {
          this.logger.info(
            { ...standing.place },
            'Another owner moved this partition: starting again from the books',
          );
          batch.seek(await this.assigned(standing.place));
          return false;
        }
        batch.resolve(messages[messages.length - 1].offset);
        return true;
      } catch (error) {
        if (!(await this.failed(error, standing, batch, source))) return false;
      }
    }
  }

  private async attempt(
    messages: readonly SourceMessage[],
    standing: Standing,
  ): Promise<Sorted | typeof OVERTAKEN> {
    const begun = performance.now();
    const { handler, gapFiller } = this.options;
    const last = messages[messages.length - 1];
    const to: Booked = { next: last.offset + 1n, mark: last.mark ?? null };
    let entries = await readMessages(messages, handler);
    const { awaitsPolicies } = this;
    const { place } = standing;
    const step = (): Step => ({ place, from: standing.inBooks, to, entries, awaitsPolicies });
    let filled = 0;
    let outcome: Sorted | typeof OVERTAKEN;
    try {
      outcome = await this.application.attempt(step(), gapFiller !== undefined);
    } catch (error) {
      if (!(error instanceof GapsFound) || !gapFiller) throw error;
      const whole = await this.fill(entries, error.gaps, gapFiller, standing.place.topic);
      filled = whole.length - entries.length;
      entries = whole;
      outcome = await this.application.attempt(step(), false);
    }
    if (outcome !== OVERTAKEN) {
      standing.moved(to);
      const { behind } = standing;
      const durationMs = performance.now() - begun;
      this.telemetry.stepped({ sorted: outcome, place, behind, filled, durationMs });
      this.announce();
    }
    return outcome;
  }

  /** Puts what the filler has in front of the first event behind each gap. */
  private async fill(
    entries: readonly Entry[],
    gaps: readonly Gap[],
    filler: GapFiller,
    topic: string,
  ): Promise<Entry[]> {
    const found = new Map<string, Entry[]>();
    for (const { key, from, to } of gaps)
      found.set(key, await readMessages(await filler.fill(topic, key, from, to), this.options.handler));
    return entries.flatMap((entry) => {
      const gap = gaps.find(({ key, to }) => key === entry.key && entry.version === to + 1);
      const missing = gap && found.get(gap.key);
      if (!missing) return [entry];
      found.delete(gap.key);
      return [...missing, entry];
    });
  }

  /** @returns whether to try again at once in place */
  private async failed(
    error: unknown,
    standing: Standing,
    batch: SourceBatch,
    source: OpenSource,
  ): Promise<boolean> {
    const missing = isPolicyMissing(error);
    const transient = missing || isTransient(error);
    this.lastError = { at: new Date().toISOString(), error: faultText(error), transient };
    // Whatever is permanent was parked. What arrives here is not known to be: trying again loses nothing.
    const { topic, partition } = standing.place;
    const delayMs = missing ? this.untilPolicies(standing.backoff.nextMs()) : standing.backoff.nextMs();
    const fields = {
      topic,
      partition,
      attempt: standing.backoff.attempts,
      delay_ms: Math.round(delayMs),
      err: error,
    };
    this.logger[transient ? 'warn' : 'error'](fields, 'A batch could not be applied: trying again');
    standing.failingSince ??= Date.now();
    if (Date.now() - standing.failingSince > this.retry.patienceMs) {
      source.pause(topic, partition);
      const timer = setTimeout(() => {
        this.resumptions.delete(timer);
        source.resume(topic, partition);
      }, delayMs);
      this.resumptions.add(timer);
      return false;
    }
    await batch.heartbeat();
    await pause(delayMs, this.stopping.signal);
    return true;
  }

  /** Whether the policies that a reaction finds missing may still be on their way. What it parks later is tried again by itself. */
  private get awaitsPolicies(): boolean {
    return this.policiesAwaitedUntil === null || Date.now() < this.policiesAwaitedUntil;
  }

  /** The first policy that is missing begins the wait for all of them: a log without a policy holds up nobody longer. */
  private untilPolicies(delayMs: number): number {
    this.policiesAwaitedUntil ??= Date.now() + this.retry.patienceMs;
    return Math.max(0, Math.min(delayMs, this.policiesAwaitedUntil - Date.now()));
  }

  private isOurs(batch: SourceBatch): boolean {
    return !this.stopping.signal.aborted && batch.isCurrent();
  }

  private announce(): void {
    for (const listener of this.listeners) listener();
  }
}
