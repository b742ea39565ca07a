import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { INVARIANTS, type Invariant } from '../check/finding';
import type { Verdict } from '../check/judge';
import { type ScenarioName, SCENARIOS } from '../fault/scenarios';
import { CannotStrike, Servers, WORKSPACE } from '../fault/servers';
import { runScenario } from './run';

export interface ChaosOptions {
  /** Default: all there are. */
  readonly scenarios?: readonly string[];
  readonly seed?: number;
  /** Of load, for each scenario. Default 1. */
  readonly minutes?: number;
  /** Default: 20. */
  readonly strikes?: number;
  /** Where the runs are written down; default `.jejak/chaos` of the workspace. */
  readonly folder?: string;
}

const isScenario = (name: string): name is ScenarioName => name in SCENARIOS;

/** A verdict as text: what is broken, and how much was looked at. */
export const verdictText = ({ holds, findings, seen }: Verdict): string => {
  const lines = Object.entries(INVARIANTS).map(([name, promise]) => {
    const invariant = name as Invariant;
    const broken = findings.filter((finding) => finding.invariant === invariant);
    const mark = broken.length > 0 ? '✗' : seen[invariant] === 0 ? '?' : '✓';
    const shown = broken.slice(0, 5).map(({ where, what }) => `\n      ${where}: ${what}`);
    const more = broken.length > 5 ? `\n      and ${broken.length - 5} more` : '';
    return `  ${mark} ${name} ${promise} (${seen[invariant]})${shown.join('')}${more}`;
  });
  return [...lines, holds ? '  holds' : '  DOES NOT HOLD'].join('\n');
};

/**
 * The long form: each scenario on servers of its own run.
 * @returns whether all of them hold
 * @throws RangeError for a scenario that there is not
 */
export const chaosCommand = async (
  { scenarios = [], seed = randomInt(2 ** 31), minutes = 1, strikes, folder }: ChaosOptions,
  print: (line: string) => void,
): Promise<boolean> => {
  const unknown = scenarios.filter((name) => !isScenario(name));
  if (unknown.length > 0)
    throw new RangeError(
      `There is no scenario ${unknown.join(', ')}; there are ${Object.keys(SCENARIOS).join(', ')}.`,
    );
  const chosen =
    scenarios.length > 0 ? scenarios.filter(isScenario) : (Object.keys(SCENARIOS) as ScenarioName[]);
  const moment = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const all = folder ?? join(WORKSPACE, '.jejak', 'chaos', moment);
  print(`seed ${seed}; written down in ${all}`);
  const servers = await Servers.start();
  let holds = true;
  try {
    for (const name of chosen) {
      print(`${name}: ${SCENARIOS[name].title}`);
      try {
        const run = await runScenario(servers, name, {
          ...{ seed, loadMs: minutes * 60_000, strikes: strikes ?? SCENARIOS[name].strikes },
          ...{ folder: join(all, name), report: print },
        });
        const calls = Object.entries(run.calls).map(([outcome, count]) => `${count} ${outcome}`);
        print(
          `  ${run.seconds} s; calls: ${calls.join(', ')}; level after ${run.drainedMs ?? 'no end of'} ms`,
        );
        print(verdictText(run.verdict));
        if (!run.verdict.holds) print(`  again: npx jejak chaos ${name} --seed ${seed}`);
        holds &&= run.verdict.holds;
      } catch (error) {
        if (!(error instanceof CannotStrike)) throw error;
        print(`  skipped: ${error.message}`);
      }
    }
  } finally {
    await servers.stop();
  }
  return holds;
};
