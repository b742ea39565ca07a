import { commandRefused } from '@jejak/contracts/every-service';
import {
  type Clock,
  type Contracts,
  type Decider,
  DomainError,
  type DomainEvent,
  naturalId,
  parseStream,
  type Recorded,
  type StreamRef,
  streamOf,
  Unavailable,
} from '@jejak/kernel';
import type { Pool } from 'pg';
import { Appending } from './appending';
import type { Appended, Asked, CommandContext, Execution, Gather, Gathered } from './command-context';
import { ContractRegistry } from './contract-registry';
import { Deciding, type Folded, headOf, Refusal } from './deciding';
import { EventLog, type KnownCommand, type SnapshotBase } from './event-log';
import { identify, identifyTogether, independent } from './identity';
import type { KeyStore } from './key-store';
import type { LoggedEvent } from './logged-event';
import type { StoredEvent } from './reading';
import { type EventRow, Recorder } from './recording';
import { SNAPSHOT_AFTER, snapshotText } from './snapshot';
import type { Append } from './statements';
import { commandOutcome, outcomeOf, silent, type Telemetry } from './telemetry';
import { idempotencyMismatch, ToldBefore } from './told-before';

export interface EventStoreOptions {
  readonly pool: Pool;
  /** Of the service that owns this log; those of every service are added. */
  readonly contracts: Contracts;
  readonly clock: Clock;
  readonly keys: KeyStore;
  /** Where the relay sends the events. */
  readonly topic: string;
  /** Called after each successful append: wakes the relay and the service's own projections. */
  readonly onAppended?: () => void;
  readonly telemetry?: Telemetry;
}

/** An event as read by position. */
export type Positioned = Recorded & { readonly position: bigint };

/** What a command came to, and whether it had come to it before. */
interface Outcome {
  readonly appended: Appended;
  readonly outcome: 'accepted' | 'duplicate';
}

/** So many commands of one `executeEach` share a transaction, and so many of those are decided side by side. */
const BATCH = 500;
const SIDE_BY_SIDE = 16;

/** A service's append-only log; `execute` and its kin are the only way to write. One per service. */
export class EventStore {
  private readonly log: EventLog;
  private readonly recorder: Recorder;
  private readonly deciding: Deciding;
  private readonly appending: Appending;
  private readonly told: ToldBefore;
  private readonly telemetry: Telemetry;
  private readonly service: string;

  constructor(options: EventStoreOptions) {
    const { pool, contracts, clock, keys, topic, onAppended = () => undefined, telemetry = silent } = options;
    const registry = new ContractRegistry(contracts);
    this.log = new EventLog(pool, topic);
    this.recorder = new Recorder(registry, keys);
    this.deciding = new Deciding(registry, keys, this.recorder, clock);
    this.appending = new Appending(this.log, telemetry, onAppended);
    this.told = new ToldBefore(this.log, telemetry);
    this.telemetry = telemetry;
    this.service = contracts.service;
  }

  /**
   * Reads the stream, decides, and appends at exactly the version decided on. After a lost race it decides again, at most five
   * times. The same command id with the same command, or from the same request, is answered with the first outcome, without deciding
   * again; so is what a service does by itself under an id that an event gave, whatever the day has put into the command; a command that was refused, or had nothing to say, leaves no trace and is decided anew.
   * @throws DomainError of the decider
   * @throws Conflict `CONCURRENCY_CONFLICT` (not at the expected version, or all races were lost), `IDEMPOTENCY_MISMATCH`
   * @throws Malformed `STREAM_NAME_INVALID`, `TEXT_NOT_STORABLE` · RuleViolated `EVENT_TOO_LARGE` · Erased `SUBJECT_ERASED`
   * @throws Unavailable `STORE_UNAVAILABLE`: the outcome is unknown, repeat with the same command id
   * @throws InvalidEvent, Error: defects
   */
  execute<Command extends { type: string }, Event extends DomainEvent, State, Given>(
    decider: Decider<Command, Event, State, Given>,
    stream: string,
    command: Command,
    context: CommandContext,
    gather?: Gathered<Given> | Gather<State, Given>,
  ): Promise<Appended> {
    const item: Execution<Command, Event, State, Given> = { decider, stream, command, context, gather };
    return this.single(item);
  }

