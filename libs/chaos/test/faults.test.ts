import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { judgeFolder, runScenario, type ScenarioName, SCENARIOS, Servers, verdictText } from '../src';

const SEED = Number(process.env.JEJAK_CHAOS_SEED ?? 1);
/** A loaded machine takes its time; an idle one some twenty seconds for each. */
const LIMIT_MS = 300_000;

/** The short form: what `npx jejak chaos` does for longer. */
describe('under load, again and again', () => {
  let servers: Servers;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'jejak-chaos-'));
    servers = await Servers.start();
  }, LIMIT_MS);
  afterAll(async () => {
    await servers.stop();
    rmSync(folder, { recursive: true, force: true });
  }, LIMIT_MS);

  it.each<[ScenarioName, string, number]>([
    ['C1', SCENARIOS.C1.title, 2],
    ['C6', SCENARIOS.C6.title, 2],
    ['C20', SCENARIOS.C20.title, 1],
  ])(
    '%s: %s',
    async (name, _, strikes) => {
      const run = await runScenario(servers, name, {
        // How long it takes says more of the machine than of what is tried; the long form holds it to a minute.
        ...{ seed: SEED, loadMs: 5_000, strikes, drainLimitMs: LIMIT_MS },
        folder: join(folder, name),
      });
      // What is broken is shown, with the seed that showed it.
      expect(`seed ${SEED}\n${verdictText(run.verdict)}`).toMatch(/\n {2}holds$/);
      expect(run.verdict.seen.struck).toBe(strikes);
      expect(judgeFolder(run.folder)).toEqual(run.verdict);
    },
    LIMIT_MS,
  );
});
