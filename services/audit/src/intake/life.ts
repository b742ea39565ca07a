import {
  type BrokerConsumer,
  type ConsumedBatch,
  FEED_PARTITION,
  type IncomingMessage,
} from '@jejak/messaging';
import { Held } from './held-partitions';
import type { IntakeSettings } from './intake-options';
import type { LedgerWriter } from './ledger-writer';
import { reportFindings } from './report-findings';
import { StuckSources } from './stuck-sources';

/** Why a life of the intake ends. */
export type Ending = 'asked' | 'lost' | 'reread' | 'refused';

/** From taking the writer's lock to losing it. */
export class Life {
  private readonly ended: Promise<Ending>;
  private resolveEnd: (ending: Ending) => void = () => undefined;
  private over = false;
  private consumer: BrokerConsumer | undefined;
  private readonly held: Held;
  private turn: Promise<unknown> = Promise.resolve();
  private readonly stuck: StuckSources;
  private sealing: NodeJS.Timeout | undefined;
  private readonly began = performance.now();

  constructor(
    private readonly writer: LedgerWriter,
    private readonly settings: IntakeSettings,
    private readonly sourceOf: ReadonlyMap<string, string>,
  ) {
    this.ended = new Promise((resolve) => (this.resolveEnd = resolve));
    this.held = new Held();
    this.stuck = new StuckSources(writer, this.held, settings, sourceOf, {
      alone: (work) => this.alone(work),
      resume: (topic, partition) => this.consumer?.resume(topic, partition),
      takeFetched: (source, topic, messages) => this.takeFetched(source, topic, messages),
    });
  }

  end(ending: Ending): void {
    this.over = true;
    this.resolveEnd(ending);
  }

  async live(): Promise<Ending> {
    const { broker, prefix, partitions, logger } = this.settings;
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
    this.stuck.start();
    this.settings.onFindings();
    this.sealLater();
    try {
      if (!this.over) await Promise.race([consumer.run(), this.ended]);
      return await this.ended;
    } finally {
      const still = this.stuck.stop();
      clearTimeout(this.sealing);
      await consumer.close();
      await still;
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
    reportFindings(findings, this.settings);
    await this.drain(source);
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

  /** Logs what can be released beyond what one transaction holds. */
  private async drain(source: string): Promise<void> {
    const { order } = this.writer.book(source);
    while (order.releasable) reportFindings((await this.writer.drain(source)).findings, this.settings);
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
    if (written) reportFindings(written.findings, this.settings);
    this.sealLater(written?.sealed ? undefined : this.settings.retryMs);
  }

  /** Goes on with what was held once the source got on. */
  private letGo(source: string): void {
    const { order } = this.writer.book(source);
    if (order.stopped || !this.held.mayGoOn(source, order.logged)) return;
    // Skimming read past what was held: only a new membership reads that again, from the books.
    if (this.held.isSkimming(source)) return this.end('reread');
    for (const { topic, partition } of this.held.release(source)) this.consumer?.resume(topic, partition);
  }

  /** What came by another way passes no offset of the topic. */
  private async takeFetched(
    source: string,
    topic: string,
    messages: readonly IncomingMessage[],
  ): Promise<void> {
    const { findings } = await this.writer.take(source, topic, FEED_PARTITION, messages, true);
    reportFindings(findings, this.settings);
    await this.drain(source);
    this.letGo(source);
  }
}
