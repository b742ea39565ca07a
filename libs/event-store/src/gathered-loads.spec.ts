import { Unavailable } from '@jejak/kernel';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Asked, GatheredLoads } from './gathered-loads';

describe('loads of one turn', () => {
  const statements: string[][] = [];
  const answerOf = ({ stream, commandId }: Asked): string => `${stream} for ${commandId}`;
  let fails: (streams: readonly string[]) => Error | null;
  let loads: GatheredLoads<string>;
  const stated = (asked: readonly Asked[]): readonly string[] => {
    const streams = asked.map(({ stream }) => stream);
    statements.push(streams);
    const error = fails(streams);
    if (error) throw error;
    return asked.map(answerOf);
  };
  const load = (stream: string, commandId: string | null = null): Promise<string> =>
    loads.load({ stream, commandId });

  beforeEach(() => {
    statements.length = 0;
    fails = () => null;
    loads = new GatheredLoads(
      (asked) => Promise.resolve().then(() => stated([asked])[0]),
      (asked) => Promise.resolve().then(() => stated(asked)),
    );
  });

  it('go together, and each has its own answer', async () => {
    expect(await Promise.all([load('a', '1'), load('b'), load('a', '2')])).toEqual([
      'a for 1',
      'b for null',
      'a for 2',
    ]);
    expect(statements).toEqual([['a', 'b', 'a']]);
  });

  it('are not those of another turn, which begin anew', async () => {
    const first = load('a');
    await nextTurn();
    const second = load('b');
    await Promise.all([first, second]);
    expect(statements).toEqual([['a'], ['b']]);
  });

  it('are no more than one statement takes', async () => {
    await Promise.all(Array.from({ length: 130 }, (_, nth) => load(String(nth))));
    expect(statements.map(({ length }) => length)).toEqual([64, 64, 2]);
  });

  it('fail one by one where one of them is at fault', async () => {
    fails = (streams) => (streams.includes('bad') ? new RangeError('bad') : null);
    const answers = await Promise.allSettled([load('a'), load('bad'), load('c')]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(statements).toEqual([['a', 'bad', 'c'], ['a'], ['bad'], ['c']]);
  });

  it('fail together where the database is away, and are not asked for again', async () => {
    fails = () => new Unavailable('STORE_UNAVAILABLE', 'away');
    const answers = await Promise.allSettled([load('a'), load('b')]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(statements).toEqual([['a', 'b']]);
  });
});
