import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Home } from '../home';
import type { Report } from '../report';
import { runCommand } from '../run-command';
import type { Account } from './account';
import { binariesIn, type Binaries } from './binaries';

/** Where the server's programs and its data are. */
export interface Place {
  readonly binaries: Binaries;
  /** A folder of the server's account; the cluster itself is `data` in it. */
  readonly folder: string;
}

/**
 * The server's account must reach both the programs and the data. In a folder closed to others (a clone under a 0700
 * home, run by root) it reaches neither: then they live in a folder of this installation outside of it, which is
 * remembered, since it holds the data.
 */
export async function placeFor(
  home: Home,
  packaged: Binaries,
  account: Account | undefined,
  report: Report,
): Promise<Place> {
  const inside = home.path('postgres');
  const pointer = home.path('postgres-is-in');
  const remembered = readIfThere(pointer);
  if (!account) {
    mkdirSync(inside, { recursive: true });
    if (remembered !== undefined || !canWrite(inside))
      throw new Error(`The database of ${home.folder} was made by root, and only root can start it.`);
    return { binaries: packaged, folder: inside };
  }
  const holdsData = existsSync(join(inside, 'data'));
  const folder = remembered ?? (holdsData || (await canOwn(inside, account)) ? inside : outside(home));
  if (remembered !== undefined) claim(remembered, home);
  if (!(await canOwn(folder, account)))
    throw new Error(
      `PostgreSQL runs as another account (uid ${account.uid}) and cannot reach its data in ${folder}: ` +
        'let others traverse the folders above it (chmod o+x).',
    );
  if (folder !== inside && remembered === undefined) {
    writeFileSync(pointer, folder);
    claim(folder, home);
  }
  const binaries = (await canRun(packaged, account)) ? packaged : await copied(packaged, account);
  const moved = [
    ...(folder === inside ? [] : [`its data is in ${folder}`]),
    ...(binaries === packaged ? [] : [`its programs were copied to ${binaries.folder}`]),
  ];
  if (moved.length > 0)
    report(`PostgreSQL runs as the account postgres, which cannot enter this folder: ${moved.join(', ')}`);
  return { binaries, folder };
}

/** Where the data of this home lies if not inside it: for whoever removes the home. */
export const placeOutside = (home: Home): string | undefined => readIfThere(home.path('postgres-is-in'));

function canWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

/** Makes the folder the account's own; false when the account still cannot write there. */
async function canOwn(folder: string, account: Account): Promise<boolean> {
  try {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o700);
    chownSync(folder, account.uid, account.gid);
  } catch {
    return false;
  }
  return (
    (await runCommand('/bin/sh', ['-c', 'test -w "$0" && test -x "$0"', folder], { ...account, cwd: '/' }))
      .code === 0
  );
}

async function canRun(binaries: Binaries, account: Account): Promise<boolean> {
  const [runs, reads] = await Promise.all([
    runCommand(binaries.postgres, ['--version'], { ...account, cwd: '/' }),
    runCommand('/bin/sh', ['-c', 'test -r "$0"', catalogue(binaries)], { ...account, cwd: '/' }),
  ]);
  return runs.code === 0 && reads.code === 0;
}

/** What initdb reads first: if this can be read, `share` can. */
function catalogue({ folder }: Binaries): string {
  const flat = join(folder, 'share', 'postgres.bki');
  return existsSync(flat) ? flat : join(folder, 'share', 'postgresql', 'postgres.bki');
}

/** A folder for the data of this home where services keep theirs. */
const outside = (home: Home): string =>
  join(area(), `jejak-${createHash('sha256').update(home.folder).digest('hex').slice(0, 12)}`);

function area(): string {
  const found = ['/var/lib', '/var/tmp', tmpdir()].find(canWrite);
  if (found === undefined) throw new Error('There is no folder outside this one that PostgreSQL could use.');
  return found;
}

/** Two homes must never share one data folder: a copied home points to its original's. */
function claim(folder: string, home: Home): void {
  const owner = join(folder, 'home');
  const written = readIfThere(owner);
  if (written !== undefined && written !== home.folder && existsSync(written))
    throw new Error(
      `The database in ${folder} belongs to ${written}. Remove ${home.path('postgres-is-in')} to begin a new one.`,
    );
  if (written !== home.folder) writeFileSync(owner, home.folder);
}

/** One copy of this version serves every clone of this machine. */
async function copied(from: Binaries, account: Account): Promise<Binaries> {
  const target = join(area(), `jejak-postgresql-${from.version}`);
  if (!existsSync(target)) {
    const draft = `${target}.${process.pid}`;
    cpSync(from.folder, draft, { recursive: true, verbatimSymlinks: true });
    await runCommand('chmod', ['-R', 'u+rwX,go=rX', draft]);
    try {
      renameSync(draft, target);
    } catch (error) {
      // Another launcher was faster.
      if (!existsSync(target)) throw error;
      rmSync(draft, { recursive: true, force: true });
    }
  }
  // In an area open to all, a folder of this name may be anyone's.
  if (statSync(target).uid !== 0) throw new Error(`${target} does not belong to root, so it is not run.`);
  const copy = binariesIn(target, from.version);
  if (!(await canRun(copy, account)))
    throw new Error(`PostgreSQL cannot be run from ${target}: is that area mounted noexec?`);
  return copy;
}
