import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { newId, streamOf } from '@jejak/kernel';
import type { HistoryRecord } from '../history/record';
import type { Chance } from '../random';
import { type Address, Caller, type Command } from './caller';

const WRITERS = 16;
const READERS = 8;
/** Streams that are written to at one time, the first the hottest; a full one makes room for a new one. */
const OPEN_STREAMS = 24;
const FULL_AT = 120;
const RETRIES = 0.2;
const NAMES_VERSION = 0.7;
/** A client that does not know what became of its command asks again, mostly. */
const ASKS_AGAIN = 0.8;
const REMEMBERED = 20;

/** Sixteen writers and eight readers on hot and cold streams, until they are told to stop. */
export class Load {
  readonly streams = new Set<string>();
  readonly surprises: string[] = [];
  readonly counts = { ok: 0, duplicate: 0, conflict: 0, unknown: 0, read: 0 };
  private readonly open: { stream: string; version: number }[];
  private readonly stopping = new AbortController();
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly record: HistoryRecord,
    private readonly addresses: readonly Address[],
    private readonly chance: Chance,
  ) {
    setMaxListeners(WRITERS + READERS, this.stopping.signal);
    this.open = Array.from({ length: OPEN_STREAMS }, () => this.newStream());
  }

  start(): void {
    this.running = Promise.all([
      ...Array.from({ length: WRITERS }, (_, at) => this.write(`writer-${at + 1}`)),
      ...Array.from({ length: READERS }, (_, at) => this.look(`reader-${at + 1}`)),
    ]);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private newStream(): { stream: string; version: number } {
    const stream = streamOf('account', newId());
    this.streams.add(stream);
    const now = this.record.now();
    this.record.operation({
      ...{
        op: 'init',
        stream,
        process: 'init',
        start: now,
        end: now,
        version: 0,
        command: newId(),
        events: [],
      },
      outcome: 'ok',
    });
    return { stream, version: 0 };
  }

  private async write(name: string): Promise<void> {
    const chance = this.chance.fork(name);
    const caller = new Caller(name, this.record, this.surprises);
    const remembered: Command[] = [];
    while (!this.stopping.signal.aborted) {
      const command =
        remembered.length > 0 && chance.hits(RETRIES) ? chance.of(remembered) : this.newCommand(chance);
      for (;;) {
        const { outcome, version } = await caller.append(chance.of(this.addresses)(), command);
        this.counts[outcome] += 1;
        if (version !== undefined) this.seen(command.stream, version);
        if (!remembered.includes(command)) remembered.push(command);
        if (remembered.length > REMEMBERED) remembered.shift();
        await this.think(outcome === 'unknown' ? 50 + chance.below(100) : chance.below(30));
        if (outcome !== 'unknown' || this.stopping.signal.aborted || !chance.hits(ASKS_AGAIN)) break;
      }
    }
  }

  private newCommand(chance: Chance): Command {
    const at = chance.zipf(this.open.length);
    if (this.open[at].version >= FULL_AT) this.open[at] = this.newStream();
    const { stream, version } = this.open[at];
    const count = chance.hits(0.6) ? 1 : chance.hits(0.1) ? 20 : 2 + chance.below(4);
    return {
      ...{ stream, command: newId(), count },
      ...(chance.hits(NAMES_VERSION) ? { expected: version } : {}),
    };
  }

  private seen(stream: string, version: number): void {
    const known = this.open.find((one) => one.stream === stream);
    if (known) known.version = Math.max(known.version, version);
  }

  private async look(name: string): Promise<void> {
    const chance = this.chance.fork(name);
    const caller = new Caller(name, this.record, this.surprises);
    while (!this.stopping.signal.aborted) {
      const { stream } = this.open[chance.zipf(this.open.length)];
      const read = await caller.read(chance.of(this.addresses)(), stream, newId());
      this.counts.read += 1;
      if (read) this.seen(stream, read.version);
      await this.think(20 + chance.below(60));
    }
  }

  private async think(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}
