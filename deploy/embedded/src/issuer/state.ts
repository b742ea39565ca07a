import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

/** What outlives a restart of the issuer: without it every restart would sign everybody out. */
export interface IssuerState {
  /** Private signing keys; the first signs. */
  readonly keys: readonly JWK[];
  /** Secrets that its cookies are signed with. */
  readonly cookieKeys: readonly string[];
}

const newState = async (): Promise<IssuerState> => {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key = {
    ...(await exportJWK(privateKey)),
    alg: 'ES256',
    use: 'sig',
    kid: randomBytes(8).toString('hex'),
  };
  return { keys: [key], cookieKeys: [randomBytes(32).toString('base64url')] };
};

const existing = (file: string): IssuerState | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as IssuerState;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

/** Reads the state of the folder, or makes it. For the owner's eyes only. @throws Error when the file is there and unreadable */
export const loadState = async (folder: string): Promise<IssuerState> => {
  const file = join(folder, 'issuer.json');
  const found = existing(file);
  if (found) return found;
  const state = await newState();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Renamed into place: a process that dies here leaves no half of a key.
  writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return state;
};
