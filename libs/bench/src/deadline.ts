import { BenchStore } from './bench-store';
import { type Delays, delays, onTime } from './pace';
import { ReportingCity } from './reporting-city';
import { describeMachine, type Machine, type Servers } from './servers';
import { newStream, scoreDecider } from './workload';

export interface DeadlineOptions {
  /** Employees, each of whom reports once. */
  readonly count: number;
  /** In which they do. */
  readonly seconds: number;
  /** Told now and then. */
  readonly progress?: (text: string) => void;
}

export interface DeadlineReport {
  readonly bench: 'deadline';
  readonly machine: Machine;
  readonly employees: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** From the request to its answer, of those that were accepted. */
  readonly commands: Delays;
  /** The same number of commands a second in a store alone: no HTTP, no rule, no read model, no relay. */
  readonly raw: Delays;
  /** From an employee's first request to acceptance, with every time that the service asked them to come back. */
  readonly sinceFirst: Delays;
  /** Answers `OVERLOADED`, with a time to come back. */
  readonly sentAway: number;
  /** p99 of the commands over that of the raw ones. */
  readonly ratio: number;
  readonly accepted: number;
  /** Refusals by their code; what was not answered stands under `FAILED`. */
  readonly refused: Readonly<Record<string, number>>;
  /** Facts in the log: as many as were accepted, or something was lost or doubled. */
  readonly recorded: number;
  /** From the last answer until the read model shows every accepted report. */
  readonly currentAfterMs: number;
}

/** So many more report before the others, at this share of the pace, and are not counted. */
const WARM_UP = 0.05;
const WARM_UP_PACE = 0.25;

/**
 * The last minute of a deadline: so many employees report an amount of their own plan within so many seconds, each once and on time,
 * to the real performance service by HTTP; its log, its read models and its relay work as ever. Beside it the same pace of commands in a
 * store alone.
 */
export const benchDeadline = async (servers: Servers, options: DeadlineOptions): Promise<DeadlineReport> => {
  const { count, seconds, progress = () => undefined } = options;
  const perSecond = count / seconds;
  const raw = await storeAlone(servers, count, perSecond);
  progress(`a store alone at ${Math.round(perSecond)}/s: p99 ${raw.p99Ms.toFixed(1)} ms`);
  const city = await ReportingCity.start(servers);
  try {
    const warming = Math.ceil(count * WARM_UP);
    const plans = await city.agree(count + warming, progress);
    await city.settled();
    // A service at a deadline has run for days: what its first requests cost is not what is asked.
    const warm = await city.report(plans.slice(count), perSecond * WARM_UP_PACE);
    await city.settled();
    const before = await city.recorded();
    progress(`${count} plans are agreed and shown; the reports begin`);
    const answers = await city.report(plans.slice(0, count), perSecond);
    const accepted = answers.filter(({ refusal }) => refusal === null);
    const lastAnswer = performance.now();
    const recorded = (await city.recorded()) - before;
    await city.shows(accepted.length + warm.filter(({ refusal }) => refusal === null).length);
    const commands = delays(accepted.map(({ ms }) => ms));
    return {
      ...{ bench: 'deadline', machine: await describeMachine(servers.postgresUrl) },
      ...{ employees: count, seconds, perSecond, commands, raw, ratio: commands.p99Ms / raw.p99Ms },
      sinceFirst: delays(accepted.map(({ sinceFirstMs }) => sinceFirstMs)),
      sentAway: answers.reduce((sum, { sentAway }) => sum + sentAway, 0),
      ...{ accepted: accepted.length, refused: countedBy(answers.flatMap(({ refusal }) => refusal ?? [])) },
      ...{ recorded, currentAfterMs: performance.now() - lastAnswer },
    };
  } finally {
    await city.stop();
  }
};

const countedBy = (codes: readonly string[]): Record<string, number> =>
  codes.reduce<Record<string, number>>(
    (counts, code) => ({ ...counts, [code]: (counts[code] ?? 0) + 1 }),
    {},
  );

const storeAlone = async (servers: Servers, count: number, perSecond: number): Promise<Delays> => {
  const bench = await BenchStore.open(servers.postgresUrl, 'deadline', { topic: 'bench.deadline' });
  try {
    const taken: number[] = [];
    const running: Promise<unknown>[] = [];
    await onTime(count, perSecond, () => {
      const began = performance.now();
      running.push(
        bench.store
          .execute(scoreDecider, newStream(), bench.command(1), bench.context())
          .then(() => taken.push(performance.now() - began)),
      );
    });
    await Promise.all(running);
    return delays(taken);
  } finally {
    await bench.close();
  }
};
