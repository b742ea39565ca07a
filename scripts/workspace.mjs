/** What the scripts of this folder share: where the workspace is, and how a step is run. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const workspace = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** The script of an installed tool, to be run by this very Node. `script` where the package calls it something else. */
export function tool(name, script = name) {
  const folder = join(workspace, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[script]);
}

/** The daemon and the terminal interface of nx would outlive or garble a step. */
const env = {
  ...process.env,
  NX_DAEMON: 'false',
  NX_TUI: 'false',
  FORCE_COLOR: process.env.FORCE_COLOR ?? '0',
};

/** Runs a program to its end; with `quiet` its output is shown only when it fails. Resolves to its exit code. */
export function run(command, args, { quiet = false, ...options } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: workspace,
      env,
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
      ...options,
    });
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => output.push(chunk));
    child.once('error', (error) => {
      console.error(error.message);
      done(1);
    });
    child.once('close', (code, signal) => {
      if (code !== 0) process.stderr.write(Buffer.concat(output));
      done(signal ? 1 : code);
    });
  });
}
