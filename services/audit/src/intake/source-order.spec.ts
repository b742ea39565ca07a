import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { gapsOf, type OrderState, SourceOrder } from './source-order';

const fresh: OrderState = { logged: 0, waiting: new Map(), stopped: false };
const hash = (pos: number) => `h${pos}`;

describe('SourceOrder', () => {
  it('releases a number only when every one before it is there', () => {
    const order = new SourceOrder('career', fresh, 10);
    expect(order.place(2, 'b')).toBe('ahead');
    expect(order.release(10)).toEqual([]);
    expect(order.place(1, 'a')).toBe('next');
    expect(order.release(10)).toEqual([1, 2]);
    expect(order.logged).toBe(2);
  });

  it('drops what is here already and finds a fork', () => {
    const order = new SourceOrder('career', fresh, 10);
    order.place(3, 'c');
    expect(order.place(3, 'c')).toBe('same');
    expect(order.place(3, 'x')).toBe('fork');
    expect(order.hashOf(3)).toBe('c');
  });

  it('leaves it to the log to compare what is logged', () => {
    const order = new SourceOrder('career', { ...fresh, logged: 5 }, 10);
    expect(order.place(5, 'whatever')).toBe('logged');
    expect(order.place(6, 'f')).toBe('next');
  });

  it('lets no more than its limit wait, but always takes what is missing', () => {
    const order = new SourceOrder('career', fresh, 2);
    expect([order.place(3, 'c'), order.place(4, 'd'), order.place(5, 'e')]).toEqual([
      'ahead',
      'ahead',
      'full',
    ]);
    expect([order.place(1, 'a'), order.place(2, 'b'), order.place(5, 'e')]).toEqual(['next', 'next', 'next']);
    expect(order.release(10)).toEqual([1, 2, 3, 4, 5]);
  });

  it('releases a long run in portions', () => {
    const order = new SourceOrder('career', fresh, 2);
    for (let pos = 1; pos <= 5; pos++) order.place(pos, hash(pos));
    expect(order.release(2)).toEqual([1, 2]);
    expect(order.releasable).toBe(true);
    expect(order.place(2, hash(2))).toBe('logged');
    expect(order.release(9)).toEqual([3, 4, 5]);
  });

  it('stops before an event that does not fit, and takes and releases nothing more', () => {
    const order = new SourceOrder('career', fresh, 10);
    for (let pos = 1; pos <= 4; pos++) order.place(pos, hash(pos));
    expect(order.release(10)).toEqual([1, 2, 3, 4]);
    order.stopBefore(new Map([3, 4].map((pos) => [pos, hash(pos)])));
    expect(order.logged).toBe(2);
    expect(order.waiting()).toEqual([3, 4]);
    expect(order.place(5, 'e')).toBe('stopped');
    expect(order.release(10)).toEqual([]);
  });

  it('logs 1 to n in order, whatever the partitions, duplicates, limits and crashes', () => {
    const partitions = fc.integer({ min: 1, max: 30 }).chain((count) =>
      fc.record({
        count: fc.constant(count),
        partitionOf: fc.array(fc.nat(3), { minLength: count, maxLength: count }),
        repeats: fc.array(fc.integer({ min: 1, max: count }), { maxLength: 10 }),
        reads: fc.array(
          fc.record({ partition: fc.nat(3), size: fc.integer({ min: 1, max: 7 }), crash: fc.boolean() }),
          {
            maxLength: 60,
          },
        ),
        limit: fc.integer({ min: 1, max: 8 }),
      }),
    );
    fc.assert(
      fc.property(partitions, ({ count, partitionOf, repeats, reads, limit }) => {
        // What the relay sends: in order of number over all partitions, some again later.
        const topics: number[][] = [[], [], [], []];
        for (let pos = 1; pos <= count; pos++) topics[partitionOf[pos - 1]].push(pos);
        for (const pos of repeats) topics[partitionOf[pos - 1]].push(pos);
        const tables = { log: [] as number[], waiting: new Map<number, string>(), next: [0, 0, 0, 0] };
        let order = new SourceOrder('career', fresh, limit);
        const read = (partition: number, size: number, crash: boolean) => {
          const batch = topics[partition].slice(tables.next[partition], tables.next[partition] + size);
          const placed = batch.map((pos) => order.place(pos, hash(pos)));
          const held = placed.findIndex((placement) => placement === 'full');
          const released = order.release(3);
          // Only what has arrived: in this batch, or before and kept.
          expect(released.filter((pos) => !batch.includes(pos) && !tables.waiting.has(pos))).toEqual([]);
          if (crash) {
            // Nothing was committed: the order is made again from the tables.
            order = new SourceOrder(
              'career',
              { logged: tables.log.length, waiting: tables.waiting, stopped: false },
              limit,
            );
            return;
          }
          expect(placed).not.toContain('fork');
          tables.log.push(...released);
          tables.waiting = new Map(order.waiting().map((pos) => [pos, hash(pos)]));
          tables.next[partition] += held < 0 ? batch.length : held;
        };
        for (const { partition, size, crash } of reads) read(partition, size, crash);
        // Then everything is read to its end; what was held is read again.
        for (let round = 0; round <= count; round++)
          for (let partition = 0; partition < 4; partition++) read(partition, 5, false);
        while (order.releasable) tables.log.push(...order.release(3));
        expect(tables.log).toEqual(Array.from({ length: count }, (_, i) => i + 1));
        expect(order.ahead).toBe(0);
      }),
    );
  });
});

describe('gapsOf', () => {
  it('names the runs that are missing', () =>
    expect(gapsOf(3, [5, 6, 9], 12)).toEqual([
      [4, 4],
      [7, 8],
      [10, 12],
    ]));
  it('finds none where all is there', () => expect(gapsOf(3, [4, 5], 5)).toEqual([]));
  it('finds none in an empty source', () => expect(gapsOf(0, [], 0)).toEqual([]));
});
