import { describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { RememberedAnswers } from './remembered-answers';

describe('remembered answers', () => {
  const clock = { now: 0 };
  /** A pool whose answers are numbered, or held back, or failures. */
  const asked: unknown[][] = [];
  let answer: () => Promise<object> = () =>
    Promise.resolve({ rows: [{ nth: asked.length, of: { a: [1] } }] });
  const numbered = answer;
  const pool = {
    query: ({ values }: { values: unknown[] }) => {
      asked.push(values);
      return answer();
    },
  } as unknown as Pool;
  const remembered = (): RememberedAnswers => {
    asked.length = 0;
    clock.now = 0;
    answer = numbered;
    const valuesOf = ({ values = [] }: { values?: unknown[] }) => values.map((value) => String(value)[0]);
    return new RememberedAnswers(pool, { keptMs: 1_000, nowMs: () => clock.now, valuesOf });
  };
  const ask = async (own: RememberedAnswers, ...values: unknown[]): Promise<number> =>
    (await own.query<{ nth: number }>({ name: 'question', text: '', values })).rows[0].nth;

  it('are given again for a while, and then asked for anew', async () => {
    const own = remembered();
    expect([await ask(own, 'x'), await ask(own, 'x')]).toEqual([1, 1]);
    clock.now = 999;
    expect(await ask(own, 'x')).toBe(1);
    clock.now = 1_000;
    expect(await ask(own, 'x')).toBe(2);
  });

  it('are told apart by what makes them different', async () => {
    const own = remembered();
    expect([await ask(own, 'x1'), await ask(own, 'y'), await ask(own, 'x2')]).toEqual([1, 2, 1]);
    expect(asked).toEqual([['x1'], ['y']]);
  });

  it('are one answer for all who ask at once', async () => {
    const own = remembered();
    expect(await Promise.all([ask(own, 'x'), ask(own, 'x'), ask(own, 'x')])).toEqual([1, 1, 1]);
  });

  it('are forgotten when they are to be, also one that is on its way', async () => {
    const own = remembered();
    let arrive: (result: object) => void = () => undefined;
    answer = () => new Promise((resolve) => (arrive = resolve));
    const first = ask(own, 'x');
    own.forget();
    arrive({ rows: [{ nth: -1 }] });
    expect(await first).toBe(-1);
    answer = numbered;
    expect(await ask(own, 'x')).toBe(2);
  });

  it('that are failures are not given again', async () => {
    const own = remembered();
    answer = () => Promise.reject(new Error('away'));
    await expect(ask(own, 'x')).rejects.toThrow('away');
    answer = numbered;
    expect(await ask(own, 'x')).toBe(2);
  });

  it('cannot be changed by one who asks for another', async () => {
    const own = remembered();
    const { rows } = await own.query<{ of: { a: number[] } }>({ name: 'question', text: '', values: [] });
    expect(() => rows[0].of.a.push(2)).toThrow(TypeError);
  });

  it('do not grow without end', async () => {
    const own = remembered();
    const all = new RememberedAnswers(pool, { keptMs: 1_000, nowMs: () => clock.now });
    for (let nth = 0; nth <= 1_000; nth++) await ask(all, nth);
    expect([await ask(all, 1_000), await ask(all, 0)]).toEqual([1_001, 1_002]);
    expect(await ask(own, 'x')).toBe(1_003);
  });
});
