import {
  type Broker,
  type BrokerConsumer,
  type ConsumedBatch,
  FEED_PARTITION,
  type IncomingMessage,
  topicOf,
} from '@jejak/messaging';
import { consistencyRanges, type SigningKey } from '@jejak/ledger';
import { type Logger, silentLogger } from '@jejak/observability';
import type { Finding } from './finding';
import { ledgerMetrics } from './intake.metrics';
import type { HeadsSeal } from '../heads/heads-seal';
import { LedgerSession } from './ledger-session';
import { LedgerWriter } from './ledger-writer';
import { Held } from './held-partitions';
import { LogFiles } from '../log/log-files';
import { catchUp } from '../log/published-log';
import { forgetPublished, observeCosigned, observePublished } from '../log/log.metrics';
import { Publisher } from '../log/publisher';
import { tilesOf } from '../log/published-tiles';
import { LogRefused, type SealedHead } from '../log/sealed-head';
import type { Witnesses } from '../log/witnesses';
import { noticeTrouble } from './watch';

export interface IntakeOptions {
  readonly databaseUrl: string;
  readonly broker: Broker;
  /** Signs the heads of the log; its name is the log's origin. */
  readonly key: SigningKey;
  /** Where checkpoint and tiles are published. */
  readonly folder: string;
  /** The least time between two checkpoints. Default 200 ms. */
  readonly publishEveryMs?: number;
  /** The services whose facts are logged, one topic each. */
  readonly sources: readonly string[];
  /** Before the name of topics and of the consumer group. Default `jejak`. */
  readonly prefix?: string;
  /** Of topics that have to be made. Default 12. */
  readonly partitions?: number;
  /** How many messages of a source may wait behind a gap. Default 50 000. */
  readonly waitingLimit?: number;
  /** A number missing for so long raises an alarm. Default 60 s. */
  readonly gapAlarmMs?: number;
  /** No heartbeat for so long raises an alarm. Default 180 s. */
  readonly silenceAlarmMs?: number;
  /** How often that is looked at. Default 5 s. */
  readonly watchEveryMs?: number;
  /** How long to wait for a database or broker that does not answer, or for another writer to go. Default 1 s. */
  readonly retryMs?: number;
  readonly logger?: Logger;
  /**
   * The events of a source behind a number, from its feed: asked when a number is missing for so long that its topic has probably
   * lost it. Nothing where the feed cannot tell.
   */
  readonly fetchBehind?: (topic: string, pos: number) => Promise<readonly IncomingMessage[]>;
  /** Records heads leaves; without it there are none. The log's own service must be among the sources then. */
  readonly seal?: HeadsSeal;
  /** A heads leaf at least so often, and behind so many entries. Default 60 s and 10 000. */
  readonly headsEveryMs?: number;
  readonly headsEveryEntries?: number;
  /** Asked for a cosignature of each heads checkpoint before it is published. */
  readonly witnesses?: Witnesses;
  /** Keeps the checkpoint of so many entries with its cosignatures, once they are a quorum. */
  readonly keepCosigned?: (size: number, note: string) => Promise<void>;
  /** How long a number is missing before it is fetched. Default 5 s. */
  readonly fetchAfterMs?: number;
  /** Findings were kept: time to record them as facts. */
  readonly onFindings?: () => void;
}

type Settings = Required<Omit<IntakeOptions, 'seal' | 'witnesses'>> &
  Pick<IntakeOptions, 'seal' | 'witnesses'>;

/** Partial tiles stay so long beside the full one, and are looked for so often (audit-ledger.md section 7). */
const PARTIAL_TILES_MS = 86_400_000;
const PRUNE_EVERY_MS = 3_600_000;

/** `refused`: the log must not be written before a person has looked. */
export interface LogStatus {
  readonly state: 'writing' | 'standby' | 'refused';
  readonly reason: string | null;
}

/** Why a life of the intake ends. */
type Ending = 'asked' | 'lost' | 'reread' | 'refused';

/**
 * Reads the topic of every source into the log, as its only writer; another process stands by. A life begins with the writer's
 * lock and ends with its connection: nothing is carried over but what the tables say.
 */
export class Intake {
  private readonly settings: Settings;
  private readonly sourceOf: ReadonlyMap<string, string>;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private life: Life | undefined;
  private refusal: string | null = null;
  private trouble: () => string | null = () => null;
  private decide: (refusal?: LogRefused) => void = () => undefined;
  private readonly decided = new Promise<void>((resolve, reject) => {
    this.decide = (refusal) => (refusal ? reject(refusal) : resolve());
  });

