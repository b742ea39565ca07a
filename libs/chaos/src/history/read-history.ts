import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  Accepted,
  Effect,
  Fault,
  History,
  Leftover,
  Operation,
  Published,
  Rebuilt,
  RunFacts,
  Subscription,
} from './shapes';

/** The lines of a file. A last line that a killed writer left unfinished is left out. */
const lines = <Line>(file: string): Line[] => {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
};

/**
 * Reads what a run left in its folder.
 * @throws Error when it is no folder of a run; SyntaxError for a line that is no JSON
 */
export const readHistory = (folder: string): History => {
  const run = join(folder, 'run.json');
  if (!existsSync(run)) throw new Error(`${folder} holds no run.json: it is no finished run`);
  const history = join(folder, 'history');
  const operations = readdirSync(history)
    .filter((name) => /^append-.*\.jsonl$/.test(name))
    .sort()
    .flatMap((name) => lines<Operation>(join(history, name)));
  const effects = lines<Effect | Subscription>(join(history, 'effects.jsonl'));
  return {
    operations,
    accepted: lines<Accepted>(join(history, 'accepted.jsonl')),
    effects: effects.filter((line) => 'event' in line),
    subscriptions: effects.filter((line) => 'subscribe' in line),
    faults: lines<Fault>(join(history, 'nemesis.jsonl')),
    published: lines<Published>(join(history, 'topics.jsonl')),
    readModels: lines<Rebuilt>(join(history, 'read-models.jsonl')),
    leftovers: lines<Leftover>(join(history, 'leftovers.jsonl')),
    run: JSON.parse(readFileSync(run, 'utf8')) as RunFacts,
  };
};
