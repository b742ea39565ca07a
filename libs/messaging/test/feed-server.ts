import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Appended, OutboxDatabase, SERVICE } from './outbox-database';
import {
  type BrokerProducer,
  Feed,
  FEED_END_HEADER,
  FEED_MEDIA_TYPE,
  FEED_PAGE,
  type FeedCredentials,
  type OutgoingMessage,
  Relay,
} from '../src';

export const TOKEN = 'a token';

/** A machine client whose token is taken by every {@link FeedServer}. */
export const credentials: FeedCredentials = {
  token: () => Promise.resolve(TOKEN),
  refused: () => undefined,
};

/**
 * A service as the readers of its feed see it: a store, a relay that numbers and sends nothing, and the feed over HTTP. The routes
 * of real services are tested with them; here stands what they call.
 */
export class FeedServer {
  /** Until then it answers as a service that is still starting. */
  open = false;
  /** What it was asked, in order. */
  readonly asked: string[] = [];
  private readonly heads = new Map<string, Appended>();
  private last: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly database: OutboxDatabase,
    readonly feed: Feed,
    private readonly relay: Relay,
    private readonly server: ReturnType<typeof createServer>,
  ) {
    server.on('request', ({ url, headers }, response) => {
      const asked = url ?? '';
      this.asked.push(asked);
      if (headers.authorization !== `Bearer ${TOKEN}`) response.writeHead(401).end('{}');
      else if (this.open) void this.answer(new URL(asked, 'http://feed').searchParams, response);
      else response.writeHead(503).end('{}');
    });
  }

  static async start(topic: string): Promise<FeedServer> {
    const database = await OutboxDatabase.create(topic);
    const feed = new Feed({ pool: database.pool, service: SERVICE });
    const relay = new Relay({
      ...{ databaseUrl: database.url, service: SERVICE, topic, partitions: 1 },
      onNumbered: () => feed.wake(),
    });
    relay.start();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new FeedServer(database, feed, relay, server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Appends an event for each message: the key is its stream, the value its text. */
  readonly producer: Pick<BrokerProducer, 'send'> = {
    send: (_, messages) => {
      const sent = this.last.then(() => this.append(messages));
      this.last = sent.catch(() => undefined);
      return sent;
    },
  };

  async stop(): Promise<void> {
    this.feed.close();
    await this.relay.stop();
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
    await this.database.drop();
  }

  private async append(messages: readonly OutgoingMessage[]): Promise<void> {
    for (const { key, value } of messages) {
      const appended = await this.database.append(key, this.heads.get(key) ?? null, {
        data: { text: value },
      });
      if (!appended) throw new Error(`${key} was appended to by somebody else`);
      this.heads.set(key, appended);
    }
    this.relay.wake();
  }

  private async answer(query: URLSearchParams, response: ServerResponse): Promise<void> {
    const number = (name: string, otherwise: number): number => Number(query.get(name) ?? otherwise);
    const [stream, after, limit] = [query.get('stream'), number('after', 0), number('limit', FEED_PAGE)];
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const { items, highest } =
      stream === null
        ? await this.feed.read({ after, limit, waitMs: number('timeout', 0), signal: gone.signal })
        : await this.feed.range(stream, number('fromVersion', 1), number('toVersion', 1), limit);
    if (after > highest) {
      response.writeHead(404).end('{"code":"FEED_POSITION_UNKNOWN"}');
      return;
    }
    response
      .writeHead(200, { 'content-type': FEED_MEDIA_TYPE, [FEED_END_HEADER]: String(highest) })
      .end(`[${items.join(',')}]`);
  }
}
