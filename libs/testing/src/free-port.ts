import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const canListen = (port: number): Promise<boolean> =>
  new Promise((found) => {
    const probe = createServer();
    probe.once('error', () => found(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => found(true)));
  });

/**
 * A port of this machine on which nobody listens at the moment. Below the range from which outgoing connections take theirs: whoever gets
 * it may listen later, and again after a restart.
 */
export const freePort = async (): Promise<number> => {
  const port = randomInt(20_000, 32_000);
  return (await canListen(port)) ? port : freePort();
};
