import type { Accepted, Effect, History, Operation, Outcome, Published, Subscription } from '../src';

interface Call {
  readonly process?: string;
  readonly command?: string;
  readonly expected?: number;
  /** What was answered, where that is not what happened. */
  readonly version?: number;
  readonly events?: readonly string[];
  /** Nanoseconds; default: at once, one call after the other. */
  readonly from?: number;
  readonly to?: number;
}

const TYPE = 'asn.accounts.Deposited.v1';

/** A history written by hand: it is as it should be, until a test writes something else into it. */
export class WrittenHistory {
  readonly operations: Operation[] = [];
  readonly accepted: Accepted[] = [];
  effects: Effect[] = [];
  published: Published[] = [];
  readonly streams = new Map<string, { event: string; cause: string }[]>();
  readonly subscriptions: Subscription[] = [
    { consumer: 'notes', subscribe: ['asn.accounts.*'] },
    { consumer: 'receipts', subscribe: [TYPE] },
  ];
  private now = 0;
  private made = 0;
  private readonly sent = new Map<string, number>();

  /** Appends, whoever learns of it: `count` events, answered `outcome`. */
  append(stream: string, count: number, outcome: Outcome = 'ok', call: Call = {}): string {
    const command = call.command ?? `command-${++this.made}`;
    const events = Array.from({ length: count }, () => `event-${++this.made}`);
    this.store(stream, command, events);
    this.tell(stream, command, count, outcome, { events, ...call });
    return command;
  }

  /** The stream grows; nobody is told. */
  store(stream: string, command: string, events: readonly string[]): void {
    const known = this.streams.get(stream) ?? [];
    this.streams.set(stream, known);
    for (const event of events) {
      known.push({ event, cause: command });
      this.publish(stream, event, known.length);
      this.effects.push(
        { consumer: 'notes', event, stream, version: known.length, seq: this.effects.length },
        {
          ...{ consumer: 'receipts', event, stream, version: known.length, seq: this.effects.length + 1 },
          ...{ command: `receipt of ${event}`, kind: 'command' },
        },
      );
    }
  }

  /** Somebody is answered; the stream does not change. */
  tell(stream: string, command: string, count: number, outcome: Outcome, call: Call = {}): void {
    const { start, end } = this.time(call);
    const { expected, process = 'writer-1', version = this.versionOf(stream), events = [] } = call;
    const answered = outcome === 'ok' || outcome === 'duplicate';
    this.operations.push({
      ...{ op: 'append', stream, process, start, end, command, count, outcome },
      ...(expected === undefined ? {} : { expected }),
      ...(outcome === 'unknown' ? {} : { version }),
      events: answered ? events : [],
    });
    if (outcome === 'ok' || outcome === 'duplicate')
      this.accepted.push({ command, stream, version, events, types: events.map(() => TYPE), outcome });
  }

  read(stream: string, version = this.versionOf(stream), call: Call = {}): void {
    const { start, end } = this.time(call);
    const seen = (this.streams.get(stream) ?? []).slice(0, version);
    this.operations.push({
      ...{ op: 'read', stream, process: call.process ?? 'reader-1', start, end, version, outcome: 'ok' },
      ...{ command: `read-${++this.made}`, events: call.events ?? seen.map(({ event }) => event) },
      causes: seen.map(({ cause }) => cause),
    });
  }

  publish(stream: string, event: string, version: number): void {
    const pos = this.published.length + 1;
    this.published.push({
      ...{ topic: 't', partition: 0, offset: this.published.length, src: 'accounts', pos, event, type: TYPE },
      ...{
        stream,
        version,
        hash: `${stream}#${version}`,
        prev: version === 1 ? null : `${stream}#${version - 1}`,
      },
    });
    this.sent.set(event, pos);
  }

  /** Reads everything when all is quiet, and closes the books. */
  closed(more: Partial<History> = {}): History {
    for (const stream of this.streams.keys()) this.read(stream, undefined, { process: 'final' });
    return {
      operations: this.operations,
      accepted: this.accepted,
      effects: this.effects,
      subscriptions: this.subscriptions,
      published: this.published,
      faults: [{ fault: 'kill', target: 'accounts', start: 1, end: 2, struck: 'exit SIGKILL', seed: 1 }],
      readModels: [{ model: 'account', rows: 3, hash: 'a', rebuiltRows: 3, rebuiltHash: 'a' }],
      leftovers: [],
      run: { scenario: 'C1', seed: 1, strikesWanted: 1, drainedMs: 10, drainLimitMs: 60, surprises: [] },
      ...more,
    };
  }

  versionOf(stream: string): number {
    return this.streams.get(stream)?.length ?? 0;
  }

  private time({ from, to }: Call): { start: number; end: number } {
    const start = from ?? ++this.now;
    const end = to ?? ++this.now;
    this.now = Math.max(this.now, start, to ?? 0);
    return { start, end };
  }
}
