import { auditContracts } from '@jejak/contracts/audit';
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
import { SEED } from '@jejak/contracts/policy';
import { recruitmentContracts } from '@jejak/contracts/recruitment';
import { trainingContracts } from '@jejak/contracts/training';
import { createPool, EventStore, fileKeyStore, migrateEventStore } from '@jejak/event-store';
import { readSettings } from '@jejak/http';
import { type Duty, type Role, streamOf } from '@jejak/kernel';
import { kafkaBroker } from '@jejak/messaging';
import {
  type AnsweredOtherwise,
  type DoneAgain,
  heardAgain,
  installationOf,
  settled,
  type ToldBy,
  unlikeTheirRebuild,
} from '@jejak/neighbour';
import { migratePolicies, Policies, policyVersions } from '@jejak/policies';
import { type Projection, Projections } from '@jejak/projections';
import { bootService, type RunningService, simulatedClock } from '@jejak/service';
import { createTestDatabase, eventually, testBrokers } from '@jejak/testing';
import { readFileSync } from 'node:fs';
import { PolicySettings } from '../src/policy.settings';
import { policyService } from '../src/service';
import { at, OTHER_UNIT, UNIT } from './people';

/** A fact as the log has it. */
export interface Fact {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly stream: string;
  readonly at: string;
  readonly policies: readonly string[];
  readonly reason: string | null;
}

/** The JSON of any answer: a test reads the members that its answer has. */
export interface Body {
  readonly stream: string;
  readonly code: string;
  readonly rule: string;
  readonly events: readonly { readonly type: string }[];
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly versions: readonly Readonly<Record<string, unknown>>[];
  readonly [member: string]: unknown;
}

