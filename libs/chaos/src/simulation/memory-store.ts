import { ContractRegistry, type LoggedEvent, recordedOf } from '@jejak/event-store';
import { eventTypeOf, naturalId } from '@jejak/kernel';
import { commit, type Core, coreText, eventHash } from '@jejak/ledger';
import {
  Fenced,
  type EventLog,
  type LeaderSession,
  type NumberedRow,
  type OutboxRow,
  SessionLost,
  topicOf,
} from '@jejak/messaging';
import { accountContracts, ACCOUNTS, deposited, remarked } from '../service/accounts';
import type { Life, Scheduler } from './scheduler';

export const TOPIC = topicOf(ACCOUNTS);

/** Every third event of a stream is one that not everybody wants. */
const REMARK_EACH = 3;

/** The tables of schema `es` as far as relay and cursor see them, with appends that commit late. */
export class MemoryStore {
  readonly events: LoggedEvent[] = [];
  readonly outbox = new Map<string, OutboxRow>();
  readonly published = new Map<string, number>();
  readonly relay = { epoch: 0, nextPos: 1 };
  leader: MemorySession | null = null;
  private position = 1;
  private readonly inFlight = new Set<number>();
  private readonly locked = new Set<string>();
  private readonly registry = new ContractRegistry(accountContracts);

  constructor(
    private readonly scheduler: Scheduler,
    /** Whether calls fail now. */
    readonly fails: (probability: number) => boolean,
  ) {}

  /** One transaction of a writer: positions are drawn at once, and seen when it commits. */
  async append(stream: string, count: number): Promise<void> {
    while (this.locked.has(stream)) await this.scheduler.turn('wait for the stream');
    this.locked.add(stream);
    const positions = Array.from({ length: count }, () => ++this.position);
    for (const position of positions) this.inFlight.add(position);
    // Some take long: others commit higher positions meanwhile.
    for (let turns = this.scheduler.chance.below(12); turns >= 0; turns--)
      await this.scheduler.turn('commit');
    if (!this.fails(0.1)) for (const position of positions) this.record(stream, position);
    for (const position of positions) this.inFlight.delete(position);
    this.locked.delete(stream);
  }

  /** @param naive reads whatever it sees, and goes on behind the last */
  log(life: Life, naive: boolean): EventLog {
    return {
      recorded: (stored) => recordedOf(stored, this.registry, null),
      loggedAfter: async (position, limit) => {
        await life.turn('read the log');
        if (this.fails(0.03)) throw broken();
        const safe = naive
          ? this.position
          : Math.min(this.position, ...[...this.inFlight].map((one) => one - 1));
        const behind = this.events
          .filter((event) => event.position > position && event.position <= BigInt(safe))
          .sort((a, b) => Number(a.position - b.position));
        const events = behind.slice(0, limit);
        const last = events.at(-1)?.position ?? position;
        const end = naive || behind.length > limit ? last : BigInt(safe);
        return { events, next: end > position ? end : position };
      },
    };
  }

  private record(stream: string, position: number): void {
    const before = this.events.filter((event) => event.stream === stream);
    const version = before.length + 1;
    const remark = version % REMARK_EACH === 0;
    const data = remark ? { nth: version } : { nth: version, amount: 1 };
    const { commitment, opening } = commit(data, []);
    const id = naturalId('event', stream, String(version));
    const core: Core = {
      ...{ id, type: eventTypeOf(ACCOUNTS, remark ? remarked : deposited), stream, ver: version },
      ...{ prev: before.at(-1)?.hash.toString('base64url') ?? null, at: '2026-01-05T02:00:00.000Z' },
      ...{ actor: ACCOUNTS, role: 'service', policy: null, cause: null, data: commitment },
    };
    const text = coreText(core);
    this.events.push({
      ...{ position: BigInt(position), stream, version, type: core.type, core: text, hash: eventHash(text) },
      ...{ data, opening, personal: null, recordedAt: new Date(0) },
    });
    this.outbox.set(String(position), {
      ...{ position: String(position), topic: TOPIC, eventId: id, key: stream, core: text },
      ...{ data: JSON.stringify(data), opening, personal: null, traceparent: null, pos: null },
    });
  }
}

const broken = (): Error => Object.assign(new Error('Connection terminated'), { code: '57P01' });

