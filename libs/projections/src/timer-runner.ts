import { ADVISORY_LOCKS, type Appended, type CommandContext } from '@jejak/event-store';
import { type Clock, naturalId } from '@jejak/kernel';
import { isPolicyMissing, isTransient, pause } from '@jejak/messaging';
import { type Logger, metrics, silentLogger } from '@jejak/observability';
import type { Pool, PoolClient } from 'pg';
import type { Projections } from './projections';
import type { Timer } from './timers';

/** A timer whose time has come. */
export interface DueTimer extends Required<Timer> {
  /** Of its set. */
  readonly name: string;
  readonly sourceEventId: string;
  /** The stream of the event that set it. */
  readonly stream: string;
  /** For the command: an automatic act of the service, the same id however often it is fired. */
  readonly context: CommandContext;
}

export interface TimerRunnerOptions {
  readonly pool: Pool;
  /** Runs the sets of timers as read models. */
  readonly projections: Projections;
  /** The sets that this runner fires. */
  readonly names: readonly string[];
  readonly service: string;
  /** Business time decides what is due. */
  readonly clock: Clock;
  /** Gives the command. What it appended is awaited before a later timer is fired. @throws Error: it is tried again later */
  readonly fire: (timer: DueTimer) => Promise<Appended | void>;
  readonly logger?: Logger;
  /** How often it looks, in machine time; default 250 ms. */
  readonly pollMs?: number;
}

interface Row {
  readonly timer_name: string;
  readonly command: string;
  readonly key: string;
  readonly source_event_id: string;
  readonly due: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly stream: string;
  readonly correlation: string;
}

const POLL_MS = 250;
const LOOK_FOR_LEADERSHIP_MS = 1_000;
/** So long a fired timer's fact is awaited in the read model of the timers. */
const FACT_MS = 2_000;
const GROUP = 200;
const LAST_RETRY_S = 600;
const LATE = '1 minute';
const COUNT_LATE_EVERY_MS = 10_000;

/** The instant in which the earliest due timers stand, all of that instant, in a fixed order. */
const DUE = `
  SELECT timer_name, command, key, source_event_id, payload, stream, correlation,
         to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS due
  FROM rm.timers
  WHERE NOT done AND fired_at IS NULL AND timer_name = ANY($1::text[])
    AND (next_try IS NULL OR next_try <= clock_timestamp())
    AND due_at = (SELECT min(due_at) FROM rm.timers
                  WHERE NOT done AND fired_at IS NULL AND timer_name = ANY($1::text[]) AND due_at <= $2::timestamptz
                    AND (next_try IS NULL OR next_try <= clock_timestamp()))
  ORDER BY timer_name, command, key, source_event_id LIMIT ${GROUP}`;

/** So many of one kind and instant at once: at the end of a year everybody has one. */
const AT_ONCE = 5;

/** Timers of one set and command that follow each other, a few at a time: what these do to different keys has no order. */
const alikeOf = (rows: readonly Row[]): Row[][] =>
  rows.reduce<Row[][]>((groups, row) => {
    const last = groups.at(-1);
    const fits =
      last !== undefined &&
      last.length < AT_ONCE &&
      last[0].timer_name === row.timer_name &&
      last[0].command === row.command &&
      last.every(({ key }) => key !== row.key);
    if (fits) last.push(row);
    else groups.push([row]);
    return groups;
  }, []);

const columnsOf = (rows: readonly Row[]): string[][] => [
  rows.map(({ timer_name: name }) => name),
  rows.map(({ command }) => command),
  rows.map(({ key }) => key),
  rows.map(({ source_event_id: id }) => id),
];

const deaf = (): void => undefined;

/**
 * Fires due timers, those missed in an outage too, in order of their due date; one replica of the service does. A timer is
 * done when its fact exists: firing it twice is one command.
 */
export class TimerRunner {
  private readonly logger: Logger;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private leads = false;
  private countedLate = -Infinity;
  private nudge = new AbortController();

  constructor(private readonly options: TimerRunnerOptions) {
    this.logger = (options.logger ?? silentLogger).child({ part: 'timers' });
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Waits for the command in hand. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.nudge.abort();
    await this.running;
  }

  /** Business time was moved, or a timer was set: look now. */
  wake(): void {
    this.nudge.abort();
  }

