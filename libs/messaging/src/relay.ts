import { type Logger, silentLogger } from '@jejak/observability';
import { Backoff, pause } from './backoff';
import { type Broker, type BrokerProducer, BrokerRefused, type OutgoingMessage } from './broker';
import { dispatch } from './relay-dispatch';
import {
  countStreams,
  type LeaderSession,
  type NumberedRow,
  RelaySession,
  type Replay,
} from './relay-session';
import { type RelayErrorKind, type RelayTelemetry, silentRelay } from './relay-telemetry';

export interface RelayOptions {
  /** Of the service's own database, directly and not through a transaction pooler: leadership is a lock of the session. */
  readonly databaseUrl: string;
  /** Without one the relay numbers all the same and sends nothing: feeds are the transport then. */
  readonly broker?: Broker;
  readonly service: string;
  /** The service's topic; made with `partitions` where it is missing and the broker allows it. */
  readonly topic: string;
  readonly partitions: number;
  readonly logger?: Logger;
  readonly telemetry?: RelayTelemetry;
  /** Called by the leader each minute with the highest number and how many streams there are; appends the heartbeat. */
  onHeartbeat?(beat: Heartbeat): Promise<void>;
  /** Called by the leader as soon as events have numbers: its feed has something new. */
  onNumbered?(): void;
  /** Default 60 s of machine time. */
  readonly heartbeatEveryMs?: number;
  /** Rows of one send. Default 1,000. */
  readonly batchSize?: number;
  /** How often a standby asks for the leadership. Default 500 ms. */
  readonly standbyEveryMs?: number;
  /** How often the outbox is measured. Default 5 s. */
  readonly measureEveryMs?: number;
  /**
   * The database ends a leader's session that was silent for so long: a process that is frozen, or cut off on its own side only,
   * holds the leadership no longer. At least twice `measureEveryMs`. Default 15 s.
   */
  readonly sessionSilenceMs?: number;
  /** Default: a connection of its own to the database. A simulation has another. */
  openSession?(): Promise<LeaderSession>;
  /** How long `stop` waits for the batch in flight. Default 10 s. */
  readonly stopWithinMs?: number;
  /** How often the leader looks for a replay that was asked for. Default 500 ms. */
  readonly replayEveryMs?: number;
}

export interface Heartbeat {
  /** Highest number given so far; 0 for none. */
  readonly pos: number;
  readonly streams: number;
}

export interface RelayStatus {
  readonly state: 'stopped' | 'connecting' | 'standby' | 'leading';
  readonly leader: boolean;
  /** The newest that this replica knows of. */
  readonly epoch: number;
  /** Highest number given so far. */
  readonly pos: number;
  /** Rows of the outbox (at most 100,000 are counted), and the age of the oldest, when last measured. */
  readonly depth: number;
  readonly oldestSeconds: number;
  readonly blockedKeys: number;
  /** Acknowledged since this process began. */
  readonly published: number;
  /** Milliseconds since the loop last turned: it waits for nothing longer than a watchdog. */
  readonly turnedMsAgo: number;
  /** Why nothing is sent at the moment. */
  readonly trouble: string | null;
}

type OptionalPort = 'broker' | 'onHeartbeat' | 'onNumbered' | 'openSession';

/** Poll of an empty outbox: a commit elsewhere is seen within the shorter time while there is traffic. */
const POLL = { firstMs: 5, mostMs: 50 } as const;

/**
 * Brings the outbox to the broker: at least once, and per key in order of version except for what is sent again.
 * One leader per service; the other replicas stand by.
 */
export class Relay {
  readonly #options: Required<Omit<RelayOptions, OptionalPort>> & Pick<RelayOptions, OptionalPort>;
  readonly #backoff = new Backoff({ firstMs: 100, mostMs: 5_000 });
  #stopping = new AbortController();
  #outOfPatience = new AbortController();
  #running: Promise<void> | undefined;
  #wakeUp: (() => void) | undefined;
  #awake = false;
  #beating = false;
  #state: RelayStatus['state'] = 'stopped';
  #measured = { depth: 0, oldestSeconds: 0, blockedKeys: 0 };
  #epoch = 0;
  #pos = 0;
  #published = 0;
  #turned = performance.now();
  #trouble: string | null = null;
  #producer: BrokerProducer | undefined;
  #topicMade = false;

