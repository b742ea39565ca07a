import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { createProxyMiddleware, type RequestHandler } from 'http-proxy-middleware';

/**
 * What a caller may tell a service. Everything else is dropped, above all headers by which proxies and other
 * installations say who somebody is: a service learns that from the token alone.
 */
const PASSED_ON = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'authorization',
  'cache-control',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'host',
  'idempotency-key',
  'if-match',
  'if-none-match',
  'prefer',
  'range',
  'traceparent',
  'transfer-encoding',
  'x-acting-role',
]);

/** Longer than any answer of a service may take, a long poll included. */
const ANSWER_LIMIT_MS = 75_000;

const dropUnknownHeaders = (request: ClientRequest): void => {
  for (const name of request.getHeaderNames())
    if (!PASSED_ON.has(name.toLowerCase())) request.removeHeader(name);
};

/** What a service may hear of a caller: who it is stands in the token; from where it comes, for what is asked without one. */
const introduce = (request: ClientRequest, { socket }: IncomingMessage): void => {
  dropUnknownHeaders(request);
  if (socket.remoteAddress !== undefined) request.setHeader('X-Client-Address', socket.remoteAddress);
};

const isResponse = (answer: ServerResponse | Socket): answer is ServerResponse => 'setHeader' in answer;

const unavailable =
  (service: string, failed: (service: string, error: Error) => void) =>
  (error: Error, _: IncomingMessage, answer: ServerResponse | Socket): void => {
    failed(service, error);
    if (!isResponse(answer) || answer.headersSent) {
      answer.destroy();
      return;
    }
    const problem = {
      type: '/problems/SERVICE_UNAVAILABLE',
      title: 'Service unavailable',
      status: 503,
      code: 'SERVICE_UNAVAILABLE',
      detail: `The ${service} service does not answer now. Nothing is lost: try again with the same Idempotency-Key.`,
    };
    answer.writeHead(503, { 'Content-Type': 'application/problem+json', 'Retry-After': '2' });
    answer.end(JSON.stringify(problem));
  };

/** The public addresses of the log: `/log.vkey` and what stands below `/log/`. */
const LOG = /^\/log(\.vkey(\?|$)|\/)/;

/** Passes the public log on to the service that keeps it, as an address that does not change with the API. */
export const publicLog = (target: URL, failed: (service: string, error: Error) => void): RequestHandler =>
  createProxyMiddleware({
    target: target.href,
    changeOrigin: true,
    pathFilter: (path) => LOG.test(path),
    pathRewrite: (path) => `/v1${path}`,
    proxyTimeout: ANSWER_LIMIT_MS,
    on: { proxyReq: introduce, error: unavailable('audit', failed) },
  });

/** Passes `/api/<service>/…` on to the service as `/…`, streamed both ways. */
export const proxyTo = (
  service: string,
  target: URL,
  failed: (service: string, error: Error) => void,
): RequestHandler =>
  createProxyMiddleware({
    target: target.href,
    changeOrigin: true,
    pathRewrite: (path) => path,
    proxyTimeout: ANSWER_LIMIT_MS,
    on: { proxyReq: introduce, error: unavailable(service, failed) },
  });
