import { beforeAll, describe, expect, it } from '@jest/globals';
import type { PublicApi } from './public-api';
import { EVALUATION } from './scenario/evaluation.expected';
import { EXECUTION } from './scenario/execution.expected';
import type { ExpectedFact } from './scenario/expectation';
import { INSPECTION } from './scenario/inspection.expected';
import { POLICY_AND_PLAN } from './scenario/policy-and-plan.expected';
import { RECRUITMENT } from './scenario/recruitment.expected';

/** In the order of their numbers, which are names: the days interleave. */
const STEPS = [...POLICY_AND_PLAN, ...RECRUITMENT, ...EXECUTION, ...EVALUATION, ...INSPECTION];

const AUDIT = '/api/audit/v1';

interface Logged {
  readonly data: Readonly<Record<string, unknown>>;
}

/** A scene as the launcher tells it: `25 of 60, 2026-04-13 (20): the objection …`, and what was refused in it. */
const SCENE = /^ +\d+ of \d+, \d{4}-\d\d-\d\d(?: \(([\d, ]+)\))?: /;
const REFUSAL = /^ +refused as the rules say: ([A-Z_]+) /;

/** Codes by step, in the order in which they were told. */
const refusalsIn = (said: string): ReadonlyMap<number, readonly string[]> => {
  const found = new Map<number, string[]>();
  let steps: readonly number[] = [];
  // A scene that was interrupted is told again, and so is what was refused in it.
  for (const line of new Set(said.split('\n'))) {
    const scene = SCENE.exec(line);
    if (scene) steps = (scene[1] ?? '').split(', ').filter(Boolean).map(Number);
    const code = REFUSAL.exec(line)?.[1];
    for (const step of code === undefined ? [] : steps)
      found.set(step, [...(found.get(step) ?? []), code ?? '']);
  }
  return found;
};

/** Whether a value has all that is wanted of it; where a pattern is, a text like it; of a list of texts, whether it names them; of a list of objects, each in its place. */
const has = (value: unknown, wanted: unknown): boolean => {
  if (wanted instanceof RegExp) return typeof value === 'string' && wanted.test(value);
  if (Array.isArray(wanted)) {
    if (!Array.isArray(value)) return false;
    return wanted.length > 0 && typeof wanted[0] === 'string'
      ? wanted.every((one) => value.includes(one))
      : value.length === wanted.length && wanted.every((one, at) => has(value[at], one));
  }
  if (typeof wanted === 'object' && wanted !== null)
    return Object.entries(wanted).every(([name, one]) =>
      has((value as Record<string, unknown> | null)?.[name], one),
    );
  return Object.is(value, wanted);
};

/**
 * Every step of the year in the life that has been played, as the log has it (domain.md 15).
 * @param said what the launcher told while it was played
 * @param until the last day that was played; left out: all of them
 */
export const yearInTheLife = (said: () => string, api: PublicApi, until?: string): void =>
  describe('a year in the life', () => {
    let refused: ReadonlyMap<number, readonly string[]>;
    beforeAll(() => void (refused = refusalsIn(said())));

    const logged = new Map<string, Promise<readonly Logged[]>>();
    const factsOf = ({ on, fact }: ExpectedFact): Promise<readonly Logged[]> => {
      const query = new URLSearchParams({ type: fact, from: on, to: on, purpose: 'test' }).toString();
      const found = logged.get(query) ?? api.all<Logged>(`${AUDIT}/events?${query}`, { as: 'INS-1' });
      logged.set(query, found);
      return found;
    };

    /** A step of refusals alone has no day of its own. */
    const played = STEPS.filter(
      ({ facts }) => until === undefined || (facts.length > 0 && facts.every((fact) => fact.on <= until)),
    );
    it.each(played.map((step) => [step.step, step] as const))(
      'step %i',
      async (_, { step, facts, refusals = [] }) => {
        expect(refused.get(step) ?? []).toEqual(refusals);
        for (const wanted of facts) {
          const { on, fact, data = {}, times = 1 } = wanted;
          const all = (await factsOf(wanted)).map((event) => event.data);
          const n = all.filter((one) => has(one, data)).length;
          if (n !== times)
            throw new Error(
              `${n} ${fact} on ${on} with ${JSON.stringify(data)}, not ${times}; there are ${JSON.stringify(all.slice(0, 25))}`,
            );
          expect(n).toBe(times);
        }
      },
    );
  });
