import { until } from '@jejak/testing';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type Broker,
  type BrokerProducer,
  BrokerRefused,
  type ConsumedBatch,
  type IncomingMessage,
  type Subscription,
} from '../src';

/** What a suite knows of an adapter: how to make one, and how messages get into it. */
export interface BrokerUnderTest {
  readonly broker: Broker;
  /** What its producers do. */
  producer(): Promise<Pick<BrokerProducer, 'send'>>;
  makeTopic(topic: string, partitions: number): Promise<void>;
  /** The value that was sent, of a message that arrived. */
  textOf(message: IncomingMessage): string;
  /** How long a member of a group may be silent before it is thought dead; 0 where silence does not matter. */
  readonly sessionMs: number;
  dispose(): Promise<void>;
}

const message = (key: string, value: string, headers: Record<string, string> = {}) => ({
  key,
  value,
  headers,
});
const lastOffset = ({ messages }: ConsumedBatch) => messages[messages.length - 1].offset;

/** Where adapters differ, and nowhere else. */
export interface Capabilities {
  /** `many`: a topic has as many partitions as it was made with, from 0. Else it has this one. */
  readonly partitions: 'many' | number;
  /**
   * `any`: whatever its producer sends, up to 1 MiB. `events`: what a service recorded, of any size, with the attributes of the
   * event as headers; the broker's own producer does not exist, since an event is published by being numbered.
   */
  readonly messages: 'any' | 'events';
}

export const BROKER: Capabilities = { partitions: 'many', messages: 'any' };

/** An adapter whose messages are its own producer's. */
export const asBrokerUnderTest = (broker: Broker, sessionMs: number): BrokerUnderTest => ({
  ...{ broker, sessionMs, textOf: ({ value }) => value?.toString() ?? '' },
  producer: () => broker.producer(),
  makeTopic: (name, partitions) => broker.ensureTopics([{ name, partitions }]),
  dispose: () => broker.close(),
});

