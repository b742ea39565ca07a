import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Logger } from '@jejak/observability';
import { Kafka, type KafkaConfig, KafkaJSNonRetriableError, type LogEntry, logLevel } from 'kafkajs';
import './kafkajs-idle-queues';

export type KafkaSecurity = Pick<KafkaConfig, 'ssl' | 'sasl'>;

export interface LinkOptions {
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly security?: KafkaSecurity;
  readonly logger: Logger;
}

const KEEP_ALIVE_MS = 30_000;

/**
 * One kafkajs client with sockets of its own, so that it can be destroyed for good. A disconnected kafkajs producer with a
 * send in hand reconnects and goes on sending; and two consumers of one client share their offsets. So: one client each.
 */
export class KafkaLink {
  readonly kafka: Kafka;
  readonly #sockets = new Set<Socket>();
  #severed = false;

  constructor({ brokers, clientId, security = {}, logger }: LinkOptions) {
    this.kafka = new Kafka({
      brokers: [...brokers],
      clientId,
      ...security,
      connectionTimeout: 3_000,
      requestTimeout: 15_000,
      enforceRequestTimeout: true,
      // What is left to kafkajs is the ordinary trouble of seconds; anything longer is supervised by us.
      retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 5 },
      socketFactory: ({ host, port, ssl, onConnect }) => {
        // Also stops a client that is told to go while it is still trying to come.
        if (this.#severed) throw new KafkaJSNonRetriableError('this client was destroyed');
        // kafkajs gives null for plain text, whatever its type says.
        const tls = ssl as typeof ssl | null;
        const socket = tls
          ? connectTls({ host, port, ...(isIP(host) ? {} : { servername: host }), ...tls }, onConnect)
          : connectTcp({ host, port }, onConnect);
        socket.setKeepAlive(true, KEEP_ALIVE_MS);
        this.#sockets.add(socket);
        socket.once('close', () => this.#sockets.delete(socket));
        return socket;
      },
      logLevel: logLevel.INFO,
      logCreator: () => quietly(logger),
    });
  }

  /** Destroys every connection and lets no new one be made: nothing of this client reaches a broker any more. */
  sever(): void {
    this.#severed = true;
    for (const socket of this.#sockets) socket.destroy(new Error('this client was destroyed'));
  }
}

/**
 * What kafkajs calls an error is mostly a retry: a topic that exists, a coordinator that loads, a rebalance, a broker that
 * restarts. Whatever comes to nothing reaches us as a rejection or a crash, and is logged where it is handled. The exception:
 * an offset out of range is repaired silently, and means that a topic was lost or made anew.
 */
const quietly =
  (logger: Logger) =>
  ({ level, namespace, log: { message } }: LogEntry): void => {
    if (message.startsWith('Offset out of range')) logger.error({ part: namespace, kind: 'offset' }, message);
    else if (level <= logLevel.WARN) logger.debug({ part: namespace }, message);
    else logger.trace({ part: namespace }, message);
  };
