/**
 * `npm run helm:tools`: builds the programs that check the chart, by Go, into `.jejak/tools`, where the tests look for them. Takes some minutes once;
 * nothing of it happens while tests run.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, workspace } from './workspace.mjs';

const TOOLS = [
  'helm.sh/helm/v3/cmd/helm@v3.22.0',
  'sigs.k8s.io/kubectl-validate@v0.0.4',
  'github.com/zegl/kube-score/cmd/kube-score@v1.20.0',
];

const folder = join(workspace, '.jejak', 'tools');
mkdirSync(folder, { recursive: true });
const stamp = join(folder, 'built');
const built = existsSync(stamp) ? readFileSync(stamp, 'utf8').split('\n') : [];
for (const tool of TOOLS) {
  if (built.includes(tool)) continue;
  console.log(`Building ${tool}`);
  const env = { ...process.env, GOBIN: folder, GOFLAGS: '-buildvcs=false' };
  if ((await run('go', ['install', tool], { env })) !== 0) {
    console.error(`${tool} could not be built: it needs Go 1.26 or later, and the proxy of its modules.`);
    process.exit(1);
  }
  built.push(tool);
  writeFileSync(stamp, `${built.filter(Boolean).join('\n')}\n`);
}
console.log(`helm, kubectl-validate and kube-score are in ${folder}`);
