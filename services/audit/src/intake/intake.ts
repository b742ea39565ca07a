import { consistencyRanges } from '@jejak/ledger';
import { topicOf } from '@jejak/messaging';
import { silentLogger } from '@jejak/observability';
import type { IntakeOptions, IntakeSettings } from './intake-options';
import { type Ending, Life } from './life';
import { LedgerSession } from './ledger-session';
import { LedgerWriter } from './ledger-writer';
import { LogFiles } from '../log/log-files';
import { catchUp } from '../log/published-log';
import { forgetPublished, observeCosigned, observePublished } from '../log/log.metrics';
import { Publisher } from '../log/publisher';
import { tilesOf } from '../log/published-tiles';
import { LogRefused, type SealedHead, whyOf } from '../log/sealed-head';

/** Partial tiles stay so long beside the full one, and are looked for so often (audit-ledger.md section 7). */
const PARTIAL_TILES_MS = 86_400_000;
const PRUNE_EVERY_MS = 3_600_000;

/** `refused`: the log must not be written before a person has looked. */
export interface LogStatus {
  readonly state: 'writing' | 'standby' | 'refused';
  readonly reason: string | null;
}

/**
 * Reads the topic of every source into the log, as its only writer; another process stands by. A life begins with the writer's
 * lock and ends with its connection: nothing is carried over but what the tables say.
 */
export class Intake {
  private readonly settings: IntakeSettings;
  private readonly sourceOf: ReadonlyMap<string, string>;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private life: Life | undefined;
  private refusal: string | null = null;
  /** Why this process could not become the writer at the last try; null where another one is. */
  private setback: string | null = null;
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
      ...{ keepCosigned: () => Promise.resolve(), sourceKeys: new Map() },
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
    if (!this.life) return { state: 'standby', reason: this.setback };
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
    const { databaseUrl, key, nextKey, folder, sources, waitingLimit, publishEveryMs, retryMs } =
      this.settings;
    const { logger, seal, sourceKeys } = this.settings;
    const files = new LogFiles(folder);
    let session: LedgerSession | null = null;
    let publisher: Publisher | undefined;
    let pruning: NodeJS.Timeout | undefined;
    try {
      const lose = () => this.life?.end('lost');
      session = await LedgerSession.open(databaseUrl, key, lose, nextKey);
      if (!session) {
        this.setback = null;
        return 'lost';
      }
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
      const writer = await LedgerWriter.open(session, sources, waitingLimit, publisher, seal, sourceKeys);
      const life = new Life(writer, this.settings, this.sourceOf);
      this.life = life;
      this.setback = null;
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
      this.setback = whyOf(error);
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

const waitFor = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
