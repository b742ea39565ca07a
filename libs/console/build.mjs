/**
 * Builds the console when anything of it has changed: types (a missing word of either language is an error of types), files with
 * hashed names, their compressed forms, and a look at how much a browser has to load at first. A process of its own: what it builds
 * with declares the process to be one of production.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const folder = dirname(fileURLToPath(import.meta.url));
const dist = join(folder, 'dist');
const stamp = join(dist, 'built-from');
const require = createRequire(import.meta.url);

/** Bytes after gzip. @source console.md 8 */
const BUDGET = { script: 250_000, style: 45_000, chunk: 60_000 };

const filesBelow = (path) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

/** What the built files depend on: the sources, and what is installed. */
const sourcesHash = () => {
  const hash = createHash('sha256');
  const own = ['index.html', 'vite.config.mjs', 'build.mjs', 'tsconfig.json'].map((name) =>
    join(folder, name),
  );
  const sources = [...own, ...filesBelow(join(folder, 'src')), ...filesBelow(join(folder, 'public'))];
  for (const file of [...sources, join(folder, '..', '..', 'package-lock.json')])
    hash.update(file.slice(folder.length)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
};

const compiles = () => {
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
  return spawnSync(process.execPath, [tsc, '-p', folder], { stdio: 'inherit' }).status === 0;
};

const compress = () => {
  for (const file of filesBelow(join(dist, 'assets')).filter((name) => /\.(js|css|svg)$/.test(name)))
    writeFileSync(
      `${file}.br`,
      brotliCompressSync(readFileSync(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    );
};

const sizeOf = (name) => gzipSync(readFileSync(join(dist, name))).length;

/** The files that the page cannot do without, by the manifest: the entry and all that it imports. */
const initial = (manifest, key, seen = new Set()) => {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const imported of manifest[key].imports ?? []) initial(manifest, imported, seen);
  return seen;
};

const overBudget = () => {
  const manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8'));
  const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
  const first = [...initial(manifest, entry)].map((key) => manifest[key]);
  const script = first.reduce((sum, { file }) => sum + sizeOf(file), 0);
  const style = first.flatMap(({ css = [] }) => css).reduce((sum, file) => sum + sizeOf(file), 0);
  const faults = [
    ...(script > BUDGET.script ? [`scripts at first: ${script} of ${BUDGET.script} bytes`] : []),
    ...(style > BUDGET.style ? [`styles at first: ${style} of ${BUDGET.style} bytes`] : []),
    ...Object.values(manifest)
      .filter(
        (chunk) => !first.includes(chunk) && chunk.file.endsWith('.js') && sizeOf(chunk.file) > BUDGET.chunk,
      )
      .map(({ file }) => `${file}: ${sizeOf(file)} of ${BUDGET.chunk} bytes`),
  ];
  console.log(`console: ${script} bytes of scripts and ${style} of styles at first (gzip)`);
  for (const fault of faults) console.error(`The console is too heavy: ${fault}`);
  return faults.length > 0;
};

const build = async () => {
  const hash = sourcesHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return true;
  rmSync(stamp, { force: true });
  if (!compiles()) return false;
  const info = join(dist, '.tsbuildinfo');
  const kept = existsSync(info) ? readFileSync(info) : undefined;
  // Loaded when it is needed: most builds find nothing changed.
  const { build: bundle } = await import('vite');
  await bundle({ configFile: join(folder, 'vite.config.mjs') });
  if (kept) writeFileSync(info, kept);
  compress();
  if (overBudget()) return false;
  writeFileSync(stamp, hash);
  return true;
};

process.exit((await build()) ? 0 : 1);
