import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileKeyStore, type KeyStore } from '@jejak/event-store';
import { newId } from '@jejak/kernel';
import { commit, coreText, eventHash } from '@jejak/ledger';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sealedDifference, type SealedRow } from './sealed-difference';

const kek = Buffer.alloc(32, 7);
const STREAM = 'applicant-0198c1a2-0000-7000-8000-000000000001';
const [siti, budi, installation] = [newId(), newId(), null];

describe('sealed personal fields of a row', () => {
  let folder = '';
  let keys: KeyStore;
  const open = (): KeyStore => fileKeyStore({ folder, kek, cacheMs: 0 });
  /** An event as its store and the log have it. */
  const event = async (of: string | null, name: string): Promise<SealedRow> => {
    const { commitment, opening, personal } = commit({ name, year: 2026 }, ['/name']);
    const core = coreText({
      ...{ id: newId(), type: 'asn.recruitment.ApplicantRegistered.v1', stream: STREAM, ver: 2 },
      ...{ prev: 'A'.repeat(43), at: '2026-04-02T01:00:00.000Z', actor: 'p_a' },
      ...(of === null ? {} : { subject: await keys.pseudonym(of) }),
      ...{ policy: null, cause: null, data: commitment },
    });
    const hash = eventHash(core);
    const sealed = await keys.seal(of, personal ?? '', hash);
    return {
      row: {
        ...{ pos: 5, stream: STREAM, version: 2, core, hash: hash.toString('base64url') },
        ...{ opening: opening?.toString('base64url') ?? null, personal: sealed.toString('base64url') },
      },
      logged: { stream: STREAM, version: 2, hash: hash.toString('base64url'), personal: sealed },
    };
  };
  const bytes = ({ row }: SealedRow): Buffer => Buffer.from(row.personal ?? '', 'base64url');
  /** The row with other sealed bytes; in the ledger's copy too, where somebody was at both. */
  const exchanged = (at: SealedRow, personal: Buffer | null, inLedger = false): SealedRow => ({
    row: { ...at.row, personal: personal && personal.toString('base64url') },
    logged: at.logged && (inLedger ? { ...at.logged, personal } : at.logged),
  });
  const found = async (at: SealedRow) => (await sealedDifference(at, keys))?.finding ?? null;
  let own: SealedRow;
  let other: SealedRow;
  let foreign: SealedRow;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'jejak-sealed-'));
    keys = open();
    [own, other, foreign] = [await event(siti, 'Siti'), await event(siti, 'Sita'), await event(budi, 'Budi')];
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are as they came, also before the log has them, and of nobody in particular', async () => {
    expect(await found(own)).toBeNull();
    expect(await found({ ...own, logged: undefined })).toBeNull();
    expect(await found(await event(installation, 'Rapat'))).toBeNull();
    expect(await found(exchanged(own, null, true))).toBeNull();
  });

  it('differ by a bit, by the person, by the event, and by being gone', async () => {
    const bent = bytes(own);
    bent[14] ^= 1;
    for (const personal of [bent, bytes(other), bytes(foreign), Buffer.alloc(3), null])
      expect(await found(exchanged(own, personal))).toBe('PERSONAL_DIFFERS');
    expect(await found({ ...own, logged: own.logged && { ...own.logged, personal: null } })).toBe(
      'PERSONAL_DIFFERS',
    );
    expect(await sealedDifference(exchanged(own, bent), keys)).toEqual({
      ...{ kind: 'HASH_MISMATCH', finding: 'PERSONAL_DIFFERS', pos: 5, stream: STREAM, version: 2 },
      expected: createHash('sha256').update(bytes(own)).digest('base64url'),
      found: createHash('sha256').update(bent).digest('base64url'),
    });
  });

  it('differ also where the copy of the ledger was exchanged with them, or nothing is logged yet', async () => {
    for (const personal of [bytes(other), bytes(foreign), Buffer.alloc(40)]) {
      expect(await found(exchanged(own, personal, true))).toBe('PERSONAL_DIFFERS');
      expect(await found({ ...exchanged(own, personal), logged: undefined })).toBe('PERSONAL_DIFFERS');
    }
  });

  it('differ where somebody with the key sealed another value for the same event', async () => {
    const hash = Buffer.from(own.row.hash, 'base64url');
    const forged = commit({ name: 'Sinta', year: 2026 }, ['/name']).personal ?? '';
    const sealed = await keys.seal(siti, forged, hash);
    expect(await found(exchanged(own, sealed, true))).toBe('PERSONAL_DIFFERS');
  });

  it('are compared byte by byte once the key is gone', async () => {
    const erased = await event(newId(), 'Tono');
    const person = (JSON.parse(erased.row.core) as { subject: string }).subject;
    await keys.destroy(person);
    expect(await found(erased)).toBeNull();
    expect(await found(exchanged(erased, bytes(own)))).toBe('PERSONAL_DIFFERS');
    expect(await found(exchanged(erased, null))).toBe('PERSONAL_DIFFERS');
  });

  it('are not judged where the keys cannot be used', async () => {
    const locked = fileKeyStore({ folder, kek: Buffer.alloc(32, 8), cacheMs: 0 });
    await expect(sealedDifference(own, locked)).rejects.toThrow('KEK');
  });
});
