import { knownAccessOf, knownCallerOf } from '@jejak/auth';
import {
  currentTraceId,
  type Logger,
  metrics,
  type RequestClass,
  withRemoteParent,
  withSpan,
} from '@jejak/observability';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { outcomes } from '../request/request-outcome';
import { statedClassOf } from './stated-class.interceptor';

export interface AccessLogOptions {
  readonly logger: Logger;
  /** Continue the trace that a request names. Only where every client is one of ours: behind the gateway. */
  readonly trustTraceparent: boolean;
  /** The pseudonym of a person, for the log; without it the log does not say who. */
  readonly pseudonym?: (personId: string) => Promise<string>;
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

const methodOf = ({ method }: Request): string => (METHODS.has(method) ? method : 'OTHER');

/** The template that matched, `/v1/evaluations/:id/rate`; the address itself is never a label. */
const templateOf = (request: Request): string => {
  const route = request.route as { readonly path?: unknown } | undefined;
  return typeof route?.path === 'string' ? route.path : 'unmatched';
};

const classOf = (request: Request): RequestClass => {
  const stated = statedClassOf(request);
  if (stated) return stated;
  return request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS'
    ? 'query'
    : 'command';
};

const measure = (request: Request, response: Response, seconds: number): void => {
  const measured = classOf(request);
  metrics.httpRequestDuration.observe(
    {
      route: templateOf(request),
      method: methodOf(request),
      status: String(response.statusCode),
      class: measured,
    },
    seconds,
  );
  const outcome = outcomes.get(request);
  if (measured === 'upload' && outcome) metrics.uploadRefused.inc({ reason: outcome.code });
  const access = knownAccessOf(request);
  // What reaches the store is counted there, by command; what never does is counted here, by what the route asks for.
  if (measured !== 'command' || !outcome || access === undefined) return;
  if (outcome.kind === 'malformed') metrics.command.inc({ command: access, outcome: 'invalid' });
  if (outcome.kind === 'not-authorised') metrics.command.inc({ command: access, outcome: 'denied' });
};

const actorOf = async (
  request: Request,
  pseudonym: AccessLogOptions['pseudonym'],
): Promise<string | undefined> => {
  const caller = knownCallerOf(request);
  if (!caller) return undefined;
  return caller.kind === 'person' ? pseudonym?.(caller.id) : caller.id;
};

/** One line and one measurement for each request, and the span that everything it causes belongs to. */
export const accessLog = ({ logger, trustTraceparent, pseudonym }: AccessLogOptions): RequestHandler => {
  const write = async (request: Request, response: Response, seconds: number): Promise<void> => {
    const outcome = outcomes.get(request);
    const caller = knownCallerOf(request);
    const actor = await actorOf(request, pseudonym).catch(() => undefined);
    // Whoever was told to come back later is no defect, and there are many of them.
    const level = outcome?.code === 'OVERLOADED' ? 'warn' : response.statusCode >= 500 ? 'error' : 'info';
    logger[level](
      {
        method: methodOf(request),
        route: templateOf(request),
        status: response.statusCode,
        duration_ms: Math.round(seconds * 1000),
        outcome: response.writableFinished ? 'answered' : 'cut',
        ...(outcome ? { code: outcome.code } : {}),
        ...(caller ? { role: caller.role } : {}),
        ...(actor === undefined ? {} : { actor }),
      },
      'Request',
    );
  };
  return (request: Request, response: Response, next: NextFunction): void => {
    const started = performance.now();
    const { traceparent } = request.headers;
    const origin = typeof traceparent === 'string' ? traceparent : undefined;
    const serve = (): Promise<void> =>
      withSpan(
        'http',
        { 'http.request.method': methodOf(request) },
        (span) =>
          new Promise<void>((done) => {
            const traceId = currentTraceId();
            if (traceId) response.setHeader('X-Trace-Id', traceId);
            response.once('close', () => {
              const seconds = (performance.now() - started) / 1000;
              span.setAttributes({
                'http.route': templateOf(request),
                'http.response.status_code': response.statusCode,
              });
              measure(request, response, seconds);
              void write(request, response, seconds).finally(done);
            });
            next();
          }),
        { kind: 'server', links: trustTraceparent ? [] : [origin] },
      );
    void withRemoteParent(trustTraceparent ? origin : undefined, serve);
  };
};
