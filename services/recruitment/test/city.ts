import {
  careerContracts,
  dutyAssigned,
  type EmploymentEndKind,
  employmentEnded,
  promotionSeatReturned,
  promotionSeatTaken,
} from '@jejak/contracts/career';
import { evaluationFinalised, performanceContracts, type Predicate } from '@jejak/contracts/performance';
import { exceptionGranted, policyContracts, policyInForce, policySeeded } from '@jejak/contracts/policy';
import { readSettings } from '@jejak/http';
import { type Duty, naturalId, newId, type Role, streamOf } from '@jejak/kernel';
import {
  type AnsweredOtherwise,
  type DoneAgain,
  heardAgain,
  DEFAULT_POLICIES,
  installationOf,
  settled,
  tellPolicies,
} from '@jejak/neighbour';
import { bootService, machineClock, type RunningService } from '@jejak/service';
import { eventually } from '@jejak/testing';
import { RecruitmentSettings } from '../src/recruitment.settings';
import { recruitmentService } from '../src/service';
import type { Answer, Body } from './answer';

export interface Asking {
  readonly as?: Person;
  readonly body?: object;
  /** Raw, as `text/csv`. */
  readonly csv?: string | Buffer;
  /** Raw, as the media type that it names. */
  readonly file?: { readonly type: string; readonly content: Buffer };
  readonly headers?: Readonly<Record<string, string>>;
}

/** Says why somebody who is not on the committee reads an applicant's file. */
export const WHY = `?reason=${encodeURIComponent('Pemeriksaan atas jalannya seleksi.')}`;

/** So much input one address may give in ten minutes. */
export const PUBLIC_INPUTS = 15;

/** A document that nobody could tell from a real one by its marks. */
export const pdfOf = (text: string): Buffer => Buffer.from(`%PDF-1.7\n% ${text}\n%%EOF\n`);

export interface Person {
  readonly id: string;
  readonly token: string;
}

