import {
  careerContracts,
  dutyAssigned,
  type EmployeeKind,
  employeeRegistered,
  positionAssigned,
  supervisorAssigned,
  unitCreated,
} from '@jejak/contracts/career';
import { performanceContracts } from '@jejak/contracts/performance';
import { policyContracts } from '@jejak/contracts/policy';
import { recruitmentContracts } from '@jejak/contracts/recruitment';
import { readSettings, ServiceSettings } from '@jejak/http';
import { type Duty, type Role, type StreamRef, streamOf } from '@jejak/kernel';
import { bootService, type RunningService, simulatedClock } from '@jejak/service';
import { eventually } from '@jejak/testing';
import {
  type AnsweredOtherwise,
  type DoneAgain,
  heardAgain,
  type Decree,
  DEFAULT_POLICIES,
  installationOf,
  settled,
  tellPolicies,
  type ToldBy,
} from '@jejak/neighbour';
import { trainingService } from '../src/service';
import { at, OTHER_UNIT, UNIT } from './people';
import type { Body } from './answers';

/** A fact as the log has it. */
export interface Fact {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly at: string;
  /** What it rests on, as the log says. */
  readonly inputs: readonly StreamRef[];
}

/** What a command or query was answered. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: Body;
}

/** Somebody who asks, under one role. */
export interface Asking {
  post(path: string, body?: object): Promise<Answer>;
  get(path: string): Promise<Answer>;
}

