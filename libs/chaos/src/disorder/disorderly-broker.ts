import { setTimeout as pause } from 'node:timers/promises';
import { type Broker, BrokerRefused, type OutgoingMessage, type Subscription } from '@jejak/messaging';
import { type Chance, chance } from '../random';

/** What one send came to: proof that there was disorder. */
export interface Disorder {
  readonly topic: string;
  /** Messages that the sender gave. */
  readonly given: number;
  /** Of them, those that stand behind one which was given after them. */
  readonly swapped: number;
  /** Messages that were sent although they had been sent before. */
  readonly again: number;
}

export interface DisorderOptions {
  readonly seed: number;
  /** Hears of each send. */
  readonly tell?: (disorder: Disorder) => void;
  /** Longest pause ahead of a send, in milliseconds: what is recorded meanwhile goes with the next one, and changes places. */
  readonly sendLateMs?: number;
}

/** So many sent messages of a topic may come again. */
const REMEMBERED = 200;
const AGAIN = 0.3;
/** So often at most: the one message more than twice. */
const MOST_AGAIN = 3;
const SLOW_READERS = 0.25;

/** The same messages in another order, those of one key in theirs: what a broker promises, and no more. */
export const disordered = <Message extends Pick<OutgoingMessage, 'key'>>(
  messages: readonly Message[],
  dice: Chance,
): Message[] => {
  const byKey = new Map<string, Message[]>();
  for (const message of messages) {
    const known = byKey.get(message.key);
    if (known) known.push(message);
    else byKey.set(message.key, [message]);
  }
  const queues = [...byKey.values()].map((queue) => ({ queue, next: 0 }));
  const order: Message[] = [];
  while (queues.length > 0) {
    const at = dice.below(queues.length);
    const from = queues[at];
    order.push(from.queue[from.next++]);
    if (from.next === from.queue.length) queues.splice(at, 1);
  }
  return order;
};

/** How many stand behind one that was given after them. */
const swappedIn = <Message>(given: readonly Message[], order: readonly Message[]): number => {
  const places = new Map(given.map((message, place) => [message, place]));
  let furthest = -1;
  return order.filter((message) => {
    const place = places.get(message) ?? 0;
    const swapped = place < furthest;
    furthest = Math.max(furthest, place);
    return swapped;
  }).length;
};

/**
 * A broker at its worst, by the seed: events of different streams change places, and some come again and again, long after what came
 * behind them. A stream's own order is kept, and nothing is lost: all that the port promises.
 */
export const disorderly = (broker: Broker, { seed, tell, sendLateMs = 60 }: DisorderOptions): Broker => ({
  ...broker,
  producer: async () => {
    const producer = await broker.producer();
    const sent = new Map<string, OutgoingMessage[]>();
    const dice = chance(seed).fork('producer');
    return {
      close: () => producer.close(),
      send: async (topic, messages) => {
        await pause(dice.below(sendLateMs + 1));
        const known = sent.get(topic) ?? [];
        const order = disordered(messages, dice);
        const swapped = swappedIn(messages, order);
        const all = order.flatMap((message) => {
          known.push(message);
          const again = dice.hits(AGAIN) ? 1 + dice.below(MOST_AGAIN) : 0;
          return [message, ...Array.from({ length: again }, () => dice.of(known))];
        });
        sent.set(topic, known.slice(-REMEMBERED));
        try {
          await producer.send(topic, all);
        } catch (error) {
          // Which of them it was is said by its place among those that were given.
          if (error instanceof BrokerRefused) return producer.send(topic, messages);
          throw error;
        }
        tell?.({ topic, given: messages.length, swapped, again: all.length - messages.length });
      },
    };
  },
});

/**
 * A reader that is behind the others, by its name: a quarter of them far behind.
 * @param lateMs longest pauses ahead of a delivery, in milliseconds
 */
export const late = (
  subscription: Subscription,
  seed: number,
  lateMs: { readonly most: number; readonly slow: number } = { most: 40, slow: 600 },
): Subscription => {
  const dice = chance(seed).fork(subscription.group);
  const most = dice.hits(SLOW_READERS) ? lateMs.slow : lateMs.most;
  return {
    ...subscription,
    onBatch: async (batch) => {
      await pause(dice.below(most + 1));
      await subscription.onBatch(batch);
    },
  };
};
