import type { DomainEvent } from '@jejak/kernel';
import { createHash } from 'node:crypto';
import type { Living, Step } from './step';

/** What came of a step. */
export type Facts = readonly DomainEvent[];

/** A command that a rule refused, which a generator should not have given. */
export interface Refused {
  readonly at: string;
  readonly service: Living;
  readonly stream: string;
  readonly command: string;
  readonly code: string;
  readonly message: string;
}

/** So many refusals are told in full. */
const TOLD = 20;
/** So many steps are hashed together. */
const TOGETHER = 256;

/** Counts what happened, and hashes it: the same city has the same hash. */
export class Tally {
  commands = 0;
  events = 0;
  refusals = 0;
  readonly refused: Refused[] = [];
  readonly perService = new Map<Living, number>();
  /** By service and name, `performance.AnnualRated`. */
  readonly perType = new Map<string, number>();
  private readonly hash = createHash('sha256');
  /** Of what is hashed next: many short texts at once are several times faster than each alone. */
  private unhashed: string[] = [];

  /** @param seen told of each step and its facts */
  constructor(private readonly seen: (step: Step, events: Facts) => void = () => undefined) {}

  decided(step: Step, events: Facts): void {
    const { at, service, stream, command, by } = step;
    this.seen(step, events);
    this.commands++;
    this.unhashed.push(JSON.stringify([at, service, stream, command, by, events]));
    if (this.unhashed.length === TOGETHER) this.digest();
    for (const event of events) {
      this.events++;
      this.perService.set(service, (this.perService.get(service) ?? 0) + 1);
      const type = `${service}.${event.type}`;
      this.perType.set(type, (this.perType.get(type) ?? 0) + 1);
    }
  }

  refuse(refused: Refused): void {
    this.refusals++;
    if (this.refused.length < TOLD) this.refused.push(refused);
  }

  /** Of everything so far: commands and facts, in order. */
  sha256(): string {
    this.digest();
    return this.hash.copy().digest('hex');
  }

  private digest(): void {
    this.hash.update(this.unhashed.join(''));
    this.unhashed = [];
  }
}