/** The training service with a real database, broker and issuer, and the city's other services as told by their contracts. */
export interface City {
  readonly career: ToldBy;
  readonly recruitment: ToldBy;
  readonly performance: ToldBy;
  readonly policy: ToldBy;
  /** Moves business time; it only goes forward. */
  moveTo(date: string, time?: string): void;
  as(id: string, role: Role): Asking;
  anyone(path: string): Promise<Answer>;
  /** Of the service. */
  readonly url: string;
  /** A token of somebody under one role. */
  token(id: string, role: Role): Promise<string>;
  /** Waits until a query finds something: what other services tell is heard when it is heard. */
  heard(what: string, sql: string, values: readonly unknown[]): Promise<void>;
  /** Somebody who is no employee has a duty. */
  outsider(id: string, duty: Duty): Promise<void>;
  employee(person: {
    readonly id: string;
    readonly supervisorId?: string | null;
    readonly kind?: EmployeeKind;
    readonly unitId?: string;
    readonly duties?: readonly Duty[];
  }): Promise<void>;
  /** Facts of this service with these names, in the order of the log. */
  facts(...names: readonly string[]): Promise<Fact[]>;
  /** Waits until so many facts of a name are recorded. */
  recorded(name: string, count?: number): Promise<Fact[]>;
  /** Tells every command again that recorded something. @returns those that were answered otherwise than the first time */
  toldAgain(): Promise<AnsweredOtherwise[]>;
  /** Lets a day come, and everything be heard and fired again on it. @returns what was done twice */
  heardAgain(date: string): Promise<readonly DoneAgain[]>;
  /** Waits until every read model has all that is recorded, and nothing is parked. */
  settled(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** @param decrees what this city has otherwise than by default, by policy */
export const startCity = async (
  from: string,
  decrees: Readonly<Record<string, Decree>> = {},
): Promise<City> => {
  const installation = await installationOf('training', at(from), simulatedClock);
  const { issuer } = installation;
  const moveTo = (date: string, time?: string): void => installation.moveTo(at(date, time));
  const settings = readSettings(ServiceSettings, installation.environment);
  const [career, recruitment, performance, policy] = [
    careerContracts,
    recruitmentContracts,
    performanceContracts,
    policyContracts,
  ].map(installation.neighbour);
  await tellPolicies(policy, decrees);
  for (const [unitId, code] of [
    [UNIT, 'DINKES'],
    [OTHER_UNIT, 'DISDIK'],
  ])
    await career.tell(
      streamOf('unit', unitId),
      unitCreated({
        ...{ unitId, code, name: code, kind: 'OPD', parentUnitId: null, from: '2020-01-01', to: null },
      }),
    );
  let service: RunningService = await bootService(trainingService, settings);
  const rows = async <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    (await service.platform.pool.query<Row>(sql, values)).rows;
  const count = async (sql: string, values: unknown[] = []): Promise<number> =>
    (await rows<{ n: number }>(sql, values))[0].n;
  await eventually(
    'the policies are known',
    async () => (await count('select count(*)::int as n from rm.policy_version')) === DEFAULT_POLICIES,
  );

  const ask = async (method: string, path: string, token: string | null, body?: object): Promise<Answer> => {
    const response = await installation.told.fetch(`${service.url}/v1/${path}`, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    const json = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, text, body: (json ? JSON.parse(text) : {}) as Body };
  };

  const facts: City['facts'] = async (...names) => {
    // Whatever version of it: what is read is in its current shape.
    const types = names.map((name) => `asn.training.${name}.v%`);
    const found = await rows<{ stream: string; version: string; core: string }>(
      `select stream_id as stream, version, core from es.events where event_type like any($1) order by position`,
      [types],
    );
    return Promise.all(
      found.map(async ({ stream, version, core }) => {
        const event = (await service.platform.store.history(stream))[Number(version) - 1];
        const { type, data, envelope } = event;
        const { inputs = [] } = JSON.parse(core) as Partial<Fact>;
        return { type, data: data as Fact['data'], at: envelope.at, inputs };
      }),
    );
  };

  const heard: City['heard'] = async (what, sql, values) => {
    await eventually(`${what} is known`, async () => (await rows(sql, [...values])).length > 0);
  };
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (id: string, role: Role): Promise<string> => {
    const known = tokens.get(`${id} ${role}`);
    if (known) return known;
    const token = issuer.token({ sub: id, roles: [role], kind: role === 'service' ? 'client' : 'person' });
    tokens.set(`${id} ${role}`, token);
    return token;
  };

  return {
    ...{ career, recruitment, performance, policy, moveTo, facts },
    url: service.url,
    token: tokenOf,
    heard,
    outsider: async (id, duty) => {
      await career.tell(
        streamOf('outsider', id),
        dutyAssigned({ personId: id, duty, scope: null, from: '2025-01-01', to: null }, { subject: id }),
      );
      await heard('the duty', 'select from rm.outsider_duties where person_id = $1', [id]);
    },
    as: (id, role) => {
      const kind = role === 'service' ? 'client' : 'person';
      const token = () => issuer.token({ sub: id, roles: [role], kind });
      return {
        post: async (path, body) => ask('POST', path, await token(), body),
        get: async (path) => ask('GET', path, await token()),
      };
    },
    anyone: (path) => ask('GET', path, null),
    employee: async ({ id, supervisorId = null, kind = 'PNS', unitId = UNIT, duties = [] }) => {
      const about = { subject: id };
      const start = '2019-04-01';
      await career.tell(
        streamOf('employee', id),
        employeeRegistered(
          {
            ...{ employeeId: id, nip: '199001012019042001', nik: '1271010119900101', name: 'Pegawai' },
            ...{ email: 'p@kota.example', kind, golongan: 'III/b', jenjang: null, start, contractEnd: null },
          },
          about,
        ),
        positionAssigned({ employeeId: id, position: 'Perawat', unitId, from: start, to: null }, about),
        supervisorAssigned({ employeeId: id, supervisorId, from: '2020-01-01', to: null }, about),
        ...duties.map((duty) =>
          dutyAssigned({ personId: id, duty, scope: null, from: '2025-01-01', to: null }, about),
        ),
      );
      await eventually('the employee is known', async () => {
        const version = 3 + duties.length;
        const known = await count(
          `select count(*)::int as n from rm.employee_file f join rm.learner using (employee_id)
           join rm.learning_balance using (employee_id) where employee_id = $1 and f.version = $2`,
          [id, version],
        );
        return known > 0;
      });
    },
    recorded: async (name, times = 1) =>
      eventually(`${times} ${name}`, async () => {
        const found = await facts(name);
        return found.length >= times && found;
      }),
    toldAgain: () => installation.told.again(service.url),
    heardAgain: (date) => {
      installation.moveTo(at(date));
      return heardAgain(service, at(date), async () => {
        await service.stop();
        return (service = await bootService(trainingService, settings));
      });
    },
    settled: () => settled(service.platform),
    restart: async () => {
      await service.stop();
      service = await bootService(trainingService, settings);
    },
    stop: async () => {
      await service.stop();
      await installation.stop();
    },
  };
};
