import { auditContracts, findingIssued, inspectionClosed, inspectionOpened } from '@jejak/contracts/audit';
import {
  careerContracts,
  dutyAssigned,
  employeeRegistered,
  positionAssigned,
  supervisorAssigned,
  unitCreated,
} from '@jejak/contracts/career';
import { exceptionGranted, policyContracts, policyInForce, policySuperseded } from '@jejak/contracts/policy';
import { readSettings } from '@jejak/http';
import { type Duty, naturalId, newId, type Role, streamOf } from '@jejak/kernel';
import { bootService, type RunningService, simulatedClock } from '@jejak/service';
import {
  type AnsweredOtherwise,
  type DoneAgain,
  heardAgain,
  DEFAULT_POLICIES,
  installationOf,
  settled,
  tellPolicies,
} from '@jejak/neighbour';
import { eventually } from '@jejak/testing';
import { CitizenSettings } from '../src/citizen.settings';
import { citizenService } from '../src/service';

/** A row of any list: a test reads the members that its list has. */
export interface Row {
  readonly complaintId: string;
  readonly reviewId: string;
  readonly cases: number;
  readonly [member: string]: unknown;
}

/** The JSON of any answer: a test reads the members that its answer has. */
export interface Body {
  readonly code?: string;
  readonly stream: string;
  readonly reviewCode: string;
  readonly trackingCode: string;
  readonly items: readonly Row[];
  readonly flags: readonly { readonly flag: string }[];
  readonly weeks: readonly object[];
  readonly codes: readonly string[];
  readonly report: { readonly faults: readonly object[] };
  readonly next: string | null;
  readonly [member: string]: unknown;
}

/** What a command or query was answered. */
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
  csv(path: string, content: string): Promise<Answer>;
  /** A file as the body. */
  file(path: string, content: Buffer, type?: string): Promise<Answer>;
}

