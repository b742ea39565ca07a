import { describe, expect, it } from '@jest/globals';
import { benchAppend } from '../src/append';
import { benchAudit } from '../src/audit';
import { benchDeadline } from '../src/deadline';
import { benchE2e } from '../src/e2e';
import { benchImport } from '../src/import';
import type { Figures } from '../src/race';
import { benchRebuild } from '../src/rebuild';
import { benchEmployees } from '../src/employees';
import { benchLedger } from '../src/ledger';
import { benchRegister } from '../src/register';
import { benchRelay } from '../src/relay';
import { type Servers } from '../src/servers';

/** The servers of the test run: what is looked at is the shape of a report, never a speed. */
const servers: Servers = {
  postgresUrl: process.env.JEJAK_TEST_POSTGRES_URL as string,
  kafkaBrokers: (process.env.JEJAK_TEST_KAFKA_BROKERS as string).split(','),
  stop: () => Promise.resolve(),
};

const wellFormed = ({ perSecond, p50Ms, p99Ms, ratioTo }: Figures): void => {
  expect(perSecond).toBeGreaterThan(0);
  expect(p99Ms).toBeGreaterThanOrEqual(p50Ms);
  for (const ratio of Object.values(ratioTo)) expect(ratio).toBeGreaterThan(0);
};

describe('bench append', () => {
  it('reports rates and ratios of each contender in each setting', async () => {
    const { settings, machine } = await benchAppend(servers, { seconds: 0.02 });
    expect(machine.cores).toBeGreaterThan(0);
    expect(settings.map(({ connections, events }) => [connections, events])).toEqual([
      [1, 1],
      [16, 1],
      [1, 100],
    ]);
    for (const { figures, objectives } of settings) {
      expect(figures.map(({ name }) => name)).toEqual(['bare', 'hashed', 'append', 'command']);
      figures.forEach(wellFormed);
      expect(objectives.map(({ against }) => against)).toEqual(['bare', 'hashed']);
    }
  });
});

describe('bench relay', () => {
  it('reports the rate of the relay beside that of the bare client', async () => {
    const report = await benchRelay(servers, { count: 50, rounds: 1 });
    expect(report.eventsOfARound).toBe(50);
    for (const figure of [report.relayPerSecond, report.rawPerSecond, report.ratio])
      expect(figure).toBeGreaterThan(0);
  });
});

describe('bench e2e', () => {
  it('reports how long events took to the other read model, and raw messages to a consumer', async () => {
    const { visible, accepted, raw } = await benchE2e(servers, { seconds: 0.05, perSecond: 200 });
    for (const { samples, p50Ms, p99Ms, mostMs } of [visible, accepted, raw]) {
      expect(samples).toBe(10);
      expect(p50Ms).toBeLessThanOrEqual(p99Ms);
      expect(p99Ms).toBeLessThanOrEqual(mostMs);
    }
  });
});

describe('bench ledger', () => {
  it('reports leaves, events from the broker and the way to a checkpoint, each beside its raw limit', async () => {
    const { leaves, events, inclusion } = await benchLedger(servers, {
      ...{ count: 300, seconds: 0.2, perSecond: 200 },
    });
    for (const figure of [
      leaves.rawPerSecond,
      leaves.logPerSecond,
      leaves.wholePerSecond,
      events.rawPerSecond,
    ])
      expect(figure).toBeGreaterThan(0);
    expect(Math.min(events.ratio, leaves.ratio.log, leaves.ratio.whole)).toBeGreaterThan(0);
    // Each of them got under a checkpoint, and none before it was sent.
    expect(inclusion.samples).toBe(40);
    expect(inclusion.p50Ms).toBeGreaterThan(0);
    expect(inclusion.mostMs).toBeGreaterThanOrEqual(inclusion.p95Ms);
  }, 180_000);
});

