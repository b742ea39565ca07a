import { Agent, request } from 'node:http';
import type { HistoryRecord } from '../history/record';
import type { Outcome } from '../history/shapes';

/** Where one replica of the service answers: itself, or the proxy before it. */
export type Address = () => number;

interface Appended {
  readonly version: number;
  readonly events: readonly { readonly id: string; readonly type: string }[];
  readonly outcome: 'ok' | 'duplicate';
}

export interface Read {
  readonly version: number;
  readonly events: readonly string[];
  readonly causes: readonly string[];
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** What a caller asks for, the same in each attempt. */
export interface Command {
  readonly stream: string;
  readonly command: string;
  readonly count: number;
  readonly expected?: number;
}

const TIME_LIMIT_MS = 3_000;

/** One client: one call at a time, each written down with what was answered. */
export class Caller {
  // A connection per call: what the proxy does to a connection it does to one call.
  private readonly agent = new Agent({ keepAlive: false });

  /** @param surprises where answers go that need not be expected */
  constructor(
    readonly process: string,
    private readonly record: HistoryRecord,
    private readonly surprises: string[],
  ) {}

  async append(
    port: number,
    { stream, command, count, expected }: Command,
  ): Promise<{
    readonly outcome: Outcome;
    readonly version?: number;
  }> {
    const start = this.record.now();
    const answer = await this.call(port, stream, {
      command,
      count,
      ...(expected === undefined ? {} : { expected }),
    });
    const end = this.record.now();
    const { outcome, version, events } = this.understood(answer);
    this.record.operation({
      ...{ op: 'append', stream, process: this.process, start, end },
      ...(expected === undefined ? {} : { expected }),
      ...(version === undefined ? {} : { version }),
      ...{ command, events: events.map(({ id }) => id), count, outcome },
    });
    if (version !== undefined && (outcome === 'ok' || outcome === 'duplicate'))
      this.record.accepted({
        ...{ command, stream, version, outcome },
        events: events.map(({ id }) => id),
        types: events.map(({ type }) => type),
      });
    return { outcome, ...(version === undefined ? {} : { version }) };
  }

  /** Null: nobody answered. */
  async read(port: number, stream: string, command: string): Promise<Read | null> {
    const start = this.record.now();
    const answer = await this.call(port, stream);
    const end = this.record.now();
    const read = answer?.status === 200 ? (answer.body as Read) : null;
    if (answer && !read && answer.status !== 503) this.surprised(answer);
    this.record.operation({
      ...{ op: 'read', stream, process: this.process, start, end, command },
      ...(read ? { ...read, count: read.version, outcome: 'ok' } : { events: [], outcome: 'unknown' }),
    });
    return read;
  }

  private understood(answer: Answer | null): {
    readonly outcome: Outcome;
    readonly version?: number;
    readonly events: Appended['events'];
  } {
    if (answer?.status === 200) {
      const { outcome, version, events } = answer.body as Appended;
      return { outcome, version, events };
    }
    const { code, current } = (answer?.body ?? {}) as { code?: string; current?: number };
    if (answer?.status === 409 && code === 'CONCURRENCY_CONFLICT')
      return { outcome: 'conflict', events: [], ...(current === undefined ? {} : { version: current }) };
    if (answer && answer.status !== 503) this.surprised(answer);
    return { outcome: 'unknown', events: [] };
  }

  private surprised({ status, body }: Answer): void {
    this.surprises.push(`${this.process}: ${status} ${JSON.stringify(body)}`);
  }

  /** Null where no whole answer came: nobody knows what became of it. */
  private call(port: number, path: string, body?: object): Promise<Answer | null> {
    return new Promise((resolve) => {
      const sent = request(
        {
          ...{ host: '127.0.0.1', port, path: `/${path}`, agent: this.agent, timeout: TIME_LIMIT_MS },
          method: body ? 'POST' : 'GET',
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (piece: string) => (text += piece));
          response.on('error', () => resolve(null));
          response.on('close', () => {
            if (!response.complete) return resolve(null);
            resolve({ status: response.statusCode ?? 0, body: parsed(text) });
          });
        },
      );
      sent.on('timeout', () => sent.destroy());
      sent.on('error', () => resolve(null));
      sent.end(body ? JSON.stringify(body) : undefined);
    });
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
