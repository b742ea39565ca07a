import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { naturalId, newId, streamOf } from '@jejak/kernel';
import { parseCheckpoint, parseVkey, signersOf } from '@jejak/ledger';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Reader, Reply } from './audit-service';
import {
  evaluationId,
  inspector,
  LoggedEvaluation,
  nurse,
  rater,
  STREAM,
  superior,
} from './logged-evaluation';
import { type Produced, ProducingService } from './producing-service';
import { ratedEvaluation } from './rated-evaluation';

const stranger: Reader = { id: newId(), roles: ['employee'] };
const [unitId, otherUnit, colleague, steward] = Array.from({ length: 4 }, () => newId());
const evaluations = Array.from({ length: 4 }, () => `evaluation-${newId()}`);

let logged: LoggedEvaluation;
let career: ProducingService;
let folder: string;
/** Rated within a minute of each other, at night, after the deadline, all alike. */
let ratings: readonly Produced[];
let duties: readonly Produced[];

const read = ({ parsed, hash }: Produced) => ({ stream: parsed.stream, ver: parsed.ver, hash });
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jejak-next-key-'));
  const seedFile = join(folder, 'next-seed');
  writeFileSync(seedFile, randomBytes(32), { mode: 0o600 });
  logged = await LoggedEvaluation.start({ JEJAK_LEDGER_NEXT_SEED_FILE: seedFile });
  const { audit, performance, policy } = logged;
  career = new ProducingService('career', audit.keys);
  const evaluated = (nth: number, { unit, at, predicate, composite }: Readonly<Record<string, string>>) =>
    ratedEvaluation(performance, {
      ...{ stream: evaluations[nth], subject: nth === 3 ? colleague : newId(), rater: superior },
      ...{ unitId: unit, year: 2026, at, predicate, composite },
    });
  const alike = { unit: unitId, predicate: 'BAIK', composite: '95.0000' };
  const made = [
    // 1 February 2027, 23:00 in the city: six hours late.
    await evaluated(0, { ...alike, at: '2027-01-31T23:00:00.000Z' }),
    await evaluated(1, { ...alike, at: '2027-01-31T23:00:20.000Z' }),
    await evaluated(2, { ...alike, at: '2027-01-31T23:00:40.000Z' }),
    await evaluated(3, {
      ...{ unit: otherUnit, predicate: 'KURANG', composite: '61.0000' },
      at: '2027-01-20T03:00:00.000Z',
    }),
  ];
  ratings = made.map(([, , rated]) => rated);
  const duty = { duty: 'data_steward', scope: null, from: '2027-01-01', personId: steward };
  const supervised = (supervisorId: string, from: string, at: string) =>
    career.event({
      ...{ stream: streamOf('employee', colleague), subject: colleague, type: 'SupervisorAssigned.v1', at },
      data: { employeeId: colleague, supervisorId, from, to: null },
    });
  const given = await career.event({
    ...{ stream: streamOf('employee', steward), subject: steward, type: 'DutyAssigned.v1' },
    ...{ at: '2027-01-01T02:00:00.000Z', data: { ...duty, to: null } },
  });
  const ended = await career.event({
    ...{ stream: streamOf('employee', steward), subject: steward, type: 'DutyEnded.v1' },
    ...{ at: '2027-03-01T02:00:00.000Z', data: { ...duty, to: '2027-03-01' } },
  });
  const act = (at: string, actor = steward) =>
    performance.event({
      ...{ stream: `source-${newId()}`, type: 'SourceAudited.v1', actor, role: 'employee:data_steward', at },
    });
  duties = [
    await act('2027-02-01T02:00:00.000Z'),
    await act('2027-03-02T02:00:00.000Z'),
    await act('2027-02-01T02:00:00.000Z', rater),
  ];
  const stream = streamOf('policy', naturalId('policy', 'perf.cap'));
  const version = (n: number, max: string, effectiveFrom: string) => ({
    ...{ key: 'perf.cap', version: n, parameters: { min: '0', max }, legalBasis: 'PermenPANRB 6/2022' },
    ...{ origin: 'CONFIGURED', effectiveFrom },
  });
  const coverage = { acknowledged: 0, active: 0, coverage: '0.0000' };
  const policies = [
    await policy.event({ stream, type: 'PolicySeeded.v1', data: version(1, '120', '2025-10-01') }),
    await policy.event({
      ...{ stream, type: 'PolicyApproved.v1', actor: superior, role: 'leadership' },
      data: { key: 'perf.cap', version: 2, effectiveFrom: '2027-01-01', approvedBy: superior, opinions: 0 },
    }),
    await policy.event({
      ...{ stream, type: 'PolicyInForce.v1', data: { ...version(2, '130', '2027-01-01'), ...coverage } },
    }),
  ];
  const decided = ['ACCEPTED', 'ACCEPTED', 'REJECTED'].map((outcome) => ({
    ...{ stream: `evaluation-${newId()}`, type: 'ObjectionDecided.v1', data: { outcome } },
  }));
  await audit.log(performance, made.flat());
  await audit.log(performance, duties);
  for (const said of decided) await audit.log(performance, [await performance.event(said)]);
  await audit.log(career, [
    await supervised(superior, '2027-01-01', '2027-01-01T02:00:00.000Z'),
    given,
    ended,
    // Known later than the rating of 20 January: it changes nothing of the relation at that time.
    await supervised(rater, '2027-01-10', '2027-02-10T02:00:00.000Z'),
  ]);
  await audit.log(policy, policies);
}, 120_000);
afterAll(async () => {
  await logged.audit.stop();
  rmSync(folder, { recursive: true });
});

