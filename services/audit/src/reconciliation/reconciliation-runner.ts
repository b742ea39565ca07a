import {
  BrokerUnavailable,
  Feed,
  type FeedClient,
  FeedRefused,
  STORED_PAGE,
  topicOf,
} from '@jejak/messaging';
import type { Logger } from '@jejak/observability';
import type { KeyStore } from '@jejak/event-store';
import { FEED_OF, KEY_STORE, LOGGER, SETTINGS } from '@jejak/service';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AuditSettings } from '../audit.settings';
import { OWN_SOURCE } from '../heads/heads-seal';
import { ledgerMetrics } from '../intake/intake.metrics';
import { IntakeService } from '../intake/intake.service';
import { SOURCES } from '../sources';
import { isDue, nightOf } from './night';
import { type ReadStore, reconcile } from './reconciler';
import { type OpenReconciliation, Reconciliations } from './reconciliations';
import type { Difference } from './store-differences';

/** How often it is looked whether one is to be made: one small query of an index that is nearly always empty. */
const EVERY_MS = 500;
/** A service that does not answer for so long is not waited for any more. */
const PATIENCE_MS = 600_000;

/** This process is no longer the one that compares. */
class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/**
 * Compares the stores of all services with the log: each night, and when somebody asks. The one process does it that writes the log; where
 * another takes over, it begins anew.
 */
@Injectable()
export class ReconciliationRunner implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;
  private readonly stopping = new AbortController();
  /** Since when a service did not answer, by comparison, in milliseconds of the monotonic clock. */
  private readonly waiting = new Map<string, number>();
  /** The night in which this process began, and the last one whose work it has started. */
  private readonly began: string;
  private started: string | null = null;
  private measured = false;

  constructor(
    private readonly db: DataSource,
    private readonly reconciliations: Reconciliations,
    private readonly intake: IntakeService,
    private readonly feed: Feed,
    @Inject(FEED_OF) private readonly feedOf: (topic: string) => FeedClient | undefined,
    @Inject(KEY_STORE) private readonly keys: KeyStore,
    @Inject(SETTINGS) private readonly settings: AuditSettings,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.began = nightOf(Date.now(), settings.reconcileAt);
  }

  onApplicationBootstrap(): void {
    this.again();
  }

  /** Waits for the page in hand. */
  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    clearTimeout(this.timer);
    await this.working;
  }

  private again(): void {
    if (this.stopping.signal.aborted) return;
    this.timer = setTimeout(() => {
      this.working = this.look()
        .catch((error: unknown) =>
          this.logger.warn({ part: 'reconcile', err: error }, 'Stores cannot be compared yet'),
        )
        .finally(() => this.again());
    }, EVERY_MS);
  }

  private async look(): Promise<void> {
    if (!this.intake.writing) return;
    await this.startNight();
    if (!this.measured) await this.measure();
    for (const open of await this.reconciliations.open()) {
      await this.make(open);
      await this.measure();
    }
  }

  private async startNight(): Promise<void> {
    const night = nightOf(Date.now(), this.settings.reconcileAt);
    if (this.started === night) return;
    const last = await this.reconciliations.nights();
    for (const source of SOURCES)
      if (isDue(night, last.get(source) ?? null, this.began))
        await this.reconciliations.startOf(night, source);
    this.started = night;
  }

  private async make({ id, source }: OpenReconciliation): Promise<void> {
    const topic = topicOf(source, this.settings.topicPrefix);
    const read = this.readerOf(source, topic);
    if (!read) return this.reconciliations.giveUp(id, 'FEED_UNKNOWN');
    try {
      const result = await reconcile(this.db, {
        ...{ source, topic, read, keys: this.keys },
        differs: (difference) => this.differs(source, difference),
        progressed: (rows, highest) => this.reconciliations.progressed(id, rows, highest),
        mayGoOn: () => {
          if (this.stopping.signal.aborted || !this.intake.writing) throw new Interrupted();
        },
      });
      this.waiting.delete(id);
      await this.reconciliations.finish(id, result);
      this.logger.info(
        { part: 'reconcile', source, count: result.rows },
        'A store was compared with the log',
      );
    } catch (error) {
      await this.failed(id, source, error);
    }
  }

  /** Undefined where nothing says where the service is. */
  private readerOf(source: string, topic: string): ReadStore | undefined {
    // The ledger's own facts stand in this very database.
    if (source === OWN_SOURCE) return (position) => this.feed.stored(position, STORED_PAGE);
    const client = this.feedOf(topic);
    return client && ((position) => client.stored(position, this.stopping.signal));
  }

  private async failed(id: string, source: string, error: unknown): Promise<void> {
    if (error instanceof Interrupted || this.stopping.signal.aborted) return;
    this.logger.warn({ part: 'reconcile', source, err: error }, 'A store cannot be compared with the log');
    if (error instanceof FeedRefused) return this.reconciliations.giveUp(id, 'REFUSED');
    if (!(error instanceof BrokerUnavailable)) throw error;
    const since = this.waiting.get(id) ?? performance.now();
    this.waiting.set(id, since);
    if (performance.now() - since < PATIENCE_MS) return;
    this.waiting.delete(id);
    await this.reconciliations.giveUp(id, 'UNREACHABLE');
  }

  private async differs(source: string, difference: Difference): Promise<void> {
    if (!(await this.reconciliations.alarm(source, difference))) return;
    const { kind, pos } = difference;
    ledgerMetrics.integrityFailures.inc({ kind });
    this.logger.error(
      { part: 'reconcile', source, kind, ...(pos === null ? {} : { pos }), sec: true },
      'An integrity alarm was raised',
    );
  }

  private async measure(): Promise<void> {
    const outcomes = await this.reconciliations.outcomes();
    for (const src of SOURCES) ledgerMetrics.reconcileDifferences.set({ src }, outcomes.get(src) ?? -1);
    this.measured = true;
  }
}
