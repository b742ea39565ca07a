import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 15;
const LIMIT_MS = 30_000;

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
  const endsAt = performance.now() + limitMs;
  let last: unknown = 'it never was';
  do {
    try {
      const found = await look();
      if (found !== undefined && found !== null && found !== false)
        return found as NonNullable<Exclude<Fact, false>>;
    } catch (error) {
      last = error;
    }
    await pause(LOOK_EVERY_MS);
  } while (performance.now() < endsAt);
  throw new Error(`Not within ${limitMs / 1000} s: ${what} (${String(last)})`);
};

/** Waits until a condition that speaks for itself holds. @throws Error with its text when it never does */
export const until = async (
  condition: () => boolean | Promise<boolean>,
  limitMs = LIMIT_MS,
): Promise<void> => {
  await eventually(condition.toString(), condition, limitMs);
};
