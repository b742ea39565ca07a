import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { silentLogger } from '@jejak/observability';
import { testBrokers, uniqueTopicPrefix, until } from '@jejak/testing';
import { ConfigResourceTypes, Kafka, logLevel } from 'kafkajs';
import { type Broker, BrokerRefused, BrokerUnavailable, kafkaBroker } from '../src';
import { KafkaConsumer } from '../src/kafka-consumer';
import { KafkaLink } from '../src/kafka-link';

/** Takes connections and answers nothing: what a client sees of a hung broker, or of a half-open connection. */
const silentServer = async (): Promise<{ server: Server; address: string; sockets: Set<Socket> }> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, sockets, address: `127.0.0.1:${(server.address() as AddressInfo).port}` };
};

let silent: Awaited<ReturnType<typeof silentServer>>;
let broker: Broker;
let rebuilt: string[];

beforeEach(async () => {
  silent = await silentServer();
  rebuilt = [];
});
afterEach(async () => {
  await broker.close();
  for (const socket of silent.sockets) socket.destroy();
  await new Promise((resolve) => silent.server.close(resolve));
});
const brokerAt = (address: string) =>
  kafkaBroker({
    ...{ brokers: [address], clientId: 'watchdog', sendTimeoutMs: 200, silenceMs: 500 },
    onRebuild: (client) => rebuilt.push(client),
  });
const message = { key: 'k', value: 'v', headers: {} };

describe('a broker that does not answer', () => {
  it('costs the producer its client, once more, and then the send is unavailable', async () => {
    broker = brokerAt(silent.address);
    const producer = await broker.producer();
    await expect(producer.send('t', [message])).rejects.toThrow(BrokerUnavailable);
    expect(rebuilt).toEqual(['producer']);
    await until(() => silent.sockets.size === 0);
  });

  it('lets a producer be closed at once, in the middle of a send', async () => {
    broker = kafkaBroker({ brokers: [silent.address], clientId: 'watchdog' });
    const producer = await broker.producer();
    const sent = expect(producer.send('t', [message])).rejects.toThrow('the producer is closed');
    await until(() => silent.sockets.size > 0);
    const began = performance.now();
    await producer.close();
    await sent;
    // A request in hand may take 15 s.
    expect(performance.now() - began).toBeLessThan(10_000);
    await until(() => silent.sockets.size === 0);
    await expect(producer.send('t', [message])).rejects.toThrow(BrokerUnavailable);
  });

  it('makes a consumer anew, again and again, and lets it be closed', async () => {
    broker = brokerAt(silent.address);
    const consumer = broker.consumer({ group: 'g', topics: ['t'], onBatch: () => Promise.resolve() });
    const joined = consumer.run();
    await until(() => rebuilt.length >= 2);
    expect(rebuilt[0]).toBe('consumer');
    await consumer.close();
    await joined;
    expect(consumer.state()).toBe('stopped');
    await until(() => silent.sockets.size === 0);
  });
});

describe('a broker that is not there', () => {
  it('is unavailable to a producer and to whoever makes topics', async () => {
    const { address } = silent;
    await new Promise((resolve) => silent.server.close(resolve));
    broker = kafkaBroker({ brokers: [address], clientId: 'watchdog' });
    const producer = await broker.producer();
    await expect(producer.send('t', [message])).rejects.toThrow(BrokerUnavailable);
    await expect(broker.ensureTopics([{ name: 't', partitions: 1 }])).rejects.toThrow(BrokerUnavailable);
    silent = await silentServer();
  });
});

