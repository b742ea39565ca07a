import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@jejak/observability';

const FIRST_MS = 100;
const MOST_MS = 2_000;

/** Pods wait so long for a database that is still coming up. */
export const DATABASE_LIMIT_MS = 120_000;

/** Asks until it is answered. @throws what the last question threw, when `limitMs` is over */
export const untilAnswers = async (
  ask: () => Promise<unknown>,
  limitMs: number,
  logger: Logger,
): Promise<void> => {
  const endsAt = performance.now() + limitMs;
  for (let delayMs = FIRST_MS; ; delayMs = Math.min(delayMs * 2, MOST_MS)) {
    try {
      await ask();
      return;
    } catch (err) {
      if (performance.now() + delayMs > endsAt) throw err;
      logger.info({ part: 'database', err }, 'Waiting for the database');
    }
    await pause(delayMs);
  }
};
