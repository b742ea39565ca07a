import { auditContracts } from '@jejak/contracts/audit';
import { performanceContracts } from '@jejak/contracts/performance';
import { policyContracts, SEED } from '@jejak/contracts/policy';
import { recruitmentContracts } from '@jejak/contracts/recruitment';
import { trainingContracts } from '@jejak/contracts/training';
import { readSettings, ServiceSettings } from '@jejak/http';
import type { Role, StreamRef } from '@jejak/kernel';
import {
  type AnsweredOtherwise,
  type DoneAgain,
  heardAgain,
  installationOf,
  settled,
  tellPolicies,
  type ToldBy,
} from '@jejak/neighbour';
import { bootService, type RunningService, simulatedClock } from '@jejak/service';
import { eventually } from '@jejak/testing';
import { careerService } from '../src/service';
import { at } from './people';

/** A fact as the log has it. */
export interface Fact {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly stream: string;
  readonly inputs: readonly StreamRef[];
  readonly policies: readonly string[];
}

/** The JSON of any answer: a test reads the members that its answer has. */
export interface Body {
  readonly stream: string;
  readonly code: string;
  readonly events: readonly { readonly type: string }[];
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly [member: string]: unknown;
}
export interface Answer {
  readonly status: number;
  readonly body: Body;
  readonly text: string;
}

/** Somebody who asks, under one role. */
export interface Asking {
  post(path: string, body?: object): Promise<Answer>;
  get(path: string): Promise<Answer>;
  /** Hands in a file as CSV. */
  file(path: string, rows: readonly (readonly string[])[]): Promise<Answer>;
}

/** The career service with a real database, broker and issuer, and the city's other services as told by their contracts. */
export interface CareerCity {
  readonly performance: ToldBy;
  readonly training: ToldBy;
  readonly recruitment: ToldBy;
  readonly policy: ToldBy;
  /** The audit service, where a test has it say something. */
  readonly audit: ToldBy;
  /** Moves business time; it only goes forward. */
  moveTo(date: string, time?: string): void;
  as(id: string, role: Role): Asking;
  anyone(path: string): Promise<Answer>;
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
  stop(): Promise<void>;
}

export const startCareerCity = async (from: string): Promise<CareerCity> => {
  const installation = await installationOf('career', at(from), simulatedClock);
  const { issuer } = installation;
  const moveTo = (date: string, time?: string): void => installation.moveTo(at(date, time));
  const settings = readSettings(ServiceSettings, installation.environment);
  const [performance, training, recruitment, policy] = [
    performanceContracts,
    trainingContracts,
    recruitmentContracts,
    policyContracts,
  ].map(installation.neighbour);
  await tellPolicies(policy);
  let career: RunningService = await bootService(careerService, settings);
  const rows = async <Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
    (await career.platform.pool.query<Row>(sql, [...values])).rows;
  const known: CareerCity['known'] = (what, sql, values, count = 1) =>
    eventually(what, async () => (await rows<{ n: number }>(sql, values))[0].n >= count).then(
      () => undefined,
    );
  await known('the policies are known', 'select count(*)::int as n from rm.policy_version', [], SEED.length);

  const ask = async (path: string, token: string | null, request: RequestInit): Promise<Answer> => {
    const response = await installation.told.fetch(`${career.url}/v1/${path}`, {
      ...request,
      headers: {
        ...(request.headers as Record<string, string>),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
    });
    const text = await response.text();
    const json = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, text, body: (json ? JSON.parse(text) : {}) as Body };
  };

  const facts: CareerCity['facts'] = async (...names) => {
    const types = names.map((name) => `asn.career.${name}.v1`);
    const found = await rows<{ stream: string; version: string; core: string }>(
      `select stream_id as stream, version, core from es.events where event_type = any($1) order by position`,
      [types],
    );
    return Promise.all(
      found.map(async ({ stream, version, core }) => {
        const event = (await career.platform.store.history(stream))[Number(version) - 1];
        const { type, data } = event;
        const { inputs = [], policies = [] } = JSON.parse(core) as Partial<Fact>;
        return { type, data: data as Fact['data'], stream, inputs, policies };
      }),
    );
  };

  return {
    ...{ performance, training, recruitment, policy, moveTo, facts, known },
    audit: installation.neighbour(auditContracts),
    as: (id, role) => {
      const kind = role === 'service' ? 'client' : 'person';
      const token = () => issuer.token({ sub: id, roles: [role], kind });
      return {
        post: async (path, body) =>
          ask(path, await token(), {
            method: 'POST',
            ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
          }),
        get: async (path) => ask(path, await token(), {}),
        file: async (path, cells) =>
          ask(path, await token(), {
            method: 'POST',
            headers: { 'content-type': 'text/csv', prefer: 'wait=30' },
            body: cells.map((row) => row.join(',')).join('\n'),
          }),
      };
    },
    anyone: (path) => ask(path, null, {}),
    recorded: async (name, times = 1) =>
      eventually(`${times} ${name}`, async () => {
        const found = await facts(name);
        return found.length >= times && found;
      }),
    toldAgain: () => installation.told.again(career.url),
    heardAgain: (date) => {
      installation.moveTo(at(date));
      return heardAgain(career, at(date), async () => {
        await career.stop();
        return (career = await bootService(careerService, settings));
      });
    },
    settled: () => settled(career.platform),
    stop: async () => {
      await career.stop();
      await installation.stop();
    },
  };
};

/** The names of the facts that an accepted command recorded. */
export const accepted = (answer: Answer): string => {
  if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body.events.map(({ type }) => type.split('.')[2]).join(' ');
};

/** What the answer to a refused command matches. */
export const refused = (status: number, code: string) => ({
  status,
  body: { code, type: `/problems/${code}` },
});

/** The id of the aggregate that a command was for. */
export const idOf = ({ body }: Answer): string => body.stream.slice(-36);
