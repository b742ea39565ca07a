import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@jejak/kernel';
import type { Reader, ReplyItem, RunningAudit } from './audit-service';
import {
  inspector,
  LoggedEvaluation,
  nurse,
  POLICY_STREAM,
  rater,
  STREAM,
  superior,
} from './logged-evaluation';
import type { Produced, ProducingService } from './producing-service';

let logged: LoggedEvaluation;
let audit: RunningAudit;
let performance: ProducingService;
let evaluation: readonly Produced[];

beforeAll(async () => {
  logged = await LoggedEvaluation.start();
  ({ audit, performance, events: evaluation } = logged);
});
afterAll(() => audit.stop());

const ask: LoggedEvaluation['ask'] = (...args) => logged.ask(...args);
const items: LoggedEvaluation['items'] = (path) => logged.items(path);

describe('the timeline of a stream', () => {
  it('says who did what, when, why and under which policy, and what it changed', async () => {
    const { status, body } = await ask(`/streams/${STREAM}/history?diff=1`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      zone: 'Asia/Jakarta',
      complete: { scope: 'stream', from: 1, to: 6, gaps: [] },
      next: null,
      asOf: { size: expect.any(Number), time: expect.stringMatching(/^\d{4}-.*Z$/) },
    });
    expect(body.items.map(({ version, type }) => [version, type])).toEqual(
      evaluation.map(({ parsed }) => [parsed.ver, parsed.type]),
    );
    const [, rated, , objected, heard, finalised] = body.items;
    expect(rated).toMatchObject({
      ...{
        at: '2027-01-12T02:00:00.000Z',
        local: '2027-01-12T09:00:00.000+07:00',
        source: 'performance',
        pos: 2,
      },
      ...{
        actor: await audit.keys.pseudonym(rater),
        role: 'supervisor',
        subject: await audit.keys.pseudonym(nurse),
      },
      ...{ policy: 'perf.result@1', policies: ['perf.method.weights@1', 'perf.result@1'], reason: null },
      ...{ cause: evaluation[0].parsed.id, hash: evaluation[1].hash, payload: 'opens' },
      inputs: [{ stream: POLICY_STREAM, ver: 1, hash: 'A'.repeat(43) }],
    });
    expect(rated.changes?.map(({ field, old, new: value }) => [field, old, value])).toEqual([
      ['status', 'OPENED', 'RATED'],
      ['/behaviourRating', undefined, 'ABOVE'],
      ['/predicate', undefined, 'BAIK'],
      ['/resultRating', undefined, 'MEETS'],
    ]);
    expect(objected).toMatchObject({
      reason: { code: 'OBJECTION', text: 'Sixty children were left out of the count.' },
      evidence: [{ sha256: 'e'.repeat(64), mediaType: 'image/png', size: 7 }],
    });
    expect(heard.data).toMatchObject({ raterStatement: 'I did not see the register.' });
    expect(finalised.changes).toContainEqual({
      ...{ field: '/predicate', old: 'BAIK', new: 'SANGAT_BAIK' },
      setBy: expect.objectContaining({ version: 6, id: evaluation[5].parsed.id }),
    });
  });

  it('gives a range of versions', async () => {
    const found = await items(`/streams/${STREAM}/history?fromVersion=2&toVersion=3`);
    expect(found.map(({ version }) => version)).toEqual([2, 3]);
    expect(found[0].changes).toBeUndefined();
  });

  it('pages a long stream', async () => {
    const stream = `plan-${newId()}`;
    const long: Produced[] = [];
    for (let i = 0; i < 205; i++)
      long.push(await performance.event({ stream, type: 'Noted.v1', data: { i } }));
    await audit.log(performance, long);
    const { body } = await ask(`/streams/${stream}/history`);
    expect([body.items.length, body.next, body.complete.to]).toEqual([200, '201', 200]);
    const rest = await ask(`/streams/${stream}/history?fromVersion=${body.next}`);
    expect([rest.body.items.length, rest.body.next]).toEqual([5, null]);
  });
});

