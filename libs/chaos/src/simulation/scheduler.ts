import type { Chance } from '../random';

interface Timer {
  readonly id: number;
  at: number;
  readonly everyMs: number | null;
  readonly act: () => void;
}

/** The real ones, taken before anybody replaces them. */
const { setImmediate: nextTurn } = globalThis;

/**
 * Decides at every await who goes on. Whoever waits for a database, a broker or a clock waits for a turn here; between two turns
 * everything that can run has run, so the same seed gives the same order of everything.
 */
export class Scheduler {
  /** Virtual time in milliseconds. */
  now = 0;
  steps = 0;
  /** What was decided, for the comparison of two runs. */
  trace = 0;
  private readonly turns: { readonly label: string; readonly go: () => void }[] = [];
  private readonly timers = new Map<number, Timer>();
  private made = 0;

  constructor(readonly chance: Chance) {}

  /** Resolves when it is this one's turn. */
  turn(label: string): Promise<void> {
    return new Promise((go) => this.turns.push({ label, go }));
  }

  /** Goes on until it is so. @returns whether it came to that within so many steps */
  async run(until: () => boolean, mostSteps: number): Promise<boolean> {
    for (let step = 0; step < mostSteps; step++) {
      await new Promise<void>((resolve) => nextTurn(resolve));
      if (until()) return true;
      this.steps += 1;
      const timed = this.timers.size > 0 && (this.turns.length === 0 || this.chance.hits(0.1));
      if (timed) this.fire();
      else if (this.turns.length > 0) this.give();
    }
    return false;
  }

  /** Timers, clock and chance of this process are the scheduler's until the function that it returns is called. */
  install(): () => void {
    const { setTimeout, setInterval, clearTimeout, clearInterval } = globalThis;
    const [dateNow, random] = [Date.now, Math.random];
    const sinceStart = performance.now.bind(performance);
    const set =
      (repeated: boolean) =>
      (act: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
        this.add(() => act(...args), Math.max(1, ms), repeated);
    const clear = (handle: { readonly id?: number } | undefined): void =>
      void this.timers.delete(handle?.id ?? 0);
    Object.assign(globalThis, {
      ...{ setTimeout: set(false), setInterval: set(true) },
      ...{ clearTimeout: clear, clearInterval: clear },
    });
    Date.now = () => 1_767_225_600_000 + this.now;
    performance.now = () => this.now;
    Math.random = () => this.chance.next();
    return () => {
      Object.assign(globalThis, { setTimeout, setInterval, clearTimeout, clearInterval });
      Date.now = dateNow;
      performance.now = sinceStart;
      Math.random = random;
    };
  }

  private add(act: () => void, ms: number, repeated: boolean): object {
    const id = ++this.made;
    this.timers.set(id, { id, at: this.now + ms, everyMs: repeated ? ms : null, act });
    const handle = { id, ref: () => handle, unref: () => handle, hasRef: () => true };
    return handle;
  }

  private give(): void {
    const at = this.chance.below(this.turns.length);
    const [{ label, go }] = this.turns.splice(at, 1);
    for (let i = 0; i < label.length; i++)
      this.trace = Math.imul(this.trace ^ label.charCodeAt(i), 0x01000193) >>> 0;
    go();
  }

  private fire(): void {
    const next = [...this.timers.values()].reduce((a, b) => (b.at < a.at ? b : a));
    this.now = Math.max(this.now, next.at);
    if (next.everyMs === null) this.timers.delete(next.id);
    else next.at = this.now + next.everyMs;
    next.act();
  }
}

/** One life of a process: when it ends, whatever it waits for never comes. */
export class Life {
  dead = false;
  readonly ended: Promise<never>;
  private readonly endings: (() => void)[] = [];
  private end: (error: Error) => void = () => undefined;

  constructor(private readonly scheduler: Scheduler) {
    this.ended = new Promise<never>((_, reject) => (this.end = reject));
    this.ended.catch(() => undefined);
  }

  async turn(label: string): Promise<void> {
    await this.scheduler.turn(label);
    if (this.dead) await new Promise<never>(() => undefined);
  }

  /** What the world does when it ends, or at once where it has ended: connections break, transactions roll back. */
  atEnd(act: () => void): void {
    if (this.dead) act();
    else this.endings.push(act);
  }

  kill(): void {
    if (this.dead) return;
    this.dead = true;
    for (const act of this.endings) act();
    this.end(new Error('killed'));
  }
}