describe('a consumer', () => {
  it('goes on with a new client after its own died, and counts it', async () => {
    broker = kafkaBroker({ brokers: testBrokers(), clientId: 'watchdog' });
    const topic = `${uniqueTopicPrefix()}severed`;
    await broker.ensureTopics([{ name: topic, partitions: 2 }]);
    const producer = await broker.producer();
    const links: KafkaLink[] = [];
    const seen: string[] = [];
    const consumer = new KafkaConsumer(
      {
        ...{ group: topic, topics: [topic], startFrom: 'beginning' },
        onBatch: (batch) => {
          for (const { value, offset } of batch.messages) {
            seen.push(value?.toString() ?? '');
            batch.resolve(offset);
          }
          return Promise.resolve();
        },
      },
      {
        ...{ logger: silentLogger, silenceMs: 60_000 },
        onRebuild: (client) => rebuilt.push(client),
        link: () => {
          const link = new KafkaLink({ brokers: testBrokers(), clientId: 'severed', logger: silentLogger });
          links.push(link);
          return link;
        },
      },
    );
    await consumer.run();
    await producer.send(topic, [{ ...message, value: 'before' }]);
    await until(() => seen.includes('before'));
    links[0].sever();
    await until(() => consumer.state() === 'crashed');
    await producer.send(topic, [{ ...message, value: 'after' }]);
    await until(() => seen.includes('after'));
    expect(rebuilt).toEqual(['consumer']);
    expect(links).toHaveLength(2);
    expect(consumer.state()).toBe('running');
    await consumer.close();
  });
});

describe('topics', () => {
  it('are made for ever, with the partitions asked for and the limit of a message', async () => {
    broker = kafkaBroker({ brokers: testBrokers(), clientId: 'watchdog' });
    const topic = `${uniqueTopicPrefix()}made`;
    await Promise.all([1, 2].map(() => broker.ensureTopics([{ name: topic, partitions: 5 }])));
    const admin = new Kafka({ brokers: testBrokers(), logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    expect(topics[0].partitions).toHaveLength(5);
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [
        { type: ConfigResourceTypes.TOPIC, name: topic, configNames: ['retention.ms', 'max.message.bytes'] },
      ],
    });
    await admin.disconnect();
    const configured = Object.fromEntries(
      resources[0].configEntries.map(({ configName, configValue }) => [configName, configValue]),
    );
    expect(configured).toEqual({ 'retention.ms': '-1', 'max.message.bytes': '1048576' });
  });
});

describe('a producer', () => {
  it('refuses what is no text and says which, without sending the others', async () => {
    broker = kafkaBroker({ brokers: testBrokers(), clientId: 'watchdog' });
    const topic = `${uniqueTopicPrefix()}text`;
    await broker.ensureTopics([{ name: topic, partitions: 1 }]);
    const producer = await broker.producer();
    // What the types forbid can still come from a column that is not what it should be.
    const broken = { ...message, value: undefined as unknown as string };
    await expect(producer.send(topic, [message, broken])).rejects.toMatchObject({
      reason: 'serialise',
      index: 1,
    });
    await producer.send(topic, [message]);
  });

  it('loses nothing after a refusal of which a part was stored', async () => {
    // kafkajs would number the next message of the other partition as the one that was stored, and the broker would
    // acknowledge and drop it.
    const topic = `${uniqueTopicPrefix()}partly`;
    const small = kafkaBroker({ brokers: testBrokers(), clientId: 'watchdog', maxMessageBytes: 5_000 });
    await small.ensureTopics([{ name: topic, partitions: 8 }]);
    await small.close();
    broker = kafkaBroker({ brokers: testBrokers(), clientId: 'watchdog' });
    const keys = Array.from({ length: 32 }, (_, i) => `stream-${i}`);
    const round = (text: string) => keys.map((key) => ({ key, value: `${key} ${text}`, headers: {} }));
    const producer = await broker.producer();
    const tooLarge = { key: keys[0], value: 'x'.repeat(50_000), headers: {} };
    await expect(producer.send(topic, [...round('first'), tooLarge])).rejects.toThrow(BrokerRefused);
    await producer.send(topic, round('next'));
    const seen = new Set<string>();
    const consumer = broker.consumer({
      ...{ group: topic, topics: [topic], startFrom: 'beginning' },
      onBatch: (batch) => {
        for (const { value, offset } of batch.messages) {
          seen.add(value?.toString() ?? '');
          batch.resolve(offset);
        }
        return Promise.resolve();
      },
    });
    void consumer.run();
    await until(() => keys.every((key) => seen.has(`${key} next`)));
  });

  it('finds a topic that was made after it', async () => {
    broker = kafkaBroker({ brokers: testBrokers(), clientId: 'watchdog', sendTimeoutMs: 20_000 });
    const topic = `${uniqueTopicPrefix()}later`;
    const producer = await broker.producer();
    const sent = producer.send(topic, [message]);
    await broker.ensureTopics([{ name: topic, partitions: 1 }]);
    await sent;
  });
});
