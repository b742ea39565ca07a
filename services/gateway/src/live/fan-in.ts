import { setTimeout as pause } from 'node:timers/promises';

/** Something has changed: which topic, whose, and its version. Nothing else ever passes here. */
export interface Frame {
  readonly topic: string;
  readonly key: string;
  readonly version: number;
}

interface Page {
  readonly items: readonly Frame[];
  readonly after: number;
  readonly reset: boolean;
}

export interface FollowOptions {
  /** Where the service answers. */
  readonly target: URL;
  readonly topics: readonly string[];
  /** Left out: from now on. */
  readonly after: number | undefined;
  /** What each question carries: whose token, and under which role. Undefined: the session is over. */
  readonly bearing: () => Promise<Readonly<Record<string, string>> | undefined>;
  readonly signal: AbortSignal;
  /** Where the service stands, and what has changed. */
  readonly told: (page: Page) => void;
}

/** Shorter than any load balancer's patience, and so often a token is looked at again. */
const WAIT_MS = 15_000;
const ANSWER_LIMIT_MS = WAIT_MS + 10_000;
/** A service that does not answer is asked again, at most so often. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
/** The service does not tell this to this role: it is not asked again. */
const NEVER = new Set([403, 404]);

const isFrame = (value: unknown): value is Frame => {
  const { topic, key, version } = value as Partial<Frame>;
  return typeof topic === 'string' && typeof key === 'string' && typeof version === 'number';
};

const pageIn = (value: unknown): Page => {
  const { items, after, reset } = value as Page;
  // Member by member: whatever else a service might say stays here.
  const frames = items.filter(isFrame).map(({ topic, key, version }) => ({ topic, key, version }));
  return { items: frames, after, reset };
};

/** Follows the changes of one service for one browser, until it goes or its session is over. */
export const follow = async (options: FollowOptions): Promise<void> => {
  const { target, topics, bearing, signal, told } = options;
  let { after } = options;
  let pauseMs = FIRST_PAUSE_MS;
  const address = (): URL => {
    const url = new URL('/v1/changes', target);
    url.searchParams.set('topics', topics.join(','));
    if (after !== undefined) {
      url.searchParams.set('after', String(after));
      url.searchParams.set('timeout', String(WAIT_MS));
    }
    return url;
  };
  while (!signal.aborted) {
    try {
      const headers = await bearing();
      if (headers === undefined) return;
      const response = await fetch(address(), {
        headers: { ...headers, accept: 'application/json' },
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_LIMIT_MS)]),
      });
      if (NEVER.has(response.status)) {
        await response.body?.cancel();
        return;
      }
      if (!response.ok) throw new Error(`The service answered ${response.status}`);
      const page = pageIn(await response.json());
      after = page.after;
      pauseMs = FIRST_PAUSE_MS;
      told(page);
    } catch {
      // Whatever it was: a service that is away, or a token that nobody renews now. What was missed comes with the next answer.
      if (!signal.aborted) await pause(pauseMs, undefined, { signal }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }
};
