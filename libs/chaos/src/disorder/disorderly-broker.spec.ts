import { memoryBroker, type OutgoingMessage, type Subscription } from '@jejak/messaging';
import { eventually } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { type Disorder, disordered, disorderly, late } from './disorderly-broker';
import { chance } from '../random';

const message = (key: string, value: number): OutgoingMessage => ({ key, value: String(value), headers: {} });
/** Ten of each of five keys, one key after the other in turn. */
const GIVEN = Array.from({ length: 50 }, (_, at) => message(`stream-${at % 5}`, Math.floor(at / 5)));
const SEEDS = Array.from({ length: 20 }, (_, seed) => seed);

/** Each key's values, the first time that each is met. */
const firstOf = (messages: readonly { key: string; value: unknown }[]): Record<string, string[]> => {
  const found: Record<string, string[]> = {};
  for (const { key, value } of messages) {
    const values = (found[key] ??= []);
    if (!values.includes(String(value))) values.push(String(value));
  }
  return found;
};

describe('a disorderly broker', () => {
  it.each(SEEDS)('keeps the order of each stream, and no other: seed %i', (seed) => {
    const order = disordered(GIVEN, chance(seed));
    expect(order).toHaveLength(GIVEN.length);
    expect(order).not.toEqual(GIVEN);
    for (let stream = 0; stream < 5; stream++) {
      const of = (one: OutgoingMessage): boolean => one.key === `stream-${stream}`;
      expect(order.filter(of)).toEqual(GIVEN.filter(of));
    }
    expect(disordered(GIVEN, chance(seed))).toEqual(order);
  });

  it('sends some of them again and again, also behind what came later', async () => {
    const told: Disorder[] = [];
    const real = memoryBroker();
    const broker = disorderly(real, {
      seed: 1,
      sendLateMs: 0,
      tell: (one) => told.push(one),
    });
    await broker.ensureTopics([{ name: 'facts', partitions: 1 }]);
    const producer = await broker.producer();
    await producer.send('facts', GIVEN.slice(0, 25));
    await producer.send('facts', GIVEN.slice(25));
    const log = real.read('facts').map(({ key, value }) => ({ key, value: value?.toString() }));
    expect(firstOf(log)).toEqual(firstOf(GIVEN));
    const times = GIVEN.map(
      ({ key, value }) => log.filter((one) => one.key === key && one.value === value).length,
    );
    expect(Math.min(...times)).toBe(1);
    expect(Math.max(...times)).toBeGreaterThanOrEqual(3);
    const isLate = log.some(({ key, value }, at) =>
      log.slice(0, at).some((earlier) => earlier.key === key && Number(earlier.value) > Number(value)),
    );
    expect(isLate).toBe(true);
    expect(told.map(({ given }) => given)).toEqual([25, 25]);
    for (const { swapped, again } of told) {
      expect(swapped).toBeGreaterThan(0);
      expect(again).toBeGreaterThan(0);
    }
    const read: { key: string; value: unknown }[] = [];
    const reading: Subscription = {
      ...{ group: 'reader', topics: ['facts'], startFrom: 'beginning' },
      onBatch: (batch) => {
        read.push(...batch.messages.map(({ key, value }) => ({ key, value: value?.toString() })));
        batch.resolve(batch.messages[batch.messages.length - 1].offset);
        return Promise.resolve();
      },
    };
    const consumer = broker.consumer(late(reading, 1, { most: 1, slow: 1 }));
    await consumer.run();
    await eventually('everything is read', () => read.length === log.length);
    expect(read).toEqual(log);
    await broker.close();
  });
});
