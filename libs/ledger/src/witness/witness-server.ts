import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SigningKey } from '../note/signing-key';
import { type VerifierKey, vkeyText } from '../note/verifier-key';
import { TLOG_SIZE, witness, type WitnessAnswer } from './add-checkpoint';
import { WitnessMemory } from './witness-memory';

export interface WitnessOptions {
  readonly key: SigningKey;
  /** Keys of the logs that are witnessed. */
  readonly logs: readonly VerifierKey[];
  /** Where it remembers what it has seen: one file, of one process. */
  readonly memory: string;
  readonly port: number;
  readonly host?: string;
  /** Seconds since the epoch; machine time. */
  readonly now?: () => number;
}

export interface RunningWitness {
  readonly url: string;
  stop(): Promise<void>;
}

/** A request has a proof of 63 hashes and a checkpoint at most. */
const MAX_BYTES = 64 * 1024;
const PATIENCE_MS = 10_000;

/** Null for what is too long. */
const bodyOf = async (request: IncomingMessage): Promise<string | null> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const send = (
  response: ServerResponse,
  status: number,
  body: string,
  type = 'text/plain; charset=utf-8',
): void => {
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
};

/**
 * A witness by C2SP tlog-witness: it cosigns a checkpoint that goes on from all that it has seen of its log, and no other. No
 * dependency and no database, so that an inspectorate can run one, and read it.
 */
export const startWitness = async (options: WitnessOptions): Promise<RunningWitness> => {
  const { key, logs, port, host = '127.0.0.1', now = () => Math.floor(Date.now() / 1000) } = options;
  const memory = await WitnessMemory.open(options.memory);
  // Looking, deciding and remembering are one act: two requests at once could else take a size back.
  let turn: Promise<unknown> = Promise.resolve();
  const decide = (text: string): Promise<WitnessAnswer> => {
    const answer = turn.then(async () => {
      const decided = witness(text, logs, (origin) => memory.seen(origin), key, now());
      if (decided.seen) await memory.keep(decided.seen.origin, decided.seen);
      return decided;
    });
    turn = answer.catch(() => undefined);
    return answer;
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method === 'GET' && request.url === '/vkey')
      return send(response, 200, `${vkeyText(key.verifier)}\n`);
    if (request.url !== '/add-checkpoint') return send(response, 404, 'not found\n');
    if (request.method !== 'POST') return send(response, 405, 'method not allowed\n');
    const text = await bodyOf(request);
    if (text === null) return send(response, 413, `more than ${MAX_BYTES} bytes\n`);
    const { status, body } = await decide(text);
    return send(response, status, body, status === 409 ? TLOG_SIZE : undefined);
  };
  const server: Server = createServer({ requestTimeout: PATIENCE_MS }, (request, response) => {
    answer(request, response).catch(() => {
      // What could not be remembered was not cosigned.
      if (!response.headersSent) send(response, 500, 'not remembered\n');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host}:${address.port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
