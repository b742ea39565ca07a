import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openAppendBench } from './append';
import { Importer, type MemorySample } from './importer';
import { ascending, median, quantile, race } from './race';
import { Processes, type ServiceProcess } from './processes';
import { describeMachine, type Machine, type Servers } from './servers';

export interface ImportOptions {
  /** Applicants of the file. */
  readonly count: number;
  /** Of single appends, before and after the import, on 1 and on 16 connections each. */
  readonly seconds: number;
  /** Limit of the service's heap in MiB. */
  readonly heapMiB: number;
  /** Told now and then. */
  readonly progress?: (text: string) => void;
}

/** On one connection or by one caller, and on sixteen. */
export interface SingleRates {
  readonly one: number;
  readonly sixteen: number;
}

export interface ImportReport {
  readonly bench: 'import';
  readonly machine: Machine;
  readonly rows: number;
  readonly events: number;
  readonly seconds: number;
  readonly rowsPerSecond: number;
  readonly eventsPerSecond: number;
  /** Events a second of commands one by one (`EventStore.execute`), medians of before and after. */
  readonly single: SingleRates;
  /** Events a second of commands one by one through the same service by HTTP, medians of before and after. */
  readonly singleByHttp: SingleRates;
  readonly heapLimitMiB: number;
  readonly memory: {
    readonly mostRssMiB: number;
    readonly mostHeapMiB: number;
    /** Medians of the heap in use over the second and over the last quarter of the time: equal where it is flat. */
    readonly secondQuarterHeapMiB: number;
    readonly lastQuarterHeapMiB: number;
    readonly samples: readonly MemorySample[];
  };
}

const PER_FORMATION = 250;
const PROPOSAL = {
  unitId: '01931f00-aaaa-7000-8000-000000000001',
  ...{ position: 'Perawat', level: 'Ahli Pertama', education: 'S-1 Keperawatan' },
  ...{ seats: 1, workloadHours: '1250' },
};
const BUSINESS_TIME = '2026-01-12T02:00:00.000Z';

/**
 * Imports a file of made-up applicants through the real recruitment service by HTTP, with the policies from the real policy
 * service by Kafka, and measures single commands on the same machine before and after.
 */
export const benchImport = async (servers: Servers, options: ImportOptions): Promise<ImportReport> => {
  const { count, seconds, heapMiB, progress = () => undefined } = options;
  const before = await singleCommands(servers, seconds);
  progress(
    `single commands: ${Math.round(before.one)}/s on 1, ${Math.round(before.sixteen)}/s on 16 connections`,
  );
  const city = await City.start(servers, heapMiB);
  try {
    const file = join(city.folder, 'applicants.csv');
    await pipeline(Readable.from(applicants(count)), createWriteStream(file));
    const httpBefore = await city.singleCommands(seconds);
    progress(
      `the same by HTTP: ${Math.round(httpBefore.one)}/s by 1, ${Math.round(httpBefore.sixteen)}/s by 16 callers`,
    );
    const eventsBefore = await city.importer.events();
    const { took, samples } = await city.importer.importFile('selection?year=2024', file, progress);
    const events = (await city.importer.events()) - eventsBefore;
    const httpAfter = await city.singleCommands(seconds);
    const after = await singleCommands(servers, seconds);
    const heaps = (from: number, to: number): number =>
      median(
        samples
          .slice(Math.floor(samples.length * from), Math.ceil(samples.length * to))
          .map((s) => s.heapMiB),
      );
    return {
      bench: 'import',
      machine: await describeMachine(servers.postgresUrl),
      ...{ rows: count, events, seconds: took, rowsPerSecond: count / took, eventsPerSecond: events / took },
      single: between(before, after),
      singleByHttp: between(httpBefore, httpAfter),
      heapLimitMiB: heapMiB,
      memory: {
        mostRssMiB: quantile(ascending(samples.map(({ rssMiB }) => rssMiB)), 1),
        mostHeapMiB: quantile(ascending(samples.map((s) => s.heapMiB)), 1),
        ...{ secondQuarterHeapMiB: heaps(0.25, 0.5), lastQuarterHeapMiB: heaps(0.75, 1), samples },
      },
    };
  } finally {
    await city.stop();
  }
};

