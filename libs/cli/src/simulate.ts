import type { Command } from 'commander';
import { runDevelopmentTool } from './development-tool';

interface Asked {
  readonly city?: string;
  readonly years?: string;
  readonly seed?: string;
  readonly from?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `jejak simulate`: the life of a whole city, made up from a seed (docs/simulation.md). */
export const addSimulate = (jejak: Command): void => {
  jejak
    .command('simulate')
    .description('record years of a made-up city in a new installation that is stopped (docs/simulation.md)')
    .option('--city <employees>', 'how many work there, from 12 (default: 300)')
    .option('--years <n>', 'years of work, each with its evaluation (default: 1)')
    .option('--seed <n>', 'which of many possible cities: the same seed is the same life (default: 1)')
    .option('--from <year>', 'the first year (default: 2023)')
    .option('--dry-run', 'decide all of it in memory, and record nothing')
    .option('--json', 'print JSON')
    .action(async ({ dryRun, json, ...numbers }: Asked) => {
      const options = Object.entries(numbers as Readonly<Record<string, string>>);
      await runDevelopmentTool('simulation', [
        ...options.flatMap(([name, value]) => [`--${name}`, value]),
        ...(dryRun ? ['--dry-run'] : []),
        ...((json ?? jejak.opts<{ json?: boolean }>().json) ? ['--json'] : []),
      ]);
    });
};