  constructor(options: RelayOptions) {
    this.#options = {
      logger: silentLogger,
      telemetry: silentRelay,
      heartbeatEveryMs: 60_000,
      batchSize: 1_000,
      standbyEveryMs: 500,
      measureEveryMs: 5_000,
      sessionSilenceMs: 15_000,
      stopWithinMs: 10_000,
      replayEveryMs: 500,
      ...options,
    };
  }

  /** Begins, at once as a standby. */
  start(): void {
    if (this.#running) return;
    this.#stopping = new AbortController();
    this.#outOfPatience = new AbortController();
    this.#running = this.#run();
  }

  /** Something was appended: look now instead of at the next poll. Cheap, and harmless on a standby. */
  wake(): void {
    this.#awake = true;
    this.#wakeUp?.();
  }

  /** Finishes the one batch in flight, deletes what the broker has, gives up the leadership. */
  async stop(): Promise<void> {
    if (!this.#running) return;
    this.#stopping.abort();
    this.wake();
    // A broker that does not answer must not hold up the shutdown: the rows stay, and the successor sends them.
    const patience = setTimeout(() => {
      this.#outOfPatience.abort(new Error('the batch in flight took too long to stop'));
      void this.#closeProducer();
    }, this.#options.stopWithinMs);
    await this.#running;
    clearTimeout(patience);
    this.#running = undefined;
  }

  status(): RelayStatus {
    return {
      state: this.#state,
      leader: this.#state === 'leading',
      epoch: this.#epoch,
      pos: this.#pos,
      ...this.#measured,
      published: this.#published,
      turnedMsAgo: Math.round(performance.now() - this.#turned),
      trouble: this.#trouble,
    };
  }

  async #run(): Promise<void> {
    const { logger, databaseUrl, service, sessionSilenceMs, openSession } = this.#options;
    const stopping = this.#stopping.signal;
    while (!stopping.aborted) {
      this.#enter('connecting');
      let session: LeaderSession | undefined;
      try {
        session = await (openSession?.() ??
          RelaySession.open(databaseUrl, `jejak-relay-${service}`, sessionSilenceMs));
        await this.#serve(session);
      } catch (error) {
        if (stopping.aborted) break;
        this.#trouble = 'the database session was lost';
        logger.warn(
          { part: 'relay', err: error, epoch: this.#epoch },
          'The relay lost its session or its leadership',
        );
      } finally {
        await this.#closeProducer();
        await session?.close();
      }
      await pause(this.#backoff.nextMs(), stopping);
    }
    this.#enter('stopped');
  }

  /** From standby to the end of the session. */
  async #serve(session: LeaderSession): Promise<void> {
    const { standbyEveryMs, measureEveryMs, logger } = this.#options;
    const stopping = this.#stopping.signal;
    const ended = AbortSignal.any([stopping, session.lost]);
    // At once: the successor may be sending already.
    session.lost.addEventListener('abort', () => void this.#closeProducer(), { once: true });
    ended.addEventListener('abort', () => this.wake(), { once: true });
    this.#enter('standby');
    this.#trouble = null;
    const measuring = setInterval(() => void this.#measure(session), measureEveryMs);
    try {
      await this.#measure(session);
      while (!(await session.tryLead())) {
        this.#turned = performance.now();
        this.#backoff.succeeded();
        await pause(standbyEveryMs, ended);
        if (ended.aborted) return;
      }
      ({ epoch: this.#epoch, pos: this.#pos } = await session.raiseEpoch());
      logger.info({ part: 'relay', epoch: this.#epoch, pos: this.#pos }, 'The relay leads');
      this.#enter('leading');
      const beating = setInterval(() => void this.#beat(session), this.#options.heartbeatEveryMs);
      try {
        await this.#lead(session, ended);
      } finally {
        clearInterval(beating);
      }
    } finally {
      clearInterval(measuring);
    }
  }

  async #lead(session: LeaderSession, ended: AbortSignal): Promise<void> {
    const take = async (inFlight: readonly string[]): Promise<NumberedRow[]> => {
      if (ended.aborted) return [];
      const rows = await session.number(await session.head(inFlight, this.#options.batchSize), this.#epoch);
      for (const { pos } of rows) this.#pos = Math.max(this.#pos, pos);
      if (rows.length > 0) this.#options.onNumbered?.();
      this.#backoff.succeeded();
      return rows;
    };
    const idle = { ms: POLL.firstMs as number };
    let batch: readonly NumberedRow[] = [];
    let acknowledged: readonly string[] = [];
    // What was acknowledged is deleted, and the next rows are read and numbered, while the broker stores this batch.
    // The read leaves out what is in flight instead of paging behind it: so no later version overtakes an earlier one.
    const next = async (inFlight: readonly string[]): Promise<NumberedRow[]> => {
      const gone = acknowledged;
      await session.remove(gone);
      acknowledged = [];
      return take(inFlight);
    };
    let looked = -Infinity;
    while (!ended.aborted) {
      this.#turned = performance.now();
      // Nothing is in flight here, and nothing else is sent before a replay is over: what is lost comes before what is new.
      if (this.#turned - looked > this.#options.replayEveryMs) {
        const replay = await session.openReplay();
        if (replay) await this.#replay(session, replay, ended);
        looked = performance.now();
      }
      if (batch.length === 0) {
        this.#awake = false;
        batch = await next([]);
        if (batch.length === 0) await this.#rest(idle);
        continue;
      }
      idle.ms = POLL.firstMs;
      const sending = this.#send(session, batch, ended);
      const [sent, following] = await Promise.allSettled([
        sending,
        next(batch.map(({ position }) => position)),
      ]);
      if (sent.status === 'fulfilled') acknowledged = [...acknowledged, ...sent.value];
      if (following.status === 'rejected') throw following.reason;
      if (sent.status === 'rejected') throw sent.reason;
      batch = following.value;
    }
    if (!session.lost.aborted) await session.remove(acknowledged);
  }

  /** Sends a range of numbers once more, from where an earlier leader left off. */
  async #replay(session: LeaderSession, replay: Replay, ended: AbortSignal): Promise<void> {
    const { service, batchSize, logger } = this.#options;
    logger.info({ part: 'relay', pos: replay.next, topic: replay.topic }, 'A replay begins');
    // The topic may be what was lost.
    this.#topicMade = false;
    let rows = await session.published(replay, replay.next, batchSize);
    while (rows.length > 0) {
      this.#turned = performance.now();
      ended.throwIfAborted();
      const next = rows[rows.length - 1].pos + 1;
      const [sent, following] = await Promise.allSettled([
        dispatch(rows, {
          service,
          send: (topic, messages) => this.#insist(topic, messages, session.lost, ended),
          // What went as its core alone goes so again; its key is blocked, or no longer.
          bury: () => Promise.resolve(),
        }),
        session.published(replay, next, batchSize),
      ]);
      if (following.status === 'rejected') throw following.reason;
      if (sent.status === 'rejected') throw sent.reason;
      await session.replayed(replay, next);
      rows = following.value;
    }
    logger.info({ part: 'relay', pos: replay.to, topic: replay.topic }, 'A replay is over');
  }

  /** @returns positions that the broker has */
  async #send(session: LeaderSession, rows: readonly NumberedRow[], ended: AbortSignal): Promise<string[]> {
    const { service, logger, telemetry } = this.#options;
    const published = await dispatch(rows, {
      service,
      send: (topic, messages) => this.#insist(topic, messages, session.lost, ended),
      bury: async (row, refusal) => {
        telemetry.failed(refusal.reason);
        logger.error(
          { part: 'relay', event_id: row.eventId, pos: row.pos, topic: row.topic, kind: refusal.reason },
          'An event cannot be sent; its key is blocked until a redrive',
        );
        await session.bury(row.position, refusal.message);
      },
    });
    return published.map(({ position }) => position);
  }

  /** Sends until the broker has it or refuses it for good; gives up when the session is lost, or on a failure while stopping. */
  async #insist(
    topic: string,
    messages: readonly OutgoingMessage[],
    lost: AbortSignal,
    ended: AbortSignal,
  ): Promise<void> {
    const { broker, logger, telemetry } = this.#options;
    if (!broker) return;
    const backoff = new Backoff({ firstMs: 100, mostMs: 5_000 });
    const origins = messages.map(({ headers }) => headers['traceparent'] as string | undefined);
    for (;;) {
      this.#turned = performance.now();
      try {
        const producer = await this.#ready(broker);
        lost.throwIfAborted();
        this.#outOfPatience.signal.throwIfAborted();
        const began = performance.now();
        await telemetry.batch(messages.length, origins, () => producer.send(topic, messages));
        this.#published += messages.length;
        telemetry.published(messages.length, (performance.now() - began) / 1_000);
        this.#trouble = null;
        return;
      } catch (error) {
        if (error instanceof BrokerRefused || ended.aborted) throw error;
        // It may be the topic that is gone.
        this.#topicMade = false;
        this.#trouble = 'the broker does not answer';
        telemetry.failed(kindOf(error));
        const delayMs = backoff.nextMs();
        logger.warn(
          { part: 'relay', topic, attempt: backoff.attempts, delay_ms: Math.round(delayMs), err: error },
          'A send failed; it is tried again',
        );
        await pause(delayMs, ended);
        ended.throwIfAborted();
      }
    }
  }

  async #ready(broker: Broker): Promise<BrokerProducer> {
    const { topic, partitions, logger } = this.#options;
    if (!this.#topicMade) {
      // Where the broker does not allow it the topic is the operator's part, and a missing one shows at the send.
      await broker
        .ensureTopics([{ name: topic, partitions }])
        .catch((error: unknown) =>
          logger.debug({ part: 'relay', topic, err: error }, 'The topic could not be made'),
        );
      this.#topicMade = true;
    }
    return (this.#producer ??= await broker.producer());
  }

  async #closeProducer(): Promise<void> {
    const producer = this.#producer;
    this.#producer = undefined;
    await producer?.close().catch(() => undefined);
  }

  /** Until the next poll, or until somebody wakes it: an append, or the end. */
  async #rest(idle: { ms: number }): Promise<void> {
    if (this.#awake) return;
    const woken = new AbortController();
    this.#wakeUp = () => woken.abort('woken');
    await pause(idle.ms, woken.signal);
    this.#wakeUp = undefined;
    idle.ms = woken.signal.aborted ? POLL.firstMs : Math.min(idle.ms * 2, POLL.mostMs);
  }

  /** One at a time: beside a slow one, the next would be told first, and then the number would go back. */
  async #beat(session: LeaderSession): Promise<void> {
    const { onHeartbeat, logger, databaseUrl } = this.#options;
    if (!onHeartbeat || this.#beating || session.lost.aborted) return;
    this.#beating = true;
    try {
      // Not in the session: counting millions of streams must not hold up what is published.
      await onHeartbeat({ pos: this.#pos, streams: await countStreams(databaseUrl) });
    } catch (error) {
      logger.warn({ part: 'relay', err: error }, 'The heartbeat could not be recorded');
    } finally {
      this.#beating = false;
    }
  }

  async #measure(session: LeaderSession): Promise<void> {
    if (session.lost.aborted) return;
    try {
      const { epoch, pos, ...measured } = await session.measure();
      this.#measured = measured;
      if (this.#state !== 'leading') this.#epoch = epoch;
      this.#pos = Math.max(this.#pos, pos);
      this.#options.telemetry.status(this.status());
    } catch {
      // The session is lost then, which ends what goes on with it.
    }
  }

  #enter(state: RelayStatus['state']): void {
    this.#state = state;
    this.#turned = performance.now();
    this.#options.telemetry.status(this.status());
  }
}

const kindOf = (error: unknown): RelayErrorKind =>
  error instanceof Error && (error.cause as { name?: string } | undefined)?.name === 'SendTimedOut'
    ? 'timeout'
    : 'transient';
