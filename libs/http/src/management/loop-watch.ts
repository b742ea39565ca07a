/** A loop that says that it still turns. */
export interface WatchedLoop {
  /** Call it once per round, idle rounds included. */
  turned(): void;
  /** The loop has ended of its own will: it is no longer watched. */
  ended(): void;
}

/** After so long without a round a loop counts as hung. */
export const WATCHDOG_MS = 120_000;

/** Keeps the time of each loop's last round: relay, consumers, timers, sequencer. */
export class LoopWatch {
  private readonly rounds = new Map<string, number>();

  constructor(private readonly monotonicMs: () => number = () => performance.now()) {}

  /** Starts to watch. A second loop of the same name takes the place of the first. */
  watch(name: string): WatchedLoop {
    this.rounds.set(name, this.monotonicMs());
    return {
      turned: () => {
        if (this.rounds.has(name)) this.rounds.set(name, this.monotonicMs());
      },
      ended: () => {
        this.rounds.delete(name);
      },
    };
  }

  /** The loops that are past their watchdog, sorted. */
  hung(): string[] {
    const now = this.monotonicMs();
    return [...this.rounds]
      .filter(([, at]) => now - at > WATCHDOG_MS)
      .map(([name]) => name)
      .sort();
  }
}
