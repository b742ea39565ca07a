import { readFileSync } from 'node:fs';
import { type SigningKey, signingKey } from '@jejak/ledger';

/**
 * The key of the log: its seed stands in a file that this service alone may read, its name is the log's origin. An HSM or a KMS would stand
 * behind the same interface.
 * @throws Error where the file cannot be read, or does not hold 32 bytes
 */
export const logKeyOf = (origin: string, seedFile: string): SigningKey =>
  signingKey(origin, 'note', readFileSync(seedFile));
