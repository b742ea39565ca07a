import type { IncomingMessage } from '@jejak/messaging';
import type { Held } from './held-partitions';
import { ledgerMetrics } from './intake.metrics';
import type { IntakeSettings } from './intake-options';
import type { LedgerWriter } from './ledger-writer';
import { reportFindings } from './report-findings';
import { noticeTrouble } from './watch';

/** What mending a stuck source needs of the one who reads. */
export interface Reading {
  /** Runs work on the writer's connection, in turn. */
  alone(work: () => Promise<void>): Promise<void>;
  /** Reads a partition on that was held. */
  resume(topic: string, partition: number): void;
  /** Takes in what came by another way than the topic. */
  takeFetched(source: string, topic: string, messages: readonly IncomingMessage[]): Promise<void>;
}

/** Sources that do not get on: notices them, raises their alarms, and looks for what they wait for. */
export class StuckSources {
  private fetching: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly began = performance.now();

  constructor(
    private readonly writer: LedgerWriter,
    private readonly held: Held,
    private readonly settings: IntakeSettings,
    private readonly sourceOf: ReadonlyMap<string, string>,
    private readonly reading: Reading,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.reading
        .alone(() => this.look())
        .catch((error: unknown) =>
          this.settings.logger.warn({ part: 'intake', err: error }, 'The watch failed'),
        );
      this.fetching ??= this.fetchMissing().finally(() => (this.fetching = undefined));
    }, this.settings.watchEveryMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.fetching;
  }

  private async look(): Promise<void> {
    const { sources, gapAlarmMs, silenceAlarmMs } = this.settings;
    const limits = { gapAlarmMs, silenceAlarmMs, since: this.began };
    for (const source of sources) await this.writer.settle(source);
    const noticed = sources.flatMap((source) => noticeTrouble(source, this.writer.book(source), limits));
    reportFindings(await this.writer.keep(noticed), this.settings);
    // What is missing may stand behind what is held: look through it, without passing it.
    for (const { kind, data } of noticed)
      if (kind === 'alarm' && data.finding === 'POS_MISSING')
        for (const { topic, partition } of this.held.skim(data.source)) this.reading.resume(topic, partition);
    this.measure();
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
        await this.reading.alone(() => this.reading.takeFetched(source, topic, messages));
      } catch (error) {
        logger.warn({ part: 'intake', source, err: error }, 'What is missing could not be fetched');
      }
    }
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
