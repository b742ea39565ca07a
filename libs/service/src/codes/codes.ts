import type { KeyStore } from '@jejak/event-store';
import { naturalId } from '@jejak/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { KEY_STORE } from '../platform.module';
import { codeFrom, readCode } from './crockford';

/**
 * One-time and tracking codes. A code is what a key of the installation makes of the thing's id, so that a repeated command
 * gives the same one and nobody without the key can guess it; kept is only the keyed hash by which it finds the thing again.
 * Codes of one `kind` (what they open) are no codes of another. A service names this among its providers.
 * @source domain.md 2.9, 9.1
 */
@Injectable()
export class Codes {
  constructor(@Inject(KEY_STORE) private readonly keys: KeyStore) {}

  /** The code of a thing. */
  async issue(kind: string, id: string): Promise<string> {
    return codeFrom(await this.keys.blindIndex(`code/${kind}`, id));
  }

  /** The keyed hash of a code, 64 hexadecimal digits; null for what is no code. */
  async hashOf(kind: string, typed: string): Promise<string | null> {
    const code = readCode(typed);
    return code === null ? null : (await this.keys.blindIndex(`key/${kind}`, code)).toString('hex');
  }

  /** The id of what is said with a code: the log ties it to nothing that the code came from. */
  idOf(aggregate: string, hash: string): string {
    return naturalId(aggregate, hash);
  }

  /** The keyed hash of a device, by what its browser says of itself. */
  async deviceKey(device: string): Promise<string> {
    return (await this.keys.blindIndex('review-device', device)).toString('hex');
  }
}
