import { ROLES, type Role, newId } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Reader, Reply } from './audit-service';
import { inspector, nurse, STREAM, superior } from './logged-evaluation';
import { people, POLICY, questionedLog, type QuestionedLog, UNIT } from './questioned-log';

type Body = Reply['body'];
type Found = readonly unknown[];
/** A path to get, or a path with what is posted there. */
type Asked = string | readonly [path: string, body: object];

/** One question as it is held against the four things that each must have (audit-ledger.md section 14). */
interface Question {
  /** What of an answer is a finding: with nothing of the kind in the log it must be empty, by the same measure. Default: its items. */
  readonly finds?: (body: Body) => Found;
  /** What is asked where the log has something, and what must be found. */
  readonly known: () => Asked | Promise<Asked>;
  readonly answer: () => Found;
  /** What is asked where it has nothing. */
  readonly none: () => Asked | Promise<Asked>;
  /** How far it must say that it has looked; default all of the log. */
  readonly scope?: 'index' | 'stream' | 'source' | 'checkpoint';
  /** The view that the fact of the read names. */
  readonly view: string;
  /** Who else may ask: the person whom it is about, or everyone. */
  readonly alsoFor?: 'the person' | 'everyone';
}

let city: QuestionedLog;
beforeAll(async () => {
  city = await questionedLog();
}, 240_000);
afterAll(() => city.stop());

const id = ({ parsed }: { readonly parsed: { readonly id: string } }): string => parsed.id;
const flat = (member: string) => (body: Body) =>
  body.items.flatMap((item) => item[member] as readonly unknown[]);
/** Changes of a rating that was there before. */
const ratingChanges = ({ items }: Body): Found =>
  items.flatMap(({ changes = [] }) =>
    changes.filter(({ field, old }) => field === '/predicate' && old !== undefined),
  );
const betweenRatedAndFinal = (stream: string): string =>
  `/streams/${stream}/history?fromType=AnnualRated&toType=EvaluationFinalised&diff=1`;
/** What came behind the first version of a stream. */
const later = ({ items }: Body): Found => items.filter(({ version }) => version > 1);
const exact = (stream: string): string => `/streams/${stream}/history?proof=exact`;
const state = (stream: string): string => `/streams/${stream}/state?asOf=event:${id(city.decision)}`;
const sheet = async (index: number): Promise<Asked> => {
  const [entry] = await city.logged.items(`/entries/${index}`);
  return ['/verify/document', { stream: STREAM, index, leafHash: entry.leafHash }];
};
const kept = async (): Promise<string> => (await city.logged.audit.fetch('/v1/log/checkpoint')).text();

