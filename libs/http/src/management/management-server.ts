import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { METRICS_TYPE, metricsText } from '@jejak/observability';
import { effectiveSettings } from '../settings/read-settings';
import type { LoopWatch } from './loop-watch';
import type { Readiness } from './readiness';

/** One part of the service, for operators. */
export interface PartHealth {
  readonly part: string;
  readonly state: 'ok' | 'degraded' | 'down';
  readonly reason?: string;
  /** ISO instant since when it is so. */
  readonly since?: string;
  /** ISO instant of the next try. */
  readonly nextTry?: string;
}

export interface ManagementOptions {
  readonly service: string;
  readonly host: string;
  readonly port: number;
  readonly settings: object;
  readonly readiness: Readiness;
  readonly loops: LoopWatch;
  /** What the boot still waits for, by name; empty when it is done: migrations, keys, upcasters, port. */
  readonly starting: () => readonly string[];
  readonly parts: () => readonly PartHealth[] | Promise<readonly PartHealth[]>;
}

export interface ManagementServer {
  readonly port: number;
  stop(): Promise<void>;
}

const TICK_MS = 500;
const EVENT_LOOP_LIMIT_MS = 5_000;

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
}

const json = (status: number, value: unknown): Answer => ({ status, body: JSON.stringify(value) });
const probe = (failures: readonly string[]): Answer =>
  failures.length === 0 ? json(200, { status: 'ok' }) : json(503, { status: 'failing', failures });

/** Notices when the event loop stood still: its own timer is late then. */
class EventLoop {
  private turnedAt = performance.now();
  private readonly timer = setInterval(() => (this.turnedAt = performance.now()), TICK_MS).unref();

  stuck(): boolean {
    return performance.now() - this.turnedAt > EVENT_LOOP_LIMIT_MS;
  }

  stop(): void {
    clearInterval(this.timer);
  }
}

const worst = (parts: readonly PartHealth[]): PartHealth['state'] =>
  parts.some(({ state }) => state === 'down')
    ? 'down'
    : parts.some(({ state }) => state === 'degraded')
      ? 'degraded'
      : 'ok';

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });

/**
 * Probes, health, configuration and metrics on a port of their own. `/live` looks at nothing outside this process: a database that
 * is away is no reason to be restarted. `/ready` is about requests only: a consumer that lags never makes it fail.
 */
export const startManagement = async (options: ManagementOptions): Promise<ManagementServer> => {
  const { service, host, settings, readiness, loops, starting, parts } = options;
  const eventLoop = new EventLoop();
  const routes: Readonly<Record<string, () => Answer | Promise<Answer>>> = {
    '/startup': () => probe(starting()),
    '/ready': () => {
      const reason = readiness.reason();
      return probe([...starting(), ...(reason ? [reason] : [])]);
    },
    '/live': () => probe([...(eventLoop.stuck() ? ['event loop'] : []), ...loops.hung()]),
    '/health': async () => {
      const found = await parts();
      const missing = [...starting(), ...(readiness.reason() ? [readiness.reason()] : [])];
      const state = missing.length > 0 ? 'down' : worst(found);
      return json(state === 'down' ? 503 : 200, { service, status: state, missing, parts: found });
    },
    '/health/config': () => json(200, effectiveSettings(settings)),
    '/metrics': async () => ({ status: 200, body: await metricsText(), type: METRICS_TYPE }),
  };
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const path = (request.url ?? '').split('?')[0];
    if (!Object.hasOwn(routes, path)) return json(404, { status: 'not found' });
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return json(405, { status: 'method not allowed' });
    return routes[path]();
  };
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const send = ({ status, body, type = 'application/json' }: Answer): void => {
      response
        .writeHead(status, {
          'Content-Type': type,
          'Cache-Control': 'no-store',
          'X-Content-Type-Options': 'nosniff',
        })
        .end(body);
    };
    answer(request).then(send, () => send(json(503, { status: 'failing' })));
  });
  const port = await listen(server, options.port, host);
  return {
    port,
    stop: () =>
      new Promise<void>((resolve) => {
        eventLoop.stop();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
