import { hash } from 'node:crypto';
import { KEY_BYTES, seal, unseal } from './sealing';

/** What a key file says; `key` is sealed by the KEK and tied to the person. */
export interface KeyFile {
  readonly v: 1;
  /** Which KEK wraps it. */
  readonly kek: string;
  readonly person: string;
  readonly key: string;
}

/** What every process has from files of its own: the key-encryption keys. */
export interface KekOptions {
  /** 32 bytes, from a file or HSM apart from the folder: wraps every new key. */
  readonly kek: Buffer;
  /** Under which keys may be wrapped too, while one KEK follows another. */
  readonly otherKeks?: readonly Buffer[];
}

/** Names a KEK without saying anything of it. */
export const kekIdOf = (kek: Buffer): string =>
  hash('sha256', Buffer.concat([Buffer.from('jejak-kek/v1\n'), kek]), 'hex').slice(0, 16);

const wrapping = (person: string): Buffer => Buffer.from(`jejak-key/v1\n${person}`);

/** The key-encryption keys of a process: the one that wraps, and those that still unwrap. */
export class Keks {
  /** Of the one that wraps. */
  readonly id: string;
  private readonly kek: Buffer;
  private readonly byId: ReadonlyMap<string, Buffer>;

  /** @throws RangeError for keys of another length */
  constructor({ kek, otherKeks = [] }: KekOptions) {
    const all = [kek, ...otherKeks];
    if (all.some(({ length }) => length !== KEY_BYTES)) throw new RangeError(`a KEK has ${KEY_BYTES} bytes`);
    this.kek = kek;
    this.id = kekIdOf(kek);
    this.byId = new Map(all.map((one) => [kekIdOf(one), one]));
  }

  wrap(person: string, key: Buffer): KeyFile {
    const { id: kek } = this;
    return { v: 1, kek, person, key: seal(this.kek, key, wrapping(person)).toString('base64url') };
  }

  /** @throws Error when the file was wrapped by another KEK, or is not as it was written */
  unwrap({ kek, person, key }: KeyFile): Buffer {
    const found = this.byId.get(kek);
    if (!found) throw new Error(`a key was wrapped by KEK ${kek}, and this is KEK ${this.id}`);
    return unseal(found, Buffer.from(key, 'base64url'), wrapping(person));
  }
}