  constructor(options: IntakeOptions) {
    this.settings = {
      ...{ prefix: 'jejak', partitions: 12, waitingLimit: 50_000 },
      ...{ gapAlarmMs: 60_000, silenceAlarmMs: 180_000, watchEveryMs: 5_000, retryMs: 1_000 },
      ...{ logger: silentLogger, onFindings: () => undefined, publishEveryMs: 200 },
      ...{ fetchBehind: () => Promise.resolve([]), fetchAfterMs: 5_000 },
      ...{ keepCosigned: () => Promise.resolve() },
      ...{ headsEveryMs: 60_000, headsEveryEntries: 10_000 },
      ...options,
    };
    this.sourceOf = new Map(
      this.settings.sources.map((source) => [topicOf(source, this.settings.prefix), source]),
    );
  }

  /**
   * Resolves when it is known whether this process may write the log: also while another one does, or the database does not answer.
   * @throws LogRefused where it must not, ever, before a person has looked
   */
  async start(): Promise<void> {
    this.running ??= this.run();
    await this.decided;
  }

  /** Waits for the transaction in hand. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.life?.end('asked');
    await this.running;
  }

  /** Whether this process writes the log now. */
  get writing(): boolean {
    return this.life !== undefined;
  }

  /** What this process does for the log, and what stands in the way. */
  status(): LogStatus {
    if (this.refusal !== null) return { state: 'refused', reason: this.refusal };
    if (!this.life) return { state: 'standby', reason: null };
    return { state: 'writing', reason: this.trouble() };
  }

  private refuse(error: LogRefused): void {
    this.refusal = error.message;
    this.settings.logger.error({ part: 'log', err: error, sec: true }, 'The log refuses to be written');
  }

  /** What asks the witnesses of the log, where it has any. */
  private cosigning(files: LogFiles): ((head: SealedHead) => Promise<string>) | undefined {
    const { witnesses, keepCosigned, logger } = this.settings;
    return (
      witnesses &&
      (async (head) => {
        const tiles = tilesOf(files, head.size);
        const cosigned = await witnesses.cosign(head, (old) =>
          tiles.rangeRoots(consistencyRanges(old, head.size)),
        );
        observeCosigned(cosigned.cosignatures, cosigned.isQuorum);
        if (cosigned.isQuorum)
          await keepCosigned(head.size, cosigned.note).catch((error: unknown) =>
            logger.warn({ part: 'log', err: error }, 'A cosigned checkpoint could not be kept'),
          );
        return cosigned.note;
      })
    );
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const ending = await this.live();
      this.decide();
      if (ending === 'refused') return;
      if (ending !== 'reread') await waitFor(this.settings.retryMs, signal);
    }
  }

  private async live(): Promise<Ending> {
    const { databaseUrl, key, folder, sources, waitingLimit, publishEveryMs, retryMs, logger, seal } =
      this.settings;
    const files = new LogFiles(folder);
    let session: LedgerSession | null = null;
    let publisher: Publisher | undefined;
    let pruning: NodeJS.Timeout | undefined;
    try {
      const lose = () => this.life?.end('lost');
      session = await LedgerSession.open(databaseUrl, key, lose);
      if (!session) return 'lost';
      const writing = session;
      const entries = (from: number, to: number) => writing.entries(from, to);
      const cosign = this.cosigning(files);
      publisher = new Publisher(await catchUp(files, session.head, key, entries, cosign), {
        ...{ files, key, logger, everyMs: publishEveryMs, retryMs, onOvertaken: lose },
        ...(cosign ? { cosign } : {}),
        onRefused: (error) => {
          this.refuse(error);
          this.life?.end('refused');
        },
        onPublished: ({ size }, came) => observePublished(size, came),
      });
      observePublished(session.head.size, []);
      const publishing = publisher;
      this.trouble = () => publishing.trouble;
      const prune = () =>
        files
          .prune(PARTIAL_TILES_MS)
          .catch((error: unknown) =>
            logger.warn({ part: 'log', err: error }, 'Old tiles could not be removed'),
          );
      await prune();
      pruning = setInterval(() => void prune(), PRUNE_EVERY_MS);
      const writer = await LedgerWriter.open(session, sources, waitingLimit, publisher, seal);
      const life = new Life(writer, this.settings, this.sourceOf);
      this.life = life;
      if (session.lost || this.stopping.signal.aborted) life.end('lost');
      logger.info({ part: 'intake', epoch: session.epoch, pos: session.size }, 'This process writes the log');
      this.decide();
      return await life.live();
    } catch (error) {
      if (error instanceof LogRefused) {
        this.refuse(error);
        this.decide(error);
        return 'refused';
      }
      logger.warn({ part: 'intake', err: error }, 'The log cannot be written yet');
      return 'lost';
    } finally {
      this.life = undefined;
      this.trouble = () => null;
      forgetPublished();
      clearInterval(pruning);
      await publisher?.stop();
      await session?.close();
    }
  }
}

