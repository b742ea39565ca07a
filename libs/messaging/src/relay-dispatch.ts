import { BrokerRefused, type OutgoingMessage } from './broker';
import type { NumberedRow } from './relay-session';
import { toCoreMessage, toMessage } from './wire';

export interface DispatchPorts {
  readonly service: string;
  /** Sends, and tries again for ever while the trouble is transient. @throws BrokerRefused */
  send(topic: string, messages: readonly OutgoingMessage[]): Promise<void>;
  /** Puts a row aside that the broker will never take as it is. */
  bury(row: NumberedRow, refusal: BrokerRefused): Promise<void>;
}

/**
 * Sends numbered rows in order, to the last one. What the broker refuses is found by bisection: it goes as its core alone,
 * since the ledger needs every number, and is put aside with its key. Later rows of that key which have a number already go
 * on, in order; consumers park them behind the one whose data is missing.
 * @returns the rows that are published and not put aside
 */
export const dispatch = async (
  rows: readonly NumberedRow[],
  ports: DispatchPorts,
): Promise<NumberedRow[]> => {
  const buried = new Set<NumberedRow>();
  const bury = async (row: NumberedRow, refusal: BrokerRefused): Promise<void> => {
    const core = written(() => toCoreMessage(row, ports.service));
    if (!(core instanceof BrokerRefused))
      await ports.send(row.topic, [core]).catch((error: unknown) => {
        // Not even the core: then the number has a hole in the topic, and the feed is the only way to it.
        if (!(error instanceof BrokerRefused)) throw error;
      });
    await ports.bury(row, refusal);
    buried.add(row);
  };
  const deliver = async (topic: string, part: readonly NumberedRow[]): Promise<void> => {
    if (part.length === 0) return;
    const refusal = await attempt(topic, part, ports);
    if (!refusal) return;
    if (part.length === 1) return bury(part[0], refusal);
    const { index } = refusal;
    const cuts = index === undefined ? [Math.ceil(part.length / 2)] : [index, index + 1];
    // One after the other: a key's rows may be on both sides.
    let from = 0;
    for (const to of [...cuts, part.length]) {
      await deliver(topic, part.slice(from, to));
      from = to;
    }
  };
  for (const [topic, part] of byTopic(rows)) await deliver(topic, part);
  return rows.filter((row) => !buried.has(row));
};

const attempt = async (
  topic: string,
  rows: readonly NumberedRow[],
  ports: DispatchPorts,
): Promise<BrokerRefused | null> => {
  const messages: OutgoingMessage[] = [];
  for (const [index, row] of rows.entries()) {
    const message = written(() => toMessage(row, ports.service));
    if (message instanceof BrokerRefused) return new BrokerRefused(message.message, message.reason, index);
    messages.push(message);
  }
  try {
    await ports.send(topic, messages);
    return null;
  } catch (error) {
    if (error instanceof BrokerRefused) return error;
    throw error;
  }
};

const written = (write: () => OutgoingMessage): OutgoingMessage | BrokerRefused => {
  try {
    return write();
  } catch (error) {
    return new BrokerRefused(error instanceof Error ? error.message : 'not to be written', 'serialise');
  }
};

const byTopic = (rows: readonly NumberedRow[]): Map<string, NumberedRow[]> => {
  const topics = new Map<string, NumberedRow[]>();
  for (const row of rows) {
    const known = topics.get(row.topic);
    if (known) known.push(row);
    else topics.set(row.topic, [row]);
  }
  return topics;
};
