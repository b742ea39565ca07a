import {
  careerContracts,
  dutyAssigned,
  employeeRegistered,
  positionAssigned,
  supervisorAssigned,
  unitCreated,
} from '@jejak/contracts/career';
import { citizenContracts } from '@jejak/contracts/citizen';
import { performanceContracts } from '@jejak/contracts/performance';
import { policyContracts } from '@jejak/contracts/policy';
import { recruitmentContracts } from '@jejak/contracts/recruitment';
import { trainingContracts } from '@jejak/contracts/training';
import { readSettings } from '@jejak/http';
import { type Duty, naturalId, newId, type Role, streamOf } from '@jejak/kernel';
import {
  type AnsweredOtherwise,
  type Decree,
  DEFAULT_POLICIES,
  type DoneAgain,
  heardAgain,
  installationOf,
  settled,
  tellPolicies,
  type ToldBy,
} from '@jejak/neighbour';
import { bootService, type RunningService, simulatedClock } from '@jejak/service';
import { eventually } from '@jejak/testing';
import { NotificationSettings } from '../src/notification.settings';
import { notificationService } from '../src/service';

/** A row of any list: a test reads the members that its list has. */
export type Row = Readonly<Record<string, unknown>>;

/** The JSON of any answer: a test reads the members that its answer has. */
export interface Body extends Row {
  readonly code?: string;
  readonly items: readonly Row[];
}

export interface Answer {
  readonly status: number;
  /** JSON, as it came; a test reads the members that its answer has. */
  readonly body: Body;
  readonly text: string;
  readonly headers: Headers;
}

/** Somebody who asks. */
export interface Asking {
  post(path: string, body?: object, key?: string): Promise<Answer>;
  get(path: string): Promise<Answer>;
}

