import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually, until } from '@jejak/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  BrokerUnavailable,
  type ConsumedBatch,
  FEED_PARTITION,
  feedBroker,
  FeedClient,
  type FeedCredentials,
  feedGapFiller,
  FeedRefused,
  type IncomingMessage,
} from '../src';
import { credentials, FeedServer, TOKEN } from './feed-server';
import { contracts } from './noted-events';
import { ReadModel } from './read-model';

const TOPIC = 'jejak.performance.events.v1';

let server: FeedServer;
let client: FeedClient;

beforeEach(async () => {
  server = await FeedServer.start(TOPIC);
  server.open = true;
  client = new FeedClient({ url: server.url, topic: TOPIC, credentials });
});
afterEach(() => server.stop());

const append = (...values: readonly string[]) =>
  server.producer.send(
    TOPIC,
    values.map((value, i) => ({ key: `evaluation-${i}`, value, headers: {} })),
  );
const numbered = (count: number): Promise<unknown> =>
  eventually(`${count} numbers are given`, async () => (await server.database.published()).length === count);
const textOf = ({ value }: IncomingMessage): string =>
  (JSON.parse(value?.toString() ?? '') as { data: { text: string } }).data.text;
const after = async (pos: number): Promise<readonly IncomingMessage[]> =>
  (await client.after(pos))?.messages ?? [];

describe('a feed', () => {
  it('ends an answer where it becomes large, however well the events can be compressed', async () => {
    await append(...['a', 'b', 'c'].map((letter) => letter.repeat(600_000)));
    await numbered(3);
    expect((await after(0)).map((message) => textOf(message)[0])).toEqual(['a', 'b']);
    expect((await after(2)).map((message) => textOf(message)[0])).toEqual(['c']);
  });

  it('leaves out what nobody can read, and goes on behind it', async () => {
    const poison = { core: 'no JSON' };
    await append('before');
    await server.database.append('evaluation-poison', null, poison);
    await server.database.append('evaluation-poison-too', null, poison);
    await numbered(3);
    const waiting = client.after(1, { waitMs: 30_000 });
    await until(() => server.feed.waiters > 0);
    await append('x', 'after');
    expect((await waiting)?.messages.map(({ offset }) => offset)).not.toContain(1n);
    await numbered(5);
    expect((await after(0)).map(textOf)).toEqual(['before', 'x', 'after']);
    expect((await after(2)).map(textOf)).toEqual(['x', 'after']);
  });

  it('lets thousands wait with one look at the database, and answers all of them with one reading', async () => {
    await append('one');
    await numbered(1);
    const asked = jest.spyOn(server.database.pool, 'query');
    const readings = Array.from({ length: 3_000 }, () =>
      server.feed.read({
        ...{ after: 1, limit: 500, waitMs: 30_000 },
        signal: new AbortController().signal,
      }),
    );
    await until(() => server.feed.waiters === 3_000);
    expect(server.database.pool.waitingCount).toBe(0);
    await append('two');
    const pages = await Promise.all(readings);
    expect(new Set(pages.map(({ items }) => items.join()))).toHaveProperty('size', 1);
    const named = asked.mock.calls.map(([query]) => (query as unknown as { name?: string }).name);
    expect(named.filter((name) => name === 'feed-after')).toHaveLength(2);
  });

  it('gives a new page to who comes later, although an older one was read from the same place', async () => {
    await append('one');
    await numbered(1);
    expect(await after(0)).toHaveLength(1);
    await append('two');
    await numbered(2);
    expect(await after(0)).toHaveLength(2);
  });
});

describe('a reader of a feed', () => {
  let model: ReadModel;
  beforeEach(async () => (model = await ReadModel.create()));
  afterEach(() => model.drop());

  it('begins again where its place was never given, as with a topic made anew', async () => {
    await append('a', 'b', 'c');
    await numbered(3);
    const batches: ConsumedBatch[] = [];
    const broker = feedBroker({ feedOf: () => client, databaseUrl: model.url, pool: model.pool });
    const consumer = broker.consumer({
      ...{ group: 'restored', topics: [TOPIC], startAt: () => Promise.resolve(100n) },
      onBatch: (batch) => {
        batches.push(batch);
        batch.resolve(batch.messages[batch.messages.length - 1].offset);
        return Promise.resolve();
      },
    });
    await consumer.run();
    await until(() => batches.length > 0);
    expect(batches[0]).toMatchObject({ partition: FEED_PARTITION, highWatermark: 3n });
    expect(batches[0].messages.map(({ offset }) => offset)).toEqual([0n, 1n, 2n]);
    await broker.close();
  });

  it('says that it is in trouble while the address of a feed is not known', async () => {
    const broker = feedBroker({ feedOf: () => undefined, databaseUrl: model.url, pool: model.pool });
    const consumer = broker.consumer({
      ...{ group: 'lost', topics: [TOPIC], onBatch: () => Promise.reject(new Error('nothing comes')) },
    });
    await consumer.run();
    await until(() => consumer.state() === 'crashed');
    await broker.close();
    expect(consumer.state()).toBe('stopped');
  });

  it('sends nothing', async () => {
    const broker = feedBroker({ feedOf: () => client, databaseUrl: model.url, pool: model.pool });
    await expect(broker.producer()).rejects.toThrow('by numbering it');
    await broker.close();
  });
});

describe('a client of a feed', () => {
  it('gets another token when one is refused', async () => {
    const tokens = ['an old token', TOKEN];
    const renewing: FeedCredentials = {
      token: () => Promise.resolve(tokens[0]),
      refused: (token) => void tokens.splice(tokens.indexOf(token), 1),
    };
    const patient = new FeedClient({ url: server.url, topic: TOPIC, credentials: renewing });
    await expect(patient.after(0)).rejects.toThrow(BrokerUnavailable);
    expect(await patient.after(0)).toEqual({ messages: [], highest: 0 });
  });

  it('tells what passes from what does not', async () => {
    const answers: Record<string, [number, string]> = {
      '/busy/feed': [503, '{}'],
      '/forbidden/feed': [403, '{"code":"FORBIDDEN_ROLE"}'],
      '/other/feed': [200, '<html>'],
    };
    const strange = createServer(({ url = '' }, response) => {
      const [status, body] = answers[url.split('?')[0]] ?? [404, '{}'];
      response.writeHead(status).end(body);
    });
    await new Promise<void>((resolve) => strange.listen(0, '127.0.0.1', resolve));
    const { port } = strange.address() as AddressInfo;
    const at = (path: string): FeedClient =>
      new FeedClient({ url: `http://127.0.0.1:${port}${path}`, topic: TOPIC, credentials });
    await expect(at('/busy').after(0)).rejects.toThrow(BrokerUnavailable);
    await expect(at('/other').after(0)).rejects.toThrow(BrokerUnavailable);
    await expect(at('/forbidden').after(0)).rejects.toMatchObject({
      ...{ name: FeedRefused.name, code: 'FORBIDDEN_ROLE' },
    });
    const filler = (path: string) =>
      feedGapFiller({ feedOf: () => at(path), of: [{ ...contracts, service: 'performance' }] });
    expect(await filler('/forbidden').fill(TOPIC, 'note-1', 1, 2)).toEqual([]);
    await expect(filler('/busy').fill(TOPIC, 'note-1', 1, 2)).rejects.toThrow(BrokerUnavailable);
    expect(await filler('/busy').fill('es:performance', 'note-1', 1, 2)).toEqual([]);
    await new Promise((resolve) => strange.close(resolve));
    await expect(at('/gone').after(0)).rejects.toThrow(BrokerUnavailable);
  });
});
