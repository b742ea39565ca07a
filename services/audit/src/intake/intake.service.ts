import { EventStore, type KeyStore } from '@jejak/event-store';
import type { PartHealth } from '@jejak/http';
import type { Clock } from '@jejak/kernel';
import { type Broker, type FeedClient, topicOf } from '@jejak/messaging';
import type { Logger } from '@jejak/observability';
import { BROKER, CLOCK, FEED_OF, KEY_STORE, LOGGER, SETTINGS } from '@jejak/service';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { FindingRecorder } from '../alarm/finding-recorder';
import type { AuditSettings } from '../audit.settings';
import { HeadsSeal, OWN_SOURCE } from '../heads/heads-seal';
import { Witnesses } from '../log/witnesses';
import { SOURCES } from '../sources';
import { Intake } from './intake';

/** Runs the intake and the recorder of its findings as long as the service does. */
@Injectable()
export class IntakeService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly intake: Intake;
  private readonly recorder: FindingRecorder;

  constructor(
    db: DataSource,
    store: EventStore,
    @Inject(BROKER) broker: Broker,
    @Inject(LOGGER) logger: Logger,
    @Inject(SETTINGS) settings: AuditSettings,
    @Inject(FEED_OF) feedOf: (topic: string) => FeedClient | undefined,
    @Inject(KEY_STORE) keys: KeyStore,
    @Inject(CLOCK) clock: Clock,
  ) {
    const { databaseUrl, kafkaPartitions: partitions, topicPrefix: prefix } = settings;
    const { gapAlarmMs, silenceAlarmMs, waitingLimit, ledgerFolder: folder } = settings;
    const { key, next } = settings.logKeys();
    const policy = settings.witnessPolicy();
    this.recorder = new FindingRecorder({ db, store, logger });
    this.intake = new Intake({
      ...{ databaseUrl, broker, sources: SOURCES, prefix, partitions, logger },
      ...{ gapAlarmMs, silenceAlarmMs, waitingLimit, folder, key },
      ...(next ? { nextKey: next } : {}),
      ...{ headsEveryMs: settings.headsEveryMs, sourceKeys: settings.sourceKeys() },
      seal: new HeadsSeal({ keys, clock, topic: topicOf(OWN_SOURCE, prefix) }),
      ...(policy ? { witnesses: new Witnesses(policy, { logger }) } : {}),
      // Cosigned before it is published, so that whoever sees it published may rest on it.
      keepCosigned: async (size, note) => {
        await db.query('UPDATE ledger.heads_leaf SET cosigned = $2 WHERE idx = $1', [size - 1, note]);
      },
      onFindings: () => this.recorder.wake(),
      // Where the feeds are the transport themselves, there is no other way to what is missing.
      ...(settings.kafkaBrokers === undefined
        ? {}
        : { fetchBehind: async (topic, pos) => (await feedOf(topic)?.after(pos))?.messages ?? [] }),
    });
  }

  /**
   * Does not wait for the broker: questions are answered without it.
   * @throws LogRefused: a service whose log would fork does not start
   */
  async onApplicationBootstrap(): Promise<void> {
    await this.intake.start();
  }

  /** Whether this process writes the log now; there is no other then. */
  get writing(): boolean {
    return this.intake.writing;
  }

  /** The log, for operators. A process that stands by is as it should be. */
  parts(): PartHealth[] {
    const { state, reason } = this.intake.status();
    const health = state === 'refused' ? 'down' : reason === null ? 'ok' : 'degraded';
    return [{ part: 'log', state: health, reason: reason ?? state }];
  }

  async onApplicationShutdown(): Promise<void> {
    await this.intake.stop();
    await this.recorder.stop();
  }
}
