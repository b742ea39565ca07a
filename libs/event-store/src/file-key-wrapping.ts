import { link, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createFile,
  isThere,
  readIfThere,
  removeFile,
  replaceFile,
  REPLACING,
  writeDraft,
} from './durable-file';
import { type KekOptions, Keks, type KeyFile } from './kek';
import { KeyPlaces, pseudonymOf } from './key-places';

/** A KEK as the key store knows it: never itself. */
export interface WrappedBy {
  readonly kek: string;
  /** Since when it is known to be in use, machine time; null of one that nobody has noted. */
  readonly since: string | null;
  /** How many keys it wraps. */
  readonly keys: number;
  /** Whether it wraps new ones. */
  readonly present: boolean;
}

export interface Rewrapping {
  /** Asked before each key. @throws to end it; it can be begun again at any time */
  readonly mayGoOn?: () => void;
  /** Called behind each folder. */
  readonly progressed?: (keys: number) => Promise<void>;
}

/** The keys of a key store as they are wrapped: by which KEK, since when, and how another one takes them over. */
export interface KeyWrapping {
  /** Notes that the KEK of this process is in use, once. */
  noteKek(now: string): Promise<void>;
  /** By KEK, the present one first. */
  census(): Promise<readonly WrappedBy[]>;
  /**
   * Wraps by the present KEK whatever another one wraps. Nobody who uses a key notices; who destroys one meanwhile wins. May be broken off at
   * any point, by a power cut too, and begun again; one process at a time does it.
   * @returns how many keys were wrapped anew @throws Error where a KEK is missing
   */
  rewrap(work?: Rewrapping): Promise<number>;
}

/** Of a key store of files. @source audit-ledger.md section 3; operations.md section 6 */
export const fileKeyWrapping = (options: KekOptions & { readonly folder: string }): KeyWrapping =>
  new FileKeyWrapping(options);

const KEY = '.key';

class FileKeyWrapping implements KeyWrapping {
  private readonly places: KeyPlaces;
  private readonly keks: Keks;

  constructor({ folder, ...keks }: KekOptions & { readonly folder: string }) {
    this.places = new KeyPlaces(folder);
    this.keks = new Keks(keks);
  }

  async noteKek(now: string): Promise<void> {
    await createFile(this.places.kek(this.keks.id), now);
  }

  async census(): Promise<readonly WrappedBy[]> {
    const counts = new Map<string, number>([[this.keks.id, 0]]);
    for (const folder of await this.foldersOf('persons'))
      for (const path of await filesIn(folder, KEY)) await this.count(path, counts);
    await this.count(this.places.installation(), counts);
    const found = await Promise.all(
      [...counts].map(async ([kek, keys]) => {
        const since = await readIfThere(this.places.kek(kek));
        return { kek, since, keys, present: kek === this.keks.id };
      }),
    );
    return found.sort((a, b) => Number(b.present) - Number(a.present) || (a.kek < b.kek ? -1 : 1));
  }

  async rewrap({ mayGoOn, progressed }: Rewrapping = {}): Promise<number> {
    await this.removeLeftovers();
    mayGoOn?.();
    let done = (await this.rewrapInstallation()) ? 1 : 0;
    for (const folder of await this.foldersOf('persons')) {
      for (const path of await filesIn(folder, KEY)) {
        mayGoOn?.();
        if (await this.rewrapPerson(path)) done++;
      }
      await progressed?.(done);
    }
    return done;
  }

  private async rewrapInstallation(): Promise<boolean> {
    const path = this.places.installation();
    const file = await keyFile(path);
    return (
      file !== null && file.kek !== this.keks.id && this.replace(path, file, () => Promise.resolve(true))
    );
  }

  /** The person's file first, and then its second name: a process that dies in between finds by the first what is left to do. */
  private async rewrapPerson(path: string): Promise<boolean> {
    const file = await keyFile(path);
    if (!file) return false;
    // Asked when the draft is there: whoever destroys the key says so first, and takes drafts away behind that.
    const living = async (): Promise<boolean> => !(await isThere(this.places.tombstone(file.person)));
    const pseudonym = this.places.pseudonym(pseudonymOf(this.keks.unwrap(file)));
    const replaced = file.kek !== this.keks.id && (await this.replace(path, file, living));
    const second = await keyFile(pseudonym);
    if (second && second.kek !== this.keks.id)
      await replaceFile(pseudonym, (draft) => link(path, draft), living);
    return replaced;
  }

  private replace(path: string, file: KeyFile, mayStill: () => Promise<boolean>): Promise<boolean> {
    const content = JSON.stringify(this.keks.wrap(file.person, this.keks.unwrap(file)));
    return replaceFile(path, (draft) => writeDraft(draft, content), mayStill);
  }

  private async count(path: string, counts: Map<string, number>): Promise<void> {
    const file = await keyFile(path);
    if (file) counts.set(file.kek, (counts.get(file.kek) ?? 0) + 1);
  }

  /** Of a process that died while it wrapped: a key may be in them that was destroyed since. */
  private async removeLeftovers(): Promise<void> {
    const folders = [...(await this.foldersOf('persons')), ...(await this.foldersOf('pseudonyms'))];
    for (const folder of [this.places.folder, ...folders])
      for (const path of await filesIn(folder, REPLACING)) await removeFile(path);
  }

  private async foldersOf(kind: 'persons' | 'pseudonyms'): Promise<string[]> {
    const root = join(this.places.folder, kind);
    return (await namesIn(root)).map((name) => join(root, name));
  }
}

const keyFile = async (path: string): Promise<KeyFile | null> => {
  const text = await readIfThere(path);
  // Written by this library only; a broken one does not unwrap.
  return text === null ? null : (JSON.parse(text) as KeyFile);
};

const namesIn = async (folder: string): Promise<string[]> => {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
};

const filesIn = async (folder: string, ending: string): Promise<string[]> =>
  (await namesIn(folder)).filter((name) => name.endsWith(ending)).map((name) => join(folder, name));
