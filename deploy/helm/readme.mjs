/**
 * Writes the chart's README.md from its values.yaml: what stands above a value, behind `# --`, is said of it. With `--check` it writes nothing
 * and ends with 1 where the file is not what it would write.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';

const chart = join(dirname(fileURLToPath(import.meta.url)), 'jejak');
const text = readFileSync(join(chart, 'values.yaml'), 'utf8');

/** Path → what is said of it. */
const said = new Map();
const path = [];
let pending;
for (const line of text.split('\n')) {
  const comment = /^\s*# -- (.*)$/.exec(line);
  if (comment) pending = comment[1];
  const key = /^( *)([A-Za-z][\w-]*):/.exec(line);
  if (!key) continue;
  path.splice(key[1].length / 2, path.length, key[2]);
  if (pending) said.set(path.join('.'), pending);
  pending = undefined;
}

/** A row for each value that something is said of, a group as a whole. @throws Error on a value of which nothing is said */
const rowsOf = (value, at) => {
  const about = said.get(at.join('.'));
  if (about)
    return [
      `| \`${at.join('.')}\` | ${about.replaceAll('|', '\\|')} | \`${JSON.stringify(value)}\` |`,
      ...within(value, at),
    ];
  if (!isGroup(value)) throw new Error(`values.yaml says nothing of ${at.join('.')}`);
  return within(value, at);
};
/** What is said of parts of a group that is described itself is shown too; what is not belongs to the group. */
const within = (value, at) =>
  isGroup(value)
    ? Object.entries(value).flatMap(([key, inner]) =>
        said.has(at.join('.')) && !mentions([...at, key].join('.')) ? [] : rowsOf(inner, [...at, key]),
      )
    : [];
const isGroup = (value) =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 0;
const mentions = (name) => [...said.keys()].some((key) => key === name || key.startsWith(`${name}.`));

const rows = rowsOf(load(text), []);

const readme = `# The chart of Jejak

Installs all services of one installation, with what they need of Kafka and PostgreSQL where the operators Strimzi and CloudNativePG are there. How to use it, step by
step: [docs/kubernetes.md](../../../docs/kubernetes.md). It makes no object outside its namespace.

Its pods keep the level _restricted_ of the Pod Security Standards; let the namespace insist on it:

\`\`\`sh
kubectl label namespace jejak pod-security.kubernetes.io/enforce=restricted pod-security.kubernetes.io/enforce-version=v1.30
\`\`\`

Values that would lose or give away people's data are refused with a sentence that says what to do; \`values.schema.json\` refuses a name that is none.
\`examples/\` has three files to start from: \`city.yaml\`, \`ministry.yaml\`, and \`kind.yaml\` for trying it out.

## Values

Generated from \`values.yaml\` by \`node deploy/helm/readme.mjs\`.

| name | for | default |
| ---- | --- | ------- |
${rows.join('\n')}
`;

const file = join(chart, 'README.md');
const current = existsSync(file) && readFileSync(file, 'utf8') === readme;
if (process.argv.includes('--check')) {
  if (!current)
    console.error('README.md of the chart is not what it should be: run node deploy/helm/readme.mjs');
  process.exit(current ? 0 : 1);
}
if (!current) writeFileSync(file, readme);