/** From taking the writer's lock to losing it. */
class Life {
  private readonly ended: Promise<Ending>;
  private resolveEnd: (ending: Ending) => void = () => undefined;
  private over = false;
  private consumer: BrokerConsumer | undefined;
  private readonly held: Held;
  private turn: Promise<unknown> = Promise.resolve();
  private fetching: Promise<void> | undefined;
  private sealing: NodeJS.Timeout | undefined;
  private readonly began = performance.now();

  constructor(
    private readonly writer: LedgerWriter,
    private readonly settings: Settings,
    private readonly sourceOf: ReadonlyMap<string, string>,
  ) {
    this.ended = new Promise((resolve) => (this.resolveEnd = resolve));
    this.held = new Held();
  }

  end(ending: Ending): void {
    this.over = true;
    this.resolveEnd(ending);
  }

  async live(): Promise<Ending> {
    const { broker, prefix, partitions, logger, watchEveryMs } = this.settings;
    const topics = [...this.sourceOf.keys()];
    // A topic that its service has not made yet would keep all the others waiting. Where we may not make it, it waits.
    await broker
      .ensureTopics(topics.map((name) => ({ name, partitions })))
      .catch((error: unknown) => logger.warn({ part: 'intake', err: error }, 'Topics could not be made'));
    const consumer = broker.consumer({
      ...{ group: `${prefix}.audit.intake`, topics, startFrom: 'beginning' },
      // The partitions are read in turns, and what one is ahead of the others waits: small turns keep that short.
      maxBytesPerPartition: 512 * 1024,
      startAt: (topic, partition) => Promise.resolve(this.writer.nextOffset(topic, partition)),
      onBatch: (batch) => this.alone(() => this.take(batch)),
    });
    this.consumer = consumer;
    const watch = setInterval(() => {
      this.alone(() => this.watch()).catch((error: unknown) =>
        logger.warn({ part: 'intake', err: error }, 'The watch failed'),
      );
      this.fetching ??= this.fetchMissing().finally(() => (this.fetching = undefined));
    }, watchEveryMs);
    this.settings.onFindings();
    this.sealLater();
    try {
      if (!this.over) await Promise.race([consumer.run(), this.ended]);
      return await this.ended;
    } finally {
      clearInterval(watch);
      clearTimeout(this.sealing);
      await consumer.close();
      await this.fetching;
      await this.turn;
    }
  }

  /** One at a time: all of it shares one connection. */
  private alone(work: () => Promise<void>): Promise<void> {
    const done = this.turn.then(async () => {
      if (this.over) return;
      try {
        await work();
      } catch (error) {
        // What the writer has in memory is no longer what the tables say: only a new life knows.
        this.end('lost');
        throw error;
      }
    });
    this.turn = done.catch(() => undefined);
    return done;
  }

  private async take(batch: ConsumedBatch): Promise<void> {
    const { topic, partition, messages } = batch;
    const source = this.sourceOf.get(topic);
    if (source === undefined || !batch.isCurrent()) return;
    const { order } = this.writer.book(source);
    await this.writer.checkTopic(source, topic, partition, batch.highWatermark);
    const skimmed = this.held.isSkimmed(topic, partition);
    const { heldFrom, findings } = await this.writer.take(source, topic, partition, messages, skimmed);
    this.noticed(findings);
    while (order.releasable) this.noticed((await this.writer.drain(source)).findings);
    const last = messages[messages.length - 1].offset;
    if (skimmed || heldFrom === null) {
      batch.resolve(last);
    } else {
      if (heldFrom > messages[0].offset) batch.resolve(heldFrom - 1n);
      this.held.hold(source, topic, partition, order.logged);
      this.consumer?.pause(topic, partition);
    }
    this.letGo(source);
    await this.sealWhenLong();
  }

  /** A heads leaf a while behind the last one; sooner where it could not be recorded. */
  private sealLater(waitMs?: number): void {
    const { lastHeads } = this.writer;
    if (lastHeads === undefined || this.over) return;
    const { headsEveryMs } = this.settings;
    const since = performance.now() - (lastHeads?.at ?? this.began);
    clearTimeout(this.sealing);
    this.sealing = setTimeout(
      () => {
        this.alone(() => this.seal()).catch((error: unknown) =>
          this.settings.logger.warn({ part: 'intake', err: error }, 'The heads leaf could not be recorded'),
        );
      },
      waitMs ?? Math.max(0, headsEveryMs - since),
    );
  }

