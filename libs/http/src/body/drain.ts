import type { IncomingMessage } from 'node:http';
import { hasBody } from './read-body';

/** More than the largest upload; whoever sends still more must live with a connection that is cut. */
const MOST_BYTES = 16 * 1024 * 1024;
const LONGEST_MS = 5_000;

/**
 * Reads what is left of a request's body and throws it away. A connection that is closed on a client, or a gateway, that is still
 * sending is reset, and the answer is lost with it: then a refusal looks like an outage.
 */
export const drained = (request: IncomingMessage): Promise<void> => {
  if (!hasBody(request) || request.complete || request.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let bytes = 0;
    const count = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) done();
    };
    const done = (): void => {
      clearTimeout(late);
      request.off('data', count).off('end', done).off('close', done);
      resolve();
    };
    const late = setTimeout(done, LONGEST_MS);
    request.on('data', count).once('end', done).once('close', done).resume();
  });
};