const QUESTIONS: readonly (Question & { readonly asks: string })[] = [
  {
    asks: 'who changed a rating between draft and final',
    ...{ finds: ratingChanges, scope: 'stream', view: 'audit.history' },
    known: () => betweenRatedAndFinal(STREAM),
    answer: () => [{ field: '/predicate', old: 'BAIK', new: 'SANGAT_BAIK' }],
    none: () => betweenRatedAndFinal(city.unchanged[0].parsed.stream),
  },
  {
    asks: 'the rating as it stood when a promotion was decided',
    finds: ({ items }) => items.filter(({ version }) => version > 0),
    ...{ scope: 'stream', view: 'audit.state' },
    known: () => state(STREAM),
    answer: () => [{ version: 2, status: 'RATED', fields: { predicate: 'BAIK' } }],
    // It was opened later.
    none: () => state(city.unchanged[0].parsed.stream),
  },
  {
    asks: 'ratings under a policy version',
    view: 'audit.events',
    known: () => '/events?type=*.AnnualRated.v1&policy=perf.result@1',
    answer: () => [{ id: id(city.logged.events[1]), policy: 'perf.result@1' }],
    none: () => '/events?type=*.AnnualRated.v1&policy=perf.result@99',
  },
  {
    asks: 'what was rated after the deadline',
    view: 'audit.late',
    known: () => '/checks/late?period=2027',
    answer: () =>
      city.ratings.map((rated, nth) => ({
        ...{ deadline: '2027-01-31T17:00:00.000Z', hoursLate: nth === 0 ? '6.00' : '6.01' },
        change: { id: id(rated) },
      })),
    none: () => '/checks/late?period=2026',
  },
  {
    asks: 'acts of a supervisor on subordinates',
    view: 'audit.actor',
    known: () => `/actors/${superior}/events?subjectRel=subordinate`,
    answer: () => [{ relationSince: '2027-01-01', act: { id: id(city.onSubordinate) } }],
    none: () => `/actors/${newId()}/events?subjectRel=subordinate`,
  },
  {
    asks: 'whether an event is missing',
    ...{ finds: flat('gaps'), scope: 'source', view: 'audit.completeness' },
    known: () => '/verify/completeness?source=training',
    answer: () => [[1, 1]],
    none: () => '/verify/completeness?source=recruitment',
  },
  {
    asks: 'who looked at a file',
    ...{ view: 'audit.accesses', alsoFor: 'the person' },
    finds: ({ items }) => items.filter(({ what }) => what === 'audit.history').slice(0, 1),
    known: () => `/subjects/${nurse}/accesses?limit=200`,
    answer: () => [{ source: 'audit', role: 'inspector', purpose: 'INSP-2027-014' }],
    none: () => `/subjects/${newId()}/accesses`,
  },
  {
    asks: 'the exact history for the court',
    ...{ finds: later, scope: 'stream', view: 'audit.history' },
    known: () => exact(STREAM),
    answer: () => city.logged.events.slice(1).map((event) => ({ id: id(event) })),
    none: () => exact(city.lonely.parsed.stream),
  },
  {
    asks: 'whether a sheet of paper is the real one',
    finds: ({ items }) => items.filter(({ verdict }) => verdict !== 'unknown'),
    view: 'audit.document',
    known: async () => {
      const [, rated] = await city.logged.items(`/streams/${STREAM}/history`);
      return sheet(rated.index);
    },
    answer: () => [{ verdict: 'matches', version: 2, supersededBy: 6 }],
    none: () => ['/verify/document', { stream: STREAM, index: 9_999_999, leafHash: 'A'.repeat(43) }],
  },
  {
    asks: 'who approved what was their own',
    view: 'audit.separation',
    known: () => '/checks/separation?rule=reporter-verifier',
    answer: () => [{ objects: [city.bothEnds[0].parsed.stream] }],
    none: () => '/checks/separation?rule=drafter-approver',
  },
  {
    asks: 'ratings in bulk',
    view: 'audit.bursts',
    known: () => '/checks/bursts?window=60&min=3',
    answer: () => [{ acts: 3, most: 3, events: city.ratings.map(id) }],
    none: () => '/checks/bursts?window=60&min=4',
  },
  {
    asks: 'what happened around an event',
    view: 'audit.neighbourhood',
    known: () => `/events/${id(city.ratings[1])}/neighbourhood?minutes=1`,
    answer: () => [
      { seconds: -20, near: ['actor'], event: { id: id(city.ratings[0]) } },
      { seconds: 20, near: ['actor'], event: { id: id(city.ratings[2]) } },
    ],
    none: () => `/events/${id(city.lonely)}/neighbourhood?minutes=1`,
  },
  {
    asks: 'the chain of a case',
    finds: (body) => flat('edges')(body).filter((edge) => (edge as { index: unknown }).index !== null),
    view: 'audit.case',
    known: () => `/cases/${city.logged.events[0].parsed.corr ?? ''}/graph`,
    answer: () => {
      const events = city.logged.events;
      const caused = events.slice(1).map((event, nth) => ({
        ...{ kind: 'caused', from: id(events[nth]), to: id(event) },
      }));
      const reads = { kind: 'read', to: id(events[1]), same: false };
      return [caused[0], reads, ...caused.slice(1)];
    },
    none: () => `/cases/${city.lonely.parsed.corr ?? ''}/graph`,
  },
  {
    asks: 'what a policy said on a day',
    view: 'audit.policy',
    known: () => `/policies/${POLICY}/state?asOf=time:2026-12-31`,
    answer: () => [{ version: 1, parameters: { max: '120' }, approval: null, next: null }],
    none: () => `/policies/${POLICY}/state?asOf=time:2025-09-30`,
  },
  {
    asks: 'decisions that rest on what was corrected',
    view: 'audit.dependents',
    known: () => `/streams/${STREAM}/dependents?upTo=3`,
    answer: () => [{ read: 2, changedSince: true, decision: { id: id(city.decision) } }],
    none: () => `/streams/${city.lonely.parsed.stream}/dependents`,
  },
  {
    asks: 'objections, how long they waited, and their outcome',
    view: 'audit.objections',
    known: () => '/reports/objections?period=2026-03',
    answer: () => [{ outcome: 'PARTLY', hours: '241.50', late: true, filed: { id: id(city.objection[0]) } }],
    none: () => '/reports/objections?period=2024',
  },
  {
    asks: 'the spread of predicates in a unit',
    view: 'audit.distribution',
    known: () => `/reports/distribution?period=2026&unit=${UNIT}`,
    answer: () => [{ unitId: UNIT, staff: 3, counts: { BAIK: 3, KURANG: 0 }, reviews: [] }],
    none: () => `/reports/distribution?period=2026&unit=${newId()}`,
  },
  {
    asks: 'units that were rated alike',
    view: 'audit.uniformity',
    known: () => '/checks/uniformity?period=2026',
    answer: () => [{ unitId: UNIT, staff: 3, predicate: 'BAIK', sameScore: true, minutes: '0.67' }],
    none: () => '/checks/uniformity?period=2026&min=4',
  },
  {
    asks: 'whether a published list was changed',
    ...{ finds: later, scope: 'stream', view: 'audit.history' },
    known: () => exact(city.changedList[0].parsed.stream),
    answer: () => [{ id: id(city.changedList[1]), version: 2 }],
    none: () => exact(city.list.parsed.stream),
  },
  {
    asks: 'a candidate from test to ranking',
    view: 'audit.subject',
    known: () => `/subjects/${people.applicant}/events?service=recruitment`,
    answer: () => city.scored.map((event) => ({ id: id(event) })),
    none: () => `/subjects/${newId()}/events?service=recruitment`,
  },
  {
    asks: 'who acted with rights they lacked that day',
    view: 'audit.rights',
    known: () => '/checks/rights?asOf=act',
    answer: () => [{ duty: 'data_steward', act: { id: id(city.unauthorised) } }],
    none: () => '/checks/rights?asOf=act&period=2020',
  },
  {
    asks: 'what operators did',
    view: 'audit.events',
    known: () => '/events?type=OperatorActed&role=operator',
    answer: () => [{ id: id(city.operated), role: 'operator', data: { act: 'REBUILD' } }],
    none: () => '/events?type=OperatorActed&role=hr_admin',
  },
  {
    asks: 'what was erased, and on what basis',
    view: 'audit.events',
    known: () => '/events?type=asn.audit.SubjectKeyDestroyed.v1',
    answer: () => [{ data: { subjectId: people.erased, basis: 'REQUEST', entries: 3 } }],
    none: () => '/events?type=asn.audit.SubjectKeyDestroyed.v1&to=2020-01-01',
  },
  {
    asks: 'whether today’s log goes on from a checkpoint that was kept',
    ...{ scope: 'checkpoint', view: 'audit.consistency', alsoFor: 'everyone' },
    finds: ({ holds, kept: note }) => (holds === false ? [note] : []),
    known: () => ['/verify/consistency', { checkpoint: city.forged }],
    answer: () => [city.forged],
    none: async () => ['/verify/consistency', { checkpoint: await kept() }],
  },
  {
    asks: 'whether the system was complete and on time',
    finds: (body) => body.items.flatMap(({ alarms = [] }) => alarms as readonly unknown[]),
    view: 'audit.assurance',
    known: () => '/reports/assurance',
    answer: () => [{ kind: 'GAP', count: 1 }],
    none: () => '/reports/assurance?period=2020',
  },
];

