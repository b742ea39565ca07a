import type { Pool } from 'pg';
import type { KeyStore } from './key-store';

const PROOF = 'jejak-key-proof/v1';
const AAD = Buffer.alloc(32);

/**
 * To be called before the first command. A key store that cannot wrap is noticed here, and so is one that is empty, not
 * mounted, or another installation's: everybody's personal values would read as erased under it, and new pseudonyms would
 * tear every person's trail in two.
 * @throws Error when the key store is not the one under which this database was begun
 */
export const proveKeyStore = async (pool: Pool, keys: KeyStore): Promise<void> => {
  // Looked for before anything is sealed: sealing in an empty folder would make a new key.
  if (!(await proofIn(pool))) {
    const sealed = await keys.seal(null, PROOF, AAD);
    await pool.query('insert into es.key_proof (sealed) values ($1) on conflict do nothing', [sealed]);
  }
  const sealed = await proofIn(pool);
  const opened = sealed && (await keys.open(null, sealed, AAD).catch((cause: unknown) => wrongStore(cause)));
  if (opened !== PROOF) wrongStore();
};

const proofIn = async (pool: Pool): Promise<Buffer | undefined> =>
  (await pool.query<{ sealed: Buffer }>('select sealed from es.key_proof')).rows[0]?.sealed;

const wrongStore = (cause?: unknown): never => {
  throw new Error(
    'The key store is not the one under which this database was begun: its folder is empty, not mounted, or of another installation.',
    { cause },
  );
};
