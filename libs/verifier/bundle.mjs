/**
 * Makes `dist/verify.html`: one page with its script and style in it, to be served, saved, and put beside evidence. The verifiers of libs/ledger are
 * bundled as they stand; what they use of Node is put in by `src/page/bytes.ts` and `src/page/web-crypto.ts`. Ends with 1 beyond the budget.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildSync, transformSync } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const page = join(here, 'src', 'page');

/** Bytes as they come over the wire, packed. */
const BUDGET = { script: 40_960, style: 5_120 };

/** Browsers that are in use, and know a text that is well formed. */
const TARGET = ['chrome111', 'firefox119', 'safari16.4'];

const bundled = buildSync({
  entryPoints: [join(page, 'main.ts')],
  bundle: true,
  minify: true,
  write: false,
  format: 'iife',
  charset: 'utf8',
  legalComments: 'none',
  target: TARGET,
  inject: [join(page, 'bytes.ts')],
  alias: {
    '@jejak/ledger': join(here, '..', 'ledger', 'src', 'index.ts'),
    'node:crypto': join(page, 'web-crypto.ts'),
  },
});
// The end of a script is the first such text in it, wherever it stands.
const script = bundled.outputFiles[0].text.replaceAll('</script', '<\\/script').trim();
const style = transformSync(readFileSync(join(page, 'page.css'), 'utf8'), {
  loader: 'css',
  minify: true,
}).code.trim();

for (const [name, text] of Object.entries({ script, style })) {
  const size = gzipSync(text).length;
  if (size <= BUDGET[name]) continue;
  console.error(`The ${name} of the verify page has ${size} bytes packed; ${BUDGET[name]} are allowed.`);
  process.exitCode = 1;
}

const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const policy = [
  "default-src 'none'",
  `script-src ${hash(script)}`,
  `style-src ${hash(style)}`,
  // The log's own keys, proofs and receipts, where the page is served beside them.
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

// By functions, since a text may hold what `replace` takes for a pattern.
const html = readFileSync(join(page, 'page.html'), 'utf8')
  .replace('content="policy"', () => `content="${policy}"`)
  .replace('<!-- style -->', () => `<style>${style}</style>`)
  .replace('<!-- script -->', () => `<script>${script}</script>`);
writeFileSync(join(here, 'dist', 'verify.html'), html);
