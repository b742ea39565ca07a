import { readFileSync } from 'node:fs';
import { signingKey } from '../note/signing-key';
import { parseVkey } from '../note/verifier-key';
import { startWitness } from './witness-server';

/** @throws Error naming the setting that is missing */
const setting = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is needed`);
  return value;
};

/**
 * `node libs/ledger/dist/witness/main.js`: a witness. JEJAK_WITNESS_NAME is the name of its key, JEJAK_WITNESS_SEED_FILE has 32 bytes,
 * JEJAK_WITNESS_LOGS_FILE a vkey of a log on each line, JEJAK_WITNESS_STATE_FILE is its memory; PORT and JEJAK_HOST.
 */
const run = async (): Promise<void> => {
  const key = signingKey(
    setting('JEJAK_WITNESS_NAME'),
    'cosignature',
    readFileSync(setting('JEJAK_WITNESS_SEED_FILE')),
  );
  const lines = readFileSync(setting('JEJAK_WITNESS_LOGS_FILE'), 'utf8').split('\n');
  const witness = await startWitness({
    ...{ key, memory: setting('JEJAK_WITNESS_STATE_FILE') },
    logs: lines.filter((line) => line.trim() !== '').map((line) => parseVkey(line.trim())),
    ...{ port: Number(process.env.PORT ?? '3000'), host: process.env.JEJAK_HOST ?? '127.0.0.1' },
  });
  process.stdout.write(`${key.verifier.name} cosigns at ${witness.url}/add-checkpoint\n`);
  const stop = (): void => void witness.stop();
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
};

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
