import { createWriteStream, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { Processes } from './processes';
import { describeMachine, type Machine, type Servers } from './servers';

export interface RegisterOptions {
  /** Cases of the larger register; the smaller has a tenth. */
  readonly count: number;
  /** Limit of the service's heap in MiB. */
  readonly heapMiB: number;
  readonly progress?: (text: string) => void;
}

/** One register, from the command line's start to its end. */
export interface RegisterSize {
  readonly rows: number;
  readonly fileMiB: number;
  /** Until the first case is recorded: sent, and looked through. */
  readonly lookSeconds: number;
  readonly seconds: number;
  readonly rowsPerSecond: number;
  /** Resident at most. */
  readonly serviceMiB: number;
  readonly commandLineMiB: number;
}

export interface RegisterReport {
  readonly bench: 'register';
  readonly machine: Machine;
  readonly sizes: readonly RegisterSize[];
}

const BUSINESS_TIME = '2026-01-12T02:00:00.000Z';
const KIB = 1024;
const MIB = KIB * KIB;
const LOOK_MS = 250;
const READY_MS = 60_000;
const UNITS = 40;
const MONTHS = 60;
const DAYS = 28;
const two = (n: number): string => String(n).padStart(2, '0');

/** Cases of forty offices over five years; one in fifty is of no category. Every value follows from the row's number. */
function* cases(count: number): Generator<string> {
  yield 'case,unit,category,detail,opened,closed\n';
  for (let nth = 0; nth < count; nth++) {
    const month = nth % MONTHS;
    const at = `${2021 + Math.floor(month / 12)}-${two((month % 12) + 1)}`;
    const day = 1 + (nth % (DAYS / 2));
    const closed = nth % 7 === 0 ? '' : `${at}-${two(day + (nth % (DAYS / 2)))}`;
    const category = nth % 50 === 0 ? '' : `Kategori ${nth % 23}`;
    yield `REG-${String(nth).padStart(8, '0')},OPD-${nth % UNITS},${category},Permohonan layanan nomor ${nth},${at}-${two(day)},${closed}\n`;
  }
}

/** What a process held at most of the machine's memory. Linux says so; elsewhere it is 0. */
const mostMiB = (pid: number): number => {
  try {
    const [, kib = '0'] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kib) / KIB;
  } catch {
    // It has ended, or this is another system.
    return 0;
  }
};

/**
 * Imports registers of made-up cases by the command line through the gateway into the real citizen service: first a tenth, then the
 * whole, each into an installation of its own.
 */
export const benchRegister = async (servers: Servers, options: RegisterOptions): Promise<RegisterReport> => {
  const { count, heapMiB, progress = () => undefined } = options;
  const sizes: RegisterSize[] = [];
  for (const rows of [Math.ceil(count / 10), count]) {
    const size = await importRegister(servers, rows, heapMiB);
    progress(`${rows} rows in ${Math.round(size.seconds)} s, service ${Math.round(size.serviceMiB)} MiB`);
    sizes.push(size);
  }
  return { bench: 'register', machine: await describeMachine(servers.postgresUrl), sizes };
};

const importRegister = async (servers: Servers, rows: number, heapMiB: number): Promise<RegisterSize> => {
  const processes = new Processes('register', servers, BUSINESS_TIME);
  try {
    const issuer = await processes.startIssuer();
    await processes.startService('policy', issuer);
    const service = await processes.startService('citizen', issuer, {
      nodeArguments: [`--max-old-space-size=${heapMiB}`],
    });
    const url = await processes.startGateway('citizen', service, issuer);
    await policiesKnown(service.databaseUrl);
    const file = join(processes.folder, 'register.csv');
    await pipeline(Readable.from(cases(rows)), createWriteStream(file));
    const watch = new Watch(service.databaseUrl);
    let commandLineMiB = 0;
    const began = performance.now();
    const { printed, code } = await processes.run(
      join('libs', 'cli', 'dist', 'main.js'),
      ['--json', 'import', 'service-requests', file],
      { JEJAK_URL: url },
      (pid) => watch.begin(() => (commandLineMiB = Math.max(commandLineMiB, mostMiB(pid)))),
    );
    const seconds = (performance.now() - began) / 1000;
    const firstAt = await watch.end();
    const report = code === 0 ? (JSON.parse(printed) as { state: string; accepted: number }) : null;
    if (report?.state !== 'COMPLETED' || report.accepted !== rows)
      throw new Error(`the register was not taken: ${printed.slice(0, 2_000)}\n${processes.lastWords}`);
    return {
      ...{ rows, fileMiB: statSync(file).size / MIB, seconds, rowsPerSecond: rows / seconds },
      lookSeconds: (firstAt - began) / 1000,
      ...{ serviceMiB: mostMiB(service.pid), commandLineMiB },
    };
  } finally {
    await processes.stop();
  }
};

const policiesKnown = async (databaseUrl: string): Promise<void> => {
  const until = performance.now() + READY_MS;
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (;;) {
      const { rowCount } = await client.query("select from rm.policy_version where key = 'gov.calendar'");
      if (rowCount) return;
      if (performance.now() > until) throw new Error('the policies did not come');
      await pause(LOOK_MS);
    }
  } finally {
    await client.end();
  }
};

/** Looks now and then while a register is imported: when the first case is recorded, and whatever else is to be looked at. */
class Watch {
  private going: Promise<void> | undefined;
  private ended = false;
  private firstAt = 0;

  constructor(private readonly databaseUrl: string) {}

  begin(look: () => void): void {
    this.going = this.run(look);
  }

  /** @returns when the first case was there */
  async end(): Promise<number> {
    this.ended = true;
    await this.going;
    return this.firstAt;
  }

  private async run(look: () => void): Promise<void> {
    const client = new Client({ connectionString: this.databaseUrl });
    await client.connect();
    try {
      while (!this.ended) {
        look();
        if (this.firstAt === 0) {
          const { rowCount } = await client.query('select from rm.service_request limit 1');
          if (rowCount) this.firstAt = performance.now();
        }
        await pause(LOOK_MS);
      }
    } finally {
      await client.end();
    }
  }
}
