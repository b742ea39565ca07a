/**
 * The Chromium that tests of pages are shown in: `node scripts/chromium.mjs` prints where it is. One that is there is used (`JEJAK_CHROMIUM`, then
 * the search path, then where it is usually put); else it is installed through apt, where there is apt and the right to use it.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

const FOLDERS = [
  '/usr/bin',
  '/usr/lib/chromium',
  '/snap/bin',
  '/Applications/Chromium.app/Contents/MacOS',
  '/Applications/Google Chrome.app/Contents/MacOS',
];

/** Two test files may want it at the same time: apt waits for whoever installs already. */
const PATIENT = ['-o', 'DPkg::Lock::Timeout=300'];

/** The path of a Chromium that can be started, installed first where there was none. Throws, with what to do, where there can be none. */
export function chromium() {
  const path = foundChromium() ?? (installed() ? foundChromium() : undefined);
  if (path) return path;
  throw new Error(
    'There is no Chromium here, and it could not be installed. Install it (Debian: apt-get install chromium), or name one by JEJAK_CHROMIUM.',
  );
}

/** The path of a Chromium that is there already. */
export function foundChromium() {
  const named = process.env.JEJAK_CHROMIUM;
  if (named) return named;
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...FOLDERS].filter(Boolean);
  const names = process.platform === 'darwin' ? [...NAMES, 'Chromium', 'Google Chrome'] : NAMES;
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
}

function installed() {
  if (process.platform !== 'linux') return false;
  console.error('Installing Chromium (apt-get install chromium); this happens once per machine');
  // The list of packages may be stale, or not there at all: it is fetched when a first attempt needed it.
  return install() || (apt('update', '-qq') && install());
}

const install = () => apt('install', '--yes', '--no-install-recommends', '-qq', 'chromium');

/** Standard output is for the path alone. */
function apt(...args) {
  const command = ['apt-get', ...PATIENT, ...args];
  const [program, ...rest] = process.getuid?.() === 0 ? command : ['sudo', '-n', ...command];
  const { status } = spawnSync(program, rest, {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) console.log(chromium());
