import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  careerContracts,
  dutyAssigned,
  employeeRegistered,
  positionAssigned,
  unitCreated,
} from '@jejak/contracts/career';
import { citizenContracts } from '@jejak/contracts/citizen';
import { performanceContracts } from '@jejak/contracts/performance';
import { policyContracts } from '@jejak/contracts/policy';
import { recruitmentContracts } from '@jejak/contracts/recruitment';
import type { EventStore, KeyStore } from '@jejak/event-store';
import { readSettings } from '@jejak/http';
import { type Duty, newId, type Role, streamOf } from '@jejak/kernel';
import {
  DEFAULT_POLICIES,
  type DoneAgain,
  heardAgain,
  installationOf,
  settled,
  tellPolicies,
  type ToldBy,
  unlikeTheirRebuild,
} from '@jejak/neighbour';
import type { Projection } from '@jejak/projections';
import { bootService, type RunningService, simulatedClock } from '@jejak/service';
import { eventually } from '@jejak/testing';
import { AuditSettings } from '../src/audit.settings';
import { auditService } from '../src/service';
import { WatchedStore } from './watched-store';

/** The JSON of any answer: a test reads the members that its answer has. */
export interface Body {
  readonly stream: string;
  readonly version: number;
  readonly code?: string;
  readonly rule?: string;
  readonly events: readonly { readonly id: string; readonly type: string }[];
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly next: string | null;
  readonly [member: string]: unknown;
}
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: Body;
}

