import type { KeyStore } from '@jejak/event-store';
import { KEY_STORE, type PersonalTraces } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Keeps these numbers apart from others under the same key. */
const NIP = 'nip';

/** Whose a NIP is, by keyed hash: no table holds a number in clear. @source domain.md 2.6, 2.9 */
@Injectable()
export class NipNumbers implements PersonalTraces {
  constructor(
    private readonly db: DataSource,
    @Inject(KEY_STORE) private readonly keys: KeyStore,
  ) {}

  async remember(nip: string, employeeId: string): Promise<void> {
    await this.db.query(
      `insert into rm.nip_index (keyed_hash, employee_id) values ($1, $2)
       on conflict (keyed_hash) do update set employee_id = excluded.employee_id`,
      [await this.keys.blindIndex(NIP, nip), employeeId],
    );
  }

  /** Of an erased person no number leads anywhere any more. */
  async erase(employeeId: string): Promise<void> {
    await this.db.query('delete from rm.nip_index where employee_id = $1', [employeeId]);
  }

  /** Ids of employees by NIP; those that nobody has are left out. */
  async idsOf(nips: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const hashes = await Promise.all(nips.map((nip) => this.keys.blindIndex(NIP, nip)));
    const rows = await this.db.query<{ hash: Buffer; id: string }[]>(
      'select keyed_hash as hash, employee_id as id from rm.nip_index where keyed_hash = any($1::bytea[])',
      [hashes],
    );
    const ids = new Map(rows.map(({ hash, id }) => [hash.toString('hex'), id]));
    return new Map(
      nips.flatMap((nip, at) => {
        const id = ids.get(hashes[at].toString('hex'));
        return id === undefined ? [] : [[nip, id] as const];
      }),
    );
  }
}