/** What a command or query was answered. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: Body;
}

/** Somebody who asks, under one role; null: nobody is signed in. */
export interface Asking {
  post(path: string, body?: object, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  get(path: string): Promise<Answer>;
}

/** The policy service with a real database, broker and issuer, and the city's other services as told by their contracts. */
export interface City {
  readonly career: ToldBy;
  readonly performance: ToldBy;
  readonly citizen: ToldBy;
  readonly audit: ToldBy;
  /** What another service of the city knows of the policies, by Kafka. */
  readonly elsewhere: Policies;
  /** Moves business time; it only goes forward. */
  moveTo(date: string, time?: string): void;
  as(id: string, role: Role): Asking;
  readonly anyone: Asking;
  employees(ids: readonly string[], duties?: readonly Duty[]): Promise<void>;
  /** Facts of this service with these names, in the order of the log. */
  facts(...names: readonly string[]): Promise<Fact[]>;
  /** Waits until so many facts of a name are recorded. */
  recorded(name: string, count?: number): Promise<Fact[]>;
  /** Waits until a query counts this much or more. */
  known(what: string, sql: string, values: readonly unknown[], count?: number): Promise<void>;
  /** Tells every command again that recorded something. @returns those that were answered otherwise than the first time */
  toldAgain(): Promise<AnsweredOtherwise[]>;
  /** Lets a day come, and everything be heard and fired again on it. @returns what was done twice */
  heardAgain(date: string): Promise<readonly DoneAgain[]>;
  /** Waits until every read model has all that is recorded, and nothing is parked. */
  settled(): Promise<void>;
  /** Where read models of this service's own facts differ from what a rebuild makes of them: nowhere, or it is a defect. */
  unlikeTheirRebuild(): Promise<object>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** So long it may take to start: three logs, six databases and a broker, on a machine that does other things too. */
export const START_LIMIT_MS = 240_000;

/** So long a fact is waited for: the machine may be busy with something else. */
export const PATIENCE_MS = 90_000;
/** And so long a test that waits for several. */
export const TEST_LIMIT_MS = 300_000;

/** @param leftOut keys of policies that are not seeded */
export const startCity = async (from: string, leftOut: readonly string[] = []): Promise<City> => {
  const installation = await installationOf('policy', at(from), simulatedClock);
  const { issuer, environment } = installation;
  const settings = readSettings(PolicySettings, {
    ...environment,
    ...(leftOut.length > 0 ? { JEJAK_SEED_LEAVES_OUT: leftOut.join(',') } : {}),
  });
  const [career, performance, citizen, audit] = [
    careerContracts,
    performanceContracts,
    citizenContracts,
    auditContracts,
    recruitmentContracts,
    trainingContracts,
  ].map(installation.neighbour);
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
  let service: RunningService = await bootService(policyService, settings);
  const follower = await following(environment);
  const rows = async <Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
    (await service.platform.pool.query<Row>(sql, [...values])).rows;
  const count = async (sql: string, values: readonly unknown[] = []): Promise<number> =>
    (await rows<{ n: number }>(sql, values))[0].n;
  await eventually(
    'the policies are known',
    async () =>
      (await count('select count(*)::int as n from rm.policy_version')) === SEED.length - leftOut.length,
  );

  const ask = async (
    method: string,
    path: string,
    token: string | null,
    { body, headers = {} }: { body?: object | undefined; headers?: Readonly<Record<string, string>> },
  ): Promise<Answer> => {
    const response = await installation.told.fetch(`${service.url}/v1/${path}`, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    const json = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, text, body: (json ? JSON.parse(text) : {}) as Body };
  };
  const asking = (token: () => Promise<string | null>): Asking => ({
    post: async (path, body, headers = {}) => ask('POST', path, await token(), { body, headers }),
    get: async (path) => ask('GET', path, await token(), {}),
  });

  const facts: City['facts'] = async (...names) => {
    const types = names.map((name) => `asn.policy.${name}.v1`);
    const found = await rows<{ stream: string; version: string }>(
      `select stream_id as stream, version from es.events where event_type = any($1) order by position`,
      [types],
    );
    return Promise.all(
      found.map(async ({ stream, version }) => {
        const event = (await service.platform.store.history(stream))[Number(version) - 1];
        const { type, data, envelope, reason } = event;
        const { at: recordedAt, policies } = envelope;
        return {
          type,
          data: data as Fact['data'],
          stream,
          at: recordedAt,
          policies,
          reason: reason?.text ?? null,
        };
      }),
    );
  };

  const known: City['known'] = async (what, sql, values, wanted = 1) => {
    await eventually(what, async () => (await count(sql, values)) >= wanted, PATIENCE_MS);
  };

  return {
    ...{ career, performance, citizen, audit, facts, known, elsewhere: follower.policies },
    moveTo: (date, time) => installation.moveTo(at(date, time)),
    as: (id, role) => {
      const kind = role === 'service' ? 'client' : 'person';
      return asking(() => issuer.token({ sub: id, roles: [role], kind }));
    },
    anyone: asking(() => Promise.resolve(null)),
    employees: async (ids, duties = []) => {
      const told = ids.map((id) => {
        const about = { subject: id };
        return career.tell(
          streamOf('employee', id),
          employeeRegistered(
            {
              ...{ employeeId: id, nip: '199001012019042001', nik: '1271010119900101', name: 'Pegawai' },
              ...{ email: 'p@kota.example', kind: 'PNS', golongan: 'III/b', jenjang: null },
              ...{ start: '2019-04-01', contractEnd: null },
            },
            about,
          ),
          positionAssigned(
            { employeeId: id, position: 'Perawat', unitId: UNIT, from: '2019-04-01', to: null },
            about,
          ),
          supervisorAssigned({ employeeId: id, supervisorId: null, from: '2020-01-01', to: null }, about),
          ...duties.map((duty) =>
            dutyAssigned({ personId: id, duty, scope: UNIT, from: '2025-01-01', to: null }, about),
          ),
        );
      });
      await Promise.all(told);
      await known(
        'the employees are known',
        `select count(*)::int as n from rm.employment join rm.employee_file f using (employee_id)
         where employee_id = any($1) and f.version = $2`,
        [ids, 3 + duties.length],
        ids.length,
      );
    },
    recorded: async (name, times = 1) =>
      eventually(
        `${times} ${name}`,
        async () => {
          const found = await facts(name);
          return found.length >= times && found;
        },
        PATIENCE_MS,
      ),
    toldAgain: () => installation.told.again(service.url),
    heardAgain: (date) => {
      installation.moveTo(at(date));
      return heardAgain(service, at(date), async () => {
        await service.stop();
        return (service = await bootService(policyService, settings));
      });
    },
    settled: () => settled(service.platform),
    unlikeTheirRebuild: () => {
      const own = (policyService.projections ?? []).filter(
        (readModel): readModel is Projection =>
          'fold' in readModel && readModel.sources.every((of) => of.service === policyService.name),
      );
      return unlikeTheirRebuild(service.platform, own);
    },
    restart: async () => {
      await service.stop();
      service = await bootService(policyService, settings);
    },
    stop: async () => {
      await service.stop();
      await follower.stop();
      await installation.stop();
    },
  };
};

/** Another service, as far as it keeps the policies: with a database of its own, from Kafka. */
const following = async (environment: Readonly<Record<string, string>>) => {
  const database = await createTestDatabase('follower');
  const pool = createPool(database.url);
  const client = await pool.connect();
  await migrateEventStore(client);
  await migratePolicies(client);
  client.release();
  const keys = fileKeyStore({
    folder: environment.JEJAK_KEY_STORE,
    kek: readFileSync(environment.JEJAK_KEK_FILE),
  });
  const broker = kafkaBroker({ brokers: testBrokers(), clientId: 'follower' });
  const clock = simulatedClock(environment.JEJAK_CLOCK_FILE);
  const projections = new Projections({
    ...{ pool, broker, keys, service: 'follower', projections: [policyVersions] },
    prefix: environment.JEJAK_TOPIC_PREFIX,
    store: new EventStore({
      pool,
      clock,
      keys,
      topic: 'unused',
      contracts: { service: 'follower', events: {} },
    }),
  });
  await projections.migrate();
  await projections.start();
  return {
    policies: new Policies(pool),
    stop: async () => {
      await projections.stop();
      await broker.close();
      await pool.end();
      await database.drop();
    },
  };
};
