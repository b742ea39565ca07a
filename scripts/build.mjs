/**
 * `npm run build`: compiles what has changed in all projects by one compiler, which reads each library's types once. One process per
 * project (`nx run-many -t build`) takes three times as long.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run, tool, workspace } from './workspace.mjs';

/** Every folder that is compiled, by its path in the workspace. */
const compiled = ['libs', 'services', 'deploy']
  .flatMap((folder) => readdirSync(join(workspace, folder)).map((name) => join(folder, name)))
  .filter((folder) => existsSync(join(workspace, folder, 'tsconfig.build.json')));

const quietly = (...args) => run(process.execPath, args, { quiet: true });

const compile = () =>
  quietly(tool('typescript', 'tsc'), '-b', ...compiled.map((folder) => join(folder, 'tsconfig.build.json')));

const bundleVerifier = () => quietly(join('libs', 'verifier', 'bundle.mjs'));
const buildConsole = () => quietly(join('libs', 'console', 'build.mjs'));

/** Resolves to the exit code. What the compiler says is shown when it fails. */
export const build = async () => (await compile()) || (await bundleVerifier()) || (await buildConsole());

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.exit(await build());
