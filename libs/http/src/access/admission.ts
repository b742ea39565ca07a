import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { Overloaded } from '../problems/refusals';

const SECOND_MS = 1_000;
/** Nobody is sent away for longer. */
const MOST_SECONDS = 60;
/** One command may take its time. When so many have been in hand for so long, no further one is answered in time. */
const LATE = { commands: 10, afterMs: 2_000 } as const;

/**
 * How many commands a process has in hand at once, and when those are to come back that it cannot take. What waits longer than its
 * sender is work for nothing: so whoever would wait too long is told at once, and each of them another time, at the pace at which
 * commands are being answered. Times are of a machine clock in milliseconds.
 */
export class Admission {
  /** Since when, the oldest first. */
  private readonly inHand = new Set<{ readonly since: number }>();
  private offeredUntil = 0;
  /** Answers in this second and in the one before it. */
  private second = { from: 0, answered: 0, before: 0 };

  /** @param most commands in hand at once */
  constructor(
    private readonly most: number,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /**
   * Takes a command in hand.
   * @returns what is to be called once, when it has been answered or nobody waits for its answer any more; or, where it is not taken,
   * after how many seconds it is to come again, from 1 to 60
   */
  enter(): (() => void) | number {
    const seconds = this.look();
    if (seconds !== null) return seconds;
    const command = { since: this.nowMs() };
    this.inHand.add(command);
    return () => {
      this.inHand.delete(command);
      this.turn(this.nowMs());
      this.second.answered++;
    };
  }

  /** As {@link enter}, without taking anything in hand. @returns null: it would be taken */
  look(): number | null {
    const now = this.nowMs();
    if (this.inHand.size < this.most && !this.isLate(now)) return null;
    const latest = now + MOST_SECONDS * SECOND_MS;
    const next = Math.max(this.offeredUntil, now) + SECOND_MS / this.perSecond(now);
    this.offeredUntil = Math.min(next, latest);
    return Math.ceil((this.offeredUntil - now) / SECOND_MS);
  }

  private isLate(now: number): boolean {
    if (this.inHand.size < LATE.commands) return false;
    let nth = 0;
    for (const { since } of this.inHand) if (++nth === LATE.commands) return now - since >= LATE.afterMs;
    return false;
  }

  private perSecond(now: number): number {
    this.turn(now);
    return Math.max(1, this.second.before, this.second.answered);
  }

  private turn(now: number): void {
    const { from, answered } = this.second;
    if (now - from < SECOND_MS) return;
    const before = now - from < 2 * SECOND_MS ? answered : 0;
    this.second = { from: now, answered: 0, before };
  }
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
const admissions = new WeakMap<IncomingMessage, Admission>();

/**
 * Refuses a command before anything is done with it, where there are too many. Questions are not counted: feeds and changes stay
 * open for as long as somebody listens.
 */
export const admit =
  (admission: Admission): RequestHandler =>
  (request: Request, _: Response, next: NextFunction): void => {
    if (READING.has(request.method)) return next();
    const seconds = admission.look();
    if (seconds !== null) return next(new Overloaded(seconds));
    admissions.set(request, admission);
    next();
  };

/**
 * The command is known and allowed, and its body is here: from now until its answer it is in hand. Not before: whoever sends slowly,
 * or is nobody, takes no place.
 * @throws Overloaded
 */
export const takeInHand = (request: IncomingMessage, response: ServerResponse): void => {
  const entered = admissions.get(request)?.enter();
  if (entered === undefined) return;
  if (typeof entered === 'number') throw new Overloaded(entered);
  response.once('close', entered);
};