const PURPOSE = 'INSP-2027-014';
const ask = async (asked: Asked | Promise<Asked>, reader: Reader | null = inspector, purpose = PURPOSE) => {
  const one = await asked;
  const { audit } = city.logged;
  if (typeof one !== 'string') {
    const [path, body] = one;
    return audit.post(path, { ...body, ...(purpose === '' ? {} : { purpose }) }, reader);
  }
  const sent = purpose === '' ? '' : `${one.includes('?') ? '&' : '?'}purpose=${purpose}`;
  return audit.get(`${one}${sent}`, reader);
};
const found = ({ finds = ({ items }) => items }: Question, body: Body): Found => finds(body);

type Scanned = Body['complete'] & { readonly from: number };

/** How far an answer says that it has looked: up to the log's own end, unless the question is a smaller one. */
const scanned = ({ scope = 'index' }: Question, body: Body): void => {
  if (scope === 'checkpoint') {
    const [from, to] = [body.from, body.to] as { size: number }[];
    expect(from.size).toBeGreaterThan(0);
    expect(to.size).toBeGreaterThanOrEqual(from.size);
    return;
  }
  const { complete, asOf } = body as Body & {
    readonly complete: Scanned;
    readonly asOf: { readonly size: number };
  };
  expect(complete).toMatchObject({ scope, gaps: [], from: expect.any(Number), to: expect.any(Number) });
  expect(complete.from).toBeGreaterThanOrEqual(0);
  expect(complete.to).toBeGreaterThanOrEqual(Math.max(1, complete.from));
  expect(complete.to).toBeLessThan(scope === 'index' ? asOf.size : Number.MAX_SAFE_INTEGER);
};

