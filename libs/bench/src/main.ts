import { parseArgs } from 'node:util';
import { benchAppend, type AppendReport } from './append';
import { type AuditReport, benchAudit } from './audit';
import { benchImport, type ImportReport } from './import';
import { benchEmployees, type EmployeesReport } from './employees';
import { benchDeadline, type DeadlineReport } from './deadline';
import { benchE2e, type E2eReport } from './e2e';
import { benchLedger, type LedgerReport } from './ledger';
import type { Delays } from './pace';
import { benchRebuild, type RebuildReport } from './rebuild';
import { benchRegister, type RegisterReport } from './register';
import { benchRelay, type RelayReport } from './relay';
import { type Machine, type Servers, startServers } from './servers';
import { milliseconds, ratio, table, whole } from './table';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string' },
    count: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

const machineText = ({ cores, node, postgres, fsync, synchronousCommit, load }: Machine): string =>
  `${cores} cores, load ${load} before, Node ${node}, PostgreSQL ${postgres}, fsync ${fsync}, synchronous_commit ${synchronousCommit}`;

const appendText = ({ machine, settings }: AppendReport): string =>
  [
    machineText(machine),
    ...settings.flatMap(({ connections, events, figures, objectives }) => [
      '',
      `${connections} connection${connections > 1 ? 's' : ''}, ${events} event${events > 1 ? 's' : ''} an append`,
      table([
        ['', 'events/s', 'p50 ms', 'p99 ms', 'of bare', 'of hashed'],
        ...figures.map(({ name, perSecond, p50Ms, p99Ms, ratioTo }) => [
          ...[name, whole(perSecond), milliseconds(p50Ms), milliseconds(p99Ms)],
          ...[ratio(ratioTo.bare), ratio(ratioTo.hashed)],
        ]),
      ]),
      ...objectives.map(
        ({ against, atLeast, reached }) =>
          `append of ${against}: ${ratio(reached)}, objective ${ratio(atLeast)}: ${reached >= atLeast ? 'reached' : 'missed'}`,
      ),
    ]),
  ].join('\n');

const importText = (report: ImportReport): string => {
  const { machine, rows, events, seconds, rowsPerSecond, eventsPerSecond, memory } = report;
  const { single, singleByHttp } = report;
  return [
    machineText(machine),
    '',
    `import: ${whole(rows)} applicants, ${whole(events)} events in ${seconds.toFixed(1)} s`,
    table([
      ['', 'events/s'],
      ['import', whole(eventsPerSecond)],
      ['single commands by HTTP, 1 caller', whole(singleByHttp.one)],
      ['single commands by HTTP, 16 callers', whole(singleByHttp.sixteen)],
      ['single commands in the store alone, 1 connection', whole(single.one)],
      ['single commands in the store alone, 16 connections', whole(single.sixteen)],
    ]),
    `${whole(rowsPerSecond)} applicants/s; ${ratio(eventsPerSecond / singleByHttp.sixteen)} of single commands by 16 callers`,
    `memory with a heap of at most ${report.heapLimitMiB} MiB: resident at most ${whole(memory.mostRssMiB)} MiB, heap at most ${whole(memory.mostHeapMiB)} MiB,`,
    `heap in the second quarter ${whole(memory.secondQuarterHeapMiB)} MiB, in the last ${whole(memory.lastQuarterHeapMiB)} MiB`,
  ].join('\n');
};

const employeesText = (report: EmployeesReport): string => {
  const { machine, rows, events, seconds, rowsPerSecond, eventsPerSecond, single } = report;
  return [
    machineText(machine),
    '',
    `import: ${whole(rows)} employees, ${whole(events)} events in ${seconds.toFixed(1)} s, ${whole(rowsPerSecond)} employees/s`,
    table([
      ['', 'events/s', 'of it'],
      ['import', whole(eventsPerSecond), ''],
      ...(
        [
          ['single commands in the store alone, 1 connection', single.one],
          ['single commands in the store alone, 16 connections', single.sixteen],
        ] as const
      ).map(([name, rate]) => [name, whole(rate), ratio(eventsPerSecond / rate)]),
    ]),
  ].join('\n');
};

const registerText = ({ machine, sizes }: RegisterReport): string =>
  [
    machineText(machine),
    '',
    table([
      ['rows', 'file MiB', 'looked through s', 'all s', 'rows/s', 'service MiB', 'command line MiB'],
      ...sizes.map(({ rows, fileMiB, lookSeconds, seconds, rowsPerSecond, serviceMiB, commandLineMiB }) => [
        ...[whole(rows), whole(fileMiB), whole(lookSeconds), whole(seconds), whole(rowsPerSecond)],
        ...[whole(serviceMiB), whole(commandLineMiB)],
      ]),
    ]),
    'memory: resident at most, of each size in a process of its own',
  ].join('\n');

const relayText = ({
  machine,
  eventsOfARound,
  relayPerSecond,
  rawPerSecond,
  ratio: of,
}: RelayReport): string =>
  [
    machineText(machine),
    '',
    table([
      [`rounds of ${whole(eventsOfARound)}`, 'messages/s', 'of raw'],
      ['bare client', whole(rawPerSecond), ''],
      ['relay', whole(relayPerSecond), ratio(of)],
    ]),
  ].join('\n');

