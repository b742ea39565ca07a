import type { KeyStore } from '@jejak/event-store';
import { newId } from '@jejak/kernel';
import { KEY_STORE } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** The numbers of one person, and the id that the file gives. */
export interface Claim {
  readonly nip: string;
  readonly nik: string;
  readonly employeeId: string | null;
}

/** Who has which number: found by keyed hashes, so that no table holds a number in clear. @source domain.md 2.9 */
@Injectable()
export class Identities {
  constructor(
    private readonly db: DataSource,
    @Inject(KEY_STORE) private readonly keys: KeyStore,
  ) {}

  /** The employee with this NIP; null where there is none. */
  async byNip(nip: string): Promise<string | null> {
    return (await this.find('nip', await this.keys.blindIndex('nip', nip))) ?? null;
  }

  /** Whether one of the numbers belongs to somebody else than the claim says. */
  async isTaken({ nip, nik, employeeId }: Claim): Promise<boolean> {
    const holders = await this.holders(nip, nik);
    return (
      holders.nip !== holders.nik ||
      (employeeId !== null && holders.nip !== null && holders.nip !== employeeId)
    );
  }

  /**
   * Gives both numbers to one person, for ever: to whom they belong already, else to the id of the claim, else to a new one.
   * @returns the person's id; null where somebody else has one of the numbers
   */
  async reserve({ nip, nik, employeeId }: Claim): Promise<string | null> {
    const [nipHash, nikHash] = await this.hashes(nip, nik);
    const wanted = (await this.find('nip', nipHash)) ?? employeeId ?? newId();
    if (employeeId !== null && wanted !== employeeId) return null;
    await this.db.query(
      `insert into career.identity_index (kind, keyed_hash, employee_id)
       values ('nip', $1, $3), ('nik', $2, $3) on conflict do nothing`,
      [nipHash, nikHash, wanted],
    );
    const holders = await this.holders(nip, nik);
    return holders.nip === wanted && holders.nik === wanted ? wanted : null;
  }

  /** A keyed digest of a row, for an id that nobody can guess numbers against. */
  async digest(text: string): Promise<string> {
    return (await this.keys.blindIndex('row', text)).toString('hex');
  }

  private async holders(nip: string, nik: string): Promise<{ nip: string | null; nik: string | null }> {
    const [nipHash, nikHash] = await this.hashes(nip, nik);
    return { nip: (await this.find('nip', nipHash)) ?? null, nik: (await this.find('nik', nikHash)) ?? null };
  }

  private hashes(nip: string, nik: string): Promise<[Buffer, Buffer]> {
    return Promise.all([this.keys.blindIndex('nip', nip), this.keys.blindIndex('nik', nik)]);
  }

  private async find(kind: 'nip' | 'nik', hash: Buffer): Promise<string | undefined> {
    const [row] = await this.db.query<{ employee_id: string }[]>(
      'select employee_id from career.identity_index where kind = $1 and keyed_hash = $2',
      [kind, hash],
    );
    return row?.employee_id;
  }
}
