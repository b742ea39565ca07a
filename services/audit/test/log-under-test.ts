import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@jejak/kernel';
import { signingKey } from '@jejak/ledger';
import {
  type Broker,
  type BrokerProducer,
  kafkaBroker,
  type OutgoingMessage,
  topicOf,
} from '@jejak/messaging';
import { eventually, testBrokers, uniqueTopicPrefix } from '@jejak/testing';
import { Intake } from '../src/intake/intake';
import type { IntakeOptions } from '../src/intake/intake-options';
import { type FindingRow, findings, type LedgerDatabase, ledgerDatabase, logged } from './ledger-database';
import { type Produced, ProducingService } from './producing-service';

/** A stream that nothing else in a test writes to. */
export const STREAM = 'thing-0198c1a2-0000-7000-8000-0000000000aa';
const PARTITIONS = 4;
export const ORIGIN = 'log.test/1';
export const LOG_KEY = signingKey(ORIGIN, 'note', Buffer.alloc(32, 7));

/** The intake alone, on a database, topics and two services of each test's own. */
export class LogUnderTest {
  broker!: Broker;
  database!: LedgerDatabase;
  prefix!: string;
  /** From which the log is published. */
  folder!: string;
  career!: ProducingService;
  policy!: ProducingService;
  private producer!: BrokerProducer;
  private readonly running: Intake[] = [];

  /** Registers what runs before and after the tests of a file. */
  static ofThisFile(): LogUnderTest {
    const log = new LogUnderTest();
    beforeAll(async () => {
      log.broker = kafkaBroker({ brokers: testBrokers(), clientId: 'audit-test' });
      log.producer = await log.broker.producer();
    });
    afterAll(() => log.broker.close());
    beforeEach(async () => {
      log.database = await ledgerDatabase();
      log.folder = mkdtempSync(join(tmpdir(), 'jejak-log-'));
      log.prefix = `${uniqueTopicPrefix()}jejak`;
      log.career = new ProducingService('career');
      log.policy = new ProducingService('policy');
      await log.makeTopics();
    });
    afterEach(async () => {
      await log.stopAll();
      await log.database.drop();
      rmSync(log.folder, { recursive: true });
    });
    return log;
  }

  /** Starts an intake, as impatient as tests are, that raises no alarm for what only time shows unless asked to. */
  start(options: Partial<IntakeOptions> = {}): Intake {
    const { database, broker, prefix, folder } = this;
    const intake = new Intake({
      ...{ databaseUrl: database.url, broker, sources: ['career', 'policy'], prefix, partitions: PARTITIONS },
      ...{ key: LOG_KEY, folder },
      ...{ retryMs: 50, watchEveryMs: 50, gapAlarmMs: 3_600_000, silenceAlarmMs: 3_600_000 },
      ...options,
    });
    this.running.push(intake);
    // Whether it may write is for the tests to see.
    intake.start().catch(() => undefined);
    return intake;
  }

  async stopAll(): Promise<void> {
    await Promise.all(this.running.splice(0).map((intake) => intake.stop()));
  }

  /** A database and a folder restored to nothing; the broker remembers all that was read. */
  async forget(): Promise<void> {
    await this.stopAll();
    rmSync(this.folder, { recursive: true });
    await this.database.drop();
    this.database = await ledgerDatabase();
  }

  makeTopics(): Promise<void> {
    const names = ['career', 'policy'].map((name) => topicOf(name, this.prefix));
    return this.broker.ensureTopics(names.map((name) => ({ name, partitions: PARTITIONS })));
  }

  sendRaw(service: string, messages: readonly OutgoingMessage[]): Promise<void> {
    return this.producer.send(topicOf(service, this.prefix), messages);
  }

  send(service: ProducingService, events: readonly Produced[]): Promise<void> {
    return this.sendRaw(
      service.name,
      events.map((event) => service.message(event)),
    );
  }

  whenLogged(service: ProducingService, count: number): Promise<true> {
    return eventually(
      `${count} events of ${service.name} in the log`,
      async () => (await logged(this.database, service.name)) === count,
    ).then(() => true);
  }

  whenFound(count: number): Promise<FindingRow[]> {
    return eventually(`${count} findings`, async () => {
      const found = await findings(this.database);
      return found.length >= count && found;
    });
  }

  /** Two streams whose events do not share a partition. */
  async streamsOfTwoPartitions(): Promise<[string, string]> {
    const topic = `${this.prefix}.probe`;
    const keys = Array.from({ length: 12 }, () => `thing-${newId()}`);
    await this.broker.ensureTopics([{ name: topic, partitions: PARTITIONS }]);
    await this.producer.send(
      topic,
      keys.map((key) => ({ key, value: '', headers: {} })),
    );
    const partitions = new Map<string, number>();
    const consumer = this.broker.consumer({
      ...{ group: `${this.prefix}.probe`, topics: [topic], startFrom: 'beginning' },
      onBatch: (batch) => {
        for (const { key } of batch.messages) partitions.set(key, batch.partition);
        batch.resolve(batch.messages[batch.messages.length - 1].offset);
        return Promise.resolve();
      },
    });
    await consumer.run();
    await eventually('every key is seen', () => Promise.resolve(partitions.size === keys.length));
    await consumer.close();
    const [one] = keys;
    const other = keys.find((key) => partitions.get(key) !== partitions.get(one));
    if (other === undefined) throw new Error('twelve keys share one partition of four');
    return [one, other];
  }
}

export const hashes = (events: readonly Produced[]): string[] => events.map(({ hash }) => hash);