  /**
   * Many independent commands, each on a stream of its own (imports): loaded in one query, appended in one transaction, 500 at
   * a time. Those that lose a race, or share their stream or command id with an earlier one, are executed one by one behind.
   * @returns in the order given; a refusal is its result
   * @throws Unavailable `STORE_UNAVAILABLE`, and defects: some may be recorded, repeat all with the same command ids
   */
  async executeEach(items: readonly Execution[]): Promise<(Appended | DomainError)[]> {
    const results = new Map<number, Appended | DomainError>();
    const apart = independent(items);
    for (let from = 0; from < apart.length; from += BATCH) {
      const batch = apart.slice(from, from + BATCH);
      const done = await this.batch(batch.map((i) => items[i]));
      for (const [nth, result] of done.entries())
        if (result !== 'again') results.set(batch[nth], this.counted(items[batch[nth]], result));
    }
    for (const [i, item] of items.entries())
      if (!results.has(i)) results.set(i, await asResult(() => this.single(item)));
    return items.map((_, i) => results.get(i) as Appended | DomainError);
  }

  /**
   * Facts decided over several streams at once: all are appended or none, in order of stream. Each stream once. The commands
   * may share one command id.
   * @returns in the order given
   * @throws as `execute`; RangeError when two commands are for one stream
   */
  async executeTogether(items: readonly Execution[]): Promise<Appended[]> {
    const { ordered, commandIds, identity } = identifyTogether(items, this.service);
    const streams = ordered.map(({ stream }) => stream);
    for (let attempt = 0; ; attempt++) {
      const { events, known } = await this.log.loadEach(streams, commandIds);
      const versionOf = (stream: string): number => events.get(stream)?.length ?? 0;
      const answer = (appended: readonly Appended[]): Appended[] =>
        items.map(
          ({ stream }) =>
            appended.find((own) => own.stream === stream) ?? {
              stream,
              version: versionOf(stream),
              events: [],
            },
        );
      if (known.size > 0) return answer(await this.told.outcomes([...known.values()], items[0], identity));
      const appends: Append[] = [];
      for (const [i, item] of ordered.entries()) {
        const rows = await this.decide(item, events.get(item.stream) ?? []);
        if (rows.length > 0)
          appends.push(appendOf(item, rows, versionOf(item.stream), identity.fingerprint, commandIds[i]));
      }
      if (appends.length === 0) return answer([]);
      if (await this.appending.each(appends, true)) {
        this.told.note(items[0]);
        return answer(appends.map(appendedOf));
      }
      await this.appending.pause(attempt);
    }
  }

  /** The stream folded by its decider; `head` is what a later decision may name among its inputs. */
  async state<Command, Event extends DomainEvent, State, Given>(
    decider: Decider<Command, Event, State, Given>,
    stream: string,
  ): Promise<{ state: State; version: number; head: StreamRef | null }> {
    const { events, base } = parseStream(stream)
      ? await this.load(decider, stream, null)
      : { events: [], base: null };
    const folded = await this.deciding.fold(decider, events, base);
    return { state: folded.state, version: folded.version, head: headOf(stream, folded) };
  }

  /**
   * What a request that is sent again came to when it was recorded under its command id. To be asked before anything is decided, read or
   * dated for it: the world has moved on since, and the answer is still the first one.
   * @param actors who may have been recorded as the one who asked: the caller, and whoever stands for a caller who is not named
   * @returns null where nothing is recorded under the id, or not by a request: then the command itself tells
   * @throws Conflict `IDEMPOTENCY_MISMATCH` · Unavailable `STORE_UNAVAILABLE`
   */
  firstAnswer(asked: Asked, actors: readonly string[]): Promise<Appended | null> {
    return this.told.firstAnswer(asked, actors);
  }

  /** Every event of a stream in its current shape, in order; personal fields that were erased read as null. */
  async history(stream: string): Promise<Recorded[]> {
    const events = await this.eventsOf(stream);
    return Promise.all(events.map((event) => Promise.resolve(this.recorded(event))));
  }

