/**
 * Makes the secrets of an installation under compose where they are missing, by chance; those that are there stay. Run it before
 * the first `up`, and again when a service has come. Needs nothing but Node.
 */
import { createHash, createPrivateKey, createPublicKey, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GATEWAY, services, workspace } from './services.mjs';

const FOLDER = join(workspace, 'deploy', 'compose', 'secrets');

/** @returns the paths of what was made */
export function makeSecrets(folder = FOLDER, names = services()) {
  const [databases, heartbeats] = [join(folder, 'databases'), join(folder, 'heartbeats')];
  for (const inside of [databases, heartbeats]) mkdirSync(inside, { recursive: true });
  // This folder keeps everybody else on the machine out. The files in it must be readable by whatever account a container
  // runs as, and each container is given its own only.
  chmodSync(folder, 0o700);
  for (const inside of [databases, heartbeats]) chmodSync(inside, 0o755);
  const wanted = [
    [join(folder, 'kek'), () => randomBytes(32)],
    [join(folder, 'log-seed'), () => randomBytes(32)],
    [join(folder, 'postgres'), password],
    // The gateway keeps browsers' sessions.
    ...[GATEWAY, ...names].map((name) => [
      join(databases, name),
      () => `postgresql://${name}_app:${password()}@postgres:5432/${name}`,
    ]),
    ...names.map((name) => [join(heartbeats, name), () => randomBytes(32)]),
  ];
  const made = wanted.filter(([file, make]) => once(file, make)).map(([file]) => file);
  // No secret, and not of chance: a service that has come is named in it too.
  const keys = names.map((name) => `${name} ${vkey(name, readFileSync(join(heartbeats, name)))}\n`).join('');
  const file = join(folder, 'source-keys');
  if (existsSync(file) && readFileSync(file, 'utf8') === keys) return made;
  replace(file, keys);
  return [...made, file];
}

/** DER of an Ed25519 private key, up to the 32 bytes of its seed (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The public key of a seed as C2SP signed-note has it; libs/ledger has the same, which is not built yet where this runs. */
function vkey(name, seed) {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  const typed = Buffer.concat([Buffer.from([1]), spki.subarray(-32)]);
  const id = createHash('sha256').update(`${name}\n`).update(typed).digest('hex').slice(0, 8);
  return `${name}+${id}+${typed.toString('base64')}`;
}

/** 192 bits that need no quoting anywhere. */
const password = () => randomBytes(24).toString('base64url');

function once(file, make) {
  if (existsSync(file) && readFileSync(file).length > 0) return false;
  replace(file, make());
  return true;
}

/** Renamed into place: whoever is interrupted here leaves no half of a secret. */
function replace(file, content) {
  const draft = `${file}.new`;
  writeFileSync(draft, content, { mode: 0o444 });
  renameSync(draft, file);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const made = makeSecrets();
  console.log(made.length === 0 ? 'Every secret is there.' : `Made: ${made.join(', ')}`);
}
