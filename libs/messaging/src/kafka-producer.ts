import type { Logger } from '@jejak/observability';
import { Partitioners, type Producer } from 'kafkajs';
import { BrokerRefused, BrokerUnavailable, type BrokerProducer, type OutgoingMessage } from './broker';
import type { KafkaLink } from './kafka-link';

export interface KafkaProducerOptions {
  readonly link: () => KafkaLink;
  readonly logger: Logger;
  /** Largest message in bytes, as the topics are made. Larger ones are refused here, without troubling the connection. */
  readonly maxMessageBytes: number;
  /** A send without a result for so long means that kafkajs hangs. */
  readonly sendTimeoutMs: number;
  /** Called when a watchdog made a new client. */
  readonly onRebuild: (client: 'producer') => void;
}

interface Connected {
  readonly link: KafkaLink;
  readonly producer: Producer;
}

/** Overhead of one record beside key, value and headers: lengths, offset and time deltas, and each header's two lengths. */
const RECORD_BYTES = 40;
const HEADER_BYTES = 6;
/** Kafka limits the batch of a partition, and kafkajs puts a whole send into one: leave room for its own overhead. */
const SHARE_OF_LIMIT = 0.9;

/** Codes of the protocol for which sending again changes nothing. */
const REFUSED: Readonly<Record<string, BrokerRefused['reason']>> = {
  MESSAGE_TOO_LARGE: 'too_large',
  RECORD_LIST_TOO_LARGE: 'too_large',
  INVALID_RECORD: 'serialise',
};

class SendTimedOut extends Error {
  override readonly name = 'SendTimedOut';
}

/**
 * The idempotent producer. After any failure the client is thrown away: kafkajs takes back the sequence numbers of all
 * partitions of a failed request, also of those whose part was stored, and the broker would then swallow the next batch of
 * the same length as a duplicate.
 */
export class KafkaProducer implements BrokerProducer {
  #connected: Connected | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #sending = false;
  readonly #closing = new AbortController();

  constructor(private readonly options: KafkaProducerOptions) {}

  send(topic: string, messages: readonly OutgoingMessage[]): Promise<void> {
    const sent = this.#last.then(() => this.#send(topic, messages));
    this.#last = sent.catch(() => undefined);
    return sent;
  }

  /** At once: a send in hand ends as unavailable, its outcome unknown, and nothing more of it leaves this process. */
  async close(): Promise<void> {
    this.#closing.abort(new BrokerUnavailable('the producer is closed'));
    if (this.#sending) this.#discard();
    const connected = this.#connected;
    this.#connected = undefined;
    if (!connected) return;
    await within(CLOSE_MS, connected.producer.disconnect()).catch(() => undefined);
    connected.link.sever();
  }

  async #send(topic: string, messages: readonly OutgoingMessage[]): Promise<void> {
    const parts = this.#parts(messages);
    this.#sending = true;
    try {
      await this.#sendParts(topic, parts);
    } finally {
      this.#sending = false;
    }
  }

  async #sendParts(topic: string, parts: readonly OutgoingMessage[][]): Promise<void> {
    for (let next = 0, again = false; next < parts.length;) {
      try {
        const { producer } = await this.#connect();
        const messagesNow = parts[next].map(toKafka);
        await this.#within(producer.send({ topic, acks: -1, timeout: STORE_MS, messages: messagesNow }));
        next++;
        again = false;
      } catch (error) {
        this.#discard();
        if (error instanceof SendTimedOut && !again) {
          // A new client and the same messages: what the old one stored after all is dropped by version.
          again = true;
          this.options.logger.warn(
            { topic, kind: 'watchdog', part: 'producer' },
            'A send hung; the producer is made anew',
          );
          this.options.onRebuild('producer');
          continue;
        }
        throw verdict(error);
      }
    }
  }

  /** Cuts into runs that fit into one batch of a partition even if all have the same one. */
  #parts(messages: readonly OutgoingMessage[]): OutgoingMessage[][] {
    const { maxMessageBytes } = this.options;
    const parts: OutgoingMessage[][] = [];
    let room = 0;
    messages.forEach((message, index) => {
      const size = sizeOf(message, index);
      if (size > maxMessageBytes)
        throw new BrokerRefused(
          `message ${index} has ${size} bytes, more than ${maxMessageBytes}`,
          'too_large',
          index,
        );
      if (parts.length === 0 || size > room) {
        parts.push([]);
        room = maxMessageBytes * SHARE_OF_LIMIT;
      }
      parts[parts.length - 1].push(message);
      room -= size;
    });
    return parts;
  }

  async #connect(): Promise<Connected> {
    this.#closing.signal.throwIfAborted();
    if (this.#connected) return this.#connected;
    const link = this.options.link();
    const producer = link.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: { retries: Number.MAX_SAFE_INTEGER },
    });
    const connected = { link, producer };
    this.#connected = connected;
    await this.#within(producer.connect());
    return connected;
  }

  async #within<Result>(work: Promise<Result>): Promise<Result> {
    const { signal } = this.#closing;
    const closed = new AbortController();
    const closing = new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason as Error), { signal: closed.signal }),
    );
    try {
      return await within(this.options.sendTimeoutMs, Promise.race([work, closing]));
    } finally {
      closed.abort();
    }
  }

  #discard(): void {
    const connected = this.#connected;
    this.#connected = undefined;
    if (!connected) return;
    connected.link.sever();
    connected.producer.disconnect().catch(() => undefined);
  }
}

const CLOSE_MS = 5_000;
/** How long the broker may wait for its replicas; below the time-out of a request. */
const STORE_MS = 10_000;

const toKafka = ({ key, value, headers }: OutgoingMessage) => ({ key, value, headers: { ...headers } });

const sizeOf = ({ key, value, headers }: OutgoingMessage, index: number): number => {
  let size = RECORD_BYTES + textBytes(key, index) + textBytes(value, index);
  for (const name in headers) size += HEADER_BYTES + name.length + textBytes(headers[name], index);
  return size;
};

const textBytes = (text: unknown, index: number): number => {
  if (typeof text !== 'string')
    throw new BrokerRefused(`message ${index} holds something other than text`, 'serialise', index);
  return Buffer.byteLength(text);
};

const within = async <Result>(ms: number, work: Promise<Result>): Promise<Result> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SendTimedOut(`no result in ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

const verdict = (error: unknown): BrokerRefused | BrokerUnavailable => {
  if (error instanceof BrokerRefused || error instanceof BrokerUnavailable) return error;
  const { type, message } = error as { type?: unknown; message?: unknown };
  const text = typeof message === 'string' ? message : 'the send failed';
  const reason = typeof type === 'string' ? REFUSED[type] : undefined;
  return reason
    ? new BrokerRefused(text, reason, undefined, { cause: error })
    : new BrokerUnavailable(text, { cause: error });
};