  /**
   * The next events behind a position, in its order, and where to read on. Never skips one that commits late.
   * @throws RangeError for an event that this release cannot read: `loggedAfter` gives it as it is
   */
  async readAfter(position: bigint, limit: number): Promise<{ events: Positioned[]; next: bigint }> {
    const { events, next } = await this.log.readAfter(position, limit);
    const read = events.map(async (event) => ({
      ...(await this.recorded(event)),
      position: event.position,
    }));
    return { events: await Promise.all(read), next };
  }

  /**
   * As `readAfter`, as stored: for those who check, send or park events rather than understand them.
   * @param skipped full types of which only place and type are read
   */
  loggedAfter(
    position: bigint,
    limit: number,
    skipped?: readonly string[],
  ): Promise<{ events: LoggedEvent[]; next: bigint }> {
    return this.log.readAfter(position, limit, skipped);
  }

  /**
   * A stored event in its current shape; at once where nothing of it is sealed.
   * @throws RangeError for one that this release cannot read
   */
  recorded(stored: StoredEvent): Recorded | Promise<Recorded> {
    return this.deciding.recorded(stored);
  }

  /** Forgets commands older than 30 days, to be called daily. @returns how many */
  purgeCommands(): Promise<number> {
    return this.log.purgeCommands();
  }

  private async eventsOf(stream: string): Promise<StoredEvent[]> {
    // What is no stream's name may hold what PostgreSQL cannot even be asked for.
    return parseStream(stream) ? (await this.log.load(stream, null)).events : [];
  }

  private async single(item: Execution): Promise<Appended> {
    const { appended } = await commandOutcome(this.telemetry, item.command.type, () => this.attempts(item));
    return appended;
  }

  private async attempts(item: Execution): Promise<Outcome> {
    const { stream, context } = item;
    const identity = identify(item, this.service);
    for (let attempt = 0; ; attempt++) {
      const { events, known, base } = await this.load(item.decider, stream, context.commandId);
      const version = (base?.version ?? 0) + events.length;
      if (known) {
        const [appended] = await this.told.outcomes([known], item, identity);
        return { appended, outcome: 'duplicate' };
      }
      let folded: Folded<unknown> | undefined;
      const rows = await this.decide(item, events, base, (state) => (folded = state));
      if (rows.length === 0) {
        await this.keep(item, folded, events);
        return { appended: { stream, version, events: [] }, outcome: 'accepted' };
      }
      const append = appendOf(item, rows, version, identity.fingerprint, context.commandId);
      const result = await this.appending.one(append);
      if (result?.outcome === 'ok') {
        this.told.note(item);
        await this.keep(item, folded, events);
        return { appended: appendedOf(append), outcome: 'accepted' };
      }
      // A twin of this command won, or another command: the stream tells which, and is decided on anew.
      await this.appending.pause(attempt);
    }
  }

  private async load(
    { snapshot }: Pick<Execution['decider'], 'snapshot'>,
    stream: string,
    commandId: string | null,
  ): Promise<{ events: StoredEvent[]; known: KnownCommand | null; base: SnapshotBase | null }> {
    return snapshot
      ? this.log.loadBehindSnapshot(stream, commandId, snapshot.schema)
      : { ...(await this.log.load(stream, commandId)), base: null };
  }

  /** Keeps the state that was decided on, where many events led to it. A cache: its failure is nobody's. */
  private async keep(
    { decider: { snapshot }, stream }: Execution,
    folded: Folded<unknown> | undefined,
    tail: readonly StoredEvent[],
  ): Promise<void> {
    if (!snapshot || !folded || tail.length <= (snapshot.after ?? SNAPSHOT_AFTER)) return;
    const text = snapshotText(folded.state, tail);
    if (text !== null)
      await this.log.keepSnapshot(stream, snapshot.schema, folded.version, text).catch(() => undefined);
  }

