import { connect } from 'node:net';

/** ApiVersions, version 0, correlation 1, no client id: the one request every broker answers to anyone. */
const API_VERSIONS = Buffer.from([0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, 0xff, 0xff]);

/**
 * Does a Kafka broker answer there? An open port is not enough: a broker opens its port to requests only once the
 * controller has let it in, and anyone may sit on a port.
 */
export function answersKafka(port: number, host = '127.0.0.1', limitMs = 2_000): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host });
    const finish = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    let received = Buffer.alloc(0);
    socket.setTimeout(limitMs, () => finish(false));
    socket.once('error', () => finish(false));
    socket.once('close', () => finish(false));
    socket.once('connect', () => socket.write(API_VERSIONS));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      // Length, then our correlation id, then an error code of zero.
      if (received.length >= 10) finish(received.readInt32BE(4) === 1 && received.readInt16BE(8) === 0);
    });
  });
}
