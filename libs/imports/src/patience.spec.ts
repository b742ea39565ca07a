import { RuleViolated, Unavailable } from '@jejak/kernel';
import { describe, expect, it } from '@jest/globals';
import { Patience } from './patience';

const BOUNDS = { firstMs: 1, mostMs: 4, attempts: 3 };
const noConnection = (): Error => new Error('timeout exceeded when trying to connect');
const patience = (stop = new AbortController().signal): Patience => new Patience(stop, BOUNDS);

/** Fails with each of these, then answers how often it was asked. */
const failing = (...errors: Error[]): (() => Promise<number>) => {
  let asked = 0;
  return () => {
    const error = errors.at(asked);
    asked += 1;
    return error ? Promise.reject(error) : Promise.resolve(asked);
  };
};

describe('patience with a database', () => {
  it('asks again where no connection was to spare, where the server goes down, and where the store is away', async () => {
    const goingDown = Object.assign(new Error('terminating connection'), { code: '57P01' });
    const told: unknown[] = [];
    const work = failing(noConnection(), goingDown);
    expect(await patience().through(work, (error) => told.push(error))).toBe(3);
    expect(told).toEqual([expect.any(Error), goingDown]);
    expect(
      await patience().through(failing(new Unavailable('STORE_UNAVAILABLE', 'away')), () => undefined),
    ).toBe(2);
  });

  it('asks nobody again who has answered', async () => {
    const refused = new RuleViolated('POLICY_MISSING', 'none');
    await expect(patience().through(failing(refused), () => undefined)).rejects.toBe(refused);
    const defect = new Error('undefined is not a function');
    await expect(patience().through(failing(defect), () => undefined)).rejects.toBe(defect);
  });

  it('ends after so many attempts in a row', async () => {
    const last = noConnection();
    const work = failing(noConnection(), noConnection(), last, noConnection());
    await expect(patience().through(work, () => undefined)).rejects.toBe(last);
  });

  it('begins to count anew with every row more', async () => {
    const slow = patience();
    const once = failing(...Array.from({ length: 6 }, noConnection));
    let rows = 0;
    const work = (): Promise<number> => {
      slow.reached((rows += 500));
      return once();
    };
    expect(await slow.through(work, () => undefined)).toBe(7);
  });

  it('does not begin anew with rows that it had before', async () => {
    const stuck = patience();
    const once = failing(...Array.from({ length: 6 }, noConnection));
    const work = (): Promise<number> => {
      stuck.reached(500);
      return once();
    };
    await expect(stuck.through(work, () => undefined)).rejects.toThrow('timeout exceeded');
  });

  it('waits no longer where it is stopped', async () => {
    const stop = new AbortController();
    const long = new Patience(stop.signal, { firstMs: 600_000, mostMs: 600_000, attempts: 3 });
    const [first, second] = [noConnection(), noConnection()];
    const work = long.through(failing(first, second), () => stop.abort());
    await expect(work).rejects.toBe(second);
  });
});
