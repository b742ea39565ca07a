import {
  contractsOf,
  type Decider,
  defineEvent,
  type EventOf,
  Instant,
  newId,
  streamOf,
} from '@jejak/kernel';
import { type Appended, createPool, EventStore, fileKeyStore, migrateEventStore } from '@jejak/event-store';
import { createTestDatabase, eventually } from '@jejak/testing';
import { Type } from '@sinclair/typebox';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { projection, Projections, type ProjectionsOptions, type ReadModel, timers } from '../src';

/** A library's books: lent until a due date, returned, lost; a reader gathers what they borrowed. */
export const bookBought = defineEvent({
  type: 'BookBought',
  version: 1,
  data: Type.Object({
    bookId: Type.String(),
    title: Type.String(),
    price: Type.String(),
    tags: Type.Array(Type.String()),
    shelf: Type.Object({ row: Type.Integer(), place: Type.Optional(Type.Integer()) }),
    boughtOn: Type.String(),
    boughtAt: Instant,
    pages: Type.Integer(),
  }),
});
export const bookLent = defineEvent({
  type: 'BookLent',
  version: 1,
  data: Type.Object({ bookId: Type.String(), readerId: Type.String(), dueAt: Instant }),
});
export const bookReturned = defineEvent({
  type: 'BookReturned',
  version: 1,
  data: Type.Object({ bookId: Type.String(), readerId: Type.String() }),
});
export const bookReminded = defineEvent({
  type: 'BookReminded',
  version: 1,
  data: Type.Object({ bookId: Type.String(), readerId: Type.String() }),
});
export const bookLost = defineEvent({
  type: 'BookLost',
  version: 1,
  data: Type.Object({ bookId: Type.String() }),
});

export const SERVICE = 'career';
export const contracts = contractsOf(SERVICE, [bookBought, bookLent, bookReturned, bookReminded, bookLost]);
export type BookEvent =
  | EventOf<typeof bookBought>
  | EventOf<typeof bookLent>
  | EventOf<typeof bookReturned>
  | EventOf<typeof bookReminded>
  | EventOf<typeof bookLost>;
type Command = { readonly type: string; readonly events: readonly BookEvent[] };

/** Records what it is told: the read side is what is tried here. A reminder of a book that is not out says nothing. */
export const book: Decider<Command, BookEvent, { out: boolean }> = {
  initial: { out: false },
  decide: ({ events }, { out }) => events.filter(({ type }) => out || type !== 'BookReminded'),
  evolve: ({ out }, { type }) => ({ out: type === 'BookLent' || (out && type !== 'BookReturned') }),
};

export interface BookRow {
  readonly bookId: string;
  readonly title: string;
  readonly price: string;
  readonly tags: readonly string[];
  readonly shelf: { readonly row: number; readonly place?: number };
  readonly boughtOn: string;
  readonly boughtAt: string;
  readonly pages: number;
  readonly readerId: string | null;
  readonly dueAt: string | null;
  /** What the fold saw of the row that it was handed: shows that reading gives back what was written. */
  readonly seen: unknown;
}

export const books = projection<BookEvent, BookRow>()({
  table: 'book',
  source: contracts,
  key: ({ data }) => data.bookId,
  opens: { BookBought: ({ data }) => ({ ...data, readerId: null, dueAt: null, seen: null }) },
  on: {
    BookLent: ({ seen: _, ...row }, { data }) => ({
      ...row,
      readerId: data.readerId,
      dueAt: data.dueAt,
      seen: row,
    }),
    BookReturned: (row) => ({ ...row, readerId: null, dueAt: null }),
    BookLost: () => null,
  },
  ignores: ['BookReminded'],
});

export interface LoanRow {
  readonly readerId: string;
  readonly year: number;
  readonly loans: number;
}

/** One row per reader and year, from the streams of all books. */
export const loans = projection<EventOf<typeof bookLent>, LoanRow>()({
  table: 'loan',
  source: contracts,
  key: ({ data }) => [data.readerId, data.dueAt.slice(0, 4)],
  opens: {
    BookLent: ({ data }, row) => ({
      readerId: data.readerId,
      year: Number(data.dueAt.slice(0, 4)),
      loans: (row?.loans ?? 0) + 1,
    }),
  },
});

