/** What is told on the line: a topic has changed, or everything may have. */
export type Told = { readonly topic: string } | { readonly reset: true };

const LOCK = 'jejak-live';
const CHANNEL = 'jejak-live';

const topicIn = (data: string): string | undefined => {
  const { topic } = JSON.parse(data) as { readonly topic?: unknown };
  return typeof topic === 'string' ? topic : undefined;
};

/**
 * Listens to what has changed. All pages of a browser share one line: one of them holds it, and tells the others; when it is closed
 * another takes over. Browsers that elect nobody have a line for each page.
 * @returns hangs up
 */
export const openLine = (topics: readonly string[], told: (told: Told) => void): (() => void) => {
  const over = new AbortController();
  const channel = new BroadcastChannel(`${CHANNEL} ${topics.join(' ')}`);
  channel.onmessage = ({ data }: MessageEvent<Told>) => told(data);
  const tell = (news: Told): void => {
    told(news);
    channel.postMessage(news);
  };
  const hold = (): Promise<void> =>
    new Promise((resolve) => {
      if (over.signal.aborted) {
        resolve();
        return;
      }
      const source = new EventSource(`/api/stream?topics=${encodeURIComponent(topics.join(','))}`);
      source.addEventListener('change', ({ data }: MessageEvent<string>) => {
        const topic = topicIn(data);
        if (topic !== undefined) tell({ topic });
      });
      source.addEventListener('reset', () => tell({ reset: true }));
      over.signal.addEventListener('abort', () => {
        source.close();
        resolve();
      });
    });
  if ('locks' in navigator)
    void navigator.locks
      // Who takes over from a page that was closed does not know what it missed.
      .request(`${LOCK} ${topics.join(' ')}`, { signal: over.signal }, hold)
      .catch(() => undefined);
  else void hold();
  return () => {
    over.abort();
    channel.close();
  };
};
