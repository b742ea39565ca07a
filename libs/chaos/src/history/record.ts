import { createWriteStream, mkdirSync, type WriteStream, writeFileSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { join } from 'node:path';
import type {
  Accepted,
  Effect,
  Fault,
  Leftover,
  Operation,
  Published,
  Rebuilt,
  RunFacts,
  Subscription,
} from './shapes';

/** Writes a run down while it goes on. */
export class HistoryRecord {
  readonly folder: string;
  private readonly files = new Map<string, WriteStream>();
  private readonly origin = process.hrtime.bigint();

  /** @param run the folder of the run; made here */
  constructor(readonly run: string) {
    this.folder = join(run, 'history');
    mkdirSync(join(this.folder, 'checkpoints'), { recursive: true });
  }

  /** Nanoseconds since the run began, by a clock that only goes on. */
  now(): number {
    return Number(process.hrtime.bigint() - this.origin);
  }

  operation(operation: Operation): void {
    this.line(`append-${operation.process}`, operation);
  }

  accepted(accepted: Accepted): void {
    this.line('accepted', accepted);
  }

  effect(effect: Effect | Subscription): void {
    this.line('effects', effect);
  }

  fault(fault: Fault): void {
    this.line('nemesis', fault);
  }

  published(message: Published): void {
    this.line('topics', message);
  }

  readModel(rebuilt: Rebuilt): void {
    this.line('read-models', rebuilt);
  }

  leftover(leftover: Leftover): void {
    this.line('leftovers', leftover);
  }

  /** Writes everything out; with `run.json` the run is a finished one. */
  async close(facts: RunFacts): Promise<void> {
    for (const file of this.files.values()) file.end();
    await Promise.all([...this.files.values()].map((file) => finished(file)));
    writeFileSync(join(this.run, 'run.json'), `${JSON.stringify(facts, null, 2)}\n`);
  }

  private line(name: string, line: object): void {
    let file = this.files.get(name);
    if (!file) this.files.set(name, (file = createWriteStream(join(this.folder, `${name}.jsonl`))));
    file.write(`${JSON.stringify(line)}\n`);
  }
}