type Items = readonly Readonly<Record<string, unknown>>[];
const items = async (path: string): Promise<Items> => await logged.items(path);
const refused = (status: number, code: string) => ({ status, body: { code } });

/** Each question is for inspectors, wants a purpose, and leaves a fact. */
const QUESTIONS: readonly [question: string, path: string, what: string][] = [
  ['4', '/checks/late', 'audit.late'],
  ['5', `/actors/${superior}/events?subjectRel=subordinate`, 'audit.actor'],
  ['6', '/verify/completeness', 'audit.completeness'],
  ['10', '/checks/separation', 'audit.separation'],
  ['11', '/checks/bursts', 'audit.bursts'],
  ['14', '/policies/perf.cap/state', 'audit.policy'],
  ['16', '/reports/objections', 'audit.objections'],
  ['17', '/reports/distribution?period=2026', 'audit.distribution'],
  ['18', '/checks/uniformity?period=2026', 'audit.uniformity'],
  ['21', '/checks/rights', 'audit.rights'],
  ['25', '/reports/assurance', 'audit.assurance'],
];

describe.each(QUESTIONS)('question %s', (_, path, what) => {
  it('is for inspectors, who say what for, and leaves a fact', async () => {
    const { audit } = logged;
    expect(await logged.ask(path, stranger)).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
    expect(await audit.get(path, inspector)).toMatchObject(refused(400, 'PURPOSE_REQUIRED'));
    const { status, body } = await logged.ask(path);
    expect({ status, code: body.code }).toEqual({ status: 200 });
    const facts = [...(await audit.recorded('LogRead')), ...(await audit.recorded('FileRead'))];
    expect(facts.find(({ id }) => id === body.accessEvent)?.data).toMatchObject({
      ...{ purpose: 'INSP-2027-014', what },
    });
  });
});