  private async sealWhenLong(): Promise<void> {
    const { lastHeads, session } = this.writer;
    if (lastHeads === undefined) return;
    const behind = Number(session.size) - (lastHeads === null ? 0 : lastHeads.index + 1);
    if (behind >= this.settings.headsEveryEntries) await this.seal();
  }

  private async seal(): Promise<void> {
    const written = await this.writer.seal();
    if (written) this.noticed(written.findings);
    this.sealLater(written ? undefined : this.settings.retryMs);
  }

  /** Goes on with what was held once the source got on. */
  private letGo(source: string): void {
    const { order } = this.writer.book(source);
    if (order.stopped || !this.held.mayGoOn(source, order.logged)) return;
    // Skimming read past what was held: only a new membership reads that again, from the books.
    if (this.held.isSkimming(source)) return this.end('reread');
    for (const { topic, partition } of this.held.release(source)) this.consumer?.resume(topic, partition);
  }

  /** Asks the feeds for what is missing for long. Outside of the turns: a feed that is slow must not hold up the others. */
  private async fetchMissing(): Promise<void> {
    const { fetchBehind, fetchAfterMs, logger } = this.settings;
    for (const [topic, source] of this.sourceOf) {
      const { order, behindSince } = this.writer.book(source);
      if (order.stopped || behindSince === null || performance.now() - behindSince < fetchAfterMs) continue;
      try {
        const messages = await fetchBehind(topic, order.expected - 1);
        if (messages.length === 0) continue;
        logger.info({ part: 'intake', source, count: messages.length }, 'Missing events come from the feed');
        await this.alone(() => this.takeFetched(source, topic, messages));
      } catch (error) {
        logger.warn({ part: 'intake', source, err: error }, 'What is missing could not be fetched');
      }
    }
  }

  /** What came by another way passes no offset of the topic. */
  private async takeFetched(
    source: string,
    topic: string,
    messages: readonly IncomingMessage[],
  ): Promise<void> {
    const { order } = this.writer.book(source);
    this.noticed((await this.writer.take(source, topic, FEED_PARTITION, messages, true)).findings);
    while (order.releasable) this.noticed((await this.writer.drain(source)).findings);
    this.letGo(source);
  }

  private async watch(): Promise<void> {
    const { sources, gapAlarmMs, silenceAlarmMs } = this.settings;
    const limits = { gapAlarmMs, silenceAlarmMs, since: this.began };
    for (const source of sources) await this.writer.settle(source);
    const noticed = sources.flatMap((source) => noticeTrouble(source, this.writer.book(source), limits));
    this.noticed(await this.writer.keep(noticed));
    // What is missing may stand behind what is held: look through it, without passing it.
    for (const { kind, data } of noticed)
      if (kind === 'alarm' && data.finding === 'POS_MISSING')
        for (const { topic, partition } of this.held.skim(data.source))
          this.consumer?.resume(topic, partition);
    this.measure();
  }

  private noticed(findings: readonly Finding[]): void {
    if (findings.length === 0) return;
    for (const { kind, data } of findings) {
      if (kind === 'alarm') {
        if (data.found !== null) ledgerMetrics.conflicts.inc({ src: data.source });
        ledgerMetrics.integrityFailures.inc({ kind: data.kind });
        this.settings.logger.error(
          {
            part: 'intake',
            source: data.source,
            kind: data.kind,
            ...(data.pos === null ? {} : { pos: data.pos }),
            sec: true,
          },
          'An integrity alarm was raised',
        );
      } else {
        ledgerMetrics.integrityFailures.inc({ kind: data.rule });
        this.settings.logger.error(
          {
            part: 'intake',
            topic: data.topic,
            partition: data.partition,
            offset: data.offset,
            code: data.rule,
            sec: true,
          },
          'A message was rejected',
        );
      }
    }
    this.settings.onFindings();
  }

  private measure(): void {
    ledgerMetrics.size.set(Number(this.writer.session.size));
    const now = performance.now();
    for (const src of this.settings.sources) {
      const { order, claimed, heartbeat } = this.writer.book(src);
      ledgerMetrics.sourcePos.set({ src }, order.logged);
      ledgerMetrics.sourceGap.set({ src }, claimed > order.logged ? 1 : 0);
      ledgerMetrics.heartbeatAge.set({ src }, (now - (heartbeat?.at ?? this.began)) / 1000);
    }
  }
}

const waitFor = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
