import type { Response } from 'express';
import type { Secret } from '../session/secret';
import type { Session } from '../session/session-store';
import type { Sessions } from '../session/sessions';
import { follow } from './fan-in';
import { idOf, type Positions } from './positions';
import { byService } from './topics';

/** Proxies on the way close what is silent; browsers learn by it that the line is up. @source console.md 11 */
const SIGN_MS = 15_000;
/** A browser has one line for all its pages; while it changes over it has two. */
const MOST_LINES = 3;

export interface Wanted {
  readonly topics: readonly string[];
  /** Undefined: from now on. */
  readonly since: Positions | undefined;
  /** Something may have been missed. */
  readonly reset: boolean;
}

/** The lines on which browsers are told what has changed. Each is closed with its session, and when its role changes. */
export class LiveStreams {
  private readonly lines = new Map<Secret, Set<AbortController>>();

  constructor(
    private readonly sessions: Sessions,
    private readonly targets: ReadonlyMap<string, URL>,
  ) {}

  /** Holds the line until the browser goes, the session is over, or {@link close} is called. */
  open(session: Session, { topics, since, reset }: Wanted, response: Response): void {
    const line = new AbortController();
    this.enter(session.secret, line);
    response.writeHead(200, {
      ...{ 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store' },
      'X-Accel-Buffering': 'no',
    });
    let positions: Positions = since ?? {};
    const write = (event: string, data: object): void => {
      response.write(`id: ${idOf(positions)}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    };
    const bearing = async (): Promise<Record<string, string> | undefined> => {
      const token = await this.sessions.tokenOf(session.secret);
      if (token === undefined) line.abort();
      return token === undefined
        ? undefined
        : { authorization: `Bearer ${token}`, 'x-acting-role': session.role };
    };
    if (reset) write('reset', {});
    for (const [service, asked] of byService(topics)) {
      const target = this.targets.get(service);
      if (!target) continue;
      void follow({
        ...{ target, topics: asked, after: since?.[service], bearing, signal: line.signal },
        told: ({ items, after, reset: isReset }) => {
          const isNew = positions[service] === undefined;
          positions = { ...positions, [service]: after };
          if (isReset) write('reset', {});
          // Says where it begins: who comes back before anything has changed goes on from here.
          else if (isNew && items.length === 0) write('at', {});
          for (const frame of items) write('change', frame);
        },
      });
    }
    const sign = setInterval(() => response.write(': here\n\n'), SIGN_MS);
    const end = (): void => {
      clearInterval(sign);
      this.leave(session.secret, line);
      response.end();
    };
    line.signal.addEventListener('abort', end, { once: true });
    response.once('close', () => line.abort());
    response.write('retry: 3000\n: here\n\n');
  }

  /** Of a session that is over, or goes on under another secret. */
  close(secret: Secret): void {
    for (const line of this.lines.get(secret) ?? []) line.abort();
  }

  closeAll(): void {
    for (const secret of [...this.lines.keys()]) this.close(secret);
  }

  private enter(secret: Secret, line: AbortController): void {
    const lines = this.lines.get(secret) ?? new Set();
    lines.add(line);
    this.lines.set(secret, lines);
    const [oldest] = lines;
    if (lines.size > MOST_LINES) oldest.abort();
  }

  private leave(secret: Secret, line: AbortController): void {
    const lines = this.lines.get(secret);
    lines?.delete(line);
    if (lines?.size === 0) this.lines.delete(secret);
  }
}