/** What every adapter of the broker port must do. */
export const brokerContract = (
  name: string,
  { partitions, messages }: Capabilities,
  makeBroker: () => Promise<BrokerUnderTest>,
): void => {
  const many = partitions === 'many';
  const firstPartition = many ? 0 : partitions;
  describe(`broker contract: ${name}`, () => {
    let under: BrokerUnderTest;
    let topic: string;
    let group: string;

    beforeEach(async () => {
      under = await makeBroker();
      const id = randomUUID();
      topic = `contract.${id}.events.v1`;
      group = `contract.${id}`;
    });
    afterEach(() => under.dispose());

    const textOf = (one: IncomingMessage) => under.textOf(one);
    const topicWith = (count: number) => under.makeTopic(topic, count);
    const send = async (sent: readonly ReturnType<typeof message>[]) =>
      (await under.producer()).send(topic, sent);
    const read = (
      onBatch: Subscription['onBatch'],
      more: Partial<Subscription> = {},
    ): { consumer: ReturnType<Broker['consumer']>; joined: Promise<void> } => {
      const consumer = under.broker.consumer({
        group,
        topics: [topic],
        startFrom: 'beginning',
        onBatch,
        ...more,
      });
      return { consumer, joined: consumer.run() };
    };
    /** Takes every message of a batch into a list and resolves it. */
    const into =
      (list: IncomingMessage[]): Subscription['onBatch'] =>
      (batch) => {
        list.push(...batch.messages);
        batch.resolve(lastOffset(batch));
        return Promise.resolve();
      };

    it('leaves an existing topic as it is', async () => {
      await topicWith(2);
      await send([message('k', '1')]);
      await under.broker.ensureTopics([{ name: topic, partitions: 2 }]);
      const seen: IncomingMessage[] = [];
      read(into(seen));
      await until(() => seen.length === 1);
    });

    it('keeps the order of each key and the partition of a key', async () => {
      await topicWith(4);
      const keys = Array.from({ length: 12 }, (_, i) => `stream-${i}`);
      const producer = await under.producer();
      for (let round = 0; round < 5; round++)
        await producer.send(
          topic,
          Array.from({ length: 120 }, (_, i) =>
            message(keys[i % 12], String(round * 10 + Math.floor(i / 12))),
          ),
        );
      const seen: IncomingMessage[] = [];
      read(into(seen));
      await until(() => seen.length === 600);
      for (const key of keys) {
        const own = seen.filter((one) => one.key === key);
        expect(own.map(textOf)).toEqual(Array.from({ length: 50 }, (_, i) => String(i)));
        expect(new Set(own.map(({ partition }) => partition)).size).toBe(1);
      }
      const used = new Set(seen.map(({ partition }) => partition));
      if (many) expect(used.size).toBeGreaterThan(1);
      else expect([...used]).toEqual([firstPartition]);
    });

    it('keeps the order of sends that are not awaited one by one', async () => {
      await topicWith(1);
      const producer = await under.producer();
      await Promise.all(
        Array.from({ length: 40 }, (_, i) => producer.send(topic, [message('k', String(i))])),
      );
      const seen: IncomingMessage[] = [];
      read(into(seen));
      await until(() => seen.length === 40);
      expect(seen.map(textOf)).toEqual(Array.from({ length: 40 }, (_, i) => String(i)));
    });

    it('carries headers, keys and values as they were, and says how far the partition goes', async () => {
      await topicWith(1);
      const value = JSON.stringify({ text: 'Ünïcödé — 中文 🜚', n: 1 });
      const headers = { ce_id: 'a', ce_subject: 'évaluation', empty: '' };
      await send([message('k-1', value, headers), message('k-2', 'x')]);
      const batches: ConsumedBatch[] = [];
      read((batch) => {
        batches.push(batch);
        batch.resolve(lastOffset(batch));
        return Promise.resolve();
      });
      await until(() => batches.flatMap(({ messages }) => messages).length === 2);
      const [first, second] = batches.flatMap(({ messages }) => messages);
      const expected = { topic, partition: firstPartition, offset: 0n, key: 'k-1', value };
      expect({ ...first, value: textOf(first) }).toMatchObject(expected);
      if (messages === 'any') expect(first.headers).toEqual(headers);
      else expect(first.headers).toMatchObject({ ce_subject: 'k-1', 'content-type': 'application/json' });
      expect(second.offset).toBe(1n);
      expect(batches[0].highWatermark).toBe(2n);
    });

    if (messages === 'any')
      it('refuses what is too large, and harms no other message', async () => {
        await topicWith(1);
        const producer = await under.producer();
        await producer.send(topic, [message('k', 'before')]);
        const tooLarge = message('big', 'x'.repeat(1_200_000));
        await expect(producer.send(topic, [message('k', 'beside'), tooLarge])).rejects.toThrow(BrokerRefused);
        await expect(producer.send(topic, [tooLarge])).rejects.toMatchObject({ reason: 'too_large' });
        await producer.send(topic, [message('k', 'beside')]);
        for (const text of ['after 1', 'after 2']) await producer.send(topic, [message('k', text)]);
        const seen: IncomingMessage[] = [];
        read(into(seen));
        await until(() => seen.some((one) => textOf(one) === 'after 2'));
        const texts = seen.map(textOf);
        expect([...new Set(texts)]).toEqual(['before', 'beside', 'after 1', 'after 2']);
      });
    else
      it('brings what another would refuse as too large', async () => {
        await topicWith(1);
        await send([message('k', 'before'), message('big', 'x'.repeat(1_200_000)), message('k', 'after')]);
        const seen: IncomingMessage[] = [];
        read(into(seen));
        await until(() => seen.length === 3);
        expect(seen.map((one) => textOf(one).length)).toEqual([6, 1_200_000, 5]);
      });

    it('sends more at once than one batch of a partition may hold', async () => {
      await topicWith(1);
      const filler = 'y'.repeat(10_000);
      await send(Array.from({ length: 300 }, (_, i) => message('k', `${i}:${filler}`)));
      const seen: IncomingMessage[] = [];
      read(into(seen));
      await until(() => seen.length === 300);
      expect(seen.map((one) => textOf(one).split(':')[0])).toEqual(
        Array.from({ length: 300 }, (_, i) => String(i)),
      );
    });

    it('delivers again what was not resolved, and what a failing reader had in hand', async () => {
      await topicWith(1);
      await send([message('k', 'a'), message('k', 'b'), message('k', 'c')]);
      const calls: string[][] = [];
      read((batch) => {
        calls.push(batch.messages.map(textOf));
        if (calls.length === 1) return Promise.reject(new Error('the database is down'));
        batch.resolve(batch.messages[0].offset);
        return Promise.resolve();
      });
      await until(() => calls.length >= 4);
      expect(calls.slice(0, 4)).toEqual([['a', 'b', 'c'], ['a', 'b', 'c'], ['b', 'c'], ['c']]);
    });

    it('goes on where it was after a restart of the consumer, at least once', async () => {
      await topicWith(2);
      const keys = ['k-1', 'k-2', 'k-3'];
      const texts = (from: number) =>
        Array.from({ length: 30 }, (_, i) => message(keys[i % 3], String(from + i)));
      await send(texts(0));
      const first: IncomingMessage[] = [];
      const { consumer } = read(into(first));
      await until(() => first.length === 30);
      await consumer.close();
      expect(consumer.state()).toBe('stopped');
      await send(texts(30));
      const second: IncomingMessage[] = [];
      read(into(second));
      await until(() => new Set(second.map(textOf)).size >= 30 && second.some((one) => textOf(one) === '59'));
      const all = new Set([...first, ...second].map(textOf));
      expect(all.size).toBe(60);
      for (const key of keys) {
        const own = second.filter((one) => one.key === key).map((one) => Number(textOf(one)));
        expect(own).toEqual([...own].sort((a, b) => a - b));
      }
    });

    it('seeks back and forth, and calls the rest of the batch stale', async () => {
      await topicWith(1);
      await send(['0', '1', '2', '3', '4'].map((text) => message('k', text)));
      const calls: string[][] = [];
      let staleAfterSeek = true;
      read((batch) => {
        calls.push(batch.messages.map(textOf));
        expect(batch.isCurrent()).toBe(true);
        if (calls.length === 1) batch.seek(3n);
        else if (calls.length === 2) batch.seek(1n);
        else batch.resolve(lastOffset(batch));
        if (calls.length < 3) staleAfterSeek &&= !batch.isCurrent();
        return Promise.resolve();
      });
      await until(() => calls.length >= 3);
      expect(calls.slice(0, 3)).toEqual([
        ['0', '1', '2', '3', '4'],
        ['3', '4'],
        ['1', '2', '3', '4'],
      ]);
      expect(staleAfterSeek).toBe(true);
    });

    it("begins where the reader's own books say", async () => {
      await topicWith(1);
      await send(['0', '1', '2', '3'].map((text) => message('k', text)));
      const first: IncomingMessage[] = [];
      const { consumer } = read(into(first));
      await until(() => first.length === 4);
      await consumer.close();
      const second: IncomingMessage[] = [];
      let asked = 0;
      read(into(second), {
        startAt: () => (asked++ === 0 ? Promise.reject(new Error('not yet')) : Promise.resolve(2n)),
      });
      await until(() => second.length === 2);
      expect(second.map(textOf)).toEqual(['2', '3']);
    });

    it('begins at the end where it is not asked for the beginning', async () => {
      await topicWith(1);
      await send([message('k', 'old')]);
      const seen: IncomingMessage[] = [];
      const consumer = under.broker.consumer({ group, topics: [topic], onBatch: into(seen) });
      await consumer.run();
      const producer = await under.producer();
      // The position is only fixed with the first fetch after joining, so what is sent until then may be missed.
      let sent = 0;
      await until(async () => {
        await producer.send(topic, [message('k', `new ${sent++}`)]);
        return seen.length > 0;
      });
      expect(seen.every((one) => textOf(one).startsWith('new'))).toBe(true);
    });

    if (many) {
      it('shares the partitions between two consumers, and gives all to the one that stays', async () => {
        await topicWith(4);
        const keys = Array.from({ length: 40 }, (_, i) => `stream-${i}`);
        const seenBy: [IncomingMessage[], IncomingMessage[]] = [[], []];
        const one = read(into(seenBy[0]));
        await one.joined;
        const two = read(into(seenBy[1]));
        await two.joined;
        const producer = await under.producer();
        let round = 0;
        const sendRound = () =>
          producer.send(
            topic,
            keys.map((key) => message(key, String(round++))),
          );
        // Joining says nothing about the other member having given up its share: go on until both have one.
        await until(async () => {
          await sendRound();
          return seenBy.every((list) => list.length > 0);
        });
        await one.consumer.close();
        const before = seenBy[1].length;
        await until(async () => {
          await sendRound();
          return new Set(seenBy[1].slice(before).map(({ partition }) => partition)).size === 4;
        });
        const sent = round;
        const all = () => new Set(seenBy.flat().map(textOf));
        await until(() => all().size === sent);
        // Nobody hands out one message of a key after a later one to the same reader, unless it begins again.
        for (const list of seenBy)
          for (const key of keys) {
            const offsets = list.filter((seen) => seen.key === key).map(({ offset }) => offset);
            const firstTimes = offsets.filter((offset, i) => !offsets.slice(0, i).includes(offset));
            expect(firstTimes).toEqual([...firstTimes].sort((a, b) => Number(a - b)));
          }
      });

      it('pauses and resumes one partition, also from inside a batch', async () => {
        await topicWith(2);
        const producer = await under.producer();
        const keys = Array.from({ length: 10 }, (_, i) => `stream-${i}`);
        const seen: IncomingMessage[] = [];
        const { consumer } = read((batch) => {
          if (batch.partition === 0) {
            consumer.pause(topic, 0);
            return Promise.resolve();
          }
          return into(seen)(batch);
        });
        await producer.send(
          topic,
          keys.map((key) => message(key, 'first')),
        );
        await until(() => consumer.state() === 'paused' && seen.length > 0);
        const others = seen.length;
        await producer.send(
          topic,
          keys.map((key) => message(key, 'second')),
        );
        await until(() => seen.length === 2 * others);
        expect(seen.every(({ partition }) => partition === 1)).toBe(true);
        await consumer.close();
        const later: IncomingMessage[] = [];
        const again = read(into(later)).consumer;
        await until(() => new Set(later.filter(({ partition }) => partition === 0).map(textOf)).size === 2);
        again.pause(topic);
        expect(again.state()).toBe('paused');
        again.resume(topic);
        expect(again.state()).toBe('running');
        const sofar = later.length;
        await producer.send(
          topic,
          keys.map((key) => message(key, 'third')),
        );
        await until(() => later.length >= sofar + 10);
      });
    } else
      it('is read by one member at a time, and by another when that one leaves', async () => {
        await topicWith(1);
        const producer = await under.producer();
        const seenBy: [IncomingMessage[], IncomingMessage[]] = [[], []];
        const one = read(into(seenBy[0]));
        await one.joined;
        const two = read(into(seenBy[1]));
        await two.joined;
        for (const text of ['0', '1', '2']) await producer.send(topic, [message('k', text)]);
        await until(() => seenBy[0].length === 3);
        await one.consumer.close();
        for (const text of ['3', '4']) await producer.send(topic, [message('k', text)]);
        await until(() => seenBy[1].length === 2);
        expect(seenBy.map((list) => list.map(textOf))).toEqual([
          ['0', '1', '2'],
          ['3', '4'],
        ]);
      });

    it('delivers a resumed partition from where it was', async () => {
      await topicWith(1);
      await send([message('k', '0'), message('k', '1')]);
      const seen: string[] = [];
      const { consumer } = read((batch) => {
        seen.push(textOf(batch.messages[0]));
        batch.resolve(batch.messages[0].offset);
        if (seen.length === 1) consumer.pause(topic, firstPartition);
        return Promise.resolve();
      });
      await until(() => consumer.state() === 'paused');
      await send([message('k', '2')]);
      consumer.resume(topic, firstPartition);
      await until(() => seen.length === 3);
      expect(seen).toEqual(['0', '1', '2']);
    });

    it('waits for a topic that is not there yet', async () => {
      const seen: IncomingMessage[] = [];
      read(into(seen));
      await topicWith(1);
      await send([message('k', 'at last')]);
      await until(() => seen.length === 1);
    });

    it('finishes the batch in hand before it closes', async () => {
      await topicWith(1);
      await send([message('k', 'a')]);
      let entered = false;
      let done = false;
      let release: () => void = () => undefined;
      const { consumer } = read(async (batch) => {
        entered = true;
        await new Promise<void>((resolve) => (release = resolve));
        batch.resolve(lastOffset(batch));
        done = true;
      });
      await until(() => entered);
      const closed = consumer.close().then(() => expect(done).toBe(true));
      release();
      await closed;
    });

    it('stays a member through a batch that takes longer than a session', async () => {
      await topicWith(1);
      await send([message('k', 'slow')]);
      const calls: string[] = [];
      let current: boolean | undefined;
      read(async (batch) => {
        calls.push(textOf(batch.messages[0]));
        if (calls.length === 1) {
          const began = performance.now();
          await until(() => performance.now() - began > under.sessionMs * 1.2);
          current = batch.isCurrent();
        }
        batch.resolve(lastOffset(batch));
      });
      await until(() => current !== undefined);
      expect(current).toBe(true);
      await send([message('k', 'next')]);
      await until(() => calls.includes('next'));
      expect(calls).toEqual(['slow', 'next']);
    });
  });
};
