import { readHistory } from '../history/read-history';
import type { History } from '../history/shapes';
import { checkCommands } from './commands';
import { checkEffects, type RecordedEvent } from './effects';
import { finalReads } from './final-reads';
import { type Checked, type Finding, type Invariant, INVARIANTS } from './finding';
import { checkLinearizable } from './linearizable';
import { checkTopics } from './topics';

/** What a run came to. */
export interface Verdict {
  /** Nothing is broken, and every invariant had something to look at. */
  readonly holds: boolean;
  readonly findings: readonly Finding[];
  readonly seen: Readonly<Record<Invariant, number>>;
}

/** Judges a run by what it recorded, and by nothing else. */
export const judge = (history: History): Verdict => {
  const { operations, accepted, effects, subscriptions, published } = history;
  const recorded = recordedEvents(history);
  const checks: Checked[] = [
    checkCommands(operations, accepted),
    checkLinearizable(operations),
    checkTopics(published, new Set(recorded.keys())),
    checkEffects(effects, subscriptions, recorded),
    checkReadModels(history),
    checkRun(history),
  ];
  const seen = Object.fromEntries(Object.keys(INVARIANTS).map((name) => [name, 0])) as Record<
    Invariant,
    number
  >;
  for (const { seen: some } of checks)
    for (const [name, number] of Object.entries(some)) seen[name as Invariant] += number;
  const findings = checks.flatMap((check) => check.findings);
  return {
    holds: findings.length === 0 && Object.values(seen).every((number) => number > 0),
    findings,
    seen,
  };
};

/** Judges the folder of a finished run. @throws Error when it is none */
export const judgeFolder = (folder: string): Verdict => judge(readHistory(folder));

/** What the streams hold, with the types that answers or topics gave; an event that neither names was never published. */
const recordedEvents = ({ operations, accepted, published }: History): Map<string, RecordedEvent> => {
  const types = new Map<string, string>();
  for (const { events, types: names } of accepted) events.forEach((event, at) => types.set(event, names[at]));
  for (const { event, type } of published) types.set(event, type);
  const recorded = new Map<string, RecordedEvent>();
  for (const { stream, events } of finalReads(operations).values())
    events.forEach((event, at) =>
      recorded.set(event, { event, stream, version: at + 1, type: types.get(event) ?? '' }),
    );
  return recorded;
};

const checkReadModels = ({ readModels }: History): Checked => ({
  findings: readModels
    .filter(({ rows, hash, rebuiltRows, rebuiltHash }) => rows !== rebuiltRows || hash !== rebuiltHash)
    .map(({ model, rows, rebuiltRows }) => ({
      ...{ invariant: 'I5', where: model },
      what: `is not its rebuild (${rows} and ${rebuiltRows} rows)`,
    })),
  seen: { I5: readModels.reduce((sum, { rows }) => sum + rows, 0) },
});

const checkRun = ({ leftovers, faults, run, operations }: History): Checked => {
  const findings: Finding[] = leftovers.map(({ where, key, error }) => ({
    ...{ invariant: 'I7', where },
    what: `${key} is held up: ${error}`,
  }));
  if (run.drainedMs === null || run.drainedMs > run.drainLimitMs)
    findings.push({
      invariant: 'I9',
      where: run.scenario,
      what: `drained after ${run.drainedMs ?? 'no end of'} ms`,
    });
  for (const what of run.surprises) findings.push({ invariant: 'I10', where: 'clients', what });
  for (const { fault, target, struck } of faults)
    if (struck === null)
      findings.push({ invariant: 'struck', where: target, what: `${fault} did not strike` });
  if (faults.length < run.strikesWanted)
    findings.push({
      ...{ invariant: 'struck', where: run.scenario },
      what: `${faults.length} of ${run.strikesWanted} faults`,
    });
  // What is parked or blocked was looked for in any case: that none is found is the finding.
  return { findings, seen: { I7: 1, I9: 1, I10: operations.length, struck: faults.length } };
};
