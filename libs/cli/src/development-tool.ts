import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CommandFailed, EXIT } from './exit';

/** Tools of a development tree, each a process of its own, so that nothing of theirs is needed, or loaded, elsewhere. */
const TOOLS = { bench: 'The benches are', simulation: 'The simulation is' } as const;

/**
 * Runs a tool to its end with the terminal of this process.
 * @throws CommandFailed where it is not there, or it failed (it has said why)
 */
export const runDevelopmentTool = async (
  name: keyof typeof TOOLS,
  args: readonly string[],
): Promise<void> => {
  const main = join(__dirname, '..', '..', name, 'dist', 'main.js');
  if (!existsSync(main))
    throw new CommandFailed(
      `${TOOLS[name]} not here: what belongs to a development tree is built by npm run build.`,
      EXIT.usage,
    );
  const tool = spawn(process.execPath, [main, ...args], { stdio: 'inherit' });
  const [code] = (await once(tool, 'exit')) as [number | null];
  if (code !== 0) throw new CommandFailed('', code === EXIT.usage ? EXIT.usage : EXIT.refused);
};
