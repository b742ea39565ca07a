import { Erased } from '@jejak/kernel';
import { createHmac } from 'node:crypto';
import { createFile, isThere, readIfThere, removeDrafts, removeFile, secondName } from './durable-file';
import { type KekOptions, Keks, type KeyFile } from './kek';
import { INSTALLATION, KeyPlaces, pseudonymOf } from './key-places';
import type { KeyStore } from './key-store';
import { freshKey, seal, unseal } from './sealing';

export interface FileKeyStoreOptions extends KekOptions {
  /** Shared by all services and their replicas; apart from the databases and from their backups. */
  readonly folder: string;
  /** How long a key may still be used after another process destroyed it. Default 5 s. */
  readonly cacheMs?: number;
  /** Keys held in memory at most. Default 20,000. */
  readonly cacheSize?: number;
}

/**
 * Keys as files, one per person, each wrapped by the KEK.
 *
 *     persons/3f/<uuid>.key          the wrapped key, found by who the person is
 *     pseudonyms/Zk/<pseudonym>.key  a second name of the same file, found by what the log says
 *     persons/3f/<uuid>.destroyed    instead of both, for ever: this person never gets a key again
 *     installation.key               for personal text that is about nobody in particular
 *
 * Once a key is destroyed nothing links pseudonym and person; so a pseudonym without a file reads as erased.
 * Any number of processes may share the folder (its file system needs hard links). A lost race leaves one key, never two.
 */
export const fileKeyStore = (options: FileKeyStoreOptions): KeyStore => new FileKeyStore(options);

interface Living {
  readonly key: Buffer;
  readonly pseudonym: string;
  /** By UUID; null for the installation's own key. */
  readonly person: string | null;
}
/** `unknown`: nobody has written about this person yet. */
type Found = Living | 'destroyed' | 'unknown';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PSEUDONYM = /^p_[A-Za-z0-9_-]{22}$/;
const NAMES_OF_A_KEY = 2;

/** What else the person is called, of whom a key was found; null where there is nothing else, or the file says another name. */
const otherName = (id: string, found: Found): string | null => {
  if (typeof found === 'string' || found.person === null) return null;
  if (id === found.person) return found.pseudonym;
  return pseudonymOf(found.key) === id ? found.person : null;
};
const erased = (): Erased =>
  new Erased('SUBJECT_ERASED', 'What was personal about this person has been erased.');

class FileKeyStore implements KeyStore {
  private readonly places: KeyPlaces;
  private readonly keks: Keks;
  private readonly cacheMs: number;
  private readonly cacheSize: number;
  private readonly cache = new Map<string, { readonly found: Found; readonly until: number }>();
  private readonly loading = new Map<string, Promise<Found>>();

  constructor({ folder, cacheMs = 5_000, cacheSize = 20_000, ...keks }: FileKeyStoreOptions) {
    this.places = new KeyPlaces(folder);
    this.keks = new Keks(keks);
    this.cacheMs = cacheMs;
    this.cacheSize = cacheSize;
  }

  async pseudonym(subjectId: string): Promise<string> {
    return (await this.living(normalised(subjectId))).pseudonym;
  }

  async seal(subjectId: string | null, plaintext: string | Uint8Array, aad: Uint8Array): Promise<Buffer> {
    return seal((await this.living(normalised(subjectId))).key, plaintext, aad);
  }

  async open(subjectId: string | null, sealed: Uint8Array, aad: Uint8Array): Promise<string | null> {
    return (await this.openBytes(subjectId, sealed, aad))?.toString('utf8') ?? null;
  }

  async openBytes(subjectId: string | null, sealed: Uint8Array, aad: Uint8Array): Promise<Buffer | null> {
    const found = await this.find(normalised(subjectId));
    return typeof found === 'string' ? null : unseal(found.key, sealed, aad);
  }

  async blindIndex(kind: string, text: string): Promise<Buffer> {
    const { key } = await this.living(INSTALLATION);
    return createHmac('sha256', key).update(`asn-index/v1\n${kind}\n${text}`).digest();
  }

  async isDestroyed(subjectId: string): Promise<boolean> {
    const id = normalised(subjectId);
    this.cache.delete(id);
    return (await this.find(id)) === 'destroyed';
  }

  async destroy(subjectId: string): Promise<void> {
    const id = normalised(subjectId);
    const uuid = UUID.test(id) ? id : (await this.read(this.places.pseudonym(id)))?.person;
    // A pseudonym without a file: destroyed already.
    if (uuid === undefined) return;
    // First the word that it is gone: whoever comes in between makes no new key, and only then the look for the one there is,
    // which may have been made a moment ago. The person's file goes last, since a process that dies in between has to find the
    // pseudonym again.
    await createFile(this.places.tombstone(uuid), '');
    const file = await this.read(this.places.person(uuid));
    const pseudonym = file ? pseudonymOf(this.keks.unwrap(file)) : id === uuid ? null : id;
    if (pseudonym !== null) {
      await removeDrafts(this.places.pseudonym(pseudonym));
      await removeFile(this.places.pseudonym(pseudonym));
    }
    await removeDrafts(this.places.person(uuid));
    await removeFile(this.places.person(uuid));
    this.cache.delete(uuid);
    if (pseudonym !== null) this.cache.delete(pseudonym);
  }

