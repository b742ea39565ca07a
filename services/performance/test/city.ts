import { auditContracts } from '@jejak/contracts/audit';
import {
  careerContracts,
  dutyAssigned,
  employeeRegistered,
  positionAssigned,
  supervisorAssigned,
  unitCreated,
} from '@jejak/contracts/career';
import { notificationContracts } from '@jejak/contracts/notification';
import { citizenContracts } from '@jejak/contracts/citizen';
import { recruitmentContracts } from '@jejak/contracts/recruitment';
import { trainingContracts } from '@jejak/contracts/training';
import { policyContracts, SEED } from '@jejak/contracts/policy';
import { readSettings, ServiceSettings } from '@jejak/http';
import { type Duty, naturalId, newId, type Role, streamOf } from '@jejak/kernel';
import { policyVersions } from '@jejak/policies';
import { bootService, type RunningService, simulatedClock } from '@jejak/service';
import { until } from '@jejak/testing';
import { employeeFile, unitChart } from '@jejak/organisation';
import {
  type AnsweredOtherwise,
  type Decree,
  type DoneAgain,
  heardAgain,
  type Installation,
  installationOf,
  tellPolicies,
  type ToldBy,
} from '@jejak/neighbour';
import { unitResultList } from '../src/direction/direction.projection';
import { unitResult } from '../src/direction/unit-result.decider';
import { unitResultStream } from '../src/direction/unit-results';
import { performanceService } from '../src/service';
import { at, UNIT_RESULT } from './nurse';

const ARRIVAL_MS = 30_000;

/** What a command or query was answered. */
export interface Answer {
  readonly status: number;
  /** JSON, as it came; empty of what is none. */
  readonly body: Record<string, unknown>;
}

/** Somebody who asks, under one role. */
export interface Asking {
  post(path: string, body?: object | string, key?: string): Promise<Answer>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** What is answered with, as the text that it is: a file. */
  text(path: string): Promise<string>;
}

/** The performance service with a real database, broker and issuer, and the city's other services as told by their contracts. */
export interface City {
  readonly performance: RunningService;
  /** The services whose facts this one follows. */
  readonly career: ToldBy;
  readonly notification: ToldBy;
  readonly audit: ToldBy;
  readonly policy: ToldBy;
  readonly recruitment: ToldBy;
  readonly citizen: ToldBy;
  readonly training: ToldBy;
  /** Moves business time; it only goes forward. */
  moveTo(date: string, time?: string): void;
  as(id: string, role: Role, kind?: 'person' | 'client'): Asking;
  /** Of the service. */
  readonly url: string;
  /** A token of somebody under one role. */
  token(id: string, role: Role, kind?: 'person' | 'client'): Promise<string>;
  employee(person: {
    readonly id: string;
    readonly nip: string;
    readonly position: string;
    readonly supervisorId: string | null;
    readonly duties?: readonly Duty[];
  }): Promise<void>;
  /** A unit of another one. */
  unitBelow(unitId: string, parentUnitId: string): Promise<void>;
  /** Somebody is the head of one more unit since 2026. */
  leads(employeeId: string, unitId: string): Promise<void>;
  /** Somebody of another unit, without a number of their own. */
  worksIn(employeeId: string, unitId: string): Promise<void>;
  /** Waits until what was just recorded is in a read model too. */
  shows(projection: { readonly name: string }, answer: Answer): Promise<void>;
  /** Tells every command again that recorded something. @returns those that were answered otherwise than the first time */
  toldAgain(): Promise<AnsweredOtherwise[]>;
  /** Lets a day come, and everything be heard and fired again on it. @returns what was done twice */
  heardAgain(date: string): Promise<readonly DoneAgain[]>;
  /** Waits for what has no version that could be known beforehand. */
  until(holds: () => Promise<boolean>): Promise<void>;
  stop(): Promise<void>;
}

