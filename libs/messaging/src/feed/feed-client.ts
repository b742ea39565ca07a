import { BrokerUnavailable, type IncomingMessage } from '../broker';
import { type FeedItem, fromFeedItem } from '../wire';
import { FEED_END_HEADER, FEED_MEDIA_TYPE } from './media-type';
import type { StoredPage } from './stored-rows';

/** Who this process is to the services whose feeds it reads. */
export interface FeedCredentials {
  /** An access token. @throws Error when none can be had now */
  token(): Promise<string>;
  /** The last one was refused: get another. */
  refused(token: string): void;
}

/** The feed will not answer this; asking again changes nothing until somebody changes a setting or a permission. */
export class FeedRefused extends Error {
  override readonly name = 'FeedRefused';
  constructor(
    message: string,
    /** Code of the problem, where it was one. */
    readonly code: string | undefined,
  ) {
    super(message);
  }
}

/** Part of a feed as messages of a topic. */
export interface FeedAnswer {
  /** In order of offset (number − 1), of partition {@link FEED_PARTITION}. */
  readonly messages: readonly IncomingMessage[];
  /** The highest number that the service has given. */
  readonly highest: number;
}

export interface FeedClientOptions {
  /** Of the service's API; its feed is `<url>/feed`. */
  readonly url: string;
  /** Under which its messages are known to their readers. */
  readonly topic: string;
  readonly credentials: FeedCredentials;
}

/** Beyond the time that the service itself may wait. */
const ANSWER_LIMIT_MS = 10_000;
const LOST_PLACE = 'FEED_POSITION_UNKNOWN';

/** Reads the feed of one service. */
export class FeedClient {
  constructor(private readonly options: FeedClientOptions) {}

  /**
   * What is behind a number; waits for something new for `waitMs` at most.
   * @returns null when the service never gave that number: its store is another one than before
   * @throws BrokerUnavailable · FeedRefused
   */
  async after(
    pos: number,
    { waitMs = 0, limit, signal }: { waitMs?: number; limit?: number; signal?: AbortSignal } = {},
  ): Promise<FeedAnswer | null> {
    const query = { after: String(pos), timeout: String(waitMs), ...(limit ? { limit: String(limit) } : {}) };
    try {
      return await this.ask(query, waitMs, signal);
    } catch (error) {
      if (error instanceof FeedRefused && error.code === LOST_PLACE) return null;
      throw error;
    }
  }

  /**
   * The versions of a stream from one to another, in order; fewer where it does not have them.
   * @throws BrokerUnavailable · FeedRefused
   */
  async range(stream: string, from: number, to: number): Promise<readonly IncomingMessage[]> {
    const found: IncomingMessage[] = [];
    for (let next = from; next <= to;) {
      const query = { stream, fromVersion: String(next), toVersion: String(to) };
      const { messages } = await this.ask(query, 0);
      if (messages.length === 0) break;
      found.push(...messages);
      next += messages.length;
    }
    return found;
  }

  /**
   * What the service's tables have behind a place.
   * @throws BrokerUnavailable · FeedRefused
   */
  async stored(position: number, signal?: AbortSignal): Promise<StoredPage> {
    const { text } = await this.request('feed/stored', { after: String(position) }, 0, signal);
    const page = parsed(text) as Partial<StoredPage> | undefined;
    if (!Array.isArray(page?.rows) || !Number.isSafeInteger(page.next) || !Number.isSafeInteger(page.highest))
      throw new BrokerUnavailable(`what answers at ${this.options.url} does not show its store`);
    // What its rows say is compared with the ledger: nothing of it is taken for true.
    return page as StoredPage;
  }

  private async ask(
    query: Record<string, string>,
    waitMs: number,
    signal?: AbortSignal,
  ): Promise<FeedAnswer> {
    const { url, topic } = this.options;
    const { response, text } = await this.request('feed', query, waitMs, signal);
    const highest = Number(response.headers.get(FEED_END_HEADER) ?? Number.NaN);
    try {
      if (!Number.isSafeInteger(highest)) throw new Error(`no ${FEED_END_HEADER}`);
      // Whatever else the items say is checked by who reads the messages.
      const messages = (parsed(text) as FeedItem[]).map((item) => fromFeedItem(item, topic));
      return { messages, highest };
    } catch (error) {
      throw new BrokerUnavailable(`what answers at ${url} is no feed of this version`, { cause: error });
    }
  }

  private async request(
    path: string,
    query: Record<string, string>,
    waitMs: number,
    signal?: AbortSignal,
  ): Promise<{ response: Response; text: string }> {
    const { url, credentials } = this.options;
    const token = await credentials.token().catch((error: unknown) => {
      throw new BrokerUnavailable('no token for the feeds could be had', { cause: error });
    });
    // Not AbortSignal.any: it would leave something behind at a signal that lives as long as the process.
    const ended = new AbortController();
    const end = (): void => ended.abort();
    const limit = setTimeout(end, waitMs + ANSWER_LIMIT_MS);
    if (signal?.aborted) end();
    signal?.addEventListener('abort', end, { once: true });
    const address = `${url.replace(/\/+$/, '')}/${path}?${new URLSearchParams(query).toString()}`;
    const answer = await fetch(address, {
      headers: { authorization: `Bearer ${token}`, accept: `${FEED_MEDIA_TYPE}, application/json` },
      // Nobody else is to see the token.
      redirect: 'error',
      signal: ended.signal,
    })
      .then(async (response) => ({ response, text: await response.text() }))
      .catch((error: unknown) => {
        throw new BrokerUnavailable(`the feed at ${url} does not answer`, { cause: error });
      })
      .finally(() => {
        clearTimeout(limit);
        signal?.removeEventListener('abort', end);
      });
    if (answer.response.status === 401) credentials.refused(token);
    if (!answer.response.ok) throw refusal(url, answer.response.status, answer.text);
    return answer;
  }
}

/** A token that ran out, a service that restarts and one that is overloaded pass; everything else stays as it is. */
const refusal = (url: string, status: number, text: string): Error => {
  const { code } = (parsed(text) ?? {}) as { code?: unknown };
  const what = `the feed at ${url} answered ${status}${typeof code === 'string' ? ` ${code}` : ''}`;
  if (status >= 500 || [401, 408, 429].includes(status)) return new BrokerUnavailable(what);
  return new FeedRefused(what, typeof code === 'string' ? code : undefined);
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