describe('bench audit', () => {
  it('asks the real service each of the 25 questions at two sizes of the log', async () => {
    const { entries, questions, rawP95Ms } = await benchAudit(servers, { count: 640, rounds: 2 });
    expect(entries).toEqual([64, 640]);
    expect(questions.map(({ question }) => question)).toEqual(
      Array.from({ length: 25 }, (_, nth) => `Q${nth + 1}`),
    );
    expect(Math.min(...rawP95Ms)).toBeGreaterThan(0);
    for (const { p50Ms, p95Ms, growth } of questions) {
      for (const at of [0, 1]) expect(p95Ms[at]).toBeGreaterThanOrEqual(p50Ms[at]);
      expect(growth).toBeGreaterThan(0);
    }
  }, 180_000);
});

describe('bench rebuild', () => {
  it('reports two sizes of each read model and how the cost of an event grows', async () => {
    const { sizes, growth } = await benchRebuild(servers, { count: 400, rounds: 1 });
    expect(sizes.map(({ events }) => events)).toEqual([40, 400]);
    for (const { readPerSecond, models } of sizes) {
      expect(readPerSecond).toBeGreaterThan(0);
      expect(models.map(({ name }) => name)).toEqual(['score', 'score_history']);
      for (const { rebuildPerSecond, barePerSecond, ratioToBare } of models)
        expect(Math.min(rebuildPerSecond, barePerSecond, ratioToBare)).toBeGreaterThan(0);
    }
    expect(Object.keys(growth)).toEqual(['score', 'score_history']);
  });
});

describe('bench import', () => {
  it('takes a file through the real service and reports rate, single commands and memory', async () => {
    const told: string[] = [];
    const progress = (text: string): void => void told.push(text);
    const report = await benchImport(servers, { count: 60, seconds: 0.02, heapMiB: 256, progress });
    // Each applicant applies, is scored, and passes or fails.
    expect(report.rows).toBe(60);
    expect(report.events).toBeGreaterThan(180);
    expect(report.eventsPerSecond).toBeGreaterThan(report.rowsPerSecond);
    for (const { one, sixteen } of [report.single, report.singleByHttp])
      expect(Math.min(one, sixteen)).toBeGreaterThan(0);
    expect(told[0]).toMatch(/^single commands/);
    expect(report.memory.mostRssMiB).toBeGreaterThan(0);
  }, 180_000);
});

describe('bench employees', () => {
  it('takes a file through the real career service beside single commands', async () => {
    const report = await benchEmployees(servers, { count: 45, seconds: 0.02 });
    // Each has a file, a place and a supervisor.
    expect(report).toMatchObject({ bench: 'employees', rows: 45 });
    expect(report.events).toBeGreaterThanOrEqual(135);
    expect(Math.min(report.rowsPerSecond, report.single.one, report.single.sixteen)).toBeGreaterThan(0);
  }, 180_000);
});

describe('bench register', () => {
  it('takes a tenth and the whole through the command line, and reports rate and memory', async () => {
    const told: string[] = [];
    const progress = (text: string): void => void told.push(text);
    const { sizes } = await benchRegister(servers, { count: 600, heapMiB: 256, progress });
    expect(sizes.map(({ rows }) => rows)).toEqual([60, 600]);
    for (const { rowsPerSecond, serviceMiB, commandLineMiB } of sizes)
      expect(Math.min(rowsPerSecond, serviceMiB, commandLineMiB)).toBeGreaterThan(0);
    expect(told).toHaveLength(2);
  }, 180_000);
});

describe('bench deadline', () => {
  it('lets employees report to the real service, and says what became of each', async () => {
    const report = await benchDeadline(servers, { count: 20, seconds: 0.2 });
    expect(report.refused).toEqual({});
    expect(report).toMatchObject({ employees: 20, perSecond: 100, accepted: 20, recorded: 20 });
    for (const { samples, p50Ms, p99Ms, mostMs } of [report.commands, report.sinceFirst, report.raw]) {
      expect(samples).toBe(20);
      expect(p50Ms).toBeLessThanOrEqual(p99Ms);
      expect(p99Ms).toBeLessThanOrEqual(mostMs);
    }
    expect(report.sinceFirst.mostMs).toBeGreaterThanOrEqual(report.commands.mostMs);
    expect(report.ratio).toBeGreaterThan(0);
    expect(report.currentAfterMs).toBeGreaterThanOrEqual(0);
  }, 180_000);
});
