import type { KeyStore } from '@jejak/event-store';
import { newId } from '@jejak/kernel';
import { KEY_STORE, type PersonalTraces } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** The numbers of one person, and the id that the file gives. */
export interface Claim {
  readonly nip: string;
  readonly nik: string;
  readonly employeeId: string | null;
}

type Kind = 'nip' | 'nik';
interface Hashed {
  readonly kind: Kind;
  readonly hash: Buffer;
}
const keyOf = ({ kind, hash }: Hashed): string => `${kind} ${hash.toString('base64')}`;

/** Who has which number, asked for many people at once: found by keyed hashes, so that no table holds a number in clear. @source domain.md 2.9 */
@Injectable()
export class Identities implements PersonalTraces {
  constructor(
    private readonly db: DataSource,
    @Inject(KEY_STORE) private readonly keys: KeyStore,
  ) {}

  /** The employee with this NIP; null where there is none. */
  async byNip(nip: string): Promise<string | null> {
    return (await this.byNips([nip])).get(nip) ?? null;
  }

  /** Employees by NIP; numbers that nobody has are left out. */
  async byNips(nips: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const hashes = await this.hashes('nip', nips);
    const holders = await this.find(hashes);
    return new Map(
      nips.flatMap((nip, at) => {
        const holder = holders.get(keyOf(hashes[at]));
        return holder === undefined ? [] : [[nip, holder] as const];
      }),
    );
  }

  /** Of each claim whether one of its numbers belongs to somebody else than it says. */
  async areTaken(claims: readonly Claim[]): Promise<boolean[]> {
    const holders = await this.holders(claims);
    return claims.map(
      ({ employeeId }, at) =>
        holders[at].nip !== holders[at].nik ||
        (employeeId !== null && holders[at].nip !== null && holders[at].nip !== employeeId),
    );
  }

  /**
   * Gives the numbers of each claim to one person, for ever: to whom they belong already, else to the id of the claim, else to a new
   * one. Of two claims to one number the first has it.
   * @returns the ids; null where somebody else has one of the numbers
   */
  async reserve(claims: readonly Claim[]): Promise<(string | null)[]> {
    const before = await this.holders(claims);
    const wanted = claims.map(({ employeeId }, at) => {
      const id = before[at].nip ?? employeeId ?? newId();
      return employeeId !== null && id !== employeeId ? null : id;
    });
    const [nips, niks] = await this.bothHashes(claims);
    const given = wanted.flatMap((id, at) =>
      id === null ? [] : [[nips[at], id] as const, [niks[at], id] as const],
    );
    await this.db.query(
      `insert into career.identity_index (kind, keyed_hash, employee_id)
       select * from unnest($1::text[], $2::bytea[], $3::uuid[]) on conflict do nothing`,
      [given.map(([{ kind }]) => kind), given.map(([{ hash }]) => hash), given.map(([, id]) => id)],
    );
    const after = await this.holders(claims);
    return wanted.map((id, at) => (after[at].nip === id && after[at].nik === id ? id : null));
  }

  /** Of an erased person no number leads anywhere any more; somebody who comes back with the same numbers is a new person. */
  async erase(employeeId: string): Promise<void> {
    await this.db.query('delete from career.identity_index where employee_id = $1', [employeeId]);
  }

  /** A keyed digest of a row, for an id that nobody can guess numbers against. */
  async digest(text: string): Promise<string> {
    return (await this.keys.blindIndex('row', text)).toString('hex');
  }

  private async holders(
    claims: readonly Claim[],
  ): Promise<{ readonly nip: string | null; readonly nik: string | null }[]> {
    const [nips, niks] = await this.bothHashes(claims);
    const found = await this.find([...nips, ...niks]);
    return claims.map((_, at) => ({
      nip: found.get(keyOf(nips[at])) ?? null,
      nik: found.get(keyOf(niks[at])) ?? null,
    }));
  }

  private bothHashes(claims: readonly Claim[]): Promise<[Hashed[], Hashed[]]> {
    return Promise.all([
      this.hashes(
        'nip',
        claims.map(({ nip }) => nip),
      ),
      this.hashes(
        'nik',
        claims.map(({ nik }) => nik),
      ),
    ]);
  }

  private hashes(kind: Kind, numbers: readonly string[]): Promise<Hashed[]> {
    return Promise.all(
      numbers.map(async (number) => ({ kind, hash: await this.keys.blindIndex(kind, number) })),
    );
  }

  private async find(hashes: readonly Hashed[]): Promise<ReadonlyMap<string, string>> {
    if (hashes.length === 0) return new Map();
    const rows = await this.db.query<{ kind: Kind; hash: Buffer; employee_id: string }[]>(
      `select i.kind, i.keyed_hash as hash, i.employee_id from unnest($1::text[], $2::bytea[]) n(kind, hash)
       join career.identity_index i on i.kind = n.kind and i.keyed_hash = n.hash`,
      [hashes.map(({ kind }) => kind), hashes.map(({ hash }) => hash)],
    );
    return new Map(rows.map(({ employee_id: id, ...hashed }) => [keyOf(hashed), id]));
  }
}
