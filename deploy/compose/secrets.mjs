/**
 * Makes the secrets of an installation under compose where they are missing, by chance; those that are there stay. Run it before
 * the first `up`, and again when a service has come. Needs nothing but Node.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { services, workspace } from './services.mjs';

const FOLDER = join(workspace, 'deploy', 'compose', 'secrets');

/** @returns the paths of what was made */
export function makeSecrets(folder = FOLDER, names = services()) {
  const databases = join(folder, 'databases');
  mkdirSync(databases, { recursive: true });
  // This folder keeps everybody else on the machine out. The files in it must be readable by whatever account a container
  // runs as, and each container is given its own only.
  chmodSync(folder, 0o700);
  chmodSync(databases, 0o755);
  const wanted = [
    [join(folder, 'kek'), () => randomBytes(32)],
    [join(folder, 'log-seed'), () => randomBytes(32)],
    [join(folder, 'postgres'), password],
    ...names.map((name) => [
      join(databases, name),
      () => `postgresql://${name}_app:${password()}@postgres:5432/${name}`,
    ]),
  ];
  return wanted.filter(([file, make]) => once(file, make)).map(([file]) => file);
}

/** 192 bits that need no quoting anywhere. */
const password = () => randomBytes(24).toString('base64url');

/** Renamed into place: whoever is interrupted here leaves no half of a secret. */
function once(file, make) {
  if (existsSync(file) && readFileSync(file).length > 0) return false;
  const draft = `${file}.new`;
  writeFileSync(draft, make(), { mode: 0o444 });
  renameSync(draft, file);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const made = makeSecrets();
  console.log(made.length === 0 ? 'Every secret is there.' : `Made: ${made.join(', ')}`);
}