describe('checks', () => {
  it('4 · names what was rated after the deadline, by how much', async () => {
    const late = await items('/checks/late?period=2027');
    expect(late).toMatchObject([
      { hoursLate: '6.00', deadline: '2027-01-31T17:00:00.000Z', change: { id: ratings[0].parsed.id } },
      { hoursLate: '6.01', change: { id: ratings[1].parsed.id } },
      { hoursLate: '6.01', change: { id: ratings[2].parsed.id } },
    ]);
    const page = await logged.ask('/checks/late?limit=2');
    expect([page.body.items.length, page.body.next]).toEqual([
      2,
      String(page.body.items.at(-1)?.change && (late[1].change as { index: number }).index),
    ]);
    expect(await items(`/checks/late?limit=2&cursor=${page.body.next}`)).toHaveLength(1);
    const none = await logged.ask('/checks/late?period=2026');
    expect(none.body).toMatchObject({ items: [], complete: { scope: 'index', from: 0, gaps: [] } });
    expect(await logged.ask('/checks/late?period=MMXX')).toMatchObject(refused(400, 'AS_OF_INVALID'));
    expect(await logged.ask('/checks/late?cursor=x')).toMatchObject(refused(400, 'CURSOR_INVALID'));
  });

  it('5 · lists what a supervisor did to those who were theirs at the time', async () => {
    const acts = await items(`/actors/${superior}/events?subjectRel=subordinate`);
    expect(acts).toMatchObject([{ relationSince: '2027-01-01', act: { id: ratings[3].parsed.id } }]);
    expect(await items(`/actors/${rater}/events?subjectRel=subordinate`)).toEqual([]);
    const all = await items(`/actors/${superior}/events?period=2027-01&limit=100`);
    expect(all.map(({ id }) => id)).toEqual(
      expect.arrayContaining(ratings.map(({ parsed }) => parsed.id).slice(3)),
    );
    expect(await items(`/actors/${newId()}/events`)).toEqual([]);
  });

  it('10 · says as far as the control has seen that nobody approved themselves', async () => {
    const found = await eventually('the control has seen the log', async () => {
      const { body } = await logged.ask('/checks/separation?rule=rater-approver');
      return body.complete.to > 10 && body;
    });
    expect(found).toMatchObject({ items: [], complete: { scope: 'index', from: 0 } });
    expect(await logged.ask('/checks/separation?rule=x')).toMatchObject(refused(400, 'VALIDATION_FAILED'));
  });

  it('11 · names acts that came thick and fast, and those outside office hours', async () => {
    const pseudonym = await logged.audit.keys.pseudonym(superior);
    const cluster = {
      actor: pseudonym,
      acts: 3,
      most: 3,
      events: ratings.slice(0, 3).map(({ parsed }) => parsed.id),
    };
    expect(await items('/checks/bursts?window=60&min=3')).toMatchObject([
      { ...cluster, from: '2027-01-31T23:00:00.000Z', to: '2027-01-31T23:00:40.000Z', outside: null },
    ]);
    expect(await items(`/checks/bursts?actor=${superior}&window=30&min=2`)).toMatchObject([{ most: 2 }]);
    expect(await items('/checks/bursts?window=60&min=4')).toEqual([]);
    expect(await items(`/checks/bursts?actor=${newId()}&min=1`)).toEqual([]);
    // 06:00 on a Monday in the city.
    expect(await items('/checks/bursts?min=1&officeHours=07:30-16:00')).toMatchObject([
      { acts: 3, outside: 3 },
    ]);
    expect(await items('/checks/bursts?min=1&officeHours=05:00-16:00')).toEqual([]);
    expect(await items('/checks/bursts?min=1&type=PlanAgreed')).toEqual([]);
    expect(await logged.ask('/checks/bursts?window=0')).toMatchObject(refused(400, 'VALIDATION_FAILED'));
    expect(await logged.ask('/checks/bursts?type=*')).toMatchObject(refused(400, 'VALIDATION_FAILED'));
  });

  it('18 · names units that were rated alike', async () => {
    expect(await items('/checks/uniformity?period=2026')).toMatchObject([
      { unitId, year: 2026, staff: 3, predicate: 'BAIK', sameScore: true, minutes: '0.67' },
    ]);
    expect(await items('/checks/uniformity?period=2026&min=4')).toEqual([]);
    expect(await items('/checks/uniformity?period=2020')).toEqual([]);
    expect(await logged.ask('/checks/uniformity')).toMatchObject(refused(400, 'AS_OF_INVALID'));
  });

  it('21 · names acts under a duty that nobody had given, or that was over', async () => {
    const acts = await items('/checks/rights?asOf=act');
    expect(acts.map(({ act }) => (act as { id: string }).id)).toEqual(
      [duties[1], duties[2]].map(({ parsed }) => parsed.id),
    );
    expect(acts).toMatchObject([{ duty: 'data_steward' }, { duty: 'data_steward' }]);
    expect(await items('/checks/rights?period=2020')).toEqual([]);
  });
});

describe('reports', () => {
  it('17 · counts predicates by unit', async () => {
    const found = await items(`/reports/distribution?period=2026&unit=${unitId}`);
    expect(found).toEqual([
      {
        ...{ unitId, year: 2026, staff: 3, reviews: [] },
        counts: { SANGAT_BAIK: 0, BAIK: 3, BUTUH_PERBAIKAN: 0, KURANG: 0, SANGAT_KURANG: 0 },
      },
    ]);
    expect(await items('/reports/distribution?period=2026')).toHaveLength(2);
    expect(await items(`/reports/distribution?period=2026&unit=${newId()}`)).toEqual([]);
  });

  it('25 · says of each source whether it was complete and on time', async () => {
    const found = await items('/reports/assurance');
    expect(found.map(({ source }) => source)).toEqual(
      expect.arrayContaining(['performance', 'career', 'log']),
    );
    expect(found.find(({ source }) => source === 'performance')).toMatchObject({
      ...{ alarms: [], store: null, heartbeats: { gaps: 0 }, rejected: 0 },
    });
    const none = await items('/reports/assurance?period=2020');
    expect(none.find(({ source }) => source === 'performance')).toMatchObject({ entries: 0 });
  });
});