/** The connection of a relay. The server may end it, and its owner need not notice at once. */
export class MemorySession implements LeaderSession {
  private readonly losing = new AbortController();
  private last: Promise<unknown> = Promise.resolve();
  private gone = false;
  private cursor = 0;

  /** @param paging known bad: goes on behind the last position that it read */
  constructor(
    private readonly store: MemoryStore,
    private readonly life: Life,
    private readonly paging: boolean,
  ) {
    life.atEnd(() => this.endByServer());
  }

  get lost(): AbortSignal {
    return this.losing.signal;
  }

  /** As a time-out of the server would: the lock is free, and the owner learns of it with its next statement. */
  endByServer(): void {
    this.gone = true;
    if (this.store.leader === this) this.store.leader = null;
  }

  tryLead(): Promise<boolean> {
    return this.call('try to lead', () => {
      this.store.leader ??= this;
      return this.store.leader === this;
    });
  }

  raiseEpoch(): Promise<{ epoch: number; pos: number }> {
    const { relay } = this.store;
    return this.call('raise the epoch', () => ({ epoch: ++relay.epoch, pos: relay.nextPos - 1 }));
  }

  head(inFlight: readonly string[], limit: number): Promise<OutboxRow[]> {
    return this.call('head', () => {
      const rows = [...this.store.outbox.values()].sort((a, b) => Number(a.position) - Number(b.position));
      if (!this.paging) return rows.filter(({ position }) => !inFlight.includes(position)).slice(0, limit);
      const page = rows.filter(({ position }) => Number(position) > this.cursor).slice(0, limit);
      this.cursor = Number(page.at(-1)?.position ?? 0);
      return page;
    });
  }

  number(rows: readonly OutboxRow[], epoch: number): Promise<NumberedRow[]> {
    return this.call('number', () => {
      const { relay, outbox, published } = this.store;
      const fresh = rows.filter(({ pos }) => pos === null);
      if (fresh.length > 0 && relay.epoch !== epoch) throw new Fenced(`epoch ${epoch} is over`);
      return rows.map((row) => {
        if (row.pos !== null) return { ...row, pos: row.pos };
        const pos = relay.nextPos++;
        published.set(row.eventId, pos);
        outbox.set(row.position, { ...row, pos });
        return { ...row, pos };
      });
    });
  }

  async remove(positions: readonly string[]): Promise<void> {
    if (positions.length > 0)
      await this.call('remove', () => {
        for (const position of positions) this.store.outbox.delete(position);
      });
  }

  bury(position: string): Promise<void> {
    return Promise.reject(new Error(`nothing is too large here, but ${position} was buried`));
  }

  /** Nobody asks for a replay here; the look for one is no step of the scheduler, since it goes by the machine's clock. */
  openReplay(): Promise<null> {
    return Promise.resolve(null);
  }

  published(): Promise<never> {
    return Promise.reject(new Error('a replay that nobody asked for'));
  }

  replayed(): Promise<never> {
    return this.published();
  }

  measure(): ReturnType<LeaderSession['measure']> {
    const { relay, outbox } = this.store;
    return this.call('measure', () => ({
      ...{ depth: outbox.size, oldestSeconds: 0, blockedKeys: 0 },
      ...{ epoch: relay.epoch, pos: relay.nextPos - 1 },
    }));
  }

  async close(): Promise<void> {
    this.endByServer();
    this.lose();
    await this.life.turn('close');
  }

  /** One statement at a time; the connection may break before it is done, or after. */
  private call<Answer>(label: string, act: () => Answer): Promise<Answer> {
    const answer = this.last.then(async () => {
      if (this.lost.aborted) throw new SessionLost('the session is gone');
      await this.life.turn(label);
      try {
        if (this.gone || this.store.fails(0.02)) throw broken();
        const done = act();
        await this.life.turn(`${label}: answer`);
        if (this.store.fails(0.02)) throw broken();
        return done;
      } catch (error) {
        this.endByServer();
        this.lose();
        throw error;
      }
    });
    this.last = answer.catch(() => undefined);
    return answer;
  }

  private lose(): void {
    if (!this.lost.aborted) this.losing.abort(new SessionLost('the session is gone'));
  }
}
