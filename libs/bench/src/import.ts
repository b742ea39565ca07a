import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { openAppendBench } from './append';
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

/** The service's memory at one moment of the import. */
export interface MemorySample {
  readonly seconds: number;
  readonly phase: string;
  readonly done: number;
  readonly rssMiB: number;
  readonly heapMiB: number;
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

const SAMPLE_MS = 250;
const READY_MS = 60_000;
const PER_FORMATION = 250;
const PROPOSAL = {
  unitId: '01931f00-aaaa-7000-8000-000000000001',
  ...{ position: 'Perawat', level: 'Ahli Pertama', education: 'S-1 Keperawatan' },
  ...{ seats: 1, workloadHours: '1250' },
};
const BUSINESS_TIME = '2026-01-12T02:00:00.000Z';
const MIB = 1024 * 1024;

/**
 * Imports a file of made-up applicants through the real recruitment service by HTTP, with the policies from the real policy
 * service by Kafka, and measures single commands on the same machine before and after.
 */
export const benchImport = async (servers: Servers, options: ImportOptions): Promise<ImportReport> => {
  const { count, seconds, heapMiB, progress = () => undefined } = options;
  const before = await single(servers, seconds);
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
    const eventsBefore = await city.events();
    const { took, samples } = await city.importFile(file, progress);
    const events = (await city.events()) - eventsBefore;
    const httpAfter = await city.singleCommands(seconds);
    const after = await single(servers, seconds);
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

const single = async (
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
    private readonly issuer: string,
    private readonly service: ServiceProcess,
  ) {}

  static async start(servers: Servers, heapMiB: number): Promise<City> {
    const processes = new Processes('import', servers, BUSINESS_TIME);
    try {
      const issuer = await processes.startIssuer();
      await processes.startService('policy', issuer);
      const heap = `--max-old-space-size=${heapMiB}`;
      return new City(processes, issuer, await processes.startService('recruitment', issuer, [heap]));
    } catch (error) {
      await processes.stop();
      throw error;
    }
  }

  get folder(): string {
    return this.processes.folder;
  }

  /** @returns seconds from the upload to the report that says COMPLETED, and the memory of the service on the way */
  async importFile(
    file: string,
    progress: (text: string) => void,
  ): Promise<{ took: number; samples: MemorySample[] }> {
    const authorization = `Bearer ${await this.token()}`;
    const samples: MemorySample[] = [];
    const sent = await this.send(file, authorization);
    const { began } = sent;
    let { report } = sent;
    let tenth = 0;
    const sample = async (): Promise<MemorySample> => ({
      seconds: (performance.now() - began) / 1000,
      ...{ phase: report.phase ?? '', done: report.done, ...(await this.memory()) },
    });
    while (report.state === 'RUNNING') {
      await pause(SAMPLE_MS);
      samples.push(await sample());
      report = await this.ask(`/v1/imports/${report.importId}`, authorization);
      const share = Math.floor((report.done / report.rows) * 10);
      if (share > tenth)
        progress(
          `import: ${report.done} of ${report.rows} rows, ${Math.round((performance.now() - began) / 1000)} s`,
        );
      tenth = Math.max(tenth, share);
    }
    if (report.state !== 'COMPLETED')
      throw new Error(
        `the import ended ${report.state}: ${JSON.stringify(report)}\n${this.processes.lastWords}`,
      );
    const took = (performance.now() - began) / 1000;
    samples.push(await sample());
    return { took, samples };
  }

  /** Proposes formations one by one: the smallest command of the service that a person gives, one event each. */
  async singleCommands(seconds: number): Promise<SingleRates> {
    const authorization = `Bearer ${await this.token()}`;
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

  /** Facts that the service recorded so far. */
  async events(): Promise<number> {
    const client = new Client({ connectionString: this.service.databaseUrl });
    await client.connect();
    try {
      const { rows } = await client.query<{ n: number }>('select count(*)::int as n from es.events');
      return rows[0].n;
    } finally {
      await client.end();
    }
  }

  stop(): Promise<void> {
    return this.processes.stop();
  }

  private async token(): Promise<string> {
    const form = { grant_type: 'urn:jejak:demo-person', client_id: 'jejak-cli', person: 'HR-2' };
    const response = await fetch(`${this.issuer}/token`, { method: 'POST', body: new URLSearchParams(form) });
    return ((await response.json()) as { access_token: string }).access_token;
  }

  /** Sends the file; until the policies have come by Kafka it is refused. */
  private async send(file: string, authorization: string): Promise<{ began: number; report: Report }> {
    const until = performance.now() + READY_MS;
    for (;;) {
      const began = performance.now();
      const init: RequestInit & { duplex: 'half' } = {
        method: 'POST',
        headers: { authorization, 'content-type': 'text/csv', 'idempotency-key': crypto.randomUUID() },
        body: Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>,
        duplex: 'half',
      };
      const response = await fetch(`${this.service.api}/v1/imports/selection?year=2024`, init);
      const answer = (await response.json()) as Report & { code?: string };
      if (response.ok) return { began, report: answer };
      if (answer.code !== 'POLICY_MISSING' || performance.now() > until)
        throw new Error(
          `the file was refused: ${JSON.stringify(answer).slice(0, 2_000)}\n${this.processes.lastWords}`,
        );
      await pause(200);
    }
  }

  /** A report; a service that cannot answer just now is asked again, as its 503 says. */
  private async ask(path: string, authorization: string): Promise<Report> {
    const until = performance.now() + READY_MS;
    for (;;) {
      const response = await fetch(`${this.service.api}${path}`, { headers: { authorization } });
      if (response.ok) return (await response.json()) as Report;
      const problem = await response.text();
      if (response.status !== 503 || performance.now() > until)
        throw new Error(`GET ${path}: ${response.status} ${problem}\n${this.processes.lastWords}`);
      await pause(1_000);
    }
  }

  private async memory(): Promise<{ rssMiB: number; heapMiB: number }> {
    const text = await (await fetch(`${this.service.management}/metrics`)).text();
    const value = (name: string): number =>
      Number(new RegExp(`^${name}(?:{[^}]*})? (\\S+)$`, 'm').exec(text)?.[1]);
    return {
      rssMiB: value('process_resident_memory_bytes') / MIB,
      heapMiB: value('nodejs_heap_size_used_bytes') / MIB,
    };
  }
}

/** As the service reports it. */
interface Report {
  readonly importId: string;
  readonly state: string;
  readonly phase?: string;
  readonly rows: number;
  readonly done: number;
}