/** A city with this service running in it: own database, own topics, a simulated clock, policies by Kafka. */
export interface City {
  readonly service: RunningService;
  /** Someone with these roles; with the role of an applicant registered already, and with diploma and identity card uploaded. */
  person(...roles: Role[]): Promise<Person>;
  /** Someone who has not registered; `claims` are those of the token beside the usual. */
  stranger(claims?: Readonly<Record<string, unknown>>): Promise<Person>;
  /** A token of any subject. */
  token(sub: string, kind: 'person' | 'client', ...roles: Role[]): Promise<string>;
  ask(method: 'GET' | 'POST' | 'DELETE', path: string, asking?: Asking): Promise<Answer>;
  /** A formation that HR proposed and the mayor approved. @returns its id */
  formation(position: string, seats: number, hr: Person, mayor: Person): Promise<string>;
  /** Tells, as the performance service would, of a final evaluation: in a city that evaluates. */
  rate(employeeId: string, year: number, predicate: Predicate): Promise<void>;
  /** Career tells that somebody's employment ends with a day. */
  leaves(employeeId: string, kind: EmploymentEndKind, on: string): Promise<void>;
  /**
   * Tells, as the policy service would, of a policy that has no default, or of a later version of one that has, and waits until this
   * service has heard of it.
   */
  decree(key: string, parameters: object, version?: number): Promise<void>;
  /** Tells, as the policy service would, that one case is excepted from the times of `rec.other` until an instant. */
  excepts(caseStream: string, expiresAt: string): Promise<void>;
  /** Career tells that a promotion holds a seat of a formation, or gives it back. */
  promotes(formationId: string, caseId: string, held: boolean): Promise<void>;
  /** Moves business time to an instant, where it stands still. */
  at(instant: string): void;
  /** Tells by career that a person has a duty, for a scope or all of the city, and waits until this service has heard of it. */
  assign(person: Person, duty: Duty, scope?: string): Promise<void>;
  /** The same, for a chair of all committees. */
  chairs(person: Person): Promise<void>;
  /** Ends the service in this process; `restart` begins it anew on the same data. */
  end(): Promise<void>;
  restart(): Promise<void>;
  /** What a process of its own is given to be this city's service. */
  readonly environment: Readonly<Record<string, string>>;
  /** Tells every command again that recorded something. @returns those that were answered otherwise than the first time */
  toldAgain(): Promise<AnsweredOtherwise[]>;
  /** Lets an instant come, and everything be heard and fired again then. @returns what was done twice */
  heardAgain(instant: string): Promise<readonly DoneAgain[]>;
  /** Waits until every read model has all that is recorded. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export const startCity = async (
  now = '2026-01-12T02:00:00.000Z',
  { evaluates = false }: { readonly evaluates?: boolean } = {},
): Promise<City> => {
  const installation = await installationOf('recruitment', now, () => machineClock);
  const { issuer, moveTo: at } = installation;
  const [policy, career] = [policyContracts, careerContracts].map(installation.neighbour);
  const performance = evaluates ? installation.neighbour(performanceContracts) : null;
  await tellPolicies(policy);
  const environment = {
    ...installation.environment,
    ...{ JEJAK_DOCUMENT_LIMIT: '64KiB', JEJAK_DOCUMENTS_PER_APPLICANT: '5' },
    JEJAK_PUBLIC_INPUTS: String(PUBLIC_INPUTS),
  };
  const settings = readSettings(RecruitmentSettings, environment);
  let service = await bootService(recruitmentService, settings);
  const rows = async (sql: string, values: unknown[] = []): Promise<number> =>
    (await service.platform.pool.query<{ n: number }>(sql, values)).rows[0].n;
  await eventually('the policies are known', async () => {
    const known = await rows('select count(*)::int as n from rm.policy_version');
    return known === DEFAULT_POLICIES;
  });

  const ask: City['ask'] = async (method, path, { as, body, csv, file, headers = {} } = {}) => {
    const response = await installation.told.fetch(`${service.url}/v1${path}`, {
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

  const assign: City['assign'] = async ({ id }, duty, scope) => {
    const assigned = { personId: id, duty, scope: scope ?? null, from: '2026-01-01', to: null };
    await career.tell(streamOf('employee', id), dutyAssigned(assigned, { subject: id }));
    await eventually('the duty is known', async () => {
      const known = await rows(
        'select count(*)::int as n from rm.duty_holder where person_id = $1 and duty = $2 and scope = $3',
        [id, duty, scope ?? ''],
      );
      return known > 0;
    });
  };

  const registered = async (roles: readonly Role[]): Promise<Person> => {
    const id = newId();
    const token = await issuer.token({ sub: id, roles, claims: { nik_verified: true } });
    const body = { name: 'Sari Contoh', email: `${id}@contoh.test`, noticeAccepted: true };
    const headers = { 'x-acting-role': 'applicant' };
    const { status } = await ask('POST', '/applicants', { as: { id, token }, body, headers });
    if (status !== 200) throw new Error(`the applicant was not registered: ${status}`);
    for (const kind of ['DIPLOMA', 'IDENTITY']) {
      const file = { type: 'application/pdf', content: pdfOf(`${kind} ${id}`) };
      const given = await ask('POST', `/my/documents?kind=${kind}`, { as: { id, token }, file, headers });
      if (given.status !== 200) throw new Error(`the document was not taken: ${given.status}`);
    }
    return { id, token };
  };

  return {
    get service() {
      return service;
    },
    person: async (...roles) => {
      if (roles.includes('applicant')) return registered(roles);
      const id = newId();
      const kind = roles.join() === 'service' ? 'client' : 'person';
      const sub = kind === 'client' ? 'cat-provider' : id;
      return { id, token: await issuer.token({ sub, roles, kind }) };
    },
    stranger: async (claims = {}) => {
      const id = newId();
      return { id, token: await issuer.token({ sub: id, roles: ['applicant'], claims }) };
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
    promotes: async (formationId, caseId, held) => {
      const seat = { formationId, caseId };
      const fact = held ? promotionSeatTaken(seat) : promotionSeatReturned(seat);
      await career.tell(streamOf('promotion-seats', formationId), fact);
      await eventually('the seat is known', async () => {
        const known = `select count(*)::int as n from rm.promotion_seats where formation_id = $1 and cases ? $2`;
        return (await rows(known, [formationId, caseId])) === (held ? 1 : 0);
      });
    },
    leaves: async (employeeId, kind, on) => {
      const ended = { employeeId, kind, on, proposedBy: newId(), decidedBy: newId(), openCases: [] };
      await career.tell(streamOf('employment', employeeId), employmentEnded(ended, { subject: employeeId }));
      await eventually('the end is known', async () => {
        const known = 'select count(*)::int as n from rm.employment_end where employee_id = $1';
        return (await rows(known, [employeeId])) === 1;
      });
    },
    rate: async (employeeId, year, predicate) => {
      if (!performance) throw new Error('nobody is evaluated in this city');
      const evaluationId = newId();
      const fact = evaluationFinalised({
        ...{ evaluationId, employeeId, planId: newId(), position: 'Guru', unitId: newId(), year },
        ...{ periodStart: `${year}-01-01`, periodEnd: `${year}-12-31`, evaluationVersion: 1 },
        ...{ composite: '100.0000', resultRating: 'MEETS', behaviourRating: 'MEETS', predicate },
      });
      await performance.tell(streamOf('evaluation', evaluationId), fact);
      await eventually('the rating is known', async () => {
        const known = 'select count(*)::int as n from rm.final_rating where evaluation_id = $1';
        return (await rows(known, [evaluationId])) === 1;
      });
    },
    decree: async (key, parameters, version = 1) => {
      const decreed = {
        ...{ key, parameters: { ...parameters }, effectiveFrom: '2025-10-01' },
        ...{ legalBasis: 'Keputusan tahun seleksi', origin: 'STATUTORY' as const },
      };
      const fact =
        version === 1
          ? policySeeded({ ...decreed, version })
          : policyInForce({ ...decreed, version, acknowledged: 100, active: 100, coverage: '100.0000' });
      await policy.tell(streamOf('policy', naturalId('policy', key)), fact);
      await eventually('the policy is known', async () => {
        const known =
          'select count(*)::int as n from rm.policy_version where key = $1 and policy_version = $2';
        return (await rows(known, [key, version])) === 1;
      });
    },
    excepts: async (caseStream, expiresAt) => {
      const exceptionId = newId();
      const granted = exceptionGranted({
        ...{ exceptionId, case: caseStream, rule: 'rec.other', until: expiresAt.slice(0, 10) },
        ...{ expiresAt, grantedBy: newId() },
      });
      await policy.tell(streamOf('exception', exceptionId), granted);
      await eventually('the exception is known', async () => {
        const known = 'select count(*)::int as n from rm.policy_exception where exception_id = $1';
        return (await rows(known, [exceptionId])) === 1;
      });
    },
    assign,
    chairs: (person) => assign(person, 'committee_chair'),
    environment,
    end: async () => {
      await service.stop();
    },
    restart: async () => {
      await service.stop();
      service = await bootService(recruitmentService, settings);
    },
    toldAgain: () => installation.told.again(service.url),
    heardAgain: (instant) => {
      at(instant);
      return heardAgain(service, instant, async () => {
        await service.stop();
        return (service = await bootService(recruitmentService, settings));
      });
    },
    settled: () => settled(service.platform),
    stop: async () => {
      await service.stop();
      await installation.stop();
    },
  };
};