describe('the state of a stream', () => {
  it.each([
    ['asKnownAt=2027-01-20', 'BAIK', 'DELIVERED', false, false, 3],
    ['asKnownAt=2027-01-23', 'BAIK', 'UNDER_OBJECTION', true, false, 4],
    ['asKnownAt=2027-02-06', 'SANGAT_BAIK', 'FINAL', false, true, 6],
    ['asOf=version:2', 'BAIK', 'RATED', false, false, 2],
    // Recorded on 5 February, counts from 1 April.
    ['asOf=time:2027-02-06', 'BAIK', 'UNDER_OBJECTION', true, false, 5],
    ['asOf=time:2027-04-01', 'SANGAT_BAIK', 'FINAL', false, true, 6],
    ['asOf=time:2027-04-01&asKnownAt=2027-02-01', 'BAIK', 'UNDER_OBJECTION', true, false, 5],
  ])('%s', async (query, predicate, status, contested, final, version) => {
    const [state] = await items(`/streams/${STREAM}/state?${query}`);
    expect(state).toMatchObject({ version, status, contested, final, fields: { predicate, year: 2026 } });
  });

  it('cuts at an index of the log, and says what it left out and who set what', async () => {
    const [, rated] = await items(`/streams/${STREAM}/history`);
    const [state] = await items(`/streams/${STREAM}/state?asOf=index:${rated.index}`);
    expect(state).toMatchObject({
      version: 2,
      leftOut: [3, 4, 5, 6],
      setBy: { '/predicate': 2, '/year': 1, status: 2 },
    });
  });

  it('names the fields that differ between two versions, each with the event that last set it', async () => {
    const found = await items(`/streams/${STREAM}/diff?from=2&to=6`);
    expect(found).toContainEqual({
      ...{ field: '/predicate', old: 'BAIK', new: 'SANGAT_BAIK' },
      setBy: expect.objectContaining({ version: 6, type: 'asn.performance.EvaluationFinalised.v1' }),
    });
    expect(found).toContainEqual({
      ...{ field: '/objectBy', new: '2027-01-27', setBy: expect.objectContaining({ version: 3 }) },
    });
    expect(await items(`/streams/${STREAM}/diff?from=4&to=4`)).toEqual([]);
  });

  it.each([
    [`/streams/evaluation-${newId()}/history`, 404, 'STREAM_NOT_FOUND', undefined],
    ['/streams/nonsense/state', 404, 'STREAM_NOT_FOUND', undefined],
    [`/streams/${STREAM}/state?asOf=yesterday`, 400, 'AS_OF_INVALID', 'asOf'],
    [`/streams/${STREAM}/state?asKnownAt=2027-02-30`, 400, 'AS_OF_INVALID', 'asKnownAt'],
    [`/streams/${STREAM}/diff?from=5&to=2`, 400, 'VERSION_RANGE_INVALID', 'from'],
    [`/streams/${STREAM}/diff?from=5&to=99`, 400, 'VERSION_RANGE_INVALID', 'to'],
    [`/streams/${STREAM}/diff?from=1`, 400, 'VALIDATION_FAILED', undefined],
    [`/streams/${STREAM}/history?fromVersion=0`, 400, 'VALIDATION_FAILED', 'fromVersion'],
    [`/streams/${STREAM}/history?unknown=1`, 400, 'VALIDATION_FAILED', 'unknown'],
    [`/events/${newId()}`, 404, 'EVENT_NOT_FOUND', undefined],
    ['/events?type=%25', 400, 'VALIDATION_FAILED', 'type'],
    ['/events?cursor=made-up', 400, 'CURSOR_INVALID', 'cursor'],
    ['/events?limit=201', 400, 'VALIDATION_FAILED', 'limit'],
  ])('%s is refused', async (path, status, code, field) => {
    const reply = await ask(path);
    expect({ status: reply.status, code: reply.body.code }).toEqual({ status, code });
    if (field !== undefined) expect(reply.body.field).toBe(field);
  });
});

