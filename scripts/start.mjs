/** `npm start`: builds what has changed and runs the whole system in this very process, so signals need no forwarding. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from './build.mjs';
import { workspace } from './workspace.mjs';

const require = createRequire(import.meta.url);
const embedded = join(workspace, 'deploy', 'embedded', 'dist');

refuseASecondStart();
console.log('Building what has changed');
if ((await build()) !== 0) process.exit(1);
const { launch } = require(join(embedded, 'index.js'));
process.exit(await launch(process.argv.slice(2)));

/** Before the build, which would replace what the running system was started from. The launcher itself makes sure of it. */
function refuseASecondStart() {
  const lock = join(embedded, 'launcher-lock.js');
  if (!existsSync(lock)) return;
  const { holderOf } = require(lock);
  const { defaultHomeFolder } = require(join(embedded, 'home.js'));
  const holder = holderOf(join(defaultHomeFolder(), 'launcher.json'));
  // What is built next is what runs next.
  for (const loaded of Object.keys(require.cache)) delete require.cache[loaded];
  if (!holder) return;
  console.error(`Jejak already runs here (process ${holder.pid}). Stop that one first.`);
  process.exit(1);
}
