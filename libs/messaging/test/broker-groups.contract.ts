import { until } from '@jejak/testing';
import { expect, it } from '@jest/globals';
import { type IncomingMessage } from '../src';
import { type BrokerTrial, type Capabilities, lastOffset, message } from './broker-trial';

/** What every adapter must do where several read, and where a partition is paused. */
export const groupsContract = (trial: BrokerTrial, { partitions }: Capabilities): void => {
  const { into, read, send, textOf, topicWith } = trial;
  const many = partitions === 'many';
  const firstPartition = many ? 0 : partitions;

  if (many) {
    it('shares the partitions between two consumers, and gives all to the one that stays', async () => {
      await topicWith(4);
      const keys = Array.from({ length: 40 }, (_, i) => `stream-${i}`);
      const seenBy: [IncomingMessage[], IncomingMessage[]] = [[], []];
      const one = read(into(seenBy[0]));
      await one.joined;
      const two = read(into(seenBy[1]));
      await two.joined;
      const producer = await trial.under.producer();
      let round = 0;
      const sendRound = () =>
        producer.send(
          trial.topic,
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
      const producer = await trial.under.producer();
      const keys = Array.from({ length: 10 }, (_, i) => `stream-${i}`);
      const seen: IncomingMessage[] = [];
      const { consumer } = read((batch) => {
        if (batch.partition === 0) {
          consumer.pause(trial.topic, 0);
          return Promise.resolve();
        }
        return into(seen)(batch);
      });
      await producer.send(
        trial.topic,
        keys.map((key) => message(key, 'first')),
      );
      await until(() => consumer.state() === 'paused' && seen.length > 0);
      const others = seen.length;
      await producer.send(
        trial.topic,
        keys.map((key) => message(key, 'second')),
      );
      await until(() => seen.length === 2 * others);
      expect(seen.every(({ partition }) => partition === 1)).toBe(true);
      await consumer.close();
      const later: IncomingMessage[] = [];
      const again = read(into(later)).consumer;
      await until(() => new Set(later.filter(({ partition }) => partition === 0).map(textOf)).size === 2);
      again.pause(trial.topic);
      expect(again.state()).toBe('paused');
      again.resume(trial.topic);
      expect(again.state()).toBe('running');
      const sofar = later.length;
      await producer.send(
        trial.topic,
        keys.map((key) => message(key, 'third')),
      );
      await until(() => later.length >= sofar + 10);
    });
  } else
    it('is read by one member at a time, and by another when that one leaves', async () => {
      await topicWith(1);
      const producer = await trial.under.producer();
      const seenBy: [IncomingMessage[], IncomingMessage[]] = [[], []];
      const one = read(into(seenBy[0]));
      await one.joined;
      const two = read(into(seenBy[1]));
      await two.joined;
      for (const text of ['0', '1', '2']) await producer.send(trial.topic, [message('k', text)]);
      await until(() => seenBy[0].length === 3);
      await one.consumer.close();
      for (const text of ['3', '4']) await producer.send(trial.topic, [message('k', text)]);
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
      if (seen.length === 1) consumer.pause(trial.topic, firstPartition);
      return Promise.resolve();
    });
    await until(() => consumer.state() === 'paused');
    await send([message('k', '2')]);
    consumer.resume(trial.topic, firstPartition);
    await until(() => seen.length === 3);
    expect(seen).toEqual(['0', '1', '2']);
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
        await until(() => performance.now() - began > trial.under.sessionMs * 1.2);
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
};
