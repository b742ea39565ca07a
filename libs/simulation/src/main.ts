import { AlreadyRunning } from '@jejak/embedded';
import { parseArgs } from 'node:util';
import type { Scenario } from './city/organisation';
import { jsonOf, textOf } from './report';
import { Occupied, rehearse, simulate, type Tell } from './record/simulate';

/** Exit codes, as those of every verb of the command line. */
const EXIT = { ok: 0, refused: 1, usage: 2 } as const;

/** The years end before today without it: whoever starts the services afterwards finds a past and no future. */
const FIRST_YEAR = 2023;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Somebody stopped it. */
class Stopped extends Error {}

/** A line for each month that begins; ends a life that is recorded where somebody says so, between two batches of it. */
const monthly = ({ stoppable }: { readonly stoppable: boolean }): Tell => {
  let month = '';
  let stopped = false;
  if (stoppable)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (stopped = true));
  return (at, { events }) => {
    if (stopped) throw new Stopped('Stopped. The same command goes on from here.');
    if (at.startsWith(month) && month !== '') return;
    month = at.slice(0, 7);
    say(`  ${month}: ${events} events until then`);
  };
};

/** @throws RangeError for what is no number of that kind */
const wholeNumber = (name: string, text: string | undefined, fallback: number, least: number): number => {
  if (text === undefined) return fallback;
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < least)
    throw new RangeError(`--${name} is a whole number from ${least}, not ${text}`);
  return number;
};

const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      city: { type: 'string' },
      years: { type: 'string' },
      seed: { type: 'string' },
      from: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const scenario: Scenario = {
    city: wholeNumber('city', values.city, 300, 12),
    years: wholeNumber('years', values.years, 1, 1),
    seed: wholeNumber('seed', values.seed, 1, 0),
    firstYear: wholeNumber('from', values.from, FIRST_YEAR, 2020),
  };
  const outcome = values['dry-run']
    ? rehearse(scenario, monthly({ stoppable: false }))
    : await simulate(scenario, { tell: monthly({ stoppable: true }), report: say });
  process.stdout.write(`${values.json ? jsonOf(outcome) : textOf(outcome)}\n`);
  return outcome.tally.refusals === 0 ? EXIT.ok : EXIT.refused;
};

const failed = (error: unknown): number => {
  if (error instanceof AlreadyRunning)
    say(
      `Jejak runs here (process ${error.holder.pid}). Stop it first: a life is recorded while no service runs.`,
    );
  else if (error instanceof Occupied || error instanceof Stopped) say(error.message);
  else if (error instanceof RangeError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')) {
    say(error instanceof Error ? error.message : String(error));
    return EXIT.usage;
  } else say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return EXIT.refused;
};

if (require.main === module)
  void main()
    .catch(failed)
    .then((code) => process.exit(code));
