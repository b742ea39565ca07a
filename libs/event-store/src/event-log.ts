import type { Pool, QueryArrayConfig } from 'pg';
import type { Appended } from './command-context';
import { withConnection } from './connection';
import { copyOut } from './copied-rows';
import { copiedEvents, copyEvents, type LoggedEvent } from './logged-event';
import { type Asked, GatheredLoads } from './gathered-loads';
import type { StoredEvent } from './reading';
import {
  type Append,
  appendEachStatement,
  type AppendEachRow,
  type AppendOutcome,
  type AppendRow,
  appendStatement,
  keepSnapshotStatement,
  loadBehindSnapshotStatement,
  type LoadedRow,
  loadEachStatement,
  loadStatement,
  type OutcomesRow,
  outcomesStatement,
  purgeCommandsStatement,
  safePositionStatement,
  SNAPSHOT_ROW,
} from './statements';

/** A command that was recorded earlier: what it asked for, and which versions it appended. */
export interface KnownCommand {
  readonly stream: string;
  readonly fingerprint: Buffer;
  readonly first: number;
  readonly last: number;
}

/** What an append came to; `known` for a duplicate. */
export interface AppendResult {
  readonly outcome: AppendOutcome;
  readonly first: number;
  readonly last: number;
}

/** A state that was kept, and where. */
export interface SnapshotBase {
  readonly version: number;
  /** Of the event at that version. */
  readonly hash: Buffer;
  readonly state: unknown;
}

/** A stream as it is, and the command where it is known. */
export interface Loaded {
  readonly events: StoredEvent[];
  readonly known: KnownCommand | null;
}

/** The tables and functions of schema `es`, as the store needs them. Every failure of the database passes `asRefusal`. */
export class EventLog {
  private readonly loads = new GatheredLoads<Loaded>(
    (asked) => this.loadOne(asked),
    async (asked) => {
      const { events, known } = await this.loadEach(
        asked.map(({ stream }) => stream),
        asked.flatMap(({ commandId }) => commandId ?? []),
      );
      return asked.map(({ stream, commandId }) => ({
        events: [...(events.get(stream) ?? [])],
        known: (commandId === null ? null : known.get(commandId.toLowerCase())) ?? null,
      }));
    },
  );

  constructor(
    private readonly pool: Pool,
    private readonly topic: string,
  ) {}

  /** A stream's events in order, and the command when it is known, in one round trip that others of the same turn may share. */
  load(stream: string, commandId: string | null): Promise<Loaded> {
    return this.loads.load({ stream, commandId });
  }

  private async loadOne({ stream, commandId }: Asked): Promise<Loaded> {
    const events: StoredEvent[] = [];
    let known: KnownCommand | null = null;
    for (const row of await this.rows<LoadedRow>(loadStatement(stream, commandId)))
      if (row[7] === null) events.push(storedOf(row));
      else known = knownOf(row);
    return { events, known };
  }

  /** The same from the last snapshot of a schema on, in one round trip too. */
  async loadBehindSnapshot(
    stream: string,
    commandId: string | null,
    schema: number,
  ): Promise<{ base: SnapshotBase | null; events: StoredEvent[]; known: KnownCommand | null }> {
    const events: StoredEvent[] = [];
    let known: KnownCommand | null = null;
    let kept: { readonly version: number; readonly state: unknown } | null = null;
    for (const row of await this.rows<LoadedRow>(loadBehindSnapshotStatement(stream, commandId, schema)))
      if (row[7] === null) events.push(storedOf(row));
      else if (row[7] === SNAPSHOT_ROW)
        // Written as a JSON text by `keepSnapshot`.
        kept = { version: Number(row[1]), state: JSON.parse(row[4] as unknown as string) as unknown };
      else known = knownOf(row);
    if (!kept) return { base: null, events, known };
    const [at, ...behind] = events;
    return { base: { ...kept, hash: at.hash }, events: behind, known };
  }