export const reminders = timers<BookEvent>({
  name: 'reminders',
  source: contracts,
  of: {
    BookLent: ({ data: { bookId, readerId, dueAt } }) => [
      { dueAt, command: 'RemindReader', key: bookId, payload: { readerId } },
    ],
  },
  done: {
    BookReturned: ({ data }) => [{ key: data.bookId }],
    BookReminded: ({ data }) => [{ key: data.bookId }],
    BookLost: ({ data }) => [{ key: data.bookId }],
  },
});

const TABLES = `
CREATE TABLE rm.book (book_id text PRIMARY KEY, title text NOT NULL, price numeric(12,2) NOT NULL, tags text[] NOT NULL,
  shelf jsonb NOT NULL, bought_on date NOT NULL, bought_at timestamptz NOT NULL, pages bigint NOT NULL, reader_id text,
  due_at timestamptz, seen jsonb, version bigint NOT NULL);
CREATE TABLE rm.loan (reader_id text, year integer, loans integer NOT NULL CHECK (loans < 1000), version bigint NOT NULL,
  PRIMARY KEY (reader_id, year));`;

export const readers = Array.from({ length: 3 }, (_, i) => `reader-${i}`);

/** A service with a store and read models, on a database of its own. */
export class Library {
  readonly running: Projections[] = [];
  now = '2026-01-05T02:00:00.000Z';

  private constructor(
    readonly pool: Pool,
    readonly store: EventStore,
    private readonly close: () => Promise<void>,
  ) {}

  static async open(): Promise<Library> {
    const database = await createTestDatabase('projections');
    const pool = createPool(database.url, { max: 20 });
    const client = await pool.connect();
    await migrateEventStore(client);
    client.release();
    const folder = mkdtempSync(join(tmpdir(), 'jejak-keys-'));
    let library: Library | undefined = undefined;
    const opened = (): Library => {
      if (!library) throw new Error('not open yet');
      return library;
    };
    const store = new EventStore({
      ...{ pool, contracts, topic: 'unused' },
      clock: { now: () => opened().now },
      keys: fileKeyStore({ folder, kek: randomBytes(32) }),
      onAppended: () => {
        for (const projections of opened().running) projections.wake();
      },
    });
    library = new Library(pool, store, async () => {
      await pool.end();
      await database.drop();
      rmSync(folder, { recursive: true });
    });
    const first = library.projections([]);
    await first.migrate();
    await pool.query(TABLES);
    return library;
  }

  projections(models: readonly ReadModel[], more: Partial<ProjectionsOptions> = {}): Projections {
    const { pool, store } = this;
    const made = new Projections({
      ...{ pool, store, service: SERVICE, projections: models },
      retry: { firstMs: 5, mostMs: 20, patienceMs: 10_000 },
      ...more,
    });
    this.running.push(made);
    return made;
  }

  async started(...models: readonly ReadModel[]): Promise<Projections> {
    const made = this.projections(models);
    await made.start();
    return made;
  }

  /** Waits until these read models have all that is recorded now. */
  async followed(projections: Projections): Promise<void> {
    const [{ last }] = await this.rows<{ last: string }>('SELECT max(position) AS last FROM es.events');
    await eventually('the read models have everything', () => projections.passed(BigInt(last)));
  }

  async drop(): Promise<void> {
    await Promise.all(this.running.map((projections) => projections.stop()));
    await this.close();
  }

  record(stream: string, ...events: readonly BookEvent[]): Promise<Appended> {
    return this.store.execute(
      book,
      stream,
      { type: 'Record', events },
      { commandId: newId(), actor: SERVICE, role: 'service' },
    );
  }

  /** A book that was bought. */
  async buy(title = 'Laskar Pelangi'): Promise<{ bookId: string; stream: string; appended: Appended }> {
    const bookId = newId();
    const stream = streamOf('book', bookId);
    const appended = await this.record(
      stream,
      bookBought({
        ...{ bookId, title, price: '91.50', tags: ['novel', 'children, young'], shelf: { row: 3 } },
        ...{ boughtOn: '2026-01-05', boughtAt: '2026-01-05T02:00:00.120Z', pages: 529 },
      }),
    );
    return { bookId, stream, appended };
  }

  async rows<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(sql, values)).rows;
  }
}
