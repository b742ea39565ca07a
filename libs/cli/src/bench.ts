import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CommandFailed, EXIT } from './exit';

/** The benches of a development tree: a process of their own, so that nothing of theirs is needed, or loaded, elsewhere. */
const BENCHES = join(__dirname, '..', '..', 'bench', 'dist', 'main.js');

/**
 * Runs a bench to its end with the terminal of this process.
 * @throws CommandFailed where there are no benches, or the bench failed (it has said why)
 */
export const runBench = async (name: string, args: readonly string[]): Promise<void> => {
  if (!existsSync(BENCHES))
    throw new CommandFailed(
      'The benches are not here: they belong to a development tree, and are built by npm run build.',
      EXIT.usage,
    );
  const bench = spawn(process.execPath, [BENCHES, name, ...args], { stdio: 'inherit' });
  const [code] = (await once(bench, 'exit')) as [number | null];
  if (code !== 0) throw new CommandFailed('', EXIT.refused);
};
