import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { Malformed } from '@jejak/kernel';
import { problemOf } from '../problems/problem';

const HEADERS_MS = 15_000;
/** The whole request, an upload of 10 MiB over a slow line included. */
const REQUEST_MS = 120_000;
/** Longer than the 60 s that load balancers keep a connection: the one who opened it closes it. */
const KEEP_ALIVE_MS = 65_000;
const MAX_HEADERS = 100;

/** What node's parser found, as a problem. It has no request yet, so it is written by hand. */
const answerTo = (error: NodeJS.ErrnoException): string => {
  const [status, phrase, code] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? [431, 'Request Header Fields Too Large', 'HEADERS_TOO_LARGE']
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? [408, 'Request Timeout', 'REQUEST_TIMEOUT']
        : [400, 'Bad Request', 'REQUEST_MALFORMED'];
  const body = JSON.stringify(problemOf(new Malformed(code, 'The request cannot be read.'), status, 'en'));
  return [
    `HTTP/1.1 ${status} ${phrase}`,
    'Content-Type: application/problem+json',
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    'Connection: close',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
};

/** Bounds what one client can hold of the server, and answers what cannot be parsed. */
export const limitServer = (server: Server): void => {
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.maxHeadersCount = MAX_HEADERS;
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    // A reset connection has nobody to answer; half an answer that is already out must not be followed by another.
    if (error.code === 'ECONNRESET' || !socket.writable || socket.bytesWritten > 0) socket.destroy();
    else socket.end(answerTo(error));
  });
};
