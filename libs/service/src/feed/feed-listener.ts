import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { limitServer, problemOf } from '@jejak/http';
import { NotFound } from '@jejak/kernel';
import type { NestExpressApplication } from '@nestjs/platform-express';

/** The feed at a port of its own. */
export interface FeedListener {
  readonly port: number;
  /** Resolves when everybody who was being answered has been. */
  stop(): Promise<void>;
}

const PATHS = ['/feed', '/feed/stored'];

/**
 * Serves the feed of an application, and nothing else of it, at a port of its own: so a network can let the other services read
 * what is recorded without letting them command.
 */
export const listenForFeedReaders = async (
  app: NestExpressApplication,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<FeedListener> => {
  const serve = app.getHttpAdapter().getInstance();
  const server = createServer((request, response) => {
    if (PATHS.includes((request.url ?? '').split('?')[0])) {
      serve(request, response);
      return;
    }
    const refusal = new NotFound('ROUTE_NOT_FOUND', 'There is nothing at this address.');
    response
      .writeHead(404, { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' })
      .end(JSON.stringify(problemOf(refusal, 404, 'en')));
  });
  limitServer(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
};
