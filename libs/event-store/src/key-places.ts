import { createHmac } from 'node:crypto';
import { join } from 'node:path';

/** Stands for a person where there is none. */
export const INSTALLATION = 'installation';

/** `p_` + 22 characters. @source audit-ledger.md section 3 */
export const pseudonymOf = (key: Buffer): string =>
  `p_${createHmac('sha256', key).update('asn-pid/v1').digest('base64url').slice(0, 22)}`;

/** Where the files of a key store are. */
export class KeyPlaces {
  constructor(readonly folder: string) {}

  /** By the last digits: the first ones of a UUIDv7 are the time. */
  person(uuid: string): string {
    return join(this.folder, 'persons', uuid.slice(-2), `${uuid}.key`);
  }
  tombstone(uuid: string): string {
    return join(this.folder, 'persons', uuid.slice(-2), `${uuid}.destroyed`);
  }
  pseudonym(pseudonym: string): string {
    return join(this.folder, 'pseudonyms', pseudonym.slice(2, 4), `${pseudonym}.key`);
  }
  installation(): string {
    return join(this.folder, `${INSTALLATION}.key`);
  }
  /** Says since when a KEK is in use. */
  kek(id: string): string {
    return join(this.folder, 'keks', `${id}.since`);
  }
}
