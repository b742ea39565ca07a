import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What becomes of one connection. */
export interface Treatment {
  /** Each piece waits so long, both ways. Milliseconds. */
  readonly latencyMs?: number;
  /**
   * The caller's connection is reset: `sent` as soon as its first piece has gone on to the server, `answered` when the server
   * answers, so that the request was certainly worked on.
   */
  readonly reset?: 'sent' | 'answered';
}

/** A cable with a fault, between a client and a server of this machine. */
export interface TcpProxy {
  readonly port: number;
  /** How many connections were reset on purpose. */
  resets(): number;
  /** From now on nothing is accepted, and what is open is cut. */
  down(): void;
  up(): void;
  close(): Promise<void>;
}

/**
 * Starts a proxy on a free port of the loopback.
 * @param treat asked for each new connection
 */
export const tcpProxy = async (
  target: { readonly port: number; readonly host?: string },
  treat: () => Treatment = () => ({}),
): Promise<TcpProxy> => {
  const open = new Set<Socket>();
  let resets = 0;
  let isDown = false;

  const hold = (socket: Socket): Socket => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => open.delete(socket));
    return socket;
  };

  const server = createServer({ allowHalfOpen: true }, (caller) => {
    hold(caller);
    if (isDown) return void caller.resetAndDestroy();
    const { latencyMs = 0, reset } = treat();
    const callee = hold(
      connect({ port: target.port, host: target.host ?? '127.0.0.1', allowHalfOpen: true }),
    );
    const cut = (): void => {
      resets += 1;
      caller.resetAndDestroy();
      // The server sees only that its caller has gone.
      callee.end();
    };
    const later = (act: () => void): void => {
      if (latencyMs > 0) setTimeout(act, latencyMs);
      else act();
    };
    caller.on('data', (piece: Buffer) =>
      later(() => callee.write(piece, () => (reset === 'sent' && !caller.destroyed ? cut() : undefined))),
    );
    callee.on('data', (piece: Buffer) => {
      if (reset === 'answered' && !caller.destroyed) cut();
      else if (!caller.destroyed) later(() => caller.write(piece));
    });
    caller.on('end', () => later(() => callee.end()));
    callee.on('end', () => later(() => caller.end()));
    caller.on('close', () => later(() => callee.end()));
    callee.on('close', () => later(() => caller.destroy()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cutAll = (): void => {
    for (const socket of open) socket.resetAndDestroy();
  };
  return {
    // It listens on a port, not on a path.
    port: (server.address() as AddressInfo).port,
    resets: () => resets,
    down: () => {
      isDown = true;
      cutAll();
    },
    up: () => {
      isDown = false;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      cutAll();
      await closed;
    },
  };
};
