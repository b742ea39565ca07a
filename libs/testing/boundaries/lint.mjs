// Lints the fixtures as if they stood where they say, with the boundary rules alone (no types needed), and prints JSON.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import devkit from '@nx/devkit';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { boundaries } from '../../../eslint.config.mjs';
import { fixtures } from './fixtures.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
// Without a project graph the rule merely warns, and passes.
await devkit.createProjectGraphAsync();
const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: true,
  overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } }, ...boundaries],
});
const results = [];
for (const { name, place, code, rule, caught = true } of fixtures) {
  const [{ messages }] = await eslint.lintText(`${code}\n`, { filePath: join(root, place) });
  results.push({ name, rule, caught, found: messages.map(({ ruleId, message }) => ({ ruleId, message })) });
}
process.stdout.write(JSON.stringify(results));
