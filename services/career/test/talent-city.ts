import { careerContracts, pastPredicateImported, promotionOpened } from '@jejak/contracts/career';
import {
  evaluationFinalised,
  evaluationObjected,
  evaluationOpened,
  objectionDecided,
  performanceContracts,
  type Predicate,
  sanctionDecided,
  violationDismissed,
  violationReported,
} from '@jejak/contracts/performance';
import { policyContracts, SEED } from '@jejak/contracts/policy';
import { recruitmentContracts } from '@jejak/contracts/recruitment';
import { probationFailed, trainingContracts, trainingPassed } from '@jejak/contracts/training';
import { readSettings, ServiceSettings } from '@jejak/http';
import { type Decider, type DomainEvent, naturalId, newId, type Role, streamOf } from '@jejak/kernel';
import { EventContext } from '@jejak/messaging';
import { type AnsweredOtherwise, installationOf, settled, tellPolicies, type ToldBy } from '@jejak/neighbour';
import { policyVersions } from '@jejak/policies';
import { bootService, simulatedClock } from '@jejak/service';
import { eventually } from '@jejak/testing';
import { recorded } from '@jejak/testing/recorded';
import { employee } from '../src/employee/employee.decider';
import { streamOfEmployee } from '../src/employee/employee.http';
import { careerService } from '../src/service';
import { evaluationRecords } from '../src/credit/evaluation-record.projection';
import { sanctionRecords } from '../src/eligibility/sanction-record.projection';
import { heldCompetencies } from '../src/placement/placement.projections';
import { promotionCases } from '../src/promotion/promotion.projection';
import { TalentReaction } from '../src/talent/talent.reaction';

const SEEN_MS = 30_000;

/** What a command or query was answered; what is in it each test says by what it expects. */
export interface Said {
  readonly status: number;
  readonly body: {
    readonly stream: string;
    readonly version: number;
    readonly events: readonly { readonly type: string }[];
    readonly items: readonly Readonly<Record<string, unknown>>[];
    readonly [member: string]: unknown;
  };
}
export interface Asking {
  post(path: string, body?: object): Promise<Said>;
  get(path: string): Promise<Said>;
  /** The list as a file. */
  file(path: string): Promise<{ readonly status: number; readonly text: string }>;
}

interface Tell {
  readonly type: 'Tell';
  readonly facts: readonly DomainEvent[];
}
const telling: Decider<Tell, DomainEvent, null> = {
  initial: null,
  decide: ({ facts }) => [...facts],
  evolve: () => null,
};

