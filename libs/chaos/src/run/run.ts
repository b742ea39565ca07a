import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '@jejak/testing/faults';
import { judgeFolder, type Verdict } from '../check/judge';
import { Installation } from '../fault/installation';
import { type Scenario, type ScenarioName, SCENARIOS } from '../fault/scenarios';
import type { Servers } from '../fault/servers';
import { HistoryRecord } from '../history/record';
import { Load } from '../load/load';
import { chance } from '../random';
import { drained, readAll, recordEvidence } from './evidence';

export interface RunOptions {
  readonly seed: number;
  /** Load goes on at least so long, and until every strike is done. Milliseconds. */
  readonly loadMs: number;
  readonly strikes: number;
  /** How long everything may take to be level after the last fault. Default one minute. */
  readonly drainLimitMs?: number;
  /** Where the run is written down; made here. */
  readonly folder: string;
  readonly report?: (line: string) => void;
}

/** What became of one scenario. */
export interface Run {
  readonly scenario: ScenarioName;
  readonly folder: string;
  readonly verdict: Verdict;
  /** Calls by outcome. */
  readonly calls: Readonly<Record<string, number>>;
  readonly drainedMs: number | null;
  readonly seconds: number;
}

/** Between two strikes: time for some work, at random. Milliseconds. */
const PAUSE_MS = { least: 300, most: 1_500 };

/** So many commands get through before the next strike. */
const ACCEPTED_BETWEEN = 20;

/**
 * Load, faults, healing, quiet, evidence, judgement.
 * @throws CannotStrike where this machine has nothing that could be struck
 */
export const runScenario = async (
  servers: Servers,
  name: ScenarioName,
  { seed, loadMs, strikes, folder, drainLimitMs = 60_000, report = () => undefined }: RunOptions,
): Promise<Run> => {
  const scenario: Scenario = SCENARIOS[name];
  const since = performance.now();
  const dice = chance(seed).fork(name);
  const record = new HistoryRecord(folder);
  const installation = await Installation.start(servers, folder, dice.fork('cables'), scenario.resets);
  try {
    const load = new Load(record, installation.addresses, dice.fork('load'));
    load.start();
    try {
      const nemesis = dice.fork('nemesis');
      const loadUntil = performance.now() + loadMs;
      for (let nth = 0; nth < strikes; nth++) {
        // A fault that nobody was working under proves little.
        const accepted = load.counts.ok + ACCEPTED_BETWEEN;
        await eventually('commands are accepted again', () => load.counts.ok >= accepted, 120_000);
        await pause(PAUSE_MS.least + nemesis.below(PAUSE_MS.most - PAUSE_MS.least));
        const start = record.now();
        const { target, struck } = await scenario.blow(installation, nemesis, nth);
        record.fault({ fault: scenario.fault, target, start, end: record.now(), struck, seed });
        report(`  ${name} strike ${nth + 1} of ${strikes}: ${target}: ${struck ?? 'it did not strike'}`);
      }
      await pause(Math.max(0, loadUntil - performance.now()));
    } finally {
      await load.stop();
    }
    await Promise.all(installation.replicas.map((replica) => replica.isReady()));
    const drainedMs = await drained(installation);
    await readAll(installation, load.streams, record, load.surprises);
    await recordEvidence(installation, record, join(folder, 'keys'));
    await record.close({
      ...{ scenario: name, seed, strikesWanted: strikes, drainedMs, drainLimitMs },
      surprises: load.surprises,
    });
    const seconds = Math.round((performance.now() - since) / 1_000);
    return {
      scenario: name,
      folder,
      verdict: judgeFolder(folder),
      calls: { ...load.counts },
      drainedMs,
      seconds,
    };
  } finally {
    await installation.stop();
  }
};
