import { until } from '@jejak/testing';
import { memoryBroker, toMessage, topicOf } from '@jejak/messaging';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { differences, type Projections, projection, rebuildDifferences, type RebuildStep } from '../src';
import {
  type BookEvent,
  bookLent,
  bookReturned,
  books,
  type BookRow,
  contracts,
  Library,
  loans,
  readers,
} from './library';

const DUE = '2026-02-01T00:00:00.000Z';

/** What a process meets whose connection is gone. */
const killed = (): Error => Object.assign(new Error('terminating connection'), { code: '57P01' });

describe('Rebuilds', () => {
  let library: Library;

  beforeEach(async () => {
    library = await Library.open();
    await library.pool.query(`
      CREATE INDEX book_reader ON rm.book (reader_id) WHERE reader_id IS NOT NULL;
      CREATE UNIQUE INDEX book_title_once ON rm.book (title, book_id)`);
  });
  afterEach(() => library.drop());

  /** A few books, lent and returned, by several readers. */
  const trade = async (bookCount: number): Promise<void> => {
    for (let i = 0; i < bookCount; i++) {
      const { bookId, stream } = await library.buy(`Title ${i}`);
      const readerId = readers[i % readers.length];
      await library.record(stream, bookLent({ bookId, readerId, dueAt: DUE }));
      if (i % 2 === 0) await library.record(stream, bookReturned({ bookId, readerId }));
    }
  };

  /** Goes on until told to stop. */
  const traffic = (): { stop(): Promise<void> } => {
    let going = true;
    const writing = (async () => {
      while (going) await trade(1);
    })();
    return {
      stop: async () => {
        going = false;
        await writing;
      },
    };
  };

  const ended = (running: Projections, name: string): Promise<void> =>
    until(async () => (await running.rebuilds.progress(name))?.finishedAt != null);

  const soiled = (): Promise<unknown> => library.pool.query(`UPDATE rm.book SET title = 'spoiled'`);

  const catalogue = (): Promise<{ name: string; persistence: string }[]> =>
    library.rows(
      `SELECT c.relname AS name, c.relpersistence AS persistence FROM pg_class c
       WHERE c.relnamespace = 'rm'::regnamespace AND c.relname LIKE 'book%' ORDER BY 1`,
    );

  const booksOf = (name: string): Promise<{ projection: string }[]> =>
    library.rows(
      `SELECT projection FROM rm.offsets WHERE projection LIKE $1 UNION SELECT projection FROM rm.stream_progress
       WHERE projection LIKE $1 ORDER BY 1`,
      [`${name}%`],
    );

  it('builds the same rows under writes, exchanges them, and leaves nothing else behind', async () => {
    await trade(30);
    const running = await library.started(books, loans);
    await library.followed(running);
    await soiled();
    const before = await catalogue();
    const writing = traffic();
    await running.rebuilds.request('book');
    await running.rebuilds.request('loan');
    await ended(running, 'book');
    await ended(running, 'loan');
    await writing.stop();
    await library.followed(running);
    const progress = await running.rebuilds.progress('book');
    expect(progress).toMatchObject({
      ...{
        projection: 'book',
        kind: 'rebuild',
        phase: 'done',
        build: 1,
        parkedKeys: 0,
        canRollBack: true,
        error: null,
      },
    });
    expect(progress?.done).toBeGreaterThanOrEqual(90);
    for (const model of [books, loans])
      expect(await rebuildDifferences(library.pool, model, library.store)).toEqual([]);
    expect((await catalogue()).filter(({ name }) => !name.includes('__previous'))).toEqual(before);
    expect(await booksOf('book')).toEqual([{ projection: 'book' }, { projection: 'book__previous' }]);
  });

  it('is found again by whoever reads while the tables change places', async () => {
    await trade(10);
    const running = await library.started(books);
    await library.followed(running);
    const [{ count }] = await library.rows<{ count: number }>('SELECT count(*)::int AS count FROM rm.book');
    let reading = true;
    let read = 0;
    const reader = async (name: string): Promise<void> => {
      while (reading) {
        const { rows } = await library.pool.query<{ count: number }>({
          name,
          text: 'SELECT count(*)::int AS count FROM rm.book WHERE book_id IS NOT NULL',
        });
        expect(rows[0].count).toBe(count);
        read++;
      }
    };
    const readings = Promise.all(['one', 'two', 'three', 'four'].map(reader));
    for (let round = 0; round < 3; round++) {
      await running.rebuilds.request('book');
      await ended(running, 'book');
    }
    const during = read;
    await until(() => read > during);
    reading = false;
    await readings;
    expect((await running.rebuilds.progress('book'))?.build).toBe(3);
  });

  const STEPS: readonly RebuildStep[] = [
    ...(['preparing', 'loading', 'progress', 'indexing', 'index', 'logging', 'following'] as const),
    ...(['held', 'books-renamed', 'tables-renamed'] as const),
  ];

  it.each(STEPS)('goes on in another replica when its process dies at %s', async (step) => {
    await trade(5);
    let died = 0;
    const dying = library.projections([books], {
      rebuilds: {
        lookEveryMs: 10,
        onStep: async (at) => {
          if (at !== step) return;
          died++;
          await library.pool.query(
            `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND application_name = 'jejak rebuild'`,
          );
          throw killed();
        },
      },
    });
    await dying.start();
    await library.followed(dying);
    await soiled();
    await dying.rebuilds.request('book');
    await until(() => died > 1);
    await dying.stop();
    expect((await dying.rebuilds.progress('book'))?.finishedAt).toBeNull();
    const surviving = library.projections([books], { rebuilds: { lookEveryMs: 10 } });
    await surviving.start();
    await trade(3);
    await ended(surviving, 'book');
    await library.followed(surviving);
    expect((await surviving.rebuilds.progress('book'))?.phase).toBe('done');
    expect(await rebuildDifferences(library.pool, books, library.store)).toEqual([]);
    expect(await library.rows('SELECT FROM rm.parked_key')).toEqual([]);
  });

  it.each(['loading', 'indexing', 'logging'] as const)(
    'starts over when the database crashed while %s',
    async (phase) => {
      await trade(5);
      let crashed = false;
      const running = library.projections([books], {
        rebuilds: {
          lookEveryMs: 10,
          onStep: async (at) => {
            if (at !== phase || crashed) return;
            crashed = true;
            // What recovery does to every unlogged table.
            await library.pool.query('TRUNCATE rm.rebuild_intact, rm.book__b1');
            throw killed();
          },
        },
      });
      await running.start();
      await library.followed(running);
      await running.rebuilds.request('book');
      await ended(running, 'book');
      expect(crashed).toBe(true);
      await library.followed(running);
      expect(await rebuildDifferences(library.pool, books, library.store)).toEqual([]);
      expect((await library.rows('TABLE rm.book')).length).toBe(5);
    },
  );

  it('is worked on by one of several replicas, and once', async () => {
    await trade(5);
    let begun = 0;
    let release: () => void = () => undefined;
    const asking = new Promise<void>((resolve) => (release = resolve));
    const onStep = async (at: RebuildStep): Promise<void> => {
      if (at !== 'preparing') return;
      begun++;
      await asking;
    };
    const replicas = [1, 2, 3].map(() =>
      library.projections([books], { rebuilds: { lookEveryMs: 5, onStep } }),
    );
    await Promise.all(replicas.map((replica) => replica.start()));
    await library.followed(replicas[0]);
    const asked = await Promise.allSettled(replicas.map((replica) => replica.rebuilds.request('book')));
    release();
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of asked)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'REBUILD_RUNNING' });
    await ended(replicas[0], 'book');
    expect(begun).toBe(1);
    // Every replica goes on with the new table.
    await trade(5);
    await library.followed(replicas[1]);
    expect(await rebuildDifferences(library.pool, books, library.store)).toEqual([]);
  });

  it('rolls back to what it replaced, caught up, and forward again', async () => {
    await trade(6);
    const running = await library.started(books);
    await library.followed(running);
    await expect(running.rebuilds.rollback('book')).rejects.toMatchObject({ code: 'NOTHING_TO_ROLL_BACK' });
    await library.pool.query(`UPDATE rm.book SET title = 'as it was'`);
    await running.rebuilds.request('book');
    await ended(running, 'book');
    const titled = (): Promise<{ count: number }[]> =>
      library.rows(`SELECT count(*)::int AS count FROM rm.book WHERE title = 'as it was'`);
    expect(await titled()).toEqual([{ count: 0 }]);
    await trade(4);
    await library.followed(running);
    await running.rebuilds.rollback('book');
    await ended(running, 'book');
    expect(await titled()).toEqual([{ count: 6 }]);
    expect(await library.rows('SELECT count(*)::int AS count FROM rm.book')).toEqual([{ count: 10 }]);
    await trade(2);
    await library.followed(running);
    await running.rebuilds.rollback('book');
    await ended(running, 'book');
    await library.followed(running);
    expect(await rebuildDifferences(library.pool, books, library.store)).toEqual([]);
    await running.rebuilds.discard('book');
    await until(async () => (await running.rebuilds.progress('book'))?.phase === 'discarded');
    expect((await catalogue()).filter(({ name }) => name.includes('__'))).toEqual([]);
    expect(await booksOf('book')).toEqual([{ projection: 'book' }]);
    await expect(running.rebuilds.discard('book')).rejects.toMatchObject({ code: 'NOTHING_TO_DISCARD' });
  });

  it('is given up when asked, and the live one never notices', async () => {
    await trade(4);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let reached = false;
    const running = library.projections([books], {
      rebuilds: {
        lookEveryMs: 5,
        onStep: async (at) => {
          if (at !== 'progress') return;
          reached = true;
          await held;
        },
      },
    });
    await running.start();
    await library.followed(running);
    await running.rebuilds.request('book');
    await until(() => reached);
    await running.rebuilds.discard('book');
    release();
    await until(async () => (await running.rebuilds.progress('book'))?.phase === 'discarded');
    expect((await catalogue()).filter(({ name }) => name.includes('__'))).toEqual([]);
    expect(await booksOf('book')).toEqual([{ projection: 'book' }]);
    await running.rebuilds.request('book');
    await ended(running, 'book');
    expect((await running.rebuilds.progress('book'))?.build).toBe(2);
  });

  it('reads other services again from the beginning of their topics', async () => {
    await trade(20);
    const broker = memoryBroker();
    const topic = topicOf('career');
    await broker.ensureTopics([{ name: topic, partitions: 3 }]);
    const { events } = await library.store.loggedAfter(0n, 1_000);
    const messages = events.map(({ stream, core, data, opening, personal }, i) =>
      toMessage(
        { key: stream, core, data: JSON.stringify(data), opening, personal, pos: i + 1, traceparent: null },
        'career',
      ),
    );
    const producer = await broker.producer();
    await producer.send(topic, messages.slice(0, 40));
    const running = library.projections([books], { service: 'performance', broker });
    await running.start();
    const applied = async (count: number): Promise<void> =>
      until(
        async () =>
          (
            await library.rows<{ sum: number }>(
              `SELECT sum(version)::int AS sum FROM rm.stream_progress WHERE projection = 'book'`,
            )
          )[0].sum === count,
      );
    await applied(40);
    await soiled();
    await running.rebuilds.request('book');
    await ended(running, 'book');
    await producer.send(topic, messages.slice(40));
    await applied(events.length);
    expect(await rebuildDifferences(library.pool, books, library.store)).toEqual([]);
    await running.stop();
    await broker.close();
  });

  it('mends what a wrong fold did: the streams that it parked are not parked in the new one', async () => {
    await trade(4);
    const poisoned = await library.buy('poison');
    const wrong = projection<BookEvent, BookRow>()({
      table: 'book',
      source: contracts,
      key: ({ data }) => data.bookId,
      opens: {
        BookBought: ({ data }) => {
          if (data.title === 'poison') throw new Error('cannot be folded');
          return { ...data, readerId: null, dueAt: null, seen: null };
        },
      },
      ignores: ['BookLent', 'BookReturned', 'BookLost', 'BookReminded'],
    });
    const before = await library.started(wrong);
    await library.followed(before);
    expect(await library.rows('SELECT key FROM rm.parked_key')).toEqual([{ key: poisoned.stream }]);
    await before.stop();
    const after = await library.started(books);
    await after.rebuilds.request('book');
    await ended(after, 'book');
    expect(await library.rows(`SELECT key FROM rm.parked_key WHERE projection = 'book'`)).toEqual([]);
    expect(await rebuildDifferences(library.pool, books, library.store)).toEqual([]);
  });

  it('says why a table cannot be exchanged, and knows its projections', async () => {
    const running = await library.started(books);
    await library.pool.query('CREATE VIEW rm.titles AS SELECT title FROM rm.book');
    await expect(running.rebuilds.request('book')).rejects.toMatchObject({
      code: 'REBUILD_IMPOSSIBLE',
      message: expect.stringContaining('the view rm.titles reads it'),
    });
    await expect(running.rebuilds.request('nothing')).rejects.toMatchObject({ code: 'PROJECTION_UNKNOWN' });
    expect(await running.rebuilds.progress('book')).toBeNull();
  });

  it('fails, and says why, when a migration changes the table meanwhile; the next one succeeds', async () => {
    await trade(3);
    let altered = false;
    const running = library.projections([books], {
      rebuilds: {
        lookEveryMs: 5,
        onStep: async (at) => {
          if (at !== 'indexing' || altered) return;
          altered = true;
          await library.pool.query('ALTER TABLE rm.book ADD COLUMN shelf_mark text');
        },
      },
    });
    await running.start();
    await library.followed(running);
    await running.rebuilds.request('book');
    await ended(running, 'book');
    expect(await running.rebuilds.progress('book')).toMatchObject({
      phase: 'failed',
      error: expect.stringContaining('a migration has changed'),
    });
    await running.rebuilds.request('book');
    await ended(running, 'book');
    expect((await running.rebuilds.progress('book'))?.phase).toBe('done');
    expect(await differences(library.pool, 'book', 'book__previous')).toEqual([]);
  });
});
