import { createTestDatabase } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluation } from '@jejak/performance/life';
import { LIVING } from '../src/engine/step';
import { Journal } from '../src/record/journal';
import { recordLife, rehearse } from '../src/record/simulate';
import { Stores } from '../src/record/stores';

const scenario = { seed: 7, city: 14, years: 1, firstYear: 2023 };
/** Commands after which the first run is cut short. */
const CUT = 900;
/** Two thousand instants, each with transactions of its own: seconds, and on a busy machine minutes. */
const LIMIT_MS = 240_000;

/** Ends a run from within, as a lost database or a kill would. */
class CutShort extends Error {}

describe('a recorded life', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jejak-simulation-'));
  const journal = new Journal(join(folder, 'simulation.json'));
  const databases: Awaited<ReturnType<typeof createTestDatabase>>[] = [];
  let stores: Stores;

  beforeAll(async () => {
    for (const service of LIVING) databases.push(await createTestDatabase(service));
    const databaseUrls = new Map(LIVING.map((service, nth) => [service, databases[nth].url]));
    stores = await Stores.open({ databaseUrls, keyStore: join(folder, 'keys'), kek: randomBytes(32) });
  });
  afterAll(async () => {
    await stores.close();
    for (const database of databases) await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it(
    'is what was decided in memory, once, although it was cut short and begun again',
    async () => {
      const rehearsed = rehearse(scenario).tally;
      const cut = recordLife(stores, scenario, journal, 0, (_, { commands }) => {
        if (commands > CUT) throw new CutShort();
      });
      await expect(cut).rejects.toThrow(CutShort);
      const begun = journal.read();
      if (!begun) throw new Error('nothing is in the journal');
      expect(begun.whole).toBe(false);
      expect(begun.recorded).toBeLessThanOrEqual(CUT);

      // From before where it ended: what is there already is not there twice.
      const { tally } = await recordLife(stores, scenario, journal, Math.max(0, begun.recorded - 100));
      expect(tally.sha256()).toBe(rehearsed.sha256());
      expect(journal.read()).toEqual({ scenario, recorded: rehearsed.commands, whole: true });
      expect(Object.fromEntries(await stores.counts())).toEqual(Object.fromEntries(rehearsed.perService));
    },
    LIMIT_MS,
  );

  it('has the facts that were decided, at the times at which they were', async () => {
    const decided: { stream: string; type: string; at: string }[] = [];
    rehearse(
      scenario,
      () => undefined,
      ({ stream, at }, events) => decided.push(...events.map(({ type }) => ({ stream, type, at }))),
    );
    const [{ stream }] = decided.filter(({ type }) => type === 'EvaluationFinalised');
    const history = await stores.of('performance').history(stream);
    expect(history.map(({ type, envelope: { at } }) => ({ stream, type, at }))).toEqual(
      decided.filter((one) => one.stream === stream),
    );
    const { state } = await stores.of('performance').state(evaluation, stream);
    expect(state.status).toBe('FINAL');
  });
});
