import { until } from '@jejak/testing';
import { Conflict } from '@jejak/kernel';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type DueTimer, type Projections, TimerRunner } from '../src';
import { book, bookLent, bookReminded, bookReturned, Library, readers, reminders, SERVICE } from './library';

describe('TimerRunner', () => {
  let library: Library;
  let projections: Projections;
  let fired: DueTimer[];
  const runners: TimerRunner[] = [];

  beforeEach(async () => {
    library = await Library.open();
    projections = await library.started(reminders);
    fired = [];
  });
  afterEach(async () => {
    await Promise.all(runners.splice(0).map((runner) => runner.stop()));
    await library.drop();
  });

  /** Gives the command of a reminder, as a service does. */
  const remind = async (timer: DueTimer) => {
    fired.push(timer);
    const readerId = String(timer.payload.readerId);
    const command = { type: timer.command, events: [bookReminded({ bookId: timer.key, readerId })] };
    return library.store.execute(book, timer.stream, command, timer.context);
  };

  const runner = (fire: (timer: DueTimer) => ReturnType<typeof remind> = remind): TimerRunner => {
    const made = new TimerRunner({
      ...{ pool: library.pool, projections, names: [reminders.name], service: SERVICE, fire },
      clock: { now: () => library.now },
      pollMs: 10,
    });
    runners.push(made);
    made.start();
    return made;
  };

  const lend = async (dueAt: string) => {
    const bought = await library.buy();
    const { bookId } = bought;
    const { version } = await library.record(
      bought.stream,
      bookLent({ bookId, readerId: readers[0], dueAt }),
    );
    await projections.reached(reminders, bought.stream, version, 5_000);
    return bought;
  };

  const remindersOf = async (): Promise<number> =>
    (
      await library.rows<{ count: number }>(
        `SELECT count(*)::int AS count FROM es.events WHERE event_type LIKE '%BookReminded%'`,
      )
    )[0].count;
  const allDone = (): Promise<void> =>
    until(async () => (await library.rows('SELECT 1 FROM rm.timers WHERE NOT done')).length === 0);

  it('fires nothing before its time, and then once, in the service’s name', async () => {
    const { bookId, stream } = await lend('2026-02-01T00:00:00.000Z');
    const firing = runner();
    await until(() => firing.isLeader());
    library.now = '2026-01-31T23:59:59.999Z';
    await lend('2026-01-31T23:00:00.000Z');
    await until(() => fired.length === 1);
    library.now = '2026-02-01T00:00:00.000Z';
    await allDone();
    expect(await remindersOf()).toBe(2);
    expect(fired[1]).toMatchObject({
      ...{
        name: 'reminders',
        command: 'RemindReader',
        key: bookId,
        stream,
        dueAt: '2026-02-01T00:00:00.000Z',
      },
      payload: { readerId: readers[0] },
      context: { actor: SERVICE, role: 'service', cause: fired[1].sourceEventId },
    });
  });

  it('fires what was missed in an outage in order of the due dates', async () => {
    const due = ['2026-03-01', '2026-02-01', '2026-04-01', '2026-02-15'].map((day) => `${day}T00:00:00.000Z`);
    for (const dueAt of due) await lend(dueAt);
    library.now = '2026-03-15T00:00:00.000Z';
    runner();
    await until(() => fired.length === 3);
    library.now = '2026-05-01T00:00:00.000Z';
    await allDone();
    expect(fired.map(({ dueAt }) => dueAt)).toEqual([...due].sort());
  });

  it('fires what is due at one instant a few at a time, and each once', async () => {
    const lent = await Promise.all(Array.from({ length: 12 }, () => lend('2026-02-01T00:00:00.000Z')));
    library.now = '2026-02-01T00:00:00.000Z';
    let [now, most] = [0, 0];
    runner(async (timer) => {
      most = Math.max(most, ++now);
      const appended = await remind(timer);
      now--;
      return appended;
    });
    await allDone();
    expect(fired.map(({ key }) => key).sort()).toEqual(lent.map(({ bookId }) => bookId).sort());
    expect(await remindersOf()).toBe(12);
    expect(most).toBe(5);
  });

  it('knows what a fired timer led to before it looks at a later instant', async () => {
    const first = await lend('2026-02-01T00:00:00.000Z');
    const second = await lend('2026-02-02T00:00:00.000Z');
    library.now = '2026-03-01T00:00:00.000Z';
    runner(async (timer) => {
      fired.push(timer);
      // The reminder of the first book brings back the second one too.
      await library.record(second.stream, bookReturned({ bookId: second.bookId, readerId: readers[0] }));
      const readerId = readers[0];
      const command = { type: 'Remind', events: [bookReturned({ bookId: first.bookId, readerId })] };
      return library.store.execute(book, first.stream, command, timer.context);
    });
    await allDone();
    expect(fired.map(({ key }) => key)).toEqual([first.bookId]);
  });

  it('does not fire what a fact has ended', async () => {
    const { bookId, stream } = await lend('2026-02-01T00:00:00.000Z');
    const { version } = await library.record(stream, bookReturned({ bookId, readerId: readers[0] }));
    await projections.reached(reminders, stream, version, 5_000);
    const late = await lend('2026-02-02T00:00:00.000Z');
    library.now = '2026-03-01T00:00:00.000Z';
    runner();
    await allDone();
    expect(fired.map(({ key }) => key)).toEqual([late.bookId]);
  });

  it('is one command, though it was killed between the command and its note of it', async () => {
    await lend('2026-02-01T00:00:00.000Z');
    library.now = '2026-03-01T00:00:00.000Z';
    let killed = false;
    const fire = async (timer: DueTimer) => {
      const appended = await remind(timer);
      if (!killed) {
        killed = true;
        // The session with the lock dies behind the append.
        await library.pool.query(
          `SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
           WHERE l.locktype = 'advisory' AND l.objsubid = 2 AND l.objid = 5 AND d.datname = current_database()`,
        );
        await projections.stop();
        // Nor does the read model know of the fact yet.
        await library.pool.query('UPDATE rm.timers SET done = false');
      }
      return appended;
    };
    runner(fire);
    await until(() => killed);
    await until(
      async () => (await library.rows('SELECT 1 FROM rm.timers WHERE fired_at IS NOT NULL')).length === 1,
    );
    expect(fired.length).toBeGreaterThanOrEqual(2);
    expect(new Set(fired.map(({ context }) => context.commandId)).size).toBe(1);
    expect(await remindersOf()).toBe(1);
  });

  it('goes on after a restart where the facts say', async () => {
    const due = Array.from({ length: 6 }, (_, i) => `2026-02-0${i + 1}T00:00:00.000Z`);
    for (const dueAt of due) await lend(dueAt);
    library.now = '2026-02-03T00:00:00.000Z';
    const first = runner();
    await until(async () => (await remindersOf()) === 3);
    await first.stop();
    library.now = '2026-03-01T00:00:00.000Z';
    runner();
    await allDone();
    expect(await remindersOf()).toBe(6);
    expect(fired.map(({ dueAt }) => dueAt)).toEqual(due);
  });

  it('is rebuilt from the facts, and then fires nothing that is done', async () => {
    await lend('2026-02-01T00:00:00.000Z');
    const open = await lend('2026-04-01T00:00:00.000Z');
    library.now = '2026-03-01T00:00:00.000Z';
    const first = runner();
    await until(async () => (await library.rows('SELECT 1 FROM rm.timers WHERE done')).length === 1);
    await first.stop();
    await projections.stop();
    await library.pool.query('TRUNCATE rm.timers, rm.offsets, rm.stream_progress');
    projections = await library.started(reminders);
    await projections.consumer(reminders.name).caughtUp();
    runner();
    library.now = '2026-05-01T00:00:00.000Z';
    await allDone();
    expect(fired.map(({ key }) => key).slice(1)).toEqual([open.bookId]);
  });

  it('lets one replica fire, and another one take over', async () => {
    const one = runner();
    await until(() => one.isLeader());
    const two = runner();
    for (let i = 1; i <= 3; i++) await lend(`2026-01-0${i}T00:00:00.000Z`);
    await allDone();
    expect(two.isLeader()).toBe(false);
    expect(fired).toHaveLength(3);
    await one.stop();
    await until(() => two.isLeader());
    await lend('2026-01-04T00:00:00.000Z');
    await allDone();
    expect(fired).toHaveLength(4);
  });

  it('tries a refused one again later, and lets the others pass', async () => {
    const refused = await lend('2026-01-01T00:00:00.000Z');
    const other = await lend('2026-01-02T00:00:00.000Z');
    let refusing = true;
    runner((timer) => {
      if (timer.key !== refused.bookId || !refusing) return remind(timer);
      throw new Conflict('PERIOD_NOT_OPEN', 'Not yet.');
    });
    await until(() => fired.length === 1);
    expect(fired[0].key).toBe(other.bookId);
    const [row] = await library.rows('SELECT attempts, error FROM rm.timers WHERE key = $1', [
      refused.bookId,
    ]);
    expect(row).toEqual({ attempts: 1, error: 'Conflict: Not yet.' });
    refusing = false;
    await allDone();
    expect(fired.map(({ key }) => key)).toEqual([other.bookId, refused.bookId]);
  });
});
