import type { Command } from 'commander';
import { CommandFailed, EXIT } from './exit';

/** A development tool: an installation comes without it, and nothing else of the command line waits for it to load. */
const load = async (): Promise<typeof import('@jejak/chaos')> => {
  try {
    return await import('@jejak/chaos');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    throw new CommandFailed(
      'The chaos test runs from a checkout of the sources: npm install && npm run build.',
      EXIT.usage,
    );
  }
};

const positive = (text: string): number => {
  const number = Number(text);
  if (!Number.isFinite(number) || number < 0)
    throw new CommandFailed(`${text} is no number from 0.`, EXIT.usage);
  return number;
};

/** `jejak chaos`: faults under load, and the judgement of a finished run. */
export const addChaos = (jejak: Command, print: (text: string) => void): void => {
  const chaos = jejak
    .command('chaos')
    .description('kill services, PostgreSQL and Kafka under load, and check what is left (docs/faults.md)')
    .argument('[scenario...]', 'C1, C2 … (default: all that there are)')
    .option('--seed <number>', 'of every decision of the load and of the faults', positive)
    .option('--minutes <number>', 'of load for each scenario', positive, 1)
    .option('--strikes <number>', 'for each scenario (default: 20)', positive)
    .option('--folder <folder>', 'where the runs are written down (default: .jejak/chaos)')
    .action(
      async (
        scenarios: string[],
        options: { seed?: number; minutes: number; strikes?: number; folder?: string },
      ) => {
        const { chaosCommand } = await load();
        try {
          if (!(await chaosCommand({ scenarios, ...options }, print))) process.exitCode = EXIT.refused;
        } catch (error) {
          if (error instanceof RangeError) throw new CommandFailed(error.message, EXIT.usage);
          throw error;
        }
      },
    );
  chaos
    .command('check <folder>')
    .description('judge a finished run again, by what it wrote down')
    .action(async (folder: string) => {
      const { judgeFolder, verdictText } = await load();
      const verdict = judgeFolder(folder);
      print(verdictText(verdict));
      if (!verdict.holds) process.exitCode = EXIT.refused;
    });
};
