import { until } from '@jejak/testing';
import { expect } from '@jest/globals';
import { type Broker, fromMessage, type IncomingMessage, type WireEvent } from '../src';

/** Everything of a topic in the order of its partitions, read until `enough` says so. */
export const readTopic = async (
  broker: Broker,
  topic: string,
  enough: (events: readonly WireEvent[]) => boolean,
): Promise<WireEvent[]> => {
  const seen: IncomingMessage[] = [];
  const consumer = broker.consumer({
    group: `${topic}.history.${performance.now()}`,
    topics: [topic],
    startFrom: 'beginning',
    onBatch: (batch) => {
      seen.push(...batch.messages);
      batch.resolve(batch.messages[batch.messages.length - 1].offset);
      return Promise.resolve();
    },
  });
  void consumer.run();
  const events: WireEvent[] = [];
  await until(() => {
    while (events.length < seen.length) events.push(fromMessage(seen[events.length]));
    return enough(events);
  });
  await consumer.close();
  return events;
};

/** How many different numbers there are. */
export const distinct = (events: readonly WireEvent[]): number => new Set(events.map(({ pos }) => pos)).size;

/** Versions that came after a later one of the same stream had been there, without having been there before themselves. */
export const inversions = (events: readonly WireEvent[]): number => {
  const highest = new Map<string, number>();
  const known = new Set<string>();
  let count = 0;
  for (const { core } of events) {
    const most = highest.get(core.stream) ?? 0;
    if (core.ver < most && !known.has(core.id)) count++;
    known.add(core.id);
    highest.set(core.stream, Math.max(most, core.ver));
  }
  return count;
};

/**
 * The promise of the relay: numbers 1..n without a hole, each the same event for ever and as `es.published` has it; per stream
 * every version from 1, first seen in order; what comes again is the very same.
 */
export const expectWholeHistory = (
  events: readonly WireEvent[],
  published: readonly { readonly pos: number; readonly id: string }[],
): void => {
  const byPos = new Map<number, WireEvent>();
  for (const event of events) {
    const first = byPos.get(event.pos);
    if (first) expect(event).toEqual(first);
    else byPos.set(event.pos, event);
  }
  const numbers = [...byPos.keys()].sort((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: published.length }, (_, i) => i + 1));
  expect(numbers.map((pos) => ({ pos, id: byPos.get(pos)?.core.id }))).toEqual(published);
  const next = new Map<string, number>();
  for (const { core } of events) {
    const expected = next.get(core.stream) ?? 1;
    expect(core.ver).toBeLessThanOrEqual(expected);
    if (core.ver === expected) next.set(core.stream, expected + 1);
  }
};
