/**
 * Runs before `npm start` and `npm test`: installs the dependencies only when the lock file has changed since they were last
 * installed here, so that a second start resumes in seconds (`npm ci` empties node_modules first). Needs nothing but Node.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = [20, 19];

const workspace = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(workspace, 'node_modules', '.jejak-lock-hash');
const lockHash = createHash('sha256')
  .update(readFileSync(join(workspace, 'package-lock.json')))
  .digest('hex');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  console.error(`Jejak needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

if (!existsSync(stamp) || readFileSync(stamp, 'utf8').trim() !== lockHash) {
  console.log('Installing dependencies (npm ci); this happens once per change of package-lock.json');
  // A second attempt: a registry that drops one of several hundred downloads is not rare.
  if (!install() && !install()) {
    console.error('npm ci failed twice; see above.');
    process.exit(1);
  }
  writeFileSync(stamp, `${lockHash}\n`);
}

function install() {
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: workspace,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return status === 0;
}
