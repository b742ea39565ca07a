import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type SingleRates, singleCommands } from './import';
import { Importer } from './importer';
import { Processes } from './processes';
import { median } from './race';
import { describeMachine, type Machine, type Servers } from './servers';

export interface EmployeesOptions {
  /** Employees of the file. */
  readonly count: number;
  /** Of single appends, before and after, on 1 and on 16 connections each. */
  readonly seconds: number;
  /** For the service's Node, such as `--cpu-prof`. */
  readonly nodeArguments?: readonly string[];
  readonly progress?: (text: string) => void;
}

export interface EmployeesReport {
  readonly bench: 'employees';
  readonly machine: Machine;
  readonly rows: number;
  readonly events: number;
  readonly seconds: number;
  readonly rowsPerSecond: number;
  readonly eventsPerSecond: number;
  /** Events a second of commands one by one in a store alone, medians of before and after. */
  readonly single: SingleRates;
}

const BUSINESS_TIME = '2026-01-12T02:00:00.000Z';
/** A supervisor rates so many. */
const TEAM = 20;
const UNITS = 40;
const padded = (n: number, length: number): string => String(n).padStart(length, '0');
/** Born and taken on in months that follow from the row's number, so that all of them differ. */
const nipOf = (nth: number): string =>
  `19${padded(60 + (Math.floor(nth / 999) % 40), 2)}0101201904${1 + (nth % 2)}${padded(1 + (nth % 999), 3)}`;

function* units(): Generator<string> {
  yield 'unit_code,name,kind,parent_code,from,to\n';
  for (let nth = 0; nth < UNITS; nth++) yield `OPD-${nth},Dinas ${nth},OPD,,2020-01-01,\n`;
}

/** Forty offices, teams of twenty; each supervisor is rated by the first of the file. Every value follows from the row's number. */
function* employees(count: number): Generator<string> {
  yield 'nip,nik,name,kind,golongan,jenjang,position,unit_code,supervisor_nip,start,contract_end,email\n';
  for (let nth = 0; nth < count; nth++) {
    const head = nth - (nth % TEAM);
    const supervisor = nth === 0 ? '' : nipOf(nth === head ? 0 : head);
    yield (
      [
        ...[nipOf(nth), padded(1271_0000_0000 + nth, 16), `Pegawai ${nth}`, 'PNS', 'III/a', 'Ahli Pertama'],
        ...['Perawat', `OPD-${nth % UNITS}`, supervisor, '2019-04-01', '', `p${nth}@kota.example`],
      ].join(',') + '\n'
    );
  }
}

/**
 * Imports made-up employees, each with a file, a place and a supervisor, through the real career service by HTTP; measures single commands on
 * the same machine before and after.
 */
export const benchEmployees = async (
  servers: Servers,
  options: EmployeesOptions,
): Promise<EmployeesReport> => {
  const { count, seconds, nodeArguments = [], progress = () => undefined } = options;
  const before = await singleCommands(servers, seconds);
  const processes = new Processes('employees', servers, BUSINESS_TIME);
  try {
    const issuer = await processes.startIssuer();
    await processes.startService('policy', issuer);
    const service = await processes.startService('career', issuer, { nodeArguments });
    const importer = new Importer(processes, issuer, service);
    const [chart, file] = [join(processes.folder, 'units.csv'), join(processes.folder, 'employees.csv')];
    await writeFile(chart, [...units()].join(''));
    await pipeline(Readable.from(employees(count)), createWriteStream(file));
    await importer.importFile('units', chart, () => undefined);
    const eventsBefore = await importer.events();
    const { took } = await importer.importFile('employees', file, progress);
    const events = (await importer.events()) - eventsBefore;
    const after = await singleCommands(servers, seconds);
    return {
      bench: 'employees',
      machine: await describeMachine(servers.postgresUrl),
      ...{ rows: count, events, seconds: took, rowsPerSecond: count / took, eventsPerSecond: events / took },
      single: { one: median([before.one, after.one]), sixteen: median([before.sixteen, after.sixteen]) },
    };
  } finally {
    await processes.stop();
  }
};