const e2eText = ({ machine, perSecond, visible, accepted, raw }: E2eReport): string => {
  const row = (name: string, { samples, p50Ms, p99Ms, mostMs }: Delays): string[] => [
    ...[name, whole(samples), milliseconds(p50Ms), milliseconds(p99Ms), milliseconds(mostMs)],
  ];
  return [
    machineText(machine),
    '',
    table([
      [`${perSecond} a second`, 'samples', 'p50 ms', 'p99 ms', 'most ms'],
      row('command given → accepted', accepted),
      row('accepted → visible elsewhere', visible),
      row('raw trip through the broker', raw),
    ]),
    `objective: p50 at most 20 ms, p99 at most 100 ms: ${visible.p50Ms <= 20 && visible.p99Ms <= 100 ? 'reached' : 'missed'}`,
  ].join('\n');
};

const deadlineText = (report: DeadlineReport): string => {
  const { machine, employees, seconds, perSecond, commands, raw, accepted, refused, recorded } = report;
  const { sinceFirst, sentAway } = report;
  const row = (name: string, { samples, p50Ms, p99Ms, mostMs }: Delays): string[] => [
    ...[name, whole(samples), milliseconds(p50Ms), milliseconds(p99Ms), milliseconds(mostMs)],
  ];
  const nothingElse = Object.keys(refused).length === 0 && sentAway === 0 && recorded === accepted;
  const reached = commands.p99Ms <= 500 && nothingElse && report.currentAfterMs <= 5_000;
  return [
    machineText(machine),
    '',
    `${whole(employees)} employees report in ${seconds} s`,
    table([
      [`${whole(perSecond)} a second`, 'samples', 'p50 ms', 'p99 ms', 'most ms'],
      row('report by HTTP', commands),
      row('from its first request', sinceFirst),
      row('command in a store alone', raw),
    ]),
    `p99 is ${ratio(report.ratio)} of that of a store alone`,
    `${whole(accepted)} accepted, ${whole(recorded)} in the log, refused or failed: ${JSON.stringify(refused)}`,
    `${whole(sentAway)} times an employee was asked to come back`,
    `the read model was current ${whole(report.currentAfterMs)} ms after the last answer`,
    `objective: p99 at most 500 ms, nothing lost or refused, current within 5 s: ${reached ? 'reached' : 'missed'}`,
  ].join('\n');
};

const rebuildText = ({ machine, sizes, growth }: RebuildReport): string =>
  [
    machineText(machine),
    '',
    table([
      ['events', 'read alone/s', 'read model', 'events a row', 'rebuild/s', 'bare upserts/s', 'of bare'],
      ...sizes.flatMap(({ events, readPerSecond, models }) =>
        models.map(({ name, eventsOfARow, rebuildPerSecond, barePerSecond, ratioToBare }) => [
          ...[whole(events), whole(readPerSecond), name, whole(eventsOfARow)],
          ...[whole(rebuildPerSecond), whole(barePerSecond), ratio(ratioToBare)],
        ]),
      ),
    ]),
    ...Object.entries(growth).map(
      ([name, times]) => `${name}: an event at the larger size costs ${ratio(times)} of that at the smaller`,
    ),
    'objective: 100,000 events/s and 0.60 of bare, flat',
  ].join('\n');

const auditText = ({ machine, entries, rawP95Ms, questions, growthAllowed }: AuditReport): string => {
  const missed = questions.filter(({ p95Ms, growth }) => p95Ms[1] > 100 || growth > growthAllowed);
  return [
    machineText(machine),
    '',
    table([
      ['', ...entries.map((n) => `${whole(n)}: p50 ms`), ...entries.map(() => 'p95 ms'), 'p50 grew'],
      ['raw', '', '', ...rawP95Ms.map(milliseconds), ''],
      ...questions.map(({ question, p50Ms, p95Ms, growth }) => [
        ...[question, ...p50Ms.map(milliseconds), ...p95Ms.map(milliseconds), ratio(growth)],
      ]),
    ]),
    'raw: one stream read by its place and one row committed, by the bare driver',
    `objective: p95 at most 100 ms, growth at most ${ratio(growthAllowed)} (log n): ${
      missed.length === 0 ? 'reached' : `missed by ${missed.map(({ question }) => question).join(', ')}`
    }`,
  ].join('\n');
};