/** The notification service with a real database, broker and issuer, and the city's other services as told by their contracts. */
export interface City {
  readonly service: RunningService;
  readonly others: Readonly<
    Record<'career' | 'citizen' | 'performance' | 'policy' | 'recruitment' | 'training', ToldBy>
  >;
  /** Moves business time to a local time of the city; it only goes forward. */
  moveTo(date: string, time?: string): void;
  /** Nobody signed in. */
  readonly public: Asking;
  as(id: string, role: Role, kind?: 'person' | 'client'): Asking;
  /** Of the service. */
  readonly url: string;
  /** A token of somebody under one role. */
  token(id: string, role: Role, kind: 'person' | 'client'): Promise<string>;
  unit(code: string): Promise<string>;
  employee(unitId: string, supervisorId: string | null, ...duties: readonly Duty[]): Promise<string>;
  /** Facts of the log of one type, in order, without personal fields. */
  facts(type: string): Promise<Row[]>;
  rows<Found extends object>(sql: string, values?: unknown[]): Promise<Found[]>;
  /** Tells every command again that recorded something. @returns those that were answered otherwise than the first time */
  toldAgain(): Promise<AnsweredOtherwise[]>;
  /** Lets a day come, and everything be heard and fired again on it. @returns what was done twice */
  heardAgain(date: string): Promise<readonly DoneAgain[]>;
  /** Waits until every read model of the service's own facts has passed all of them. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** So long a busy machine may take to bring everything up. */
export const BOOT_MS = 240_000;

const local = (date: string, time: string): string => new Date(`${date}T${time}+07:00`).toISOString();

export const startCity = async (
  from: string,
  environment: Readonly<Record<string, string>> = {},
  decrees: Readonly<Record<string, Decree>> = {},
): Promise<City> => {
  const installation = await installationOf('notification', local(from, '09:00:00'), simulatedClock);
  const { issuer } = installation;
  const moveTo = (date: string, time = '09:00:00'): void => installation.moveTo(local(date, time));
  // All of them, also those who will say nothing: a service follows the topics of others once they are there.
  const [career, citizen, performance, policy, recruitment, training] = [
    ...[careerContracts, citizenContracts, performanceContracts],
    ...[policyContracts, recruitmentContracts, trainingContracts],
  ].map(installation.neighbour);
  const others = { career, citizen, performance, policy, recruitment, training };
  await tellPolicies(
    { ...others.policy, stop: () => Promise.resolve() },
    {
      'gov.calendar': { parameters: { zone: 'Asia/Jakarta', holidays: ['2026-08-17'] } },
      ...decrees,
    },
  );
  const settings = readSettings(NotificationSettings, {
    ...installation.environment,
    JEJAK_LOG_LEVEL: 'warn',
    ...environment,
  });
  let service: RunningService = await bootService(notificationService, settings);
  const rows = async <Found extends object>(sql: string, values: unknown[] = []): Promise<Found[]> =>
    (await service.platform.pool.query<Found>(sql, values)).rows;
  const known = (what: string, sql: string, values: unknown[], n: number) =>
    eventually(what, async () => (await rows(sql, values)).length >= n);
  await known('the policies are known', 'select 1 from rm.policy_version', [], DEFAULT_POLICIES);

  const asking = (token: () => Promise<string> | null, role?: Role): Asking => {
    const ask = async (method: string, path: string, body?: string, key?: string): Promise<Answer> => {
      const bearer = await token();
      const response = await installation.told.fetch(`${service.url}/v1${path}`, {
        method,
        headers: {
          ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
          ...(role ? { 'x-acting-role': role } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key ? { 'idempotency-key': key } : {}),
        },
        ...(body === undefined ? {} : { body }),
      });
      const text = await response.text();
      const json = (response.headers.get('content-type') ?? '').includes('json');
      return {
        ...{ status: response.status, headers: response.headers, text },
        body: (json ? JSON.parse(text) : {}) as Body,
      };
    };
    return {
      post: (path, body, key) => ask('POST', path, body && JSON.stringify(body), key),
      get: (path) => ask('GET', path),
    };
  };
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (id: string, role: Role, kind: 'person' | 'client'): Promise<string> => {
    const name = `${id}|${role}`;
    const made = tokens.get(name) ?? issuer.token({ sub: id, roles: [role], kind });
    tokens.set(name, made);
    return made;
  };

  return {
    ...{ others, moveTo, rows },
    get service() {
      return service;
    },
    public: asking(() => null),
    get url() {
      return service.url;
    },
    token: tokenOf,
    as: (id, role, kind = 'person') => asking(() => tokenOf(id, role, kind), role),
    unit: async (code) => {
      const unitId = naturalId('unit', code);
      const created = {
        ...{ unitId, code, name: `Dinas ${code}`, kind: 'OPD', parentUnitId: null },
        ...{ from: '2020-01-01', to: null },
      } as const;
      await others.career.tell(streamOf('unit', unitId), unitCreated(created));
      await known('the unit is known', 'select 1 from rm.unit_chart where unit_id = $1', [unitId], 1);
      return unitId;
    },
    employee: async (unitId, supervisorId, ...duties) => {
      const employeeId = newId();
      const about = { subject: employeeId };
      const version = await others.career.tell(
        streamOf('employee', employeeId),
        employeeRegistered(
          {
            ...{ employeeId, nip: '199001012019042001', nik: '1271010101900001', name: 'Pegawai' },
            ...{ email: `${employeeId}@kota.example`, kind: 'PNS', golongan: 'III/b', jenjang: null },
            ...{ start: '2020-01-01', contractEnd: null },
          },
          about,
        ),
        positionAssigned({ employeeId, position: 'Petugas', unitId, from: '2020-01-01', to: null }, about),
        supervisorAssigned({ employeeId, supervisorId, from: '2020-01-01', to: null }, about),
        ...duties.map((duty) =>
          dutyAssigned({ personId: employeeId, duty, scope: unitId, from: '2020-01-01', to: null }, about),
        ),
      );
      const sql = 'select 1 from rm.employee_file where employee_id = $1 and version >= $2';
      await known('the employee is known', sql, [employeeId, version], 1);
      const held = 'select 1 from rm.duty_held where person_id = $1';
      await known('the duties are known', held, [employeeId], duties.length);
      await eventually(
        'the address is known',
        async () => {
          const { body } = await asking(() =>
            issuer.token({ sub: employeeId, roles: ['employee'], kind: 'person' }),
          ).get('/subscriptions/mine');
          return body.email === `${employeeId}@kota.example`;
        },
        BOOT_MS / 2,
      );
      return employeeId;
    },
    facts: async (type) => {
      const found = await rows<{ data: Row }>(
        'select data::jsonb as data from es.events where event_type = $1 order by position',
        [`asn.notification.${type}.v1`],
      );
      return found.map(({ data }) => data);
    },
    toldAgain: () => installation.told.again(service.url),
    heardAgain: (date) => {
      moveTo(date);
      const now = local(date, '09:00:00');
      const restart = async (): Promise<RunningService> => {
        await service.stop();
        return (service = await bootService(notificationService, settings));
      };
      return heardAgain(service, now, restart, async (pool) => {
        const waiting = await pool.query('select 1 from rm.message where next_at <= $1', [now]);
        return waiting.rows.length === 0;
      });
    },
    settled: () => settled(service.platform),
    stop: async () => {
      await service.stop();
      await installation.stop();
    },
  };
};