  /** Keeps a state, unless a newer one is there. */
  async keepSnapshot(stream: string, schema: number, version: number, state: string): Promise<void> {
    await this.rows(keepSnapshotStatement(stream, schema, version, JSON.stringify(state)));
  }

  /** The same for many: events by stream, known commands by command id. */
  async loadEach(
    streams: readonly string[],
    commandIds: readonly string[],
  ): Promise<{ events: Map<string, StoredEvent[]>; known: Map<string, KnownCommand> }> {
    const events = new Map<string, StoredEvent[]>();
    const known = new Map<string, KnownCommand>();
    for (const row of await this.rows<LoadedRow>(loadEachStatement(streams, commandIds)))
      if (row[7] !== null) known.set(row[2], knownOf(row));
      else {
        const own = events.get(row[0]);
        if (own) own.push(storedOf(row));
        else events.set(row[0], [storedOf(row)]);
      }
    return { events, known };
  }

  async append(append: Append): Promise<AppendResult> {
    const [[outcome, first, last]] = await this.rows<AppendRow>(appendStatement(append, this.topic));
    return { outcome, first: Number(first), last: Number(last) };
  }

  /** In the order given. With `together` all or none: then a lost race is an error (SQLSTATE ES409). */
  async appendEach(appends: readonly Append[], together: boolean): Promise<AppendResult[]> {
    const results: AppendResult[] = [];
    const rows = await this.rows<AppendEachRow>(appendEachStatement(appends, this.topic, together));
    for (const [nth, outcome, first, last] of rows)
      results[nth - 1] = { outcome, first: Number(first), last: Number(last) };
    return results;
  }

  /** What these commands came to when they were first given. */
  async outcomes(commands: readonly Pick<KnownCommand, 'stream' | 'first' | 'last'>[]): Promise<Appended[]> {
    const events = commands.map((): { id: string; type: string }[] => []);
    const statement = outcomesStatement(
      commands.map(({ stream }) => stream),
      commands.map(({ first }) => first),
      commands.map(({ last }) => last),
    );
    for (const [nth, id, type] of await this.rows<OutcomesRow>(statement)) events[nth - 1].push({ id, type });
    return commands.map(({ stream, last }, i) => ({ stream, version: last, events: events[i] }));
  }

  /**
   * Two statements, so that the second one's snapshot is newer than the safe position: see `es.safe_position`.
   * @param skipped full types of which only the place is read
   */
  async readAfter(
    position: bigint,
    limit: number,
    skipped: readonly string[] = [],
  ): Promise<{ events: LoggedEvent[]; next: bigint }> {
    return withConnection(this.pool, async (client) => {
      const { rows: safeRows } = await client.query<[string]>(safePositionStatement());
      const safe = BigInt(safeRows[0][0]);
      if (safe <= position) return { events: [], next: position };
      const events = copiedEvents(await copyOut(client, copyEvents(position, safe, limit, skipped)));
      return { events, next: events.length < limit ? safe : events[events.length - 1].position };
    });
  }

  async purgeCommands(): Promise<number> {
    const [[gone]] = await this.rows<[string]>(purgeCommandsStatement());
    return Number(gone);
  }

  private rows<Row extends unknown[]>(statement: QueryArrayConfig): Promise<Row[]> {
    return withConnection(this.pool, async (client) => (await client.query<Row>(statement)).rows);
  }
}

const storedOf = ([
  stream,
  version,
  core,
  hash,
  data,
  opening,
  personal,
  ,
  type,
]: LoadedRow): StoredEvent => ({
  ...{ stream, version: Number(version), type },
  core,
  hash,
  data,
  opening,
  personal,
});

const knownOf = ([stream, first, , fingerprint, , , , last]: LoadedRow): KnownCommand => ({
  ...{ stream, fingerprint },
  first: Number(first),
  last: Number(last),
});
