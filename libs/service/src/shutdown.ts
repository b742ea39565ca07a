import type { Logger } from '@jejak/observability';

/** One step of the way down: what ends, and how long it may take before the next begins all the same. */
export interface ShutdownStep {
  readonly name: string;
  readonly limitMs: number;
  run(this: void): Promise<void> | void;
}

/** Longest way down; what hangs then is logged and left. The same state as after `kill -9`, only later. */
export const SHUTDOWN_LIMIT_MS = 50_000;

/**
 * Runs the steps in order. One that fails or takes too long is logged, and the next begins: nothing depends on any of
 * them having run.
 * @returns whether every step ended in time
 */
export const shutDown = async (steps: readonly ShutdownStep[], logger: Logger): Promise<boolean> => {
  const endsAt = performance.now() + SHUTDOWN_LIMIT_MS;
  let clean = true;
  for (const { name, limitMs, run } of steps) {
    const leftMs = Math.min(limitMs, endsAt - performance.now());
    const failure = await within(Math.max(leftMs, 0), run);
    if (failure === undefined) continue;
    clean = false;
    logger.error({ part: name, err: failure }, 'A step of the shutdown did not end');
  }
  return clean;
};

const within = async (limitMs: number, run: () => Promise<void> | void): Promise<unknown> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Error>((resolve) => {
    timer = setTimeout(() => resolve(new Error(`not over after ${Math.round(limitMs)} ms`)), limitMs);
  });
  try {
    return await Promise.race([Promise.resolve(run()).then(() => undefined), late]);
  } catch (error) {
    return error;
  } finally {
    clearTimeout(timer);
  }
};
