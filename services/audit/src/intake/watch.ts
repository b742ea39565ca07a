import { type Finding, numberMissing, sourceSilent } from './finding';
import type { SourceBook } from './ledger-books';

export interface TroubleLimits {
  readonly gapAlarmMs: number;
  readonly silenceAlarmMs: number;
  /** When we began to listen: what was silent before is not known to be. */
  readonly since: number;
}

/**
 * What time alone shows to be wrong with a source. All times are milliseconds of the monotonic clock of this machine: the
 * business clock may be simulated, and the machine's be set.
 */
export const noticeTrouble = (
  source: string,
  {
    order,
    claimed,
    behindSince,
    heartbeat,
  }: Pick<SourceBook, 'order' | 'claimed' | 'behindSince' | 'heartbeat'>,
  limits: TroubleLimits,
  now = performance.now(),
): Finding[] => {
  const found: Finding[] = [];
  const wallClock = (time: number): string => new Date(Date.now() - (now - time)).toISOString();
  // A stopped source has its alarm already, and will not get on before someone has looked.
  if (!order.stopped && behindSince !== null && now - behindSince > limits.gapAlarmMs)
    found.push(numberMissing(source, order.expected, claimed, wallClock(behindSince)));
  const heard = Math.max(heartbeat?.at ?? limits.since, limits.since);
  if (now - heard > limits.silenceAlarmMs)
    found.push(sourceSilent(source, heartbeat?.pos ?? 0, wallClock(heard)));
  return found;
};