describe('the log', () => {
  it('2 · knows what a decision had read of a stream, and what a checkpoint covers', async () => {
    const { audit, performance, events } = logged;
    const [, rated] = events;
    const decision = await career.event({
      ...{ stream: `promotion-${newId()}`, type: 'PromotionDecided.v1' },
      core: { inputs: [read(rated)] },
    });
    const later = await performance.event({ stream: `plan-${newId()}` });
    await audit.log(career, [decision]);
    await audit.log(performance, [later]);
    const state = async (asOf: string) => (await items(`/streams/${STREAM}/state?asOf=${asOf}`))[0];
    expect(await state(`event:${decision.parsed.id}`)).toMatchObject({
      version: 2,
      fields: { predicate: 'BAIK' },
    });
    // It named nothing that it had read: all that was logged before it.
    expect(await state(`event:${later.parsed.id}`)).toMatchObject({ version: 6 });
    const [{ index }] = await items(`/streams/${STREAM}/history?fromVersion=3&toVersion=3`);
    expect(await state(`checkpoint:${Number(index) + 1}`)).toMatchObject({ version: 3 });
    expect(await state(`checkpoint:0`)).toMatchObject({ version: 0 });
    for (const [asOf, status, code] of [
      [`event:${newId()}`, 404, 'EVENT_NOT_FOUND'],
      ['event:x', 400, 'AS_OF_INVALID'],
      ['checkpoint:-1', 400, 'AS_OF_INVALID'],
    ] as const)
      expect(await logged.ask(`/streams/${STREAM}/state?asOf=${asOf}`)).toMatchObject(refused(status, code));
  });

  it('1 · tells what happened from one fact to another', async () => {
    const path = `/streams/${STREAM}/history?fromType=AnnualRated&toType=EvaluationObjected`;
    expect((await items(path)).map(({ version }) => version)).toEqual([2, 3, 4]);
    expect(await logged.ask(`/streams/${STREAM}/history?fromType=PlanAgreed`)).toMatchObject(
      refused(400, 'VERSION_RANGE_INVALID'),
    );
    expect(await logged.ask(`/streams/plan-${newId()}/history?fromType=PlanAgreed`)).toMatchObject(
      refused(404, 'STREAM_NOT_FOUND'),
    );
  });

  it('3, 16, 22 · counts events by what they have in common, and finds them by role', async () => {
    expect(await items('/events?type=ObjectionDecided&groupBy=outcome')).toMatchObject([
      { value: 'ACCEPTED', count: 2 },
      { value: 'REJECTED', count: 1 },
    ]);
    expect(await items('/events?policy=perf.result@7&groupBy=type')).toMatchObject([
      { value: 'asn.performance.AnnualRated.v1', count: 4 },
    ]);
    expect(await items('/events?policy=perf.result@99&groupBy=type')).toEqual([]);
    expect(await items('/events?role=employee&type=SourceAudited')).toHaveLength(3);
    expect(await items('/events?role=employee:data_steward')).toHaveLength(3);
    expect(await items('/events?role=operator')).toEqual([]);
    expect(await logged.ask('/events?groupBy=subject')).toMatchObject(refused(400, 'VALIDATION_FAILED'));
  });

  it('16 · tells how long each objection waited for its answer, which it was, and which are late', async () => {
    const [keberatan, sanggah, waiting] = [
      `evaluation-${newId()}`,
      `objection-${newId()}`,
      `objection-${newId()}`,
    ];
    const filed = (at: string, dueAt: string) => ({
      ...{ type: 'ObjectionFiled.v1', at, data: { stage: 'FINAL', answerDueAt: dueAt } },
    });
    const { audit, performance } = logged;
    const recruitment = new ProducingService('recruitment', audit.keys);
    await audit.log(performance, [
      await performance.event({
        ...{ stream: keberatan, type: 'EvaluationObjected.v1', at: '2026-03-02T02:00:00.000Z' },
        data: { grounds: ['OTHER'], overdueAt: '2026-03-10T17:00:00.000Z' },
      }),
      await performance.event({
        ...{ stream: keberatan, type: 'ObjectionDecided.v1', at: '2026-03-12T03:30:00.000Z' },
        data: { outcome: 'PARTLY' },
      }),
    ]);
    await audit.log(recruitment, [
      await recruitment.event({
        stream: sanggah,
        ...filed('2026-03-03T02:00:00.000Z', '2026-03-09T17:00:00.000Z'),
      }),
      await recruitment.event({
        ...{
          stream: sanggah,
          type: 'ObjectionDismissed.v1',
          at: '2026-03-04T02:00:00.000Z',
          data: { stage: 'FINAL' },
        },
      }),
      await recruitment.event({
        stream: waiting,
        ...filed('2026-03-05T02:00:00.000Z', '2026-03-11T17:00:00.000Z'),
      }),
    ]);
    const found = await items('/reports/objections?period=2026-03');
    expect(found).toMatchObject([
      {
        ...{ stream: keberatan, service: 'performance', outcome: 'PARTLY', hours: '241.50', late: true },
        ...{ dueAt: '2026-03-10T17:00:00.000Z', answered: { at: '2026-03-12T03:30:00.000Z' } },
      },
      { stream: sanggah, service: 'recruitment', outcome: 'DISMISSED', hours: '24.00', late: false },
      { stream: waiting, outcome: null, answered: null, late: true },
    ]);
    // A page at a time.
    const first = await logged.ask('/reports/objections?period=2026-03&limit=2');
    expect(first.body.items).toHaveLength(2);
    const rest = `/reports/objections?period=2026-03&limit=2&cursor=${String(first.body.next)}`;
    expect(await items(rest)).toMatchObject([{ stream: waiting }]);
    expect(await items('/reports/objections?period=2024')).toEqual([]);
  });

  it('22 · finds what operators did to the machinery', async () => {
    const act = await career.event({
      ...{ stream: `operator-act-${newId()}`, type: 'OperatorActed.v1', role: 'operator' },
      data: { act: 'REBUILD', part: 'employee_list' },
    });
    await logged.audit.log(career, [act]);
    expect(await items('/events?role=operator&type=OperatorActed')).toMatchObject([
      { id: act.parsed.id, role: 'operator', data: { act: 'REBUILD', part: 'employee_list' } },
    ]);
  });

  it('proves that an event stands in it', async () => {
    const path = `/events/${logged.events[0].parsed.id}`;
    const proven = await eventually('it is published', async () => {
      const answer = await logged.ask(`${path}?proof=inclusion`);
      return answer.status === 200 && answer;
    });
    expect(String(proven.body.proof)).toMatch(/^c2sp.org\/tlog-proof@v1\n/);
    expect((await logged.ask(path)).body.proof).toBeUndefined();
  });

  it('12 · tells what happened around an event', async () => {
    const around = async (minutes: number): Promise<Items> =>
      items(`/events/${ratings[1].parsed.id}/neighbourhood?minutes=${minutes}`);
    expect(await around(1)).toMatchObject([
      { seconds: -20, near: ['actor'], event: { id: ratings[0].parsed.id } },
      { seconds: 20, near: ['actor'], event: { id: ratings[2].parsed.id } },
    ]);
    const lonely = duties[2].parsed.id;
    expect(await items(`/events/${lonely}/neighbourhood?minutes=1`)).toEqual([]);
    expect(await logged.ask(`/events/${newId()}/neighbourhood`)).toMatchObject(
      refused(404, 'EVENT_NOT_FOUND'),
    );
    expect(await logged.ask(`/events/${lonely}/neighbourhood`, stranger)).toMatchObject(
      refused(403, 'FORBIDDEN_ROLE'),
    );
  });

  it('13 · draws a case, with what it rests on and what is missing', async () => {
    const { events } = logged;
    const corr = events[0].parsed.corr ?? '';
    const [graph] = (await items(`/cases/${corr}/graph`)) as unknown as {
      events: { id: string }[];
      edges: object[];
      missing: string[];
      truncated: boolean;
    }[];
    const ofCase = events.filter(({ parsed }) => parsed.corr === corr).map(({ parsed }) => parsed.id);
    expect(graph.events.map(({ id }) => id)).toEqual(ofCase);
    expect(graph).toMatchObject({ truncated: false, missing: [] });
    expect(graph.edges).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'caused', from: events[0].parsed.id, to: events[1].parsed.id }),
        expect.objectContaining({ kind: 'read', to: events[1].parsed.id, same: false }),
        expect.objectContaining({ kind: 'governed', from: 'perf.result@1', to: events[1].parsed.id }),
      ]),
    );
    expect(await logged.ask(`/cases/${newId()}/graph`)).toMatchObject(refused(404, 'CASE_NOT_FOUND'));
    expect(await logged.ask(`/cases/${corr}/graph`, stranger)).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
  });

  it('14 · knows what a policy said on a day, who approved it, and what came next', async () => {
    const state = (asOf: string): Promise<Reply> => logged.ask(`/policies/perf.cap/state?asOf=${asOf}`);
    expect((await state('time:2026-12-31')).body.items).toMatchObject([
      {
        ...{ version: 1, parameters: { max: '120' }, approval: null },
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        next: { version: 2, differences: [{ parameter: 'max', old: '120', new: '130' }] },
      },
    ]);
    // Before its first version it said nothing: looked for in all of the log.
    expect(await state('time:2025-09-30')).toMatchObject({
      ...{ status: 200, body: { items: [], complete: { scope: 'index', from: 0, gaps: [] } } },
    });
    expect(await logged.ask('/policies/perf.none/state')).toMatchObject(refused(404, 'POLICY_NOT_FOUND'));
    expect(await state('version:2')).toMatchObject(refused(400, 'AS_OF_INVALID'));
  });

  it('6 · shows that nothing of a source is left out', async () => {
    const [found] = await items('/verify/completeness?source=career');
    expect(found).toMatchObject({ source: 'career', state: 'complete', gaps: [], store: null });
    expect(found.counted).toBe(found.logged);
    const [none] = await items('/verify/completeness?source=citizen');
    expect(none).toMatchObject({ source: 'citizen', counted: 0, state: 'unheard' });
    expect(await logged.ask('/verify/completeness?source=x')).toMatchObject(
      refused(400, 'VALIDATION_FAILED'),
    );
  });

  it('9 · knows a sheet of paper', async () => {
    const { audit } = logged;
    const [{ index }] = await items(`/streams/${STREAM}/history?fromVersion=2&toVersion=2`);
    const [entry] = await items(`/entries/${String(index)}`);
    const leafHash = String(entry.leafHash);
    const asked = (over: object, reader = inspector): Promise<Reply> =>
      audit.post('/verify/document', { stream: STREAM, index, leafHash, purpose: 'PAPER', ...over }, reader);
    const { status, body } = await asked({});
    expect({ status, items: body.items }).toMatchObject({
      status: 200,
      items: [{ verdict: 'matches', version: 2, supersededBy: 6, type: 'asn.performance.AnnualRated.v1' }],
    });
    expect((await audit.recorded('FileRead')).find(({ id }) => id === body.accessEvent)?.data).toMatchObject({
      ...{ subjectId: nurse, what: 'audit.document' },
    });
    const other = 'A'.repeat(43);
    expect((await asked({ leafHash: other })).body.items).toMatchObject([{ verdict: 'differs', leafHash }]);
    expect((await asked({ stream: `plan-${evaluationId}` })).body.items).toEqual([
      {
        ...{ verdict: 'differs', version: null, type: null, at: null, supersededBy: null, leafHash: null },
      },
    ]);
    expect((await asked({ index: 9_999_999 })).body.items).toMatchObject([{ verdict: 'unknown' }]);
    expect(await asked({ leafHash: 'x' })).toMatchObject(refused(400, 'VALIDATION_FAILED'));
    expect(await asked({}, stranger)).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
  });
});

