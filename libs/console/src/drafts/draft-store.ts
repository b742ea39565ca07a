import { type DraftKeys, draftKeysOf, hiddenName, openDraft, sealDraft } from './sealing';

const DATABASE = 'jejak';
const STORE = 'drafts';
/** Nobody goes on with what was begun longer ago. @source console.md 12 */
const KEPT_MS = 7 * 86_400_000;

interface Row {
  readonly name: string;
  readonly at: number;
  readonly sealed: Uint8Array<ArrayBuffer>;
}

/** What was written and not sent, with when. */
export interface StoredDraft {
  /** Instant in milliseconds, of this device. */
  readonly at: number;
  readonly content: unknown;
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The store of the browser failed.'));
  });

const openDatabase = (): Promise<IDBDatabase> => {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => void request.result.createObjectStore(STORE, { keyPath: 'name' });
  return done(request);
};

/** Drafts of one person in this browser. Others who use it have theirs in the same place, and can read none of these. */
export class DraftStore {
  private constructor(
    private readonly database: IDBDatabase,
    private readonly keys: DraftKeys,
  ) {}

  /** Forgets what is too old, whosever it is. @throws where the browser keeps nothing, or the page is not a secure one */
  static async open(secret: string): Promise<DraftStore> {
    const store = new DraftStore(await openDatabase(), await draftKeysOf(secret));
    await store.forgetBefore(Date.now() - KEPT_MS);
    return store;
  }

  /** Forgets everything, on a device that others use too. */
  static async forgetAll(): Promise<void> {
    const database = await openDatabase();
    await done(database.transaction(STORE, 'readwrite').objectStore(STORE).clear());
    database.close();
  }

  async read(name: string): Promise<StoredDraft | null> {
    const key = await hiddenName(this.keys, name);
    const row = (await done(this.rows('readonly').get(key))) as Row | undefined;
    if (!row) return null;
    return { at: row.at, content: await openDraft(this.keys, row.sealed) };
  }

  async write(name: string, content: object): Promise<void> {
    const [key, sealed] = await Promise.all([hiddenName(this.keys, name), sealDraft(this.keys, content)]);
    await done(this.rows('readwrite').put({ name: key, at: Date.now(), sealed } satisfies Row));
  }

  async drop(name: string): Promise<void> {
    const key = await hiddenName(this.keys, name);
    await done(this.rows('readwrite').delete(key));
  }

  private async forgetBefore(instant: number): Promise<void> {
    const rows = (await done(this.rows('readonly').getAll())) as readonly Row[];
    for (const { name, at } of rows) if (at < instant) await done(this.rows('readwrite').delete(name));
  }

  private rows(mode: IDBTransactionMode): IDBObjectStore {
    return this.database.transaction(STORE, mode).objectStore(STORE);
  }
}