const ledgerText = ({ machine, count, leaves, events, inclusion }: LedgerReport): string =>
  [
    machineText(machine),
    '',
    table([
      [`${whole(count)} leaves, made beforehand`, 'leaves/s', 'of raw'],
      ['rows alone', whole(leaves.rawPerSecond), ''],
      ['signed log', whole(leaves.logPerSecond), ratio(leaves.ratio.log)],
      ['with the rows that questions read', whole(leaves.wholePerSecond), ratio(leaves.ratio.whole)],
    ]),
    '',
    table([
      [`${whole(count)} events through the broker`, 'events/s', 'of raw'],
      ['read and checked, nothing kept', whole(events.rawPerSecond), ''],
      ['into the log', whole(events.perSecond), ratio(events.ratio)],
    ]),
    '',
    table([
      [`${whole(inclusion.perSecond)} a second`, 'samples', 'p50 ms', 'p95 ms', 'p99 ms', 'most ms'],
      [
        ...['sent → under a checkpoint', whole(inclusion.samples), milliseconds(inclusion.p50Ms)],
        ...[milliseconds(inclusion.p95Ms), milliseconds(inclusion.p99Ms), milliseconds(inclusion.mostMs)],
      ],
    ]),
    ...[
      [`20,000 leaves/s into the signed log`, leaves.logPerSecond >= 20_000],
      [`5,000 events/s from the broker`, events.perSecond >= 5_000],
      [`p95 at most 1 s to a checkpoint`, inclusion.p95Ms <= 1_000],
    ].map(
      ([objective, reached]) => `objective: ${String(objective)}: ${reached === true ? 'reached' : 'missed'}`,
    ),
  ].join('\n');

const countOr = (usual: number): number => {
  const count = values.count === undefined ? usual : Number(values.count);
  if (!Number.isInteger(count) || count < 1) throw new Error('--count is a whole number above 0');
  return count;
};

const secondsOr = (usual: number): number => {
  const seconds = values.seconds === undefined ? usual : Number(values.seconds);
  if (!(seconds > 0)) throw new Error('--seconds is a number above 0');
  return seconds;
};

const BENCHES: Readonly<
  Record<string, { readonly kafka: boolean; run(servers: Servers): Promise<[object, string]> }>
> = {
  append: {
    kafka: false,
    run: async (servers) => {
      const report = await benchAppend(servers, { seconds: secondsOr(12) });
      return [report, appendText(report)];
    },
  },
  relay: {
    kafka: true,
    run: async (servers) => {
      const report = await benchRelay(servers, { count: countOr(20_000), rounds: 5 });
      return [report, relayText(report)];
    },
  },
  e2e: {
    kafka: true,
    run: async (servers) => {
      const report = await benchE2e(servers, { seconds: secondsOr(20), perSecond: 200 });
      return [report, e2eText(report)];
    },
  },
  deadline: {
    kafka: true,
    run: async (servers) => {
      const progress = (text: string): void => void process.stderr.write(`${text}\n`);
      const report = await benchDeadline(servers, {
        ...{ count: countOr(10_000), seconds: secondsOr(60), progress },
      });
      return [report, deadlineText(report)];
    },
  },
  ledger: {
    kafka: true,
    run: async (servers) => {
      const progress = (text: string): void => void process.stderr.write(`${text}\n`);
      const options = { count: countOr(100_000), seconds: secondsOr(20), perSecond: 1_000, progress };
      const report = await benchLedger(servers, options);
      return [report, ledgerText(report)];
    },
  },
  audit: {
    kafka: true,
    run: async (servers) => {
      const progress = (text: string): void => void process.stderr.write(`${text}\n`);
      const report = await benchAudit(servers, { count: countOr(10_000_000), rounds: 40, progress });
      return [report, auditText(report)];
    },
  },
  rebuild: {
    kafka: false,
    run: async (servers) => {
      const count = countOr(1_000_000);
      // Ten millions take their time: once is enough.
      const report = await benchRebuild(servers, { count, rounds: count > 1_000_000 ? 1 : 3 });
      return [report, rebuildText(report)];
    },
  },
  import: {
    kafka: true,
    run: async (servers) => {
      const progress = (text: string): void => void process.stderr.write(`${text}\n`);
      const options = { count: countOr(100_000), seconds: secondsOr(5), heapMiB: 256, progress };
      const report = await benchImport(servers, options);
      return [report, importText(report)];
    },
  },
  employees: {
    kafka: true,
    run: async (servers) => {
      const progress = (text: string): void => void process.stderr.write(`${text}\n`);
      const options = { count: countOr(10_000), seconds: secondsOr(5), progress };
      const nodeArguments = (process.env.JEJAK_BENCH_NODE_ARGUMENTS ?? '').split(' ').filter(Boolean);
      const report = await benchEmployees(servers, { ...options, nodeArguments });
      return [report, employeesText(report)];
    },
  },
  register: {
    kafka: true,
    run: async (servers) => {
      const progress = (text: string): void => void process.stderr.write(`${text}\n`);
      const report = await benchRegister(servers, { count: countOr(1_000_000), heapMiB: 256, progress });
      return [report, registerText(report)];
    },
  },
};

const main = async (): Promise<void> => {
  const [name] = positionals;
  const bench = name === undefined ? undefined : BENCHES[name];
  if (!bench) throw new Error(`there are these benches: ${Object.keys(BENCHES).join(', ')}`);
  const servers = await startServers(bench);
  try {
    const [report, text] = await bench.run(servers);
    process.stdout.write(`${values.json ? JSON.stringify(report, null, 2) : text}\n`);
  } finally {
    await servers.stop();
  }
};

// An end by signal is an ordinary end of the process: what was started ends with it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