/** The citizen service with a real database, broker and issuer, and the city's other services as told by their contracts. */
export interface City {
  readonly citizen: RunningService;
  /** Stops the service in good order, and starts it again. */
  restart(): Promise<void>;
  /** Another calendar of holidays is in force from today on; the service need not know yet. */
  decree(version: number, today: string, holidays: readonly string[]): Promise<void>;
  /** A deadline of `cit.other` does not apply to this case until the day is over; known when it returns. */
  except(stream: string, until: string): Promise<void>;
  /** The inspectorate issues a finding about a stream. @returns its id */
  find(about: string, unitId: string): Promise<string>;
  /** It looks at streams and closes its inspection without a finding. @returns the inspection */
  inspect(...objects: readonly string[]): Promise<string>;
  /** Moves business time to a local time of the city; it only goes forward. */
  moveTo(date: string, time?: string): void;
  /** Nobody signed in. */
  readonly public: Asking;
  as(id: string, role: Role, kind?: 'person' | 'client'): Asking;
  /** Of the service. */
  readonly url: string;
  /** A token of somebody under one role. */
  token(id: string, role: Role, kind?: 'person' | 'client'): Promise<string>;
  unit(code: string): Promise<string>;
  employee(unitId: string, supervisorId: string | null, ...duties: readonly Duty[]): Promise<string>;
  /** Tells every command again that recorded something. @returns those that were answered otherwise than the first time */
  toldAgain(): Promise<AnsweredOtherwise[]>;
  /** Lets a day come, and everything be heard and fired again on it. @returns what was done twice */
  heardAgain(date: string): Promise<readonly DoneAgain[]>;
  /** Waits until every read model has all that is recorded. */
  settled(): Promise<void>;
  /** Facts of the log of one type, in order, without personal fields. */
  facts(type: string): Promise<Record<string, unknown>[]>;
  rows<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

const local = (date: string, time: string): string => new Date(`${date}T${time}+07:00`).toISOString();

export const startCity = async (
  from: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<City> => {
  const installation = await installationOf('citizen', local(from, '09:00:00'), simulatedClock);
  const { issuer } = installation;
  const moveTo = (date: string, time = '09:00:00'): void => installation.moveTo(local(date, time));
  const [career, policy, audit] = [careerContracts, policyContracts, auditContracts].map(
    installation.neighbour,
  );
  const calendar = { zone: 'Asia/Jakarta', holidays: ['2026-08-17'] };
  await tellPolicies(policy, { 'gov.calendar': { parameters: calendar } });
  const settings = readSettings(CitizenSettings, { ...installation.environment, ...environment });
  let citizen = await bootService(citizenService, settings);
  const rows = async <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    (await citizen.platform.pool.query<Row>(sql, values)).rows;
  const known = (what: string, sql: string, values: unknown[], n: number) =>
    eventually(what, async () => (await rows(sql, values)).length >= n);
  await known('the policies are known', 'select 1 from rm.policy_version', [], DEFAULT_POLICIES);

  const asking = (token: () => Promise<string> | null, role?: Role): Asking => {
    const ask = async (
      method: string,
      path: string,
      type?: string,
      body?: string | Uint8Array<ArrayBuffer>,
      key?: string,
    ): Promise<Answer> => {
      const bearer = await token();
      const response = await installation.told.fetch(`${citizen.url}/v1${path}`, {
        method,
        headers: {
          ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
          ...(role ? { 'x-acting-role': role } : {}),
          ...(type ? { 'content-type': type } : {}),
          ...(key ? { 'idempotency-key': key } : {}),
          prefer: 'wait=30',
        },
        ...(body === undefined ? {} : { body }),
      });
      const text = await response.text();
      const json = (response.headers.get('content-type') ?? '').includes('json');
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: (json ? JSON.parse(text) : {}) as Body,
      };
    };
    return {
      post: (path, body, key) =>
        body
          ? ask('POST', path, 'application/json', JSON.stringify(body), key)
          : ask('POST', path, undefined, undefined, key),
      get: (path) => ask('GET', path),
      csv: (path, content) => ask('POST', path, 'text/csv', content),
      file: (path, content, type = 'application/pdf') => ask('POST', path, type, new Uint8Array(content)),
    };
  };
  const tokens = new Map<string, Promise<string>>();

  return {
    get citizen() {
      return citizen;
    },
    restart: async () => {
      await citizen.stop();
      citizen = await bootService(citizenService, settings);
    },
    decree: async (version, today, holidays) => {
      const key = 'gov.calendar';
      const stream = streamOf('policy', naturalId('policy', key));
      await policy.tell(
        stream,
        policyInForce({
          ...{ key, version, parameters: { ...calendar, holidays }, legalBasis: 'SKB Cuti Bersama' },
          ...{ origin: 'CONFIGURED', effectiveFrom: today, acknowledged: 1, active: 1, coverage: '100.0000' },
        }),
        policySuperseded({ key, version: version - 1, by: version, lastDay: today }),
      );
    },
    except: async (stream, until) => {
      const exceptionId = newId();
      const granted = { exceptionId, case: stream, rule: 'cit.other', until, grantedBy: newId() };
      const expiresAt = local(until, '23:59:59');
      await policy.tell(streamOf('exception', exceptionId), exceptionGranted({ ...granted, expiresAt }));
      const sql = 'select 1 from rm.policy_exception where exception_id = $1';
      await known('the exception is known', sql, [exceptionId], 1);
    },
    find: async (about, unitId) => {
      const [inspectionId, findingId, issuedBy, eventId] = Array.from({ length: 4 }, newId);
      const words = { condition: 'Jawaban tidak diperiksa.', criteria: 'Jawaban diperiksa dahulu.' };
      await audit.tell(
        streamOf('inspection', inspectionId),
        findingIssued({
          ...{ inspectionId, findingId, finding: 1, unitId, about, severity: 'MODERATE', issuedBy },
          refs: [{ eventId, index: 1, leafHash: 'a'.repeat(64) }],
          ...{ followUpBy: '2026-12-31', followUpOverAt: local('2027-01-01', '00:00:00') },
          ...{ ...words, cause: 'Tidak ada daftar periksa.', effect: 'Pengadu menunggu.' },
          recommendation: 'Buat daftar periksa.',
        }),
      );
      return findingId;
    },
    inspect: async (...objects) => {
      const [inspectionId, inspectorId] = [newId(), newId()];
      await audit.tell(
        streamOf('inspection', inspectionId),
        inspectionOpened({
          ...{ inspectionId, inspectorId, assignment: { number: 'ST-1/2026', issuedOn: '2026-08-03' } },
          ...{ scope: { units: [], objects: [...objects] }, from: '2026-01-01', to: '2026-12-31' },
          question: 'Bagaimana pengaduan ini ditangani?',
        }),
        inspectionClosed({ inspectionId, closedBy: inspectorId, summary: 'Tidak ada temuan.' }),
      );
      return inspectionId;
    },
    moveTo,
    url: citizen.url,
    public: asking(() => null),
    token: (sub, role, kind = 'person') => issuer.token({ sub, roles: [role], kind }),
    as: (id, role, kind = 'person') => {
      const token = () => {
        const name = `${id}|${role}`;
        const made = tokens.get(name) ?? issuer.token({ sub: id, roles: [role], kind });
        tokens.set(name, made);
        return made;
      };
      return asking(token, role);
    },
    unit: async (code) => {
      const unitId = naturalId('unit', code);
      const created = {
        unitId,
        code,
        name: `Dinas ${code}`,
        kind: 'OPD',
        parentUnitId: null,
        from: '2020-01-01',
        to: null,
      };
      await career.tell(streamOf('unit', unitId), unitCreated(created));
      await known('the unit is known', 'select 1 from rm.unit_chart where unit_id = $1', [unitId], 1);
      return unitId;
    },
    employee: async (unitId, supervisorId, ...duties) => {
      const employeeId = newId();
      const about = { subject: employeeId };
      const version = await career.tell(
        streamOf('employee', employeeId),
        employeeRegistered(
          {
            ...{
              employeeId,
              nip: '199001012019042001',
              nik: '1271010101900001',
              name: 'Pegawai',
              email: 'p@kota.example',
            },
            ...{ kind: 'PNS', golongan: 'III/b', jenjang: null, start: '2020-01-01', contractEnd: null },
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
      return employeeId;
    },
    toldAgain: () => installation.told.again(citizen.url),
    heardAgain: (date) => {
      moveTo(date);
      return heardAgain(citizen, local(date, '09:00:00'), async () => {
        await citizen.stop();
        return (citizen = await bootService(citizenService, settings));
      });
    },
    settled: () => settled(citizen.platform),
    facts: async (type) => {
      const found = await rows<{ data: Record<string, unknown> }>(
        'select data::jsonb as data from es.events where event_type = $1 order by position',
        [`asn.citizen.${type}.v1`],
      );
      return found.map(({ data }) => data);
    },
    rows,
    stop: async () => {
      await citizen.stop();
      await installation.stop();
    },
  };
};