  /** Whether this replica fires. */
  isLeader(): boolean {
    return this.leads;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    const { projections, names } = this.options;
    await Promise.race([
      Promise.all(names.map((name) => projections.consumer(name).caughtUp())),
      new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true })),
    ]);
    while (!signal.aborted) {
      try {
        await this.lead();
      } catch (error) {
        this.logger.warn({ err: error }, 'Timers are interrupted');
      }
      this.leads = false;
      await this.pause(LOOK_FOR_LEADERSHIP_MS);
    }
  }

  /** Fires for as long as the session lives that holds the lock: queries go through it, so losing it is noticed at once. */
  private async lead(): Promise<void> {
    const client = await this.options.pool.connect();
    client.on('error', deaf);
    let broken = true;
    try {
      const lock = [ADVISORY_LOCKS.space, ADVISORY_LOCKS.timers];
      const { rows } = await client.query<{ won: boolean }>(
        'SELECT pg_try_advisory_lock($1::int, $2::int) AS won',
        lock,
      );
      if (rows[0].won) {
        this.leads = true;
        while (!this.stopping.signal.aborted)
          if ((await this.fireEarliest(client)) === 0) await this.pause(this.options.pollMs ?? POLL_MS);
        await client.query('SELECT pg_advisory_unlock($1::int, $2::int)', lock);
      }
      broken = false;
    } finally {
      client.removeListener('error', deaf);
      client.release(broken);
    }
  }

  /** @returns how many timers were tried */
  private async fireEarliest(client: PoolClient): Promise<number> {
    const { names, clock, projections } = this.options;
    const now = clock.now();
    const { rows } = await client.query<Row>({ name: 'rm-timers-due', text: DUE, values: [names, now] });
    if (performance.now() - this.countedLate > COUNT_LATE_EVERY_MS) await this.countLate(client, now);
    const facts: { name: string; stream: string; version: number }[] = [];
    for (const alike of alikeOf(rows)) {
      if (this.stopping.signal.aborted) return rows.length;
      for (const { stream, version } of await this.fire(client, alike))
        facts.push({ name: alike[0].timer_name, stream, version });
    }
    // The facts may set or end other timers: those are known before a later instant is looked at.
    for (const { name, stream, version } of facts)
      if (projections.readsOwn(name)) await projections.reached({ name }, stream, version, FACT_MS);
    return rows.length;
  }

  /** @returns what was appended */
  private async fire(client: PoolClient, alike: readonly Row[]): Promise<Appended[]> {
    const outcomes = await Promise.allSettled(
      alike.map(async (row) => this.options.fire(this.dueTimer(row))),
    );
    const fired = alike.filter((_, at) => outcomes[at].status === 'fulfilled');
    if (fired.length > 0)
      await client.query({
        name: 'rm-timers-fired',
        text: `UPDATE rm.timers t SET fired_at = clock_timestamp(), attempts = attempts + 1, error = NULL
               FROM unnest($1::text[], $2::text[], $3::text[], $4::uuid[]) AS f (timer_name, command, key, source_event_id)
               WHERE t.timer_name = f.timer_name AND t.command = f.command AND t.key = f.key
                 AND t.source_event_id = f.source_event_id`,
        values: columnsOf(fired),
      });
    const appended: Appended[] = [];
    for (const [at, outcome] of outcomes.entries())
      if (outcome.status === 'rejected') await this.failed(client, alike[at], outcome.reason);
      else if (outcome.value) appended.push(outcome.value);
    return appended;
  }

  private async failed(client: PoolClient, row: Row, error: unknown): Promise<void> {
    const passing = isTransient(error) || isPolicyMissing(error);
    this.logger[passing ? 'warn' : 'error'](
      { command: row.command, err: error },
      'A timer could not be fired',
    );
    await client.query({
      name: 'rm-timers-failed',
      text: `UPDATE rm.timers SET attempts = attempts + 1, error = $5,
               next_try = clock_timestamp() + least(${LAST_RETRY_S}, power(2, least(attempts, 20))) * interval '1 second'
             WHERE timer_name = $1 AND command = $2 AND key = $3 AND source_event_id = $4`,
      values: [
        ...[row.timer_name, row.command, row.key, row.source_event_id],
        error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 2000) : 'unknown',
      ],
    });
  }

  private dueTimer(row: Row): DueTimer {
    const {
      timer_name: name,
      command,
      key,
      payload,
      stream,
      correlation,
      source_event_id: sourceEventId,
    } = row;
    const { service } = this.options;
    return {
      ...{ name, command, key, payload, stream, sourceEventId, dueAt: row.due },
      context: {
        commandId: naturalId(sourceEventId, `${name}.${command}.${key}`),
        actor: service,
        role: 'service',
        correlation,
        cause: sourceEventId,
      },
    };
  }

  private async countLate(client: PoolClient, now: string): Promise<void> {
    this.countedLate = performance.now();
    const { rows } = await client.query<{ timer_name: string; late: number }>({
      name: 'rm-timers-late',
      text: `SELECT timer_name, count(*)::int AS late FROM rm.timers
             WHERE NOT done AND fired_at IS NULL AND due_at < $1::timestamptz - interval '${LATE}' GROUP BY timer_name`,
      values: [now],
    });
    const late = new Map(rows.map((row) => [row.timer_name, row.late]));
    for (const kind of this.options.names) metrics.timerOverdue.set({ kind }, late.get(kind) ?? 0);
  }

  private async pause(ms: number): Promise<void> {
    if (this.stopping.signal.aborted) return;
    const { signal } = this.nudge;
    await pause(ms, signal);
    if (signal.aborted && !this.stopping.signal.aborted) this.nudge = new AbortController();
  }
}