  /** The key of a person who is written about; made when there is none. */
  private async living(id: string): Promise<Living> {
    let found = await this.find(id);
    // Where it was lost to somebody else at once, the next look finds theirs, or its end.
    while (found === 'unknown') found = (await this.create(id)) ?? (await this.find(id));
    if (found === 'destroyed') throw erased();
    return found;
  }

  private async find(id: string): Promise<Found> {
    const cached = this.cache.get(id);
    if (cached && cached.until > performance.now()) return cached.found;
    let loading = this.loading.get(id);
    if (!loading) {
      loading = this.load(id).finally(() => this.loading.delete(id));
      this.loading.set(id, loading);
    }
    const found = await loading;
    if (found !== 'unknown') this.remember(id, found);
    // A person is read by pseudonym and written about by UUID: one look answers for both names.
    const other = otherName(id, found);
    if (other !== null) this.remember(other, found);
    return found;
  }

  private remember(id: string, found: Found): void {
    this.cache.delete(id);
    this.cache.set(id, { found, until: performance.now() + this.cacheMs });
    if (this.cache.size > NAMES_OF_A_KEY * this.cacheSize) {
      const [oldest] = this.cache.keys();
      this.cache.delete(oldest);
    }
  }

  private async load(id: string): Promise<Found> {
    if (id === INSTALLATION) {
      const file = await this.read(this.places.installation());
      return file ? { key: this.keks.unwrap(file), pseudonym: INSTALLATION, person: null } : 'unknown';
    }
    if (PSEUDONYM.test(id)) {
      const file = await this.read(this.places.pseudonym(id));
      if (!file || (await isThere(this.places.tombstone(file.person)))) return 'destroyed';
      return { key: this.keks.unwrap(file), pseudonym: id, person: file.person };
    }
    const file = await this.read(this.places.person(id));
    if (await isThere(this.places.tombstone(id))) return 'destroyed';
    if (!file) return 'unknown';
    const key = this.keks.unwrap(file);
    const pseudonym = pseudonymOf(key);
    // Nobody hears a pseudonym before it can be found. Usually it can, from when the key was made.
    if (!(await this.tied(id, pseudonym))) return 'destroyed';
    return { key, pseudonym, person: id };
  }

  /** Makes the pseudonym's file where it is missing. @returns false when the person's key was destroyed meanwhile */
  private async tied(uuid: string, pseudonym: string): Promise<boolean> {
    return (await isThere(this.places.pseudonym(pseudonym))) || this.tie(uuid, pseudonym);
  }

  private async tie(uuid: string, pseudonym: string): Promise<boolean> {
    const path = this.places.pseudonym(pseudonym);
    try {
      await secondName(this.places.person(uuid), path);
    } catch (error) {
      if (await isThere(this.places.tombstone(uuid))) return false;
      throw error;
    }
    if (!(await isThere(this.places.tombstone(uuid)))) return true;
    await removeFile(path);
    return false;
  }

  /** @returns what was made; undefined where somebody else was first, or the person is destroyed */
  private async create(id: string): Promise<Living | undefined> {
    const key = freshKey();
    const content = JSON.stringify(this.keks.wrap(id, key));
    if (id === INSTALLATION) {
      await createFile(this.places.installation(), content);
      return undefined;
    }
    const made = await createFile(this.places.person(id), content).catch(async (error: unknown) => {
      // Whoever destroys the person takes half-made files away too: then the look that follows finds that.
      if (await isThere(this.places.tombstone(id))) return false;
      throw error;
    });
    if (!made) return undefined;
    const living = { key, pseudonym: pseudonymOf(key), person: id };
    if (!(await this.tie(id, living.pseudonym))) {
      // Destroyed between the look and the making: the new key must not outlive that, by either name.
      await removeFile(this.places.pseudonym(living.pseudonym));
      await removeFile(this.places.person(id));
      return undefined;
    }
    this.remember(id, living);
    this.remember(living.pseudonym, living);
    return living;
  }

  private async read(path: string): Promise<KeyFile | null> {
    const text = await readIfThere(path);
    // Written by `create` only; a broken one does not unwrap.
    return text === null ? null : (JSON.parse(text) as KeyFile);
  }
}

/** @throws RangeError for what is neither a person's UUID nor a pseudonym */
const normalised = (subjectId: string | null): string => {
  if (subjectId === null) return INSTALLATION;
  const id = PSEUDONYM.test(subjectId) ? subjectId : subjectId.toLowerCase();
  if (!PSEUDONYM.test(id) && !UUID.test(id)) throw new RangeError('a person is named by UUID or pseudonym');
  return id;
};
