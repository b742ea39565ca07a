/**
 * `npm run lint`: the rules and the boundaries, in two processes that each read the types they have in common once. One process per
 * project (`nx run-many -t lint`) takes more than twice as long; one for all needs more memory than many a machine has.
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run, tool, workspace } from './workspace.mjs';

const HALVES = [['libs'], ['services', 'deploy', 'e2e']];
/** Types of a dozen services are large; megabytes. */
const MEMORY = 8192;

/** Who imports whom, as nx last saw it. Without it the rule of the boundaries says nothing at all, and fails nobody. */
const graph = join(workspace, '.nx', 'workspace-data', 'project-graph.json');

const drawGraph = async () => {
  rmSync(graph, { force: true });
  const code = await run(process.execPath, [tool('nx'), 'show', 'projects'], { quiet: true });
  if (code === 0 && !existsSync(graph)) console.error(`nx left no graph of the projects in ${graph}`);
  return code === 0 && existsSync(graph);
};

/** Resolves to 0 when both halves keep the rules. What eslint says is shown where it finds something. */
export const lint = async () => {
  if (!(await drawGraph())) return 1;
  const codes = await Promise.all(
    HALVES.map((folders) =>
      run(
        process.execPath,
        [`--max-old-space-size=${MEMORY}`, tool('eslint'), ...folders, '--max-warnings=0'],
        { quiet: true },
      ),
    ),
  );
  return Math.max(...codes);
};

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.exit(await lint());
