import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Processes, ServiceProcess } from './processes';

/** The service's memory at one moment of an import. */
export interface MemorySample {
  readonly seconds: number;
  readonly phase: string;
  readonly done: number;
  readonly rssMiB: number;
  readonly heapMiB: number;
}

const SAMPLE_MS = 250;
const READY_MS = 60_000;
const MIB = 1024 * 1024;

/** Somebody of HR who sends files to a service, and looks at it meanwhile. */
export class Importer {
  constructor(
    private readonly processes: Processes,
    private readonly issuer: string,
    private readonly service: ServiceProcess,
  ) {}

  /**
   * @param path of the import: `selection?year=2024`
   * @returns seconds from the upload to the report that says COMPLETED, and the memory of the service on the way
   */
  async importFile(
    path: string,
    file: string,
    progress: (text: string) => void,
  ): Promise<{ took: number; samples: MemorySample[] }> {
    const authorization = `Bearer ${await this.token()}`;
    const samples: MemorySample[] = [];
    const sent = await this.send(path, file, authorization);
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

  async token(): Promise<string> {
    const form = { grant_type: 'urn:jejak:demo-person', client_id: 'jejak-cli', person: 'HR-2' };
    const response = await fetch(`${this.issuer}/token`, { method: 'POST', body: new URLSearchParams(form) });
    return ((await response.json()) as { access_token: string }).access_token;
  }

  /** Sends the file; until the policies have come by Kafka it is refused. */
  private async send(
    path: string,
    file: string,
    authorization: string,
  ): Promise<{ began: number; report: Report }> {
    const until = performance.now() + READY_MS;
    for (;;) {
      const began = performance.now();
      const init: RequestInit & { duplex: 'half' } = {
        method: 'POST',
        headers: { authorization, 'content-type': 'text/csv', 'idempotency-key': crypto.randomUUID() },
        body: Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>,
        duplex: 'half',
      };
      const response = await fetch(`${this.service.api}/v1/imports/${path}`, init);
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