/** Until the log has what was sent, and a checkpoint covers it. */
const answered = (question: Question, asked: Question['known']): Promise<Body> =>
  eventually(question.view, async () => {
    const { status, body } = await ask(asked());
    const { gaps, from } = (body.complete as Scanned | undefined) ?? { gaps: [], from: 0 };
    return status === 200 && gaps.length === 0 && from >= 0 && body;
  });

describe.each(QUESTIONS.map((question, nth) => [`Q${nth + 1}: ${question.asks}`, question] as const))(
  '%s',
  (_, question) => {
    it('is answered with nothing where there is nothing, and says how far was looked', async () => {
      const body = await answered(question, question.none);
      scanned(question, body);
      expect(found(question, body)).toEqual([]);
    });

    it('is for those who may ask it, and who say what for', async () => {
      const { alsoFor } = question;
      const others = ROLES.filter((role) => role !== 'inspector' && role !== 'public');
      const readers: readonly (Reader | null)[] = [
        null,
        ...others.map((role) => ({ id: newId(), roles: [role] })),
      ];
      for (const reader of readers) {
        const { status, body } = await ask(question.known(), reader);
        const role: Role | undefined = reader?.roles[0];
        if (alsoFor === 'everyone')
          expect({ role, status, fact: body.accessEvent }).toEqual({ role, status: 200, fact: null });
        else {
          const own = alsoFor === 'the person' && (role === 'employee' || role === 'applicant');
          const refusal = reader === null ? [401, body.code] : [403, own ? 'NOT_RELATED' : 'FORBIDDEN_ROLE'];
          expect({ role, refusal: [status, body.code] }).toEqual({ role, refusal });
        }
      }
      if (alsoFor !== 'everyone')
        expect(await ask(question.known(), inspector, '')).toMatchObject({
          ...{ status: 400, body: { code: 'PURPOSE_REQUIRED' } },
        });
    });

    it('leaves a fact of who asked, what and what for', async () => {
      const { audit } = city.logged;
      const { accessEvent } = await answered(question, question.none);
      const facts = [...(await audit.recorded('LogRead')), ...(await audit.recorded('FileRead'))];
      const fact = facts.find((one) => one.id === accessEvent);
      expect(fact).toMatchObject({
        data: { purpose: PURPOSE, what: question.view },
        core: { actor: await audit.keys.pseudonym(inspector.id), role: 'inspector' },
      });
    });
  },
);

describe('where there is something', () => {
  it('there are 25 questions', () => expect(QUESTIONS).toHaveLength(25));

  it.each(QUESTIONS.map((question, nth) => [nth + 1, question] as const))(
    'Q%i finds it, that and no more',
    async (_, question) => {
      if (question.view === 'audit.completeness') await loseAnEvent();
      const seen = await eventually('it is found', async () => {
        const { status, body } = await ask(question.known());
        const all = status === 200 ? found(question, body) : [];
        return all.length > 0 && all;
      });
      expect(seen).toMatchObject(question.answer());
    },
  );
});

/** The second event of a source arrives, and the first never does. */
const loseAnEvent = async (): Promise<void> => {
  const { training, logged } = city;
  const lost = await training.event({ stream: `course-${newId()}` });
  const arrived = await training.event({ stream: `course-${newId()}` });
  expect(lost.pos).toBe(1);
  await logged.audit.send(training, [arrived]);
};
