import { setTimeout as pause } from 'node:timers/promises';

const LIMIT_MS = 30_000;
/** A look may be a request: who has waited long looks seldom, and learns of it at most a tenth later. */
const PAUSE = { leastMs: 10, mostMs: 100, ofWaited: 0.1 };

/**
 * Waits until something is so, and gives it.
 * @param look undefined, null or false: not yet; an error too is not yet, and told at the end
 * @throws Error when it never is
 */
export const eventually = async <Fact>(
  what: string,
  look: () => Fact | Promise<Fact>,
  limitMs = LIMIT_MS,
): Promise<NonNullable<Exclude<Fact, false>>> => {
  const since = performance.now();
  let last: unknown = 'it never was';
  do {
    try {
      const found = await look();
      if (found !== undefined && found !== null && found !== false)
        return found as NonNullable<Exclude<Fact, false>>;
    } catch (error) {
      last = error;
    }
    const waited = performance.now() - since;
    await pause(Math.min(PAUSE.mostMs, Math.max(PAUSE.leastMs, waited * PAUSE.ofWaited)));
  } while (performance.now() - since < limitMs);
  throw new Error(`Not within ${limitMs / 1000} s: ${what} (${String(last)})`);
};

/** Waits until a condition that speaks for itself holds. @throws Error with its text when it never does */
export const until = async (
  condition: () => boolean | Promise<boolean>,
  limitMs = LIMIT_MS,
): Promise<void> => {
  await eventually(condition.toString(), condition, limitMs);
};
