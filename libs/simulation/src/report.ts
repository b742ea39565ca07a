import { endOfLife } from './city-life';
import type { Outcome } from './record/simulate';

const whole = (number: number): string => Math.round(number).toLocaleString('en-US');
const sorted = (counts: ReadonlyMap<string, number>): [string, number][] =>
  [...counts].sort(([a], [b]) => (a < b ? -1 : 1));

/** What came of a life, for programs. */
export const jsonOf = ({ scenario, tally, seconds, cpuSeconds, resumedAfter, heapMiB }: Outcome): string =>
  JSON.stringify(
    {
      ...{ scenario, endsAt: endOfLife(scenario), recorded: resumedAfter !== null, resumedAfter },
      ...{ commands: tally.commands, events: tally.events, sha256: tally.sha256() },
      perService: Object.fromEntries(sorted(tally.perService)),
      perType: Object.fromEntries(sorted(tally.perType)),
      ...{ refusals: tally.refusals, refused: tally.refused },
      ...{ seconds, cpuSeconds, heapMiB },
    },
    null,
    2,
  );

/** A rate is only of what was done in one go. */
const doneOf = ({ resumedAfter, tally, seconds }: Outcome): string => {
  if (resumedAfter !== null && resumedAfter > 0) return `Recorded from step ${whole(resumedAfter + 1)} on`;
  const how = resumedAfter === null ? 'Decided in memory, nothing recorded' : 'Recorded';
  return `${how}: ${whole(tally.events / seconds)} events/s`;
};

/** What came of a life, for people. */
export const textOf = (outcome: Outcome): string => {
  const { scenario, tally, seconds, cpuSeconds, heapMiB } = outcome;
  const { city, years, seed, firstYear } = scenario;
  const most = Math.max(...sorted(tally.perType).map(([type]) => type.length));
  return [
    '',
    `A city of ${whole(city)} employees, ${firstYear} to ${firstYear + years - 1}, seed ${seed}: ${whole(tally.commands)} commands, ${whole(tally.events)} events`,
    `${doneOf(outcome)} in ${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of processor time), heap at most ${whole(heapMiB)} MiB`,
    `sha256 of all commands and facts: ${tally.sha256()}`,
    `Business time stands at ${endOfLife(scenario)} when it is over.`,
    '',
    ...sorted(tally.perService).map(
      ([service, count]) => `  ${service.padEnd(most)}  ${whole(count).padStart(11)}`,
    ),
    '',
    ...sorted(tally.perType).map(([type, count]) => `  ${type.padEnd(most)}  ${whole(count).padStart(11)}`),
    '',
    tally.refusals === 0
      ? 'No command was refused.'
      : `${whole(tally.refusals)} commands were refused, which is a fault of the generator:`,
    ...tally.refused.map(
      ({ at, service, stream, command, code, message }) =>
        `  ${at} ${service} ${command} of ${stream}: ${code}, ${message}`,
    ),
  ].join('\n');
};