  private async batch(items: readonly Execution[]): Promise<(Appended | DomainError | 'again')[]> {
    const identities = items.map((item) => identify(item, this.service));
    const { events, known } = await this.log.loadEach(
      items.map(({ stream }) => stream),
      items.map(({ context }) => context.commandId),
    );
    const results: (Appended | DomainError | 'again')[] = items.map(() => 'again');
    const repeated = [...items.keys()].flatMap((item) => {
      const command = known.get(items[item].context.commandId);
      return command ? [{ item, command, same: identities[item].isSame(command.fingerprint) }] : [];
    });
    for (const { item, same } of repeated) if (!same) results[item] = idempotencyMismatch();
    const twice = repeated.filter(({ same }) => same);
    if (twice.length > 0)
      for (const [nth, first] of (await this.log.outcomes(twice.map(({ command }) => command))).entries())
        results[twice[nth].item] = first;
    const appends: (Append & { readonly item: number })[] = [];
    const decideOne = async (item: number): Promise<void> => {
      const { stream, context } = items[item];
      const earlier = events.get(stream) ?? [];
      if (known.has(context.commandId)) return;
      const rows = await asResult(() => this.decide(items[item], earlier));
      if (rows instanceof DomainError) results[item] = rows;
      else if (rows.length === 0) results[item] = { stream, version: earlier.length, events: [] };
      else
        appends.push({
          ...appendOf(items[item], rows, earlier.length, identities[item].fingerprint, context.commandId),
          item,
        });
    };
    for (let from = 0; from < items.length; from += SIDE_BY_SIDE)
      await Promise.all(items.slice(from, from + SIDE_BY_SIDE).map((_, nth) => decideOne(from + nth)));
    const appended = appends.length === 0 ? [] : await this.appending.each(appends, false);
    appended?.forEach(({ outcome }, nth) => {
      if (outcome === 'ok') results[appends[nth].item] = appendedOf(appends[nth]);
    });
    return results;
  }

  /** Decides; a refusal is recorded where the command is of class decision, and thrown. */
  private async decide(
    item: Execution,
    events: readonly StoredEvent[],
    base: SnapshotBase | null = null,
    onFolded?: (folded: Folded<unknown>) => void,
  ): Promise<readonly EventRow[]> {
    const decided = await this.deciding.decide(item, events, base, onFolded);
    if (!(decided instanceof Refusal)) return decided;
    if (item.context.decision) await this.recordRefusal(item, decided);
    throw decided.error;
  }

  /** In a stream of its own, named after the command, so that a retry does not double it. */
  private async recordRefusal(item: Execution, { error, gathered, at }: Refusal): Promise<void> {
    const { stream, command, context } = item;
    const place = {
      stream: streamOf('refusal', naturalId('refusal', context.commandId)),
      version: 0,
      head: null,
    };
    const { code, detail } = error;
    const event = commandRefused({
      commandType: command.type,
      ...{ code, stream },
      ...(detail.rule === undefined ? {} : { rule: detail.rule }),
    });
    const rows = await this.recorder.record([event], place, context, gathered, at);
    const refused: Execution = { ...item, stream: place.stream };
    const commandId = naturalId('refusal-of', context.commandId);
    const append = appendOf(refused, rows, 0, identify(refused, this.service).fingerprint, commandId);
    // Whatever else than ok: it was recorded before. Nothing at all: the race was lost with everything in it.
    for (let attempt = 0; !(await this.appending.one(append)); attempt++) await this.appending.pause(attempt);
  }

  private counted(item: Execution, result: Appended | DomainError): Appended | DomainError {
    const outcome = result instanceof DomainError ? outcomeOf(result) : 'accepted';
    this.telemetry.observe('jejak_command_total', { command: item.command.type, outcome }, 1);
    return result;
  }
}

const appendOf = (
  { stream, context }: Execution,
  rows: readonly EventRow[],
  expected: number,
  fingerprint: Buffer,
  commandId: string,
): Append => ({
  ...{ stream, rows, expected, fingerprint, commandId },
  streamType: parseStream(stream)?.aggregate ?? stream,
  traceparent: context.traceparent ?? null,
});

const appendedOf = ({ stream, expected, rows }: Append): Appended => ({
  stream,
  version: expected + rows.length,
  events: rows.map(({ id, type }) => ({ id, type })),
});

/** A refusal as a result. A store that does not answer refuses nothing. */
const asResult = async <Result>(run: () => Promise<Result>): Promise<Result | DomainError> => {
  try {
    return await run();
  } catch (error) {
    if (error instanceof DomainError && !(error instanceof Unavailable)) return error;
    throw error;
  }
};
