import { appendFileSync } from 'node:fs';
import type { BatchHandler, Broker } from '@jejak/messaging';

/** Exact places at which a process ends or stands still, however little time passes there. */
export const STRIKE_POINTS = {
  numbered: 'the relay has numbered a batch and not sent it',
  sent: 'the broker has a batch and the relay has not deleted it',
  projecting: 'a projection has written its rows and not committed',
} as const;
export type StrikePoint = keyof typeof STRIKE_POINTS;

/** What the nemesis tells a service. */
export interface Arm {
  readonly strike: StrikePoint;
  readonly signal: 'SIGKILL' | 'SIGSTOP';
}

/** A line that a process writes before it strikes itself: proof that it was there. */
export interface StrikeLine {
  readonly process: string;
  readonly point: StrikePoint;
  readonly signal: string;
  readonly detail: string;
}

/** Strikes this process at a point that was armed, once. */
export class Strikes {
  private armed: Arm | null = null;

  /** @param file where the proof is written, which outlives the process */
  constructor(
    private readonly process: string,
    private readonly file: string,
  ) {}

  arm(arm: Arm): void {
    this.armed = arm;
  }

  /** Does not return from a `SIGKILL`; from a `SIGSTOP` when somebody lets it go on. */
  at(point: StrikePoint, detail: string): void {
    if (this.armed?.strike !== point) return;
    const { signal } = this.armed;
    this.armed = null;
    const line: StrikeLine = { process: this.process, point, signal, detail };
    // Synchronous, and into the page cache: a killed process loses nothing of it.
    appendFileSync(this.file, `${JSON.stringify(line)}\n`);
    process.kill(process.pid, signal);
  }
}

/** The broker, with both sides of every send as points. */
export const strikingBroker = (broker: Broker, strikes: Strikes): Broker => ({
  ...broker,
  producer: async () => {
    const producer = await broker.producer();
    return {
      close: () => producer.close(),
      send: async (topic, messages) => {
        strikes.at('numbered', `${messages.length} messages`);
        await producer.send(topic, messages);
        strikes.at('sent', `${messages.length} messages`);
      },
    };
  },
});

/** A handler whose transaction has a point in it, behind its writes. */
export const strikingHandler = (handler: BatchHandler, strikes: Strikes): BatchHandler => ({
  ...handler,
  apply: async (events, tx) => {
    await handler.apply(events, tx);
    strikes.at('projecting', `${handler.name}: ${events.length} events`);
  },
});
