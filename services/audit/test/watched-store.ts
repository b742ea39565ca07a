import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StoredRows } from '@jejak/messaging';
import type { ToldBy } from '@jejak/neighbour';

/**
 * What a service shows of its store, over HTTP and on a real database. The route of real services is tested with them
 * (libs/service); here stands what it calls.
 */
export class WatchedStore {
  private readonly server = createServer();
  /** Whether it answers. */
  open = true;

  constructor(private readonly of: Pick<ToldBy, 'pool'>) {
    this.server.on('request', ({ url, headers }, response) => {
      const { pathname, searchParams } = new URL(url ?? '', 'http://store');
      const status = headers.authorization === undefined ? 401 : pathname === '/feed/stored' ? 200 : 404;
      if (status !== 200 || !this.open) response.writeHead(this.open ? status : 503).end('{}');
      else
        void this.of
          .pool()
          .then((pool) => new StoredRows(pool).after(Number(searchParams.get('after')), 2))
          .then((page) => response.writeHead(200).end(JSON.stringify(page)));
    });
  }

  start(): Promise<void> {
    return new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }
}