/** The career service in a city whose other services are told by their contracts. */
export interface TalentCity {
  readonly performance: ToldBy;
  moveTo(date: string): void;
  as(id: string, role: Role): Asking;
  /** Enrols somebody since 2020, or since a day; each further position is a move. */
  enrol(person: Enrolled): Promise<void>;
  /** An evaluation is contested; decided and final; or only final. */
  objected(evaluationId: string, employeeId: string): Promise<void>;
  /** The objection, the second fact of its evaluation, reaches the map once more. */
  objectionComesAgain(evaluationId: string): Promise<void>;
  finalised(final: FinalOf, decided?: boolean): Promise<void>;
  /** A violation is reported; and dismissed. */
  accused(caseId: string, employeeId: string, dismissed?: boolean): Promise<void>;
  /** A sanction is decided. */
  sanctioned(caseId: string, employeeId: string): Promise<void>;
  /** The year of a candidate is over without the basic training. */
  failedProbation(employeeId: string): Promise<void>;
  /** A promotion of somebody is opened, for the post that they hold. */
  promoting(caseId: string, employeeId: string, unitId: string): Promise<void>;
  /** Streams that the decision behind a fact rested on. */
  inputsOf(stream: string, version: number): Promise<readonly string[]>;
  imported(employeeId: string, year: number, predicate: Predicate): Promise<void>;
  learned(employeeId: string, competencies: readonly string[]): Promise<void>;
  /** How often somebody else's file was looked into, by the view. */
  looks(what: string): Promise<number>;
  /** Names and data of the facts of a stream. */
  facts(stream: string): Promise<readonly { readonly type: string; readonly data: object }[]>;
  /** Waits for a fact in a stream. */
  recorded(stream: string, type: string): Promise<object>;
  /** Tells every command again that recorded something. @returns those that were answered otherwise than the first time */
  toldAgain(): Promise<AnsweredOtherwise[]>;
  /** Waits until every read model has all that this service recorded. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}
export interface Enrolled {
  readonly id: string;
  readonly unitId: string;
  readonly supervisorId?: string | null;
  readonly moved?: string;
}
export interface FinalOf {
  readonly evaluationId: string;
  readonly employeeId: string;
  readonly year: number;
  readonly predicate: Predicate;
  readonly version: number;
}

const objection = (evaluationId: string) =>
  evaluationObjected({ evaluationId, grounds: ['MEASUREMENT'], measurementIds: [], decideBy: '2027-02-12' });

const at = (date: string): string => new Date(`${date}T09:00:00.000+07:00`).toISOString();

export const startTalentCity = async (from: string): Promise<TalentCity> => {
  const installation = await installationOf('career', at(from), simulatedClock);
  const { issuer } = installation;
  const moveTo = (date: string): void => installation.moveTo(at(date));
  const settings = readSettings(ServiceSettings, installation.environment);
  const [performance, training, , policy] = [
    performanceContracts,
    trainingContracts,
    recruitmentContracts,
    policyContracts,
  ].map(installation.neighbour);
  await tellPolicies(policy);
  const career = await bootService(careerService, settings);
  const { store, pool, projections } = career.platform;
  const seen = async (projection: { readonly name: string }, stream: string, version: number) => {
    if (!(await projections.reached(projection, stream, version, SEEN_MS)))
      throw new Error(`${projection.name} never saw version ${version} of ${stream}`);
  };
  for (const { key } of SEED) await seen(policyVersions, streamOf('policy', naturalId('policy', key)), 1);
  const service = () => ({ commandId: newId(), actor: careerContracts.service, role: 'service' }) as const;
  const evaluation = async (evaluationId: string, ...facts: readonly DomainEvent[]): Promise<void> => {
    const stream = streamOf('evaluation', evaluationId);
    await seen(evaluationRecords, stream, await performance.tell(stream, ...facts));
  };
  const facts: TalentCity['facts'] = async (stream) =>
    (await store.history(stream)).map(({ type, data }) => ({ type, data }));

  return {
    ...{ performance, moveTo, facts },
    as: (id, role) => {
      const ask = async (method: string, path: string, body?: object): Promise<Said> => {
        const token = await issuer.token({ sub: id, roles: [role] });
        const response = await installation.told.fetch(`${career.url}/v1/${path}`, {
          method,
          headers: {
            authorization: `Bearer ${token}`,
            ...(body ? { 'content-type': 'application/json' } : {}),
          },
          ...(body ? { body: JSON.stringify(body) } : {}),
        });
        return { status: response.status, body: (await response.json()) as Said['body'] };
      };
      return {
        post: (path, body) => ask('POST', path, body),
        get: (path) => ask('GET', path),
        file: async (path) => {
          const token = await issuer.token({ sub: id, roles: [role] });
          const headers = { authorization: `Bearer ${token}` };
          const response = await fetch(`${career.url}/v1/${path}`, { headers });
          return { status: response.status, text: await response.text() };
        },
      };
    },
    enrol: async ({ id, unitId, supervisorId = null, moved }) => {
      const start = '2020-01-01';
      const number = BigInt(`0x${id.replace(/-/g, '')}`)
        .toString()
        .slice(-10);
      const command = {
        type: 'EnrolEmployee',
        file: {
          ...{ employeeId: id, nip: `19900101${number}`, nik: `127101${number}`, name: 'Pegawai', email: '' },
          ...({ kind: 'PNS', golongan: 'III/b', jenjang: null, start, contractEnd: null } as const),
        },
        position: { position: 'Perawat', unitId, from: start, to: null },
        relation: { supervisorId, from: start, to: null },
      } as const;
      const given = { given: { superiors: [] } };
      await store.execute(employee, streamOfEmployee(id), command, service(), given);
      if (moved === undefined) return;
      const move = {
        type: 'AssignPosition',
        position: 'Perawat Gigi',
        unitId,
        from: moved,
        to: null,
      } as const;
      await store.execute(employee, streamOfEmployee(id), move, service(), given);
    },
    objectionComesAgain: async (evaluationId) => {
      const stream = streamOf('evaluation', evaluationId);
      const [, event] = recorded(performanceContracts.service, stream, [
        objection(evaluationId),
        objection(evaluationId),
      ]);
      await career.app.get(TalentReaction).contested(event, new EventContext([event, {}]));
    },
    objected: (evaluationId, employeeId) =>
      evaluation(
        evaluationId,
        evaluationOpened(
          {
            ...{ evaluationId, planId: newId(), employeeId, raterId: null, position: 'Perawat' },
            ...{ unitId: newId(), year: 2026, periodStart: '2026-01-01', periodEnd: '2026-12-31' },
            pinnedPolicies: [],
          },
          { subject: employeeId },
        ),
        objection(evaluationId),
      ),
    finalised: ({ evaluationId, employeeId, year, predicate, version }, decided = false) => {
      const ratings = { resultRating: 'ABOVE', behaviourRating: 'ABOVE', predicate } as const;
      const answer = objectionDecided({
        ...{ evaluationId, decidedBy: employeeId, outcome: 'UPHELD', corrections: [], ...ratings },
        newPredicate: predicate,
      });
      const final = evaluationFinalised(
        {
          ...{ evaluationId, employeeId, planId: newId(), position: 'Perawat', unitId: newId(), year },
          ...{ periodStart: `${year}-01-01`, periodEnd: `${year}-12-31`, evaluationVersion: version },
          ...{ composite: '110.2149', ...ratings },
        },
        { subject: employeeId },
      );
      return evaluation(evaluationId, ...(decided ? [answer, final] : [final]));
    },
    accused: async (caseId, employeeId, dismissed = false) => {
      const about = { subject: employeeId };
      const fact = dismissed
        ? violationDismissed({ caseId, decidedBy: newId() }, about)
        : violationReported(
            {
              ...{ caseId, employeeId, unitId: newId(), articleRef: 'PP 94/2021 Pasal 4 huruf f' },
              ...{ from: '2027-01-04', to: '2027-01-06', absentDays: 3, consecutiveDays: 3 },
              ...{ reportedBy: newId(), allegation: 'Tidak masuk kerja.' },
            },
            about,
          );
      const stream = streamOf('discipline', caseId);
      await seen(sanctionRecords, stream, await performance.tell(stream, fact));
    },
    sanctioned: async (caseId, employeeId) => {
      const fact = sanctionDecided(
        {
          ...{ caseId, employeeId, level: 'LIGHT', kind: 'ORAL', months: null },
          ...{ articleRef: 'PP 94/2021 Pasal 4 huruf f', decidedBy: newId() },
          ...{ appealBy: '2027-03-01', servedAt: '2027-03-01T17:00:00.000Z' },
        },
        { subject: employeeId },
      );
      const stream = streamOf('discipline', caseId);
      await seen(sanctionRecords, stream, await performance.tell(stream, fact));
    },
    failedProbation: async (employeeId) => {
      const failed = { employeeId, endedOn: '2027-01-31', missing: ['LATSAR' as const] };
      const stream = streamOf('probation', employeeId);
      await training.tell(stream, probationFailed(failed, { subject: employeeId }));
    },
    promoting: async (caseId, employeeId, unitId) => {
      const [held, target] = [
        { rank: 'III/b', level: null },
        { rank: 'III/c', level: null },
      ];
      const fact = promotionOpened(
        {
          ...{
            caseId,
            employeeId,
            kind: 'RANK_REGULAR',
            from: held,
            to: target,
            position: 'Perawat',
            unitId,
          },
          ...{ formationId: null, effective: '2027-06-01', openedBy: employeeId, documentSha256: null },
        },
        { subject: employeeId },
      );
      const stream = streamOf('promotion', caseId);
      const { version } = await store.execute(telling, stream, { type: 'Tell', facts: [fact] }, service());
      await seen(promotionCases, stream, version);
    },
    looks: async (what) => {
      const { rows } = await pool.query<{ n: number }>(
        `select count(*)::int as n from es.events
         where event_type = 'asn.career.FileRead.v1' and data::jsonb ->> 'what' = $1`,
        [what],
      );
      return rows[0].n;
    },
    inputsOf: async (stream, version) => {
      const { rows } = await pool.query<{ streams: string[] }>(
        `select jsonb_path_query_array(core::jsonb, '$.inputs[*].stream') as streams
         from es.events where stream_id = $1 and version = $2`,
        [stream, version],
      );
      return rows[0].streams;
    },
    imported: async (employeeId, year, predicate) => {
      const stream = streamOf('career-record', naturalId('career-record', employeeId));
      const document = { employeeId, documentSha256: 'a'.repeat(64) };
      const fact = pastPredicateImported({ ...document, year, predicate }, { subject: employeeId });
      await store.execute(telling, stream, { type: 'Tell', facts: [fact] }, service());
    },
    learned: async (employeeId, competencies) => {
      const enrolmentId = newId();
      const stream = streamOf('enrolment', enrolmentId);
      const version = await training.tell(
        stream,
        trainingPassed(
          {
            ...{ enrolmentId, sessionId: newId(), programmeId: newId(), employeeId, kind: 'TECHNICAL' },
            ...{ stateProgramme: null, score: '82.00', attendance: '100.00', gain: null, jp: 8 },
            ...{ endedOn: '2026-10-08', competencies: [...competencies] },
          },
          { subject: employeeId },
        ),
      );
      await seen(heldCompetencies, stream, version);
    },
    recorded: (stream, type) =>
      eventually(`${type} of ${stream}`, async () => {
        const found = (await facts(stream)).find((fact) => fact.type === type);
        return found?.data ?? false;
      }),
    toldAgain: () => installation.told.again(career.url),
    settled: () => settled(career.platform),
    stop: async () => {
      await career.stop();
      await installation.stop();
    },
  };
};
