/**
 * `npm run lint`: the rules and the boundaries, in two processes that each read the types they have in common once. One process per
 * project (`nx run-many -t lint`) takes more than twice as long; one for all needs more memory than many a machine has.
 */
import { pathToFileURL } from 'node:url';
import { run, tool } from './workspace.mjs';

const HALVES = [['libs'], ['services', 'deploy', 'e2e']];
/** Types of a dozen services are large; megabytes. */
const MEMORY = 8192;

/** Resolves to 0 when both halves keep the rules. What eslint says is shown where it finds something. */
export const lint = async () => {
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