/** Somebody who asks, under one role. */
export interface Asking {
  post(path: string, body?: object, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  get(path: string): Promise<Answer>;
}

/** The audit service with a real database, broker and issuer; the city's other services as told by their contracts. */
export interface InspectedCity {
  readonly career: ToldBy;
  readonly performance: ToldBy;
  readonly policy: ToldBy;
  readonly recruitment: ToldBy;
  readonly citizen: ToldBy;
  /** Where the service is. */
  address(): string;
  /** Of the whole city. */
  keys(): KeyStore;
  /** Moves business time to a local time of the city; it only goes forward. */
  moveTo(date: string, time?: string): void;
  as(id: string, role: Role): Asking;
  unit(code: string): Promise<string>;
  /** Who works in a unit since a day, with duties for it. */
  employee(unitId: string, since: string, ...duties: readonly Duty[]): Promise<string>;
  /** Waits until the log has so many events of a stream. */
  logged(stream: string, count: number): Promise<readonly string[]>;
  /** Facts of this service of one name, in the order of the log, without personal fields. */
  facts(name: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** The service's own log. */
  store(): EventStore;
  /** Asks the service's own tables. */
  rows<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Lets a day come, and everything be heard and fired again on it. @returns what was done twice */
  heardAgain(date: string): Promise<readonly DoneAgain[]>;
  /** Stops the service, and starts it again on what it kept, with other settings where they are given. */
  restart(environment?: Readonly<Record<string, string>>): Promise<void>;
  /** What its settings are read from. */
  readonly environment: Readonly<Record<string, string>>;
  /** A second process of the service beside the first, on the same database. */
  replica(): Promise<Pick<RunningService, 'stop'>>;
  settled(): Promise<void>;
  unlikeTheirRebuild(): Promise<object>;
  stop(): Promise<void>;
}

const local = (date: string, time: string): string => new Date(`${date}T${time}+07:00`).toISOString();

export const startInspectedCity = async (from: string): Promise<InspectedCity> => {
  const folder = mkdtempSync(join(tmpdir(), 'jejak-inspected-'));
  const seedFile = join(folder, 'log-seed');
  writeFileSync(seedFile, randomBytes(32), { mode: 0o600 });
  const installation = await installationOf('audit', local(from, '09:00:00'), simulatedClock);
  const { issuer } = installation;
  const [career, policy, performance, recruitment, citizen] = [
    careerContracts,
    policyContracts,
    performanceContracts,
    recruitmentContracts,
    citizenContracts,
  ].map(installation.neighbour);
  await tellPolicies(policy, {});
  const store = new WatchedStore(performance);
  await store.start();
  const environment = {
    ...installation.environment,
    ...{ JEJAK_LEDGER_ORIGIN: 'log.test/1', JEJAK_LEDGER_FOLDER: join(folder, 'log') },
    ...{ JEJAK_LEDGER_SEED_FILE: seedFile, JEJAK_LEDGER_HEADS_EVERY: '1s' },
    ...{ JEJAK_FEEDS: JSON.stringify({ performance: store.url }), JEJAK_CLIENT_SECRET: 'service-audit' },
  };
  let settings = readSettings(AuditSettings, environment);
  let service = await bootService(auditService, settings);
  const rows = async <Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
    (await service.platform.pool.query<Row>(sql, [...values])).rows;
  const known = (what: string, sql: string, values: readonly unknown[], n = 1): Promise<unknown> =>
    eventually(what, async () => (await rows(sql, values)).length >= n, 90_000);
  await known('the policies are known', 'select from rm.policy_version', [], DEFAULT_POLICIES);

  const asking = (id: string, role: Role): Asking => {
    const ask = async (
      method: string,
      path: string,
      body?: object,
      headers: Readonly<Record<string, string>> = {},
    ): Promise<Answer> => {
      const token = await issuer.token({ sub: id, roles: [role] });
      const response = await fetch(`${service.url}/v1${path}`, {
        method,
        headers: {
          ...{ authorization: `Bearer ${token}`, prefer: 'wait=30' },
          ...(body ? { 'content-type': 'application/json' } : {}),
          ...headers,
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const text = await response.text();
      const json = (response.headers.get('content-type') ?? '').includes('json');
      return { status: response.status, text, body: (json ? JSON.parse(text) : {}) as Body };
    };
    return {
      post: (path, body, headers) => ask('POST', path, body, headers),
      get: (path) => ask('GET', path),
    };
  };

  return {
    ...{ career, performance, policy, recruitment, citizen, rows },
    address: () => service.url,
    keys: () => service.platform.keys,
    moveTo: (date, time = '09:00:00') => installation.moveTo(local(date, time)),
    as: asking,
    unit: async (code) => {
      const unitId = newId();
      const unit = {
        unitId,
        code,
        name: code,
        kind: 'OPD',
        parentUnitId: null,
        from: '2020-01-01',
        to: null,
      };
      await career.tell(streamOf('unit', unitId), unitCreated(unit));
      await known('the unit is known', 'select from rm.unit_chart where unit_id = $1', [unitId]);
      return unitId;
    },
    employee: async (unitId, since, ...duties) => {
      const employeeId = newId();
      const about = { subject: employeeId };
      await career.tell(
        streamOf('employee', employeeId),
        employeeRegistered(
          {
            ...{ employeeId, nip: '199001012019042001', nik: '1271010119900101', name: 'Pegawai' },
            ...{ email: 'p@kota.example', kind: 'PNS', golongan: 'III/b', jenjang: null },
            ...{ start: '2019-04-01', contractEnd: null },
          },
          about,
        ),
        positionAssigned({ employeeId, position: 'Perawat', unitId, from: since, to: null }, about),
        ...duties.map((duty) =>
          dutyAssigned(
            {
              ...{ personId: employeeId, duty, from: '2025-01-01', to: null },
              scope: duty === 'chief_inspector' || duty === 'data_officer' ? null : unitId,
            },
            about,
          ),
        ),
      );
      await known(
        'the employee is known',
        'select from rm.employee_file where employee_id = $1 and version = $2',
        [employeeId, 2 + duties.length],
      );
      return employeeId;
    },
    logged: async (stream, count) => {
      const sql = `select e.event_id as id from ledger.entry e join ledger.log_entry l using (idx)
        where l.stream = $1 order by l.ver`;
      await known('the log has them', sql, [stream], count);
      return (await rows<{ id: string }>(sql, [stream])).map(({ id }) => id);
    },
    facts: async (name) => {
      const found = await rows<{ data: Record<string, unknown> }>(
        'select data from es.events where event_type = $1 order by position',
        [`asn.audit.${name}.v1`],
      );
      return found.map(({ data }) => data);
    },
    store: () => service.platform.store,
    heardAgain: (date) => {
      const now = local(date, '09:00:00');
      installation.moveTo(now);
      return heardAgain(service, now, async () => {
        await service.stop();
        return (service = await bootService(auditService, settings));
      });
    },
    environment,
    restart: async (changed = {}) => {
      await service.stop();
      settings = readSettings(AuditSettings, { ...environment, ...changed });
      service = await bootService(auditService, settings);
    },
    replica: () => bootService(auditService, settings),
    settled: () => settled(service.platform),
    unlikeTheirRebuild: () => {
      const own = (auditService.projections ?? []).filter(
        (readModel): readModel is Projection =>
          'fold' in readModel && readModel.sources.every((of) => of.service === auditService.name),
      );
      return unlikeTheirRebuild(service.platform, own);
    },
    stop: async () => {
      await service.stop();
      await store.stop();
      await installation.stop();
      rmSync(folder, { recursive: true });
    },
  };
};
