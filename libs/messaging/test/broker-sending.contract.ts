import { until } from '@jejak/testing';
import { expect, it } from '@jest/globals';
import { BrokerRefused, type ConsumedBatch, type IncomingMessage } from '../src';
import { type BrokerTrial, type Capabilities, lastOffset, message } from './broker-trial';

/** What every adapter must do with what is sent: order, keys, headers, sizes. */
export const sendingContract = (trial: BrokerTrial, { partitions, messages }: Capabilities): void => {
  const { into, read, send, textOf, topicWith } = trial;
  const many = partitions === 'many';
  const firstPartition = many ? 0 : partitions;

  it('leaves an existing topic as it is', async () => {
    await topicWith(2);
    await send([message('k', '1')]);
    await trial.under.broker.ensureTopics([{ name: trial.topic, partitions: 2 }]);
    const seen: IncomingMessage[] = [];
    read(into(seen));
    await until(() => seen.length === 1);
  });

  it('keeps the order of each key and the partition of a key', async () => {
    await topicWith(4);
    const keys = Array.from({ length: 12 }, (_, i) => `stream-${i}`);
    const producer = await trial.under.producer();
    for (let round = 0; round < 5; round++)
      await producer.send(
        trial.topic,
        Array.from({ length: 120 }, (_, i) => message(keys[i % 12], String(round * 10 + Math.floor(i / 12)))),
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
    const producer = await trial.under.producer();
    await Promise.all(
      Array.from({ length: 40 }, (_, i) => producer.send(trial.topic, [message('k', String(i))])),
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
    const expected = { topic: trial.topic, partition: firstPartition, offset: 0n, key: 'k-1', value };
    expect({ ...first, value: textOf(first) }).toMatchObject(expected);
    if (messages === 'any') expect(first.headers).toEqual(headers);
    else expect(first.headers).toMatchObject({ ce_subject: 'k-1', 'content-type': 'application/json' });
    expect(second.offset).toBe(1n);
    expect(batches[0].highWatermark).toBe(2n);
  });

  if (messages === 'any')
    it('refuses what is too large, and harms no other message', async () => {
      await topicWith(1);
      const producer = await trial.under.producer();
      await producer.send(trial.topic, [message('k', 'before')]);
      const tooLarge = message('big', 'x'.repeat(1_200_000));
      await expect(producer.send(trial.topic, [message('k', 'beside'), tooLarge])).rejects.toThrow(
        BrokerRefused,
      );
      await expect(producer.send(trial.topic, [tooLarge])).rejects.toMatchObject({ reason: 'too_large' });
      await producer.send(trial.topic, [message('k', 'beside')]);
      for (const text of ['after 1', 'after 2']) await producer.send(trial.topic, [message('k', text)]);
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
};