describe('verification', () => {
  it('says what was checked', async () => {
    const [verified] = await items(`/streams/${STREAM}/verify`);
    expect(verified).toMatchObject({
      ...{ stream: STREAM, valid: true, events: 6, firstBroken: null },
      checked: { leaf: 6, columns: 6, 'event-hash': 6, version: 6, prev: 6, commitment: 6 },
    });
  });

  it('names the first broken link of a stream that was changed behind our back', async () => {
    const stream = `plan-${newId()}`;
    const events = [
      await performance.event({ stream }),
      await performance.event({ stream }),
      await performance.event({ stream }),
    ];
    await audit.log(performance, events);
    // As an owner who switches the trigger off would.
    const { pool } = audit.service.platform;
    await pool.query('ALTER TABLE ledger.entry DISABLE TRIGGER no_update');
    await pool.query(`UPDATE ledger.entry SET data = '{"n":0}' WHERE event_id = $1`, [events[1].parsed.id]);
    await pool.query('ALTER TABLE ledger.entry ENABLE ALWAYS TRIGGER no_update');
    const [verified] = await items(`/streams/${stream}/verify`);
    expect(verified).toMatchObject({ valid: false, firstBroken: { version: 2, check: 'commitment' } });
  });
});

describe('a person', () => {
  it('has a timeline over all streams, a page at a time', async () => {
    const seen: unknown[] = [];
    for (let cursor = '', pages = 0; pages < 5; pages++) {
      const { body } = await ask(`/subjects/${nurse}/events?service=performance&limit=2${cursor}`);
      expect(body.complete.scope).toBe('index');
      seen.push(...body.items.map(({ id }) => id));
      if (body.next === null) break;
      cursor = `&cursor=${body.next}`;
    }
    expect(seen).toEqual(evaluation.map(({ parsed }) => parsed.id));
  });

  it.each([
    ['type=AnnualRated', [1]],
    ['type=asn.performance.*&from=2027-01-13&to=2027-01-29', [2, 3, 4]],
    ['from=2027-01-29T02:00:00.001Z&to=2027-12-31', [5]],
    ['service=policy', []],
  ])('filters by %s', async (filter, expected) => {
    const found = await items(`/subjects/${nurse}/events?${filter}`);
    expect(found.map(({ id }) => id)).toEqual(expected.map((i) => evaluation[i].parsed.id));
  });

  it('shows what a person did', async () => {
    const found = await items(`/subjects/${superior}/events?as=actor`);
    expect(found.map(({ id }) => id)).toEqual([evaluation[4], evaluation[5]].map(({ parsed }) => parsed.id));
  });

  it('shows who looked, to the person and to an inspector, and to nobody else', async () => {
    await ask(`/streams/${STREAM}/history`);
    const employee: Reader = { id: nurse, roles: ['employee'] };
    // Our own facts come back to us by the broker.
    const own = await eventually('the read is in the log', async () => {
      const { status, body } = await audit.get(`/subjects/${nurse}/accesses?limit=200`, employee);
      expect({ status, accessEvent: body.accessEvent }).toEqual({ status: 200, accessEvent: null });
      return body.items.some(({ what }) => what === 'audit.history') && body;
    });
    expect(own.items[0]).toMatchObject({
      ...{ source: 'audit', reader: await audit.keys.pseudonym(inspector.id), role: 'inspector' },
      ...{ purpose: 'INSP-2027-014', caseId: null, what: expect.stringMatching(/^audit\./) },
    });
    const theirs = await ask(`/subjects/${nurse}/accesses`);
    expect(theirs.status).toBe(200);
    expect(theirs.body.accessEvent).toEqual(expect.any(String));
    const other: Reader = { id: rater, roles: ['employee'] };
    const refused = await audit.get(`/subjects/${nurse}/accesses?purpose=curious`, other);
    expect({ status: refused.status, code: refused.body.code }).toEqual({ status: 403, code: 'NOT_RELATED' });
  });
});

