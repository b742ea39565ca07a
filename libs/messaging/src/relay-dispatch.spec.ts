import { describe, expect, it } from '@jest/globals';
import { newId } from '@jejak/kernel';
import { coreText } from '@jejak/ledger';
import { BrokerRefused, BrokerUnavailable, type OutgoingMessage } from './broker';
import { dispatch } from './relay-dispatch';
import type { NumberedRow } from './relay-session';

const core = (stream: string, ver: number): string =>
  coreText({
    ...{ id: newId(), type: 'asn.performance.AnnualRated.v1', stream, ver, prev: null },
    ...{ at: '2026-01-05T02:00:00.000Z', policy: null, cause: null, data: null },
  });
const row = (pos: number, key: string, more: Partial<NumberedRow> = {}): NumberedRow => ({
  ...{
    position: String(100 + pos),
    topic: 't',
    eventId: newId(),
    pos,
    key,
    core: core(key, pos),
    data: `{"n":${pos}}`,
  },
  ...{ opening: null, personal: null, traceparent: null },
  ...more,
});

/** A broker that refuses some numbers, and knows which or does not. */
const refusing = (refused: readonly number[], knowsWhich: boolean) => {
  const sent: [topic: string, pos: number, whole: boolean][] = [];
  const buried: number[] = [];
  let calls = 0;
  const read = ({ value }: OutgoingMessage) => JSON.parse(value) as { pos: number; data?: unknown };
  const ports = {
    service: 'performance',
    send: (topic: string, messages: readonly OutgoingMessage[]): Promise<void> => {
      calls++;
      const index = messages
        .map(read)
        .findIndex(({ pos, data }) => data !== undefined && refused.includes(pos));
      if (index >= 0)
        return Promise.reject(new BrokerRefused('no', 'too_large', knowsWhich ? index : undefined));
      for (const { pos, data } of messages.map(read)) sent.push([topic, pos, data !== undefined]);
      return Promise.resolve();
    },
    bury: ({ pos }: NumberedRow): Promise<void> => {
      buried.push(pos);
      return Promise.resolve();
    },
  };
  return { ports, sent, buried, calls: () => calls };
};

describe('dispatch', () => {
  it('sends all at once where nothing is refused', async () => {
    const { ports, sent, calls } = refusing([], true);
    const rows = [1, 2, 3].map((pos) => row(pos, 'a'));
    expect(await dispatch(rows, ports)).toEqual(rows);
    expect(sent.map(([, pos]) => pos)).toEqual([1, 2, 3]);
    expect(calls()).toBe(1);
  });

  it.each([
    ['knows which', true],
    ['does not say which', false],
  ])('finds the refused ones where the broker %s, and keeps the order of all', async (_, knowsWhich) => {
    const { ports, sent, buried } = refusing([4, 9], knowsWhich);
    const rows = Array.from({ length: 16 }, (_, i) => row(i + 1, i % 2 ? 'a' : 'b'));
    const published = await dispatch(rows, ports);
    expect(buried).toEqual([4, 9]);
    expect(published.map(({ pos }) => pos)).toEqual(
      rows.map(({ pos }) => pos).filter((pos) => pos !== 4 && pos !== 9),
    );
    expect(sent.map(([, pos]) => pos)).toEqual(rows.map(({ pos }) => pos));
    expect(sent.filter(([, , whole]) => !whole).map(([, pos]) => pos)).toEqual([4, 9]);
  });

  it('puts aside what cannot even be written, and goes on', async () => {
    const { ports, sent, buried } = refusing([], true);
    const published = await dispatch([row(1, 'a'), row(2, 'a', { core: 'not json' }), row(3, 'b')], ports);
    expect(buried).toEqual([2]);
    expect(published.map(({ pos }) => pos)).toEqual([1, 3]);
    expect(sent.map(([, pos]) => pos)).toEqual([1, 3]);
  });

  it('puts aside what is refused even as its core alone', async () => {
    const { ports, buried } = refusing([], true);
    const send = () => Promise.reject(new BrokerRefused('no', 'too_large'));
    expect(await dispatch([row(1, 'a')], { ...ports, send })).toEqual([]);
    expect(buried).toEqual([1]);
  });

  it('leaves the rows alone when the broker does not answer', async () => {
    const { ports, buried } = refusing([], true);
    const send = () => Promise.reject(new BrokerUnavailable('down'));
    await expect(dispatch([row(1, 'a')], { ...ports, send })).rejects.toThrow(BrokerUnavailable);
    expect(buried).toEqual([]);
  });

  it('sends each topic its own', async () => {
    const { ports, sent } = refusing([2], false);
    await dispatch([row(1, 'a'), row(2, 'b', { topic: 'u' }), row(3, 'a')], ports);
    expect(sent).toEqual([
      ['t', 1, true],
      ['t', 3, true],
      ['u', 2, false],
    ]);
  });
});