const between = (before: SingleRates, after: SingleRates): SingleRates => ({
  one: median([before.one, after.one]),
  sixteen: median([before.sixteen, after.sixteen]),
});

/** Events a second of single commands (`EventStore.execute`) in a store alone. */
export const singleCommands = async (
  { postgresUrl }: Servers,
  seconds: number,
): Promise<{ one: number; sixteen: number }> => {
  const rate = async (connections: number): Promise<number> => {
    const bench = await openAppendBench(postgresUrl, connections, 1);
    try {
      const command = bench.contenders.filter(({ name }) => name === 'command');
      const sliceMs = Math.min(500, seconds * 1000);
      const rounds = Math.max(1, Math.round((seconds * 1000) / sliceMs));
      return (await race(command, { workers: connections, sliceMs, rounds }))[0].perSecond;
    } finally {
      await bench.close();
    }
  };
  return { one: await rate(1), sixteen: await rate(16) };
};

/** Lists of 250, as large cities have; every number follows from the row's, so each run has the same file. */
function* applicants(count: number): Generator<string> {
  yield 'participant,formation_code,formation,list,gpa,twk,tiu,tkp,skb\n';
  for (let nth = 0; nth < count; nth++) {
    const formation = Math.floor(nth / PER_FORMATION) + 1;
    // A generator of the file's own.
    const chance = (salt: number): number =>
      ((nth * 7_919 + salt * 104_729 + 12_345) * 48_271) % 2_147_483_647;
    const points = (salt: number, least: number, steps: number): number => least + (chance(salt) % steps) * 5;
    const skb = 40_000 + (chance(4) % 60_000);
    yield (
      [
        `X${String(nth + 1).padStart(7, '0')}`,
        `f${formation}`,
        `Formasi ${formation}`,
        '1',
        `${2 + (chance(5) % 2)}.${String(10 + (chance(6) % 90))}`,
        points(1, 65, 18),
        points(2, 80, 20),
        points(3, 166, 2) - 1,
        `${Math.floor(skb / 1000)}.${String(skb % 1000).padStart(3, '0')}`,
      ].join(',') + '\n'
    );
  }
}

/** The demonstration's issuer, the policy service and the recruitment service as processes. */
class City {
  private constructor(
    private readonly processes: Processes,
    readonly importer: Importer,
    private readonly service: ServiceProcess,
  ) {}

  static async start(servers: Servers, heapMiB: number): Promise<City> {
    const processes = new Processes('import', servers, BUSINESS_TIME);
    try {
      const issuer = await processes.startIssuer();
      await processes.startService('policy', issuer);
      const heap = `--max-old-space-size=${heapMiB}`;
      const service = await processes.startService('recruitment', issuer, { nodeArguments: [heap] });
      return new City(processes, new Importer(processes, issuer, service), service);
    } catch (error) {
      await processes.stop();
      throw error;
    }
  }

  get folder(): string {
    return this.processes.folder;
  }

  /** Proposes formations one by one: the smallest command of the service that a person gives, one event each. */
  async singleCommands(seconds: number): Promise<SingleRates> {
    const authorization = `Bearer ${await this.importer.token()}`;
    const once = async (): Promise<void> => {
      const response = await fetch(`${this.service.api}/v1/formations`, {
        method: 'POST',
        headers: {
          ...{ authorization, 'content-type': 'application/json' },
          'idempotency-key': crypto.randomUUID(),
        },
        body: JSON.stringify(PROPOSAL),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`a proposal was refused: ${text}\n${this.processes.lastWords}`);
    };
    const rate = async (workers: number): Promise<number> =>
      (
        await race([{ name: 'proposal', per: 1, once }], {
          workers,
          sliceMs: (seconds * 1000) / 4,
          rounds: 4,
        })
      )[0].perSecond;
    return { one: await rate(1), sixteen: await rate(16) };
  }

  stop(): Promise<void> {
    return this.processes.stop();
  }
}