describe('the whole log', () => {
  it('finds events by type, policy and time', async () => {
    const ids = (found: readonly ReplyItem[]) => found.map(({ id }) => id);
    expect(ids(await items('/events?type=*.AnnualRated.v1&policy=perf.result@1'))).toEqual([
      evaluation[1].parsed.id,
    ]);
    expect(ids(await items('/events?policy=perf.method.weights@1'))).toEqual(
      [1, 5].map((i) => evaluation[i].parsed.id),
    );
    expect(ids(await items('/events?policy=perf.result@1&from=2027-02-01&to=2027-02-05'))).toEqual([
      evaluation[5].parsed.id,
    ]);
    expect(await items('/events?policy=perf.result@9')).toEqual([]);
  });

  it('keeps personal words closed in lists over many persons', async () => {
    const [heard] = await items('/events?type=ObjectionHearingHeld');
    expect(heard).toMatchObject({
      personal: 'redacted',
      data: { raterStatement: 'redacted', heldBy: superior },
    });
    const [objected] = await items('/events?type=EvaluationObjected');
    expect(objected.reason).toEqual({ code: 'OBJECTION', text: 'redacted' });
  });

  it('shows what led to an event and what came of it', async () => {
    const [chain] = await items(`/events/${evaluation[3].parsed.id}`);
    const ids = (refs: ReplyItem['causes']) => refs.map(({ id, steps }) => [id, steps]);
    expect(chain.event).toMatchObject({ id: evaluation[3].parsed.id, version: 4 });
    expect(ids(chain.causes)).toEqual([2, 1, 0].map((i, n) => [evaluation[i].parsed.id, n + 1]));
    expect(ids(chain.effects)).toEqual([4, 5].map((i, n) => [evaluation[i].parsed.id, n + 1]));
    expect(chain.command).toBe(evaluation[0].parsed.cause);
    expect(chain.sameCase).toHaveLength(5);
    const [decision] = await items(`/events/${evaluation[1].parsed.id}`);
    expect(decision.inputs).toEqual([
      { stream: POLICY_STREAM, version: 1, index: expect.any(Number), same: false },
    ]);
  });

  it('is not led in circles by a cause that is its own effect', async () => {
    const id = newId();
    const event = await performance.event({ stream: `plan-${newId()}`, core: { id, cause: id } });
    await audit.log(performance, [event]);
    const [chain] = await items(`/events/${id}`);
    expect([chain.causes, chain.effects, chain.command]).toEqual([[], [], id]);
  });

  it('says of every source how complete it is', async () => {
    const lost = await performance.event({ stream: `plan-${newId()}` });
    const later = await performance.event({ stream: `plan-${newId()}` });
    const beat = await performance.heartbeat();
    await audit.send(performance, [later, beat]);
    const waiting = await eventually('the gap shows', async () => {
      const found = await items('/sources');
      const source = found.find((one) => one.source === 'performance');
      return source?.pending === 2 && source;
    });
    expect(waiting).toMatchObject({
      ...{
        state: 'behind',
        logged: lost.pos - 1,
        known: beat.pos,
        gaps: [[lost.pos, lost.pos]],
        conflicts: 0,
      },
      ...{ lag: { events: 3 }, heartbeat: { pos: later.pos } },
    });
    const { body } = await ask(`/streams/${STREAM}/history`);
    expect(body.complete.gaps).toEqual([{ source: 'performance', from: lost.pos, to: beat.pos }]);
    const [alarm] = await eventually('the alarm is a fact', async () => {
      const alarms = await audit.recorded('IntegrityAlarmRaised');
      return alarms.length > 0 && alarms;
    });
    expect(alarm.data).toMatchObject({ kind: 'GAP', source: 'performance', pos: lost.pos });
    await audit.log(performance, [lost]);
    const all = await eventually('nothing is missing', async () => {
      const found = await items('/sources');
      return found.find((one) => one.source === 'performance')?.state === 'complete' && found;
    });
    expect(all.map(({ source }) => source)).toEqual([
      'audit',
      'career',
      'citizen',
      'notification',
      'performance',
      'policy',
      'recruitment',
      'training',
    ]);
    expect(all.find((one) => one.source === 'audit')?.logged).toBeGreaterThan(0);
    expect(all.find((one) => one.source === 'career')?.state).toBe('unheard');
    const alarms = (await audit.recorded('IntegrityAlarmRaised')).filter(({ data }) => data.kind === 'GAP');
    expect(alarms).toHaveLength(1);
  });
});
