import { until } from '@jejak/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { memoryBroker, topicOf } from '@jejak/messaging';
import { differences, projection, rebuildDifferences, rebuildInto } from '../src';
import {
  type BookEvent,
  bookLent,
  bookLost,
  bookReturned,
  books,
  contracts,
  Library,
  loans,
  readers,
} from './library';

const DUE = '2026-02-01T00:00:00.000Z';

describe('Projections', () => {
  let library: Library;

  beforeEach(async () => {
    library = await Library.open();
  });
  afterEach(() => library.drop());

  const last = <Item>(items: readonly Item[]): Item => items[items.length - 1];

  it('lets a reader see what they wrote', async () => {
    const running = await library.started(books);
    const { bookId, stream, appended } = await library.buy();
    expect(await running.reached(books, stream, appended.version, 2_000)).toBe(true);
    expect(
      await library.rows('SELECT title, version::int FROM rm.book WHERE book_id = $1', [bookId]),
    ).toEqual([{ title: 'Laskar Pelangi', version: 1 }]);
    expect(await running.reached(books, stream, 2, 30)).toBe(false);
  });

  it('lets a reader see what another replica applied', async () => {
    const replica = library.projections([books]);
    const waiting = library.buy().then(({ stream }) => replica.reached(books, stream, 1, 5_000));
    const worker = library.projections([books]);
    await worker.start();
    expect(await waiting).toBe(true);
  });

  it('gives back every type of column as it was written', async () => {
    const running = await library.started(books);
    const { bookId, stream } = await library.buy();
    await running.reached(books, stream, 1, 2_000);
    // Lent in a batch of its own: the fold gets the row from the table.
    const { version } = await library.record(stream, bookLent({ bookId, readerId: readers[0], dueAt: DUE }));
    await running.reached(books, stream, version, 2_000);
    const [row] = await library.rows<{ seen: unknown }>('SELECT seen FROM rm.book');
    expect(row.seen).toEqual({
      ...{
        bookId,
        title: 'Laskar Pelangi',
        price: '91.50',
        tags: ['novel', 'children, young'],
        shelf: { row: 3 },
      },
      ...{
        boughtOn: '2026-01-05',
        boughtAt: '2026-01-05T02:00:00.120Z',
        pages: 529,
        readerId: null,
        dueAt: null,
      },
    });
  });

  it('changes and deletes rows, and makes them again', async () => {
    const running = await library.started(books);
    const { bookId, stream } = await library.buy();
    const [lent, returned] = [
      bookLent({ bookId, readerId: readers[1], dueAt: DUE }),
      bookReturned({ bookId, readerId: readers[1] }),
    ];
    await library.record(stream, lent);
    await library.record(stream, returned, lent);
    const { version } = await library.record(stream, returned);
    await running.reached(books, stream, version, 2_000);
    expect(await library.rows('SELECT reader_id, version::int FROM rm.book')).toEqual([
      { reader_id: null, version: 5 },
    ]);
    const lost = await library.record(stream, bookLost({ bookId }));
    await running.reached(books, stream, lost.version, 2_000);
    expect(await library.rows('SELECT * FROM rm.book')).toEqual([]);
  });

  it('parks the stream that changes a row that is not there, and says so to who waits for it', async () => {
    const running = await library.started(books);
    const [bad, good] = [await library.buy(), await library.buy()];
    await running.reached(books, good.stream, 1, 2_000);
    await library.pool.query('DELETE FROM rm.book WHERE book_id = $1', [bad.bookId]);
    const lent = ({ bookId }: { bookId: string }) => bookLent({ bookId, readerId: readers[0], dueAt: DUE });
    await library.record(bad.stream, lent(bad));
    await library.record(good.stream, lent(good));
    expect(await running.reached(books, good.stream, 2, 2_000)).toBe(true);
    const begun = performance.now();
    expect(await running.reached(books, bad.stream, 2, 20_000)).toBe(false);
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(last(await running.status())).toMatchObject({ name: 'book', parkedKeys: 1, parkedEvents: 1 });
    const [{ error }] = await library.rows<{ error: string }>('SELECT error FROM rm.parked_key');
    expect(error).toBe(`RowMissing: book has no row for BookLent of ${bad.stream}`);
  });

  it('parks the stream whose row the table refuses', async () => {
    await library.pool.query('ALTER TABLE rm.book ADD CHECK (pages < 100 OR title <> $$Too long$$)');
    const running = await library.started(books);
    const [bad, good] = [await library.buy('Too long'), await library.buy()];
    expect(await running.reached(books, good.stream, 1, 2_000)).toBe(true);
    expect(await running.reached(books, bad.stream, 1, 2_000)).toBe(false);
  });

  it('parks everything, and loses nothing, when the table does not have what the rows say', async () => {
    const wrong = projection<BookEvent, { bookId: string; colour: string }>()({
      ...{ table: 'book', name: 'wrong', source: contracts },
      key: ({ data }) => data.bookId,
      opens: { BookBought: ({ data }) => ({ bookId: data.bookId, colour: 'red' }) },
      ignores: ['BookLent', 'BookReturned', 'BookReminded', 'BookLost'],
    });
    const running = await library.started(wrong);
    const { stream } = await library.buy();
    expect(await running.reached(wrong, stream, 1, 2_000)).toBe(false);
    const [{ error }] = await library.rows<{ error: string }>('SELECT error FROM rm.parked_key');
    expect(error).toBe('Error: rm."book" has no column for the member colour');
  });

  /** Many books, lent and returned in an order of their own, some lost. */
  const aYear = async (count: number): Promise<void> => {
    const bought = await Promise.all(Array.from({ length: count }, () => library.buy()));
    await Promise.all(
      bought.map(async ({ bookId, stream }, i) => {
        const readerId = readers[i % readers.length];
        for (let round = 0; round < 3; round++) {
          await library.record(
            stream,
            bookLent({ bookId, readerId, dueAt: `202${5 + (i % 2)}-02-01T00:00:00.000Z` }),
          );
          await library.record(stream, bookReturned({ bookId, readerId }));
        }
        if (i % 5 === 0) await library.record(stream, bookLost({ bookId }));
      }),
    );
  };

  it('builds live what a rebuild from zero builds', async () => {
    const running = await library.started(books, loans);
    await aYear(25);
    await library.followed(running);
    await running.stop();
    expect(await library.rows('SELECT count(*)::int AS books FROM rm.book')).toEqual([{ books: 20 }]);
    expect(await library.rows('SELECT sum(loans)::int AS loans, count(*)::int AS rows FROM rm.loan')).toEqual(
      [{ loans: 75, rows: 6 }],
    );
    expect(await rebuildDifferences(library.pool, books, library.store)).toEqual([]);
    expect(await rebuildDifferences(library.pool, loans, library.store)).toEqual([]);
    // And it would have noticed.
    await library.pool.query('UPDATE rm.loan SET loans = loans + 1 WHERE reader_id = $1 AND year = 2025', [
      readers[0],
    ]);
    expect(await rebuildDifferences(library.pool, loans, library.store)).toHaveLength(2);
  });

  it('gathers several streams into one row without losing one, however many write at once', async () => {
    const running = await library.started(loans);
    const others = library.projections([loans]);
    await others.start();
    await aYear(30);
    await library.followed(running);
    await until(
      async () =>
        (await library.rows<{ loans: number }>('SELECT sum(loans)::int AS loans FROM rm.loan'))[0].loans ===
        90,
    );
    expect((await running.status())[0].parkedKeys).toBe(0);
  });

  it('folds again when another stream has made the row in between', async () => {
    const bought = [await library.buy(), await library.buy()];
    const lend = ({ bookId, stream }: (typeof bought)[number]) =>
      library.record(stream, bookLent({ bookId, readerId: readers[0], dueAt: DUE }));
    await lend(bought[0]);
    await lend(bought[1]);
    // Another partition's transaction has the row, uncommitted, while the first event is folded.
    const other = await library.pool.connect();
    await other.query('BEGIN');
    await other.query('INSERT INTO rm.loan VALUES ($1, 2026, 10, 1)', [readers[0]]);
    const running = await library.started(loans);
    await until(
      async () =>
        (
          await library.rows<{ waiting: number }>(
            `SELECT count(*)::int AS waiting FROM pg_stat_activity
           WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'INSERT INTO rm."loan"%'`,
          )
        )[0].waiting > 0,
    );
    await other.query('COMMIT');
    other.release();
    await running.reached(loans, bought[1].stream, 2, 5_000);
    expect(await library.rows('SELECT loans FROM rm.loan')).toEqual([{ loans: 12 }]);
  });

  it('compares tables row by row', async () => {
    await library.pool.query(`INSERT INTO rm.loan VALUES ('a', 2026, 1, 1), ('b', 2026, 1, 1)`);
    expect(await rebuildInto(library.pool, loans, [], 'loan_empty')).toBe(0);
    expect(await differences(library.pool, 'loan', 'loan_empty')).toHaveLength(2);
    expect(await differences(library.pool, 'loan', 'loan')).toEqual([]);
  });

  it('refuses what cannot run', () => {
    expect(() => library.projections([books, books])).toThrow('two projections are named book');
    const elsewhere = { ...books, name: 'elsewhere', sources: [{ service: 'training', events: {} }] };
    expect(() => library.projections([elsewhere])).toThrow('nothing delivers the events of training');
  });

  it('waits for a topic of another service without holding up its own', async () => {
    const broker = memoryBroker();
    await broker.ensureTopics([{ name: topicOf('training'), partitions: 1 }]);
    const elsewhere = { ...books, name: 'elsewhere', sources: [{ service: 'training', events: {} }] };
    const running = library.projections([elsewhere, books], { broker });
    await running.start();
    const { stream } = await library.buy();
    expect(await running.reached(books, stream, 1, 2_000)).toBe(true);
    expect((await running.status()).map(({ name, state }) => [name, state])).toEqual([
      ['elsewhere', 'running'],
      ['book', 'running'],
    ]);
    await running.stop();
    await broker.close();
  });
});
