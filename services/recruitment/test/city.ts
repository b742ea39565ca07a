import { careerContracts, dutyAssigned } from '@jejak/contracts/career';
import { policyContracts, policySeeded, SEED } from '@jejak/contracts/policy';
import { fileKeyStore } from '@jejak/event-store';
import { readSettings, ServiceSettings } from '@jejak/http';
import { type Duty, naturalId, newId, type Role, streamOf } from '@jejak/kernel';
import { bootService, type RunningService } from '@jejak/service';
import {
  createTestDatabase,
  eventually,
  startTestIssuer,
  testBrokers,
  uniqueTopicPrefix,
} from '@jejak/testing';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recruitmentService } from '../src/service';
import type { Answer, Body } from './answer';
import { startOtherService } from './other-service';

export interface Asking {
  readonly as?: Person;
  readonly body?: object;
  /** Raw, as `text/csv`. */
  readonly csv?: string | Buffer;
  /** Raw, as the media type that it names. */
  readonly file?: { readonly type: string; readonly content: Buffer };
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Person {
  readonly id: string;
  readonly token: string;
}

/** A city with this service running in it: own database, own topics, a simulated clock, policies by Kafka. */
export interface City {
  readonly service: RunningService;
  person(...roles: Role[]): Promise<Person>;
  /** A token of any subject. */
  token(sub: string, kind: 'person' | 'client', ...roles: Role[]): Promise<string>;
  ask(method: 'GET' | 'POST' | 'DELETE', path: string, asking?: Asking): Promise<Answer>;
  /** A formation that HR proposed and the mayor approved. @returns its id */
  formation(position: string, seats: number, hr: Person, mayor: Person): Promise<string>;
  /** Moves business time to an instant, where it stands still. */
  at(instant: string): void;
  /** Tells by career that a person has a duty, and waits until this service has heard of it. */
  chairs(person: Person): Promise<void>;
  /** The same of any duty. @param scope the vacancy or unit to which it is limited; left out: the whole city */
  assigns(person: Person, duty: Duty, scope?: string): Promise<void>;
  /** Ends the service in this process; `restart` begins it anew on the same data. */
  end(): Promise<void>;
  restart(): Promise<void>;
  /** What a process of its own is given to be this city's service. */
  readonly environment: Readonly<Record<string, string>>;
  /** Waits until every read model has all that is recorded. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export const startCity = async (now = '2026-01-12T02:00:00.000Z'): Promise<City> => {
  const folder = mkdtempSync(join(tmpdir(), 'jejak-recruitment-'));
  const [kekFile, clockFile, keyStore] = ['kek', 'clock.json', 'keys'].map((name) => join(folder, name));
  const kek = randomBytes(32);
  writeFileSync(kekFile, kek);
  const at = (instant: string): void => {
    writeFileSync(`${clockFile}.new`, JSON.stringify({ at: instant }));
    renameSync(`${clockFile}.new`, clockFile);
  };
  at(now);
  const prefix = uniqueTopicPrefix().replace(/\.$/, '');
  const keys = fileKeyStore({ folder: keyStore, kek });
  const [database, issuer, policy, career] = await Promise.all([
    createTestDatabase('recruitment'),
    startTestIssuer(),
    startOtherService(policyContracts, keys, prefix),
    startOtherService(careerContracts, keys, prefix),
  ]);
  for (const { key, parameters, legalBasis, origin } of SEED)
    await policy.record(
      streamOf('policy', naturalId('policy', key)),
      policySeeded({ key, version: 1, parameters, legalBasis, origin, effectiveFrom: '2025-10-01' }),
    );
  const environment = {
    ...{ NODE_ENV: 'test', PORT: '0', JEJAK_MANAGEMENT_PORT: '0', JEJAK_LOG_LEVEL: 'error' },
    ...{ JEJAK_DATABASE_URL: database.url, JEJAK_KAFKA_BROKERS: testBrokers().join(',') },
    ...{ JEJAK_KAFKA_PARTITIONS: '3', JEJAK_TOPIC_PREFIX: prefix, JEJAK_OIDC_ISSUER: issuer.url },
    ...{ JEJAK_KEY_STORE: keyStore, JEJAK_KEK_FILE: kekFile, JEJAK_CLOCK_FILE: clockFile },
  };
  const settings = readSettings(ServiceSettings, environment);
  let service = await bootService(recruitmentService, settings);
  const rows = async (sql: string, values: unknown[] = []): Promise<number> =>
    (await service.platform.pool.query<{ n: number }>(sql, values)).rows[0].n;
  await eventually('the policies are known', async () => {
    const known = await rows('select count(*)::int as n from rm.policy_version');
    return known === SEED.length;
  });

  const ask: City['ask'] = async (method, path, { as, body, csv, file, headers = {} } = {}) => {
    const response = await fetch(`${service.url}/v1${path}`, {
      method,
      headers: {
        ...(as ? { authorization: `Bearer ${as.token}` } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(csv === undefined ? {} : { 'content-type': 'text/csv' }),
        ...(file ? { 'content-type': file.type } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      ...(csv === undefined ? {} : { body: csv }),
      ...(file ? { body: new Uint8Array(file.content) } : {}),
    });
    const text = await response.text();
    const json = (response.headers.get('content-type') ?? '').includes('json');
    // What the body is, each test says by what it expects of it.
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: JSON.parse(json ? text : '{}') as Body,
    };
  };

  const assigns: City['assigns'] = async ({ id }, duty, scope) => {
    const fact = { personId: id, duty, scope: scope ?? null, from: '2026-01-01', to: null };
    await career.record(streamOf('employee', id), dutyAssigned(fact, { subject: id }));
    await eventually('the duty is known', async () => {
      const known = await rows(
        'select count(*)::int as n from rm.duty_holder where person_id = $1 and duty = $2',
        [id, duty],
      );
      return known > 0;
    });
  };

  return {
    get service() {
      return service;
    },
    person: async (...roles) => {
      const id = newId();
      const kind = roles.join() === 'service' ? 'client' : 'person';
      const sub = kind === 'client' ? 'cat-provider' : id;
      return { id, token: await issuer.token({ sub, roles, kind }) };
    },
    token: (sub, kind, ...roles) => issuer.token({ sub, roles, kind }),
    ask,
    formation: async (position, seats, hr, mayor) => {
      const proposal = {
        ...{ unitId: newId(), position, level: 'Ahli Pertama', education: 'S-1', seats },
        workloadHours: String(1250 * seats),
      };
      const { body } = await ask('POST', '/formations', { as: hr, body: proposal });
      const id = body.stream.slice('formation-'.length);
      const approval = { seats, budgetRef: 'DPA 1.02/2026' };
      const { status } = await ask('POST', `/formations/${id}/approve`, { as: mayor, body: approval });
      if (status !== 200) throw new Error(`the formation was not approved: ${status}`);
      return id;
    },
    at,
    chairs: (person) => assigns(person, 'committee_chair'),
    assigns,
    environment,
    end: async () => {
      await service.stop();
    },
    restart: async () => {
      await service.stop();
      service = await bootService(recruitmentService, settings);
    },
    settled: async () => {
      const last = await rows('select max(position)::int as n from es.events');
      await eventually('the read models are current', async () => {
        const parked = await rows('select count(*)::int as n from rm.parked_key');
        return parked === 0 && (await service.platform.projections.passed(BigInt(last)));
      });
    },
    stop: async () => {
      await service.stop();
      await Promise.all([policy.stop(), career.stop(), issuer.stop()]);
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
