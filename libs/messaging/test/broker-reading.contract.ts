import { until } from '@jejak/testing';
import { expect, it } from '@jest/globals';
import { type IncomingMessage } from '../src';
import { type BrokerTrial, lastOffset, message } from './broker-trial';

/** What every adapter must do for one reader: where it begins and goes on, and what it gets again. */
export const readingContract = (trial: BrokerTrial): void => {
  const { into, read, send, textOf, topicWith } = trial;

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
    const consumer = trial.under.broker.consumer({
      group: trial.group,
      topics: [trial.topic],
      onBatch: into(seen),
    });
    await consumer.run();
    const producer = await trial.under.producer();
    // The position is only fixed with the first fetch after joining, so what is sent until then may be missed.
    let sent = 0;
    await until(async () => {
      await producer.send(trial.topic, [message('k', `new ${sent++}`)]);
      return seen.length > 0;
    });
    expect(seen.every((one) => textOf(one).startsWith('new'))).toBe(true);
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
};