/** @param decrees what this city has otherwise than by default, by policy */
export const startCity = async (
  unitId: string,
  from: string,
  decrees: Readonly<Record<string, Decree>> = {},
): Promise<City> => {
  const installation = await installationOf('performance', at(from), simulatedClock);
  const { issuer } = installation;
  const [career, policy, recruitment, citizen, training, notification, audit] = [
    ...[careerContracts, policyContracts, recruitmentContracts, citizenContracts, trainingContracts],
    ...[notificationContracts, auditContracts],
  ].map(installation.neighbour);
  const unit = unitCreated({
    ...{ unitId, code: 'DINKES', name: 'Dinas Kesehatan', kind: 'OPD', parentUnitId: null },
    ...{ from: '2020-01-01', to: null },
  });
  await career.tell(streamOf('unit', unitId), unit);
  // The installation of the story leaves `perf.result` out: it is in force from 2026 on only.
  await tellPolicies(policy, { 'perf.result': { effectiveFrom: '2026-01-01' }, ...decrees });
  const settings = readSettings(ServiceSettings, installation.environment);
  let performance: RunningService = await bootService(performanceService, settings);
  const arrived = async (
    projection: { readonly name: string },
    stream: string,
    version: number,
  ): Promise<void> => {
    if (!(await performance.platform.projections.reached(projection, stream, version, ARRIVAL_MS)))
      throw new Error(`${projection.name} never saw version ${version} of ${stream}`);
  };
  for (const { key } of SEED) await arrived(policyVersions, streamOf('policy', naturalId('policy', key)), 1);
  await arrived(unitChart, streamOf('unit', unitId), 1);
  const stream = await plannedResult(performance, unitId);
  await arrived(unitResultList, stream, 1);

  return {
    ...{ career, policy, recruitment, citizen, training, notification, audit },
    get performance() {
      return performance;
    },
    moveTo: (date, time) => installation.moveTo(at(date, time)),
    get url() {
      return performance.url;
    },
    token: (sub, role, kind = 'person') => issuer.token({ sub, roles: [role], kind }),
    as: (id, role, kind = 'person') => asking(() => performance.url, installation, { id, role, kind }),
    employee: async ({ id, nip, position, supervisorId, duties = [] }) => {
      const about = { subject: id };
      const [start, stream] = ['2019-04-01', streamOf('employee', id)];
      const version = await career.tell(
        stream,
        employeeRegistered(
          {
            ...{
              employeeId: id,
              nip,
              nik: `12710101${nip.slice(0, 8)}`,
              name: `Pegawai ${nip}`,
              email: 'p@kota.example',
            },
            ...{ kind: 'PNS', golongan: 'III/b', jenjang: 'Ahli Pertama', start, contractEnd: null },
          },
          about,
        ),
        positionAssigned({ employeeId: id, position, unitId, from: start, to: null }, about),
        supervisorAssigned({ employeeId: id, supervisorId, from: '2020-01-01', to: null }, about),
        ...duties.map((duty) =>
          dutyAssigned({ personId: id, duty, scope: unitId, from: '2026-01-01', to: null }, about),
        ),
      );
      await arrived(employeeFile, stream, version);
      await knownByNumber(performance, id);
    },
    unitBelow: async (below, parentUnitId) => {
      const stream = streamOf('unit', below);
      const named = { code: `U-${below.slice(-4)}`, name: 'Unit bawahan', kind: 'UPTD' as const };
      const created = unitCreated({ unitId: below, ...named, parentUnitId, from: '2020-01-01', to: null });
      await arrived(unitChart, stream, await career.tell(stream, created));
    },
    leads: async (personId, scope) => {
      const stream = streamOf('employee', personId);
      const head = dutyAssigned(
        { personId, duty: 'unit_head', scope, from: '2026-01-01', to: null },
        { subject: personId },
      );
      await arrived(employeeFile, stream, await career.tell(stream, head));
    },
    worksIn: async (employeeId, unit) => {
      const stream = streamOf('employee', employeeId);
      const held = { employeeId, position: 'Staf', unitId: unit, from: '2020-01-01', to: null };
      const registered = employeeRegistered(
        {
          ...{ employeeId, nip: null, nik: null, name: null, email: null, kind: 'PNS', golongan: 'III/a' },
          ...{ jenjang: null, start: '2020-01-01', contractEnd: null },
        },
        { subject: employeeId },
      );
      const version = await career.tell(stream, registered, positionAssigned(held, { subject: employeeId }));
      await arrived(employeeFile, stream, version);
    },
    shows: (projection, { body: { stream, version } }) =>
      arrived(projection, String(stream), Number(version)),
    toldAgain: () => installation.told.again(performance.url),
    heardAgain: (date) => {
      installation.moveTo(at(date));
      return heardAgain(performance, at(date), async () => {
        await performance.stop();
        return (performance = await bootService(performanceService, settings));
      });
    },
    until,
    stop: async () => {
      await performance.stop();
      await installation.stop();
    },
  };
};

/** What the plans of the story support, under the id by which they name it. */
const plannedResult = async ({ platform }: RunningService, unitId: string): Promise<string> => {
  const command = {
    ...({
      type: 'PlanUnitResult',
      unitResultId: UNIT_RESULT,
      code: 'DINKES-STORY',
      year: 2026,
      unitId,
    } as const),
    ...{ result: 'Anak Kota Contoh terlindungi.', measure: 'Cakupan dalam persen', supports: null },
  };
  const context = { commandId: newId(), actor: 'performance', role: 'service' } as const;
  const given = { cycle: null, unitExists: true, mayPlan: true, unitResults: [] };
  const stream = unitResultStream(UNIT_RESULT);
  await platform.store.execute(unitResult, stream, command, context, { given });
  return stream;
};

/** A reaction has no stream progress to be asked for: its row says that it has run. */
const knownByNumber = ({ platform }: RunningService, employeeId: string): Promise<void> =>
  until(async () => {
    const { rows } = await platform.pool.query('select from rm.nip_index where employee_id = $1', [
      employeeId,
    ]);
    return rows.length > 0;
  });

/** A file has no members. */
const bodyOf = (type: string | null, text: string): Answer['body'] =>
  (type ?? '').includes('json') ? (JSON.parse(text) as Answer['body']) : {};

const asking = (
  url: () => string,
  { issuer, told }: Pick<Installation, 'issuer' | 'told'>,
  { id, role, kind }: { readonly id: string; readonly role: Role; readonly kind: 'person' | 'client' },
): Asking => {
  const ask = async (
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<Answer & { readonly text: string }> => {
    const token = await issuer.token({ sub: id, roles: [role], kind });
    const response = await told.fetch(`${url()}/v1/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    return {
      ...{ status: response.status, text },
      body: bodyOf(response.headers.get('content-type'), text),
    };
  };
  const answerOf = async (asked: ReturnType<typeof ask>): Promise<Answer> => {
    const { status, body } = await asked;
    return { status, body };
  };
  return {
    post: (path, body, key) =>
      answerOf(
        ask(
          'POST',
          path,
          {
            ...(key === undefined ? {} : { 'idempotency-key': key }),
            // A file is waited for; without that its recording goes on behind the answer.
            ...(typeof body === 'string' ? { 'content-type': 'text/csv', prefer: 'wait=20' } : {}),
            ...(typeof body === 'object' ? { 'content-type': 'application/json' } : {}),
          },
          typeof body === 'string' ? body : body && JSON.stringify(body),
        ),
      ),
    get: (path, headers = {}) => answerOf(ask('GET', path, headers)),
    text: async (path) => (await ask('GET', path, {})).text,
  };
};