describe('a key that is to follow', () => {
  it('is announced in the log, once, published, and signs beside the present one', async () => {
    const { audit } = logged;
    const vkeys = (await (await audit.fetch('/v1/log.vkey')).text()).trimEnd().split('\n');
    expect(vkeys).toHaveLength(2);
    const facts = await audit.recorded('LogKeyRotated');
    expect(facts).toMatchObject([
      {
        core: { key: { vkey: vkeys[1] } },
        data: { oldVkey: vkeys[0], newVkey: vkeys[1], bothUntil: expect.stringMatching(/T00:00:00.000Z$/) },
      },
    ]);
    const note = await (await audit.fetch('/v1/log/checkpoint')).text();
    expect(signersOf(parseCheckpoint(note).note, vkeys.map(parseVkey))).toHaveLength(2);
    // Whoever saved it can show it again, whichever of the two keys they know.
    const kept = await audit.fetch('/v1/verify/consistency', undefined, { checkpoint: note });
    expect(await kept.json()).toMatchObject({ holds: true });
    const [line] = note
      .split('\n')
      .filter((text) => text.startsWith('— '))
      .slice(1);
    const second = `${note.slice(0, note.indexOf('\n\n') + 2)}${line}\n`;
    expect(signersOf(parseCheckpoint(second).note, [parseVkey(vkeys[1])])).toHaveLength(1);
  });
});
