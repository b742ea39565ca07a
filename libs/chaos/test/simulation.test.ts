import { describe, expect, it } from '@jest/globals';
import type { Invariant } from '../src';
import { type KnownBad, simulate } from '../src/simulation/simulate';

/** More by environment: each night, and before a release. */
const SEEDS = Number(process.env.JEJAK_SIMULATION_SEEDS ?? 150);
const FIRST = Number(process.env.JEJAK_SIMULATION_FIRST ?? 1);
const LIMIT_MS = 600_000;

describe('relay and consumers under a scheduler that decides at every await', () => {
  it(
    `keep their promises under ${SEEDS} seeds from ${FIRST} on, and become level when the faults end`,
    async () => {
      const faults: Record<string, number> = {};
      for (let seed = FIRST; seed < FIRST + SEEDS; seed++) {
        const run = await simulate(seed);
        // A seed that fails is named, and can be had again by JEJAK_SIMULATION_FIRST and JEJAK_SIMULATION_SEEDS=1.
        expect({ seed, live: run.live, findings: run.findings }).toEqual({ seed, live: true, findings: [] });
        for (const [fault, times] of Object.entries(run.faults)) faults[fault] = (faults[fault] ?? 0) + times;
      }
      // Nothing would be proved by faults that never were.
      expect(Object.keys(faults).sort()).toEqual([
        'broker fails at send',
        'broker fails at sent',
        'choosy consumer killed',
        'consumer and reaction killed',
        'own consumer killed',
        'reads by itself',
        'rejoin',
        'relay a zombie',
        'relay killed',
      ]);
    },
    LIMIT_MS,
  );

  it('does the same again for the same seed', async () => {
    const [first, again, other] = [await simulate(7), await simulate(7), await simulate(8)];
    expect(again.trace).toBe(first.trace);
    expect(again.faults).toEqual(first.faults);
    expect(other.trace).not.toBe(first.trace);
  });

  // Which seed it is changes with every await of the code; that one of these is, is the same on every machine.
  it.each<[string, KnownBad, Invariant]>([
    ['a paging relay', { paging: true }, 'I3'],
    ['a naive cursor', { naiveCursor: true }, 'I4'],
    ['a reaction whose commands are not known again', { forgetful: true }, 'I11'],
    ['books without a fence', { unfenced: true }, 'I4'],
  ])(
    '%s: caught',
    async (_, bad, invariant) => {
      const caughtBy = async (): Promise<number | null> => {
        for (let seed = 1; seed <= 500; seed++) {
          const { findings } = await simulate(seed, bad);
          if (findings.some((finding) => finding.invariant === invariant)) return seed;
        }
        return null;
      };
      expect(await caughtBy()).not.toBeNull();
    },
    LIMIT_MS,
  );
});
