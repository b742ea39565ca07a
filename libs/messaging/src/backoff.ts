/** Waits between attempts: exponential with jitter, so that many clients do not come back at the same moment. */
export class Backoff {
  #attempts = 0;

  /** @param bounds first and longest ceiling in milliseconds */
  constructor(private readonly bounds: { readonly firstMs: number; readonly mostMs: number }) {}

  /** Failures since the last success. */
  get attempts(): number {
    return this.#attempts;
  }

  succeeded(): void {
    this.#attempts = 0;
  }

  /** The next pause in milliseconds: between half and all of a ceiling that doubles with every failure. */
  nextMs(): number {
    const ceiling = Math.min(this.bounds.mostMs, this.bounds.firstMs * 2 ** Math.min(this.#attempts++, 30));
    return ceiling * (0.5 + Math.random() / 2);
  }
}

/** Resolves after `ms` or as soon as the signal aborts; never rejects. */
export const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) {
      resolve();
      return;
    }
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
  });

/** Resolves when the signal aborts, or at once where it has; never rejects. */
export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
