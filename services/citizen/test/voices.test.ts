import { naturalId, newId } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Body, type City, startCity } from './city';

const WRONG_CODES = 6;
const FILINGS = 80;
const DOCUMENT_BYTES = 32 * 1024;
const REASON = 'Alasan yang cukup panjang untuk dicatat.';
const fileOf = (name: string) => readFileSync(join(__dirname, 'data', name), 'utf8');

let city: City;
let unitId = '';
let [officer, head, nurse, second]: string[] = [];
const hr = newId();

beforeAll(async () => {
  city = await startCity('2026-08-03', {
    JEJAK_PUBLIC_WRONG_CODES: String(WRONG_CODES),
    JEJAK_PUBLIC_FILINGS: String(FILINGS),
    JEJAK_COMPLAINT_DOCUMENT_BYTES: `${DOCUMENT_BYTES / 1024}KiB`,
  });
  unitId = await city.unit('NYCC24');
  const boss = await city.employee(unitId, null);
  officer = await city.employee(unitId, boss, 'complaint_officer');
  head = await city.employee(unitId, boss, 'unit_head');
  nurse = await city.employee(unitId, boss, 'complaint_officer');
  second = await city.employee(unitId, boss);
  const standard = {
    unitId,
    code: 'KTP',
    name: 'KTP',
    standardDays: 2,
    fee: 0,
    requirements: [],
    from: '2026-01-01',
  };
  await city.as(hr, 'hr_admin').post('/service-standards', standard);
  await city.settled();
});
afterAll(() => city.stop());

const receipt = async (officerId: string, on: string): Promise<string> => {
  const times = { arrivedAt: `${on}T01:00:00Z`, startedAt: `${on}T01:10:00Z`, finishedAt: `${on}T01:20:00Z` };
  const { body } = await city
    .as(second, 'employee')
    .post('/service-events', { unitId, officerId, standardCode: 'KTP', ...times });
  return body.reviewCode;
};
const review = (code: string, mark: number, device: string) =>
  city.public.post('/reviews', { code, device, aspects: { speed: mark, accuracy: mark, courtesy: mark } });
const complain = async (more: object = {}) => {
  const { status, body } = await city.public.post('/complaints', {
    category: 'OTHER',
    text: 'Pelayanan lambat.',
    unitId,
    ...more,
  });
  expect([status, body.code]).toEqual([200, undefined]);
  return { code: body.trackingCode, path: `/complaints/${body.stream.slice('complaint-'.length)}` };
};
const verified = async (path: string) => {
  expect((await city.as(officer, 'employee').post(`${path}/verify`, { class: 'LIGHT' })).status).toBe(200);
  expect((await city.as(officer, 'employee').post(`${path}/assign`, { unitId })).status).toBe(200);
};
const answered = async (path: string, more: object = {}) => {
  const { body } = await city
    .as(head, 'employee')
    .post(`${path}/answer`, { answer: 'Ya.', action: 'Diperbaiki.', ...more });
  expect(body.code).toBeUndefined();
  await city.settled();
};

describe('the standards of a unit', () => {
  it('are listed by code, the newest version first, page by page', async () => {
    const again = { unitId, code: 'KTP', name: 'KTP', standardDays: 1, fee: 0, requirements: [] };
    const as = city.as(hr, 'hr_admin');
    expect((await as.post('/service-standards', { ...again, from: '2026-08-01' })).status).toBe(200);
    expect((await as.post('/service-standards', { ...again, code: 'AKTA', from: '2026-08-01' })).status).toBe(
      200,
    );
    await city.settled();
    const read: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const path: string = `/units/${unitId}/service-standards?limit=1${cursor && `&cursor=${cursor}`}`;
      const { items, next }: Body = (await city.public.get(path)).body;
      read.push(...items.map(({ code, standardVersion }) => `${String(code)} ${String(standardVersion)}`));
      cursor = next;
    }
    expect(read).toEqual(['AKTA 1', 'KTP 2', 'KTP 1']);
  });
});

describe('a complaint', () => {
  it('is tied to no account, even of somebody who is signed in', async () => {
    city.moveTo('2026-08-03', '10:00:00');
    const { status } = await city
      .as(second, 'public')
      .post('/complaints', { category: 'FEE', text: 'Ada pungutan.' });
    expect(status).toBe(200);
    const [{ core }] = await city.rows<{ core: string }>(
      "select core from es.events where event_type = 'asn.citizen.ComplaintFiled.v1' order by position desc limit 1",
    );
    expect(JSON.parse(core)).toMatchObject({ actor: 'public', role: 'public' });
  });

  it('of a receipt is about who served: they decide nothing of it, and read nothing', async () => {
    const code = await receipt(nurse, '2026-08-03');
    expect((await review(code, 1, 'device-of-complainant')).status).toBe(200);
    const { path, code: tracking } = await complain({ receiptCode: code });
    await city.settled();
    const own = await city.as(nurse, 'employee').post(`${path}/verify`, { class: 'LIGHT' });
    expect([own.status, own.body.code]).toEqual([422, 'SOD_VIOLATION']);
    expect((await city.as(nurse, 'employee').get(path)).status).toBe(404);
    await verified(path);
    await answered(path, { groundless: true });
    expect((await city.public.post(`/tracker/${tracking}/close`)).status).toBe(200);
    await eventually(
      'the review counts no more',
      async () => (await city.facts('ReviewExcluded')).length === 1,
    );
    expect(await city.facts('ReviewExcluded')).toMatchObject([
      { ground: 'COMPLAINT_GROUNDLESS', decidedBy: null },
    ]);
    const unknown = await city.public.post('/complaints', {
      category: 'FEE',
      text: 'x',
      receiptCode: '000000000000',
    });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'CODE_UNKNOWN']);
  });

  it('is disputed twice before the unit; then the inspectorate has it', async () => {
    const { code, path } = await complain();
    await city.settled();
    await verified(path);
    for (const level of ['UNIT', 'UNIT', 'INSPECTORATE']) {
      await answered(path);
      expect((await city.public.post(`/tracker/${code}/dispute`, { reason: REASON })).status).toBe(200);
      const facts = await city.facts('ComplaintReopened');
      expect(facts.at(-1)).toMatchObject({ level });
    }
    const late = await city.as(head, 'employee').post(`${path}/answer`, { answer: 'Ya.', action: 'Ya.' });
    expect([late.status, late.body.code]).toEqual([409, 'ILLEGAL_TRANSITION']);
    // A finding about something else, or about the complaint that the unit still has, ends nothing.
    const other = await complain();
    const [complaintId, otherId] = [path, other.path].map((one) => one.slice('/complaints/'.length));
    await city.find(`evaluation-${newId()}`, unitId);
    await city.find(`complaint-${otherId}`, unitId);
    const findingId = await city.find(`complaint-${complaintId}`, unitId);
    await eventually('the complaint is closed', async () =>
      (await city.facts('ComplaintClosed')).some((one) => one.complaintId === complaintId),
    );
    const [closed] = (await city.facts('ComplaintClosed')).filter((one) => one.complaintId === complaintId);
    expect(closed).toMatchObject({ satisfied: null, groundless: false, provenAgainst: null });
    expect(closed.inspection).toMatchObject({ finding: { findingId, severity: 'MODERATE' } });
    await city.settled();
    const { body: tracked } = await city.public.get(`/tracker/${code}`);
    expect(tracked).toMatchObject({ status: 'closed', dueAt: null });
    expect((tracked.steps as { what: string }[]).slice(-2).map(({ what }) => what)).toEqual([
      'INSPECTORATE',
      'INSPECTED',
    ]);
    expect((await city.public.get(`/tracker/${other.code}`)).body.status).toBe('filed');
    const [{ inputs }] = await city.rows<{ inputs: { stream: string }[] }>(
      `select core::jsonb->'inputs' as inputs from es.events
       where stream_id = $1 and event_type = 'asn.citizen.ComplaintClosed.v1'`,
      [`complaint-${complaintId}`],
    );
    expect(inputs.map(({ stream }) => stream)).toEqual([
      `inspection-${(closed.inspection as { inspectionId: string }).inspectionId}`,
    ]);
  });

  it('ends with the inspection that looked at it, where that found nothing about it', async () => {
    const { code, path } = await complain();
    await city.settled();
    await verified(path);
    for (let dispute = 0; dispute < 3; dispute += 1) {
      await answered(path, { groundless: true });
      expect((await city.public.post(`/tracker/${code}/dispute`, { reason: REASON })).status).toBe(200);
    }
    const stream = `complaint-${path.slice('/complaints/'.length)}`;
    const inspectionId = await city.inspect(stream, `evaluation-${newId()}`);
    await eventually('the complaint is closed', async () => {
      await city.settled();
      return (await city.public.get(`/tracker/${code}`)).body.status === 'closed';
    });
    expect((await city.facts('ComplaintClosed')).at(-1)).toMatchObject({
      ...{ groundless: true, satisfied: null, inspection: { inspectionId, finding: null } },
    });
  });

  it('is returned for information, which comes by the code', async () => {
    const { code, path } = await complain();
    await city.settled();
    expect(
      (
        await city
          .as(officer, 'employee')
          .post(`${path}/return`, { reason: 'Mohon sebutkan loket dan harinya.' })
      ).status,
    ).toBe(200);
    expect((await city.public.get(`/tracker/${code}`)).body.asked).toBe('Mohon sebutkan loket dan harinya.');
    expect(
      (await city.public.post(`/tracker/${code}/supplement`, { text: 'Loket dua, Senin.' })).status,
    ).toBe(200);
    await city.settled();
    expect((await city.public.get(`/tracker/${code}`)).body).toMatchObject({ status: 'filed', asked: null });
  });

  it('that is answered closes ten days later without a reply', async () => {
    const { code, path } = await complain();
    await city.settled();
    await verified(path);
    await answered(path);
    city.moveTo('2026-08-13', '23:59:59');
    expect((await city.public.get(`/tracker/${code}`)).body.status).toBe('answered');
    city.moveTo('2026-08-14', '00:00:00');
    await eventually(
      'it closes',
      async () => (await city.public.get(`/tracker/${code}`)).body.status === 'closed',
    );
    expect((await city.facts('ComplaintClosed')).at(-1)).toMatchObject({ satisfied: null });
    const dispute = () => city.public.post(`/tracker/${code}/dispute`, { reason: REASON });
    const late = await dispute();
    expect([late.status, late.body.code]).toEqual([422, 'DEADLINE_PASSED']);
    await city.except(`complaint-${path.slice(-36)}`, '2026-08-31');
    expect((await dispute()).status).toBe(200);
    await city.settled();
    expect((await city.public.get(`/tracker/${code}`)).body.status).toBe('reopened');
    await answered(path);
    expect((await city.public.post(`/tracker/${code}/close`)).status).toBe(200);
    await city.settled();
  });
});

describe('what is reviewed from a device of the office', () => {
  it('is looked at, and counts when it is released', async () => {
    const device = 'kiosk-of-the-office-1';
    expect((await city.as(hr, 'hr_admin').post('/staff-devices', { device, unitId })).status).toBe(200);
    await city.settled();
    const { body } = await review(await receipt(second, '2026-08-13'), 4, device);
    const id = body.stream.slice('review-'.length);
    await city.settled();
    expect((await city.public.get(`/reviews/${id}`)).body.status).toBe('QUARANTINED');
    expect((await city.facts('ReviewQuarantined')).at(-1)).toMatchObject({ why: 'STAFF_DEVICE' });
    const stranger = await city.as(second, 'employee').post(`/reviews/${id}/release`, { reason: REASON });
    expect([stranger.status, stranger.body.code]).toEqual([422, 'SOD_VIOLATION']);
    const unrelated = await city.as(head, 'employee').post(`/reviews/${id}/release`, { reason: REASON });
    expect([unrelated.status, unrelated.body.code]).toEqual([403, 'NOT_RELATED']);
    expect(
      (await city.as(officer, 'employee').post(`/reviews/${id}/release`, { reason: REASON })).status,
    ).toBe(200);
    await city.settled();
    expect((await city.public.get(`/reviews/${id}`)).body.status).toBe('COUNTED');
    // One review points at who wrote it: the unit's wall says nothing of it.
    const wall = await city.public.get(`/units/${unitId}/reviews?from=2026-08-01&to=2026-08-31`);
    expect(wall.body).toEqual({ counted: 'SUPPRESSED', aspects: null, index: null });
  });
});

describe('a survey by codes', () => {
  const marks = { U1: 3, U2: 3, U3: 3, U4: 3, U5: 3, U6: 3, U7: 3, U8: 3, U9: 3 };
  it('takes one answer a code, whole, and closes with its period; too few give no index', async () => {
    const as = city.as(hr, 'hr_admin');
    const plan = {
      unitId,
      title: 'SKM',
      period: { from: '2026-08-01', to: '2026-08-20' },
      population: 10,
      sample: 10,
    };
    const small = await as.post('/surveys', { ...plan, sample: 9 });
    const refused = await as.post(`/surveys/${small.body.stream.slice('survey-'.length)}/open`);
    expect([refused.status, refused.body.code]).toEqual([422, 'SAMPLE_TOO_SMALL']);
    const { body } = await as.post('/surveys', plan);
    const id = body.stream.slice('survey-'.length);
    await as.post(`/surveys/${id}/open`);
    const key = newId();
    const { codes } = (await as.post(`/surveys/${id}/issue-codes`, { count: 2 }, key)).body;
    expect((await as.post(`/surveys/${id}/issue-codes`, { count: 2 }, key)).body.codes).toEqual(codes);
    const { U9: _, ...eight } = marks;
    expect((await city.public.post('/survey-responses', { code: codes[0], answers: eight })).status).toBe(
      400,
    );
    expect((await city.public.post('/survey-responses', { code: codes[0], answers: marks })).status).toBe(
      200,
    );
    const again = await city.public.post('/survey-responses', { code: codes[0], answers: marks });
    expect([again.status, again.body.code]).toEqual([409, 'CODE_USED']);
    const [response] = await city.facts('SurveyResponseRecorded');
    expect(response).toMatchObject({ surveyId: id, answers: marks, channel: 'CODE' });
    city.moveTo('2026-08-21', '00:00:00');
    await eventually('it closes', async () => (await city.facts('SurveyClosed')).length === 1);
    const late = await city.public.post('/survey-responses', { code: codes[1], answers: marks });
    expect([late.status, late.body.code]).toEqual([422, 'SURVEY_NOT_COLLECTING']);
    const compute = await city.as('svc', 'service', 'client').post(`/surveys/${id}/compute`);
    expect([compute.status, compute.body.code]).toEqual([422, 'SAMPLE_TOO_SMALL']);
    // Who counts for the city sees what is not published.
    const listed = async (by: typeof as, query: string) => (await by.get(`/surveys?${query}`)).body;
    await eventually(
      'it is listed as closed',
      async () => (await listed(as, `status=closed&unitId=${unitId}`)).items.length === 1,
    );
    expect(await listed(as, 'status=closed')).toMatchObject({
      items: [{ surveyId: id, status: 'closed', responses: 1, index: null }],
    });
    expect(await listed(city.public, 'status=closed')).toEqual({ items: [], next: null });
    expect((await as.get('/surveys?status=open')).status).toBe(400);
  });

  it('by a real file has the index of its answers, with the columns mapped to their elements', async () => {
    const as = city.as(hr, 'hr_admin');
    const plan = {
      unitId,
      title: 'SKM',
      period: { from: '2026-08-01', to: '2026-12-31' },
      population: 56,
      sample: 49,
    };
    const id = (await as.post('/surveys', plan)).body.stream.slice('survey-'.length);
    await as.post(`/surveys/${id}/open`);
    const bad = await as.csv(`/imports/survey?surveyId=${id}&map=u8:U9`, fileOf('satisfaction-2019.csv'));
    expect([bad.status, bad.body.code]).toEqual([400, 'COLUMN_MAP_INVALID']);
    const hole = await as.csv(
      `/imports/survey?surveyId=${id}`,
      'respondent,u1,u2,u3,u4,u5,u6,u7,u8,u9\n1,1,2,3,4,5,,1,1,1\n',
    );
    expect(hole.body.report.faults).toMatchObject([{ row: 1, column: 'u5', code: 'VALUE_INVALID' }]);
    const { body } = await as.csv(
      `/imports/survey?surveyId=${id}&map=u8:U9,u9:U8`,
      fileOf('satisfaction-2019.csv'),
    );
    expect([body.state, body.accepted]).toEqual(['COMPLETED', 49]);
    await as.post(`/surveys/${id}/close`);
    await eventually(
      'the index is computed by itself',
      async () => (await city.facts('IkmComputed')).length === 1,
    );
    expect(await city.facts('IkmComputed')).toMatchObject([{ index: '78.74', band: 'B', n: 49 }]);
  });
});

describe('the register of offices', () => {
  it('is taken over with its defects marked, and measured by unit and month', async () => {
    const as = city.as(hr, 'hr_admin');
    const csv = fileOf('service-requests-2022.csv');
    const dry = await as.csv('/imports/service-requests?dryRun=true', csv);
    expect(dry.body).toMatchObject({ state: 'DRY_RUN', rows: 263, duplicate: 3, rejected: 0 });
    const { body } = await as.csv('/imports/service-requests', csv);
    expect(body).toMatchObject({ state: 'COMPLETED', rows: 263, accepted: 260, duplicate: 3, rejected: 0 });
    const flags = (flag: string) => body.flags.filter((one) => one.flag === flag).length;
    // 47 have no category; only NYCC24 is in the chart, with 48 cases.
    expect([flags('CATEGORY_MISSING'), flags('UNIT_UNKNOWN')]).toEqual([47, 260 - 48]);
    expect((await as.csv('/imports/service-requests', csv)).body).toEqual(body);
    const wrong = 'case,unit,category,detail,opened,closed\nX1,NYCC24,Health,,2022-05-02,2022-05-01\n';
    const refused = await as.csv('/imports/service-requests', wrong);
    expect(refused.body.report.faults).toMatchObject([{ row: 1, code: 'CLOSED_BEFORE_OPENED' }]);
    const other =
      'case,unit,category,detail,opened,closed\nNYCC02528279,NYCC02,COVID-19,Public Safety,2022-01-05,2022-01-07\n';
    const mismatch = await as.csv('/imports/service-requests?mode=good-rows', other);
    expect(mismatch.body.faults).toMatchObject([{ row: 1, code: 'IMPORT_MISMATCH' }]);
    await city.settled();
    const measured = await as.get('/service-months?limit=200');
    expect(measured.body.items).toHaveLength(42);
    expect(measured.body.items).toContainEqual({
      ...{ unitCode: 'NYCC02', fromDate: '2022-12-01', unitId: null, cases: 1, open: 0 },
      ...{ medianDays: '21.0', shareWithin: '0.0000' },
    });
    // To everybody a single case is none to look at.
    const shown = await city.public.get('/service-months?limit=200');
    expect(shown.body.items).toHaveLength(42);
    expect(shown.body.items).toContainEqual({
      ...{
        unitCode: 'NYCC02',
        fromDate: '2022-12-01',
        unitId: null,
        cases: 'SUPPRESSED',
        open: 'SUPPRESSED',
      },
      ...{ medianDays: null, shareWithin: null },
    });
    const own = await as.get(`/service-months?unitId=${unitId}`);
    expect(own.body.items.reduce((sum, { cases }) => sum + cases, 0)).toBe(48);
  });
});

describe('a month of complaints', () => {
  it('is published when it is over, without what points at people', async () => {
    const as = city.as(hr, 'hr_admin');
    const early = await as.post('/publications/complaints', { month: '2026-08' });
    expect([early.status, early.body.code]).toEqual([422, 'RULE_VIOLATED']);
    city.moveTo('2026-09-01', '00:00:00');
    await eventually('August is published', async () => (await city.facts('DatasetPublished')).length === 1);
    await city.settled();
    const [{ sha256, kind, period }] = await city.facts('DatasetPublished');
    expect([kind, period]).toEqual(['complaints-monthly', { from: '2026-08-01', to: '2026-08-31' }]);
    const file = await city.public.get(
      `/datasets/${naturalId('dataset', 'complaints-monthly', '2026-08')}/1`,
    );
    expect(createHash('sha256').update(file.text).digest('hex')).toBe(sha256);
    // Five in August: 3 of class LIGHT, 1 of the unit and 1 of no unit without a class. All are few.
    expect(file.text.split('\n').slice(1, -1)).toEqual([
      'NYCC24,LIGHT,SUPPRESSED,SUPPRESSED,SUPPRESSED,SUPPRESSED',
      'NYCC24,,SUPPRESSED,SUPPRESSED,SUPPRESSED,SUPPRESSED',
      ',,SUPPRESSED,SUPPRESSED,SUPPRESSED,SUPPRESSED',
    ]);
    expect((await city.public.get('/datasets')).body.items).toMatchObject([
      { kind: 'complaints-monthly', datasetVersion: 1 },
    ]);
    expect((await as.post('/publications/complaints', { month: '2026-08' })).body.events).toEqual([]);
  });
});

describe('a complaint while holidays are added', () => {
  it('has as many working days as before, and its clocks and timers go by the later day', async () => {
    // Tuesday 1 September: three working days are until the 4th, two until the 3rd.
    city.moveTo('2026-09-01', '10:00:00');
    const [waiting, light] = [await complain(), await complain()];
    await city.settled();
    await verified(light.path);
    await city.settled();
    const dueOf = async ({ code }: { code: string }) =>
      (await city.public.get(`/tracker/${code}`)).body.dueAt;
    expect([await dueOf(waiting), await dueOf(light)]).toEqual([
      '2026-09-04T17:00:00.000Z',
      '2026-09-03T17:00:00.000Z',
    ]);
    city.moveTo('2026-09-02', '10:00:00');
    await city.decree(2, '2026-09-02', ['2026-08-17', '2026-09-03']);
    await eventually('both have moved', async () => (await city.facts('ComplaintClockMoved')).length === 2);
    await city.settled();
    expect([await dueOf(waiting), await dueOf(light)]).toEqual([
      '2026-09-07T17:00:00.000Z',
      '2026-09-04T17:00:00.000Z',
    ]);
    const queue = await city.as(officer, 'employee').get(`/complaints?unitId=${unitId}&status=filed`);
    expect(queue.body.items).toContainEqual(
      expect.objectContaining({
        complaintId: waiting.path.slice(-36),
        verifyDueAt: '2026-09-07T17:00:00.000Z',
      }),
    );
    // What is filed from now on is counted by the new calendar: the 4th, 7th and 8th.
    expect(await dueOf(await complain().then(async (filed) => (await city.settled(), filed)))).toBe(
      '2026-09-08T17:00:00.000Z',
    );
    // A calendar that takes a holiday back shortens nothing.
    await city.decree(3, '2026-09-02', ['2026-08-17']);
    await eventually('it is known', async () => {
      const known = await city.rows(
        "select 1 from rm.policy_version where key = 'gov.calendar' and policy_version = 3",
      );
      return known.length === 1;
    });
    const overdueOf = async () =>
      (await city.facts('ComplaintOverdue')).filter(
        ({ complaintId }) => complaintId === waiting.path.slice(-36),
      );
    city.moveTo('2026-09-07', '23:59:59');
    await answered(light.path, { lateReason: REASON });
    expect(await overdueOf()).toEqual([]);
    city.moveTo('2026-09-08', '00:00:00');
    await eventually('it is late', async () => (await overdueOf()).length === 1);
    expect(await overdueOf()).toMatchObject([{ clock: 'VERIFY', dueAt: '2026-09-07T17:00:00.000Z' }]);
    expect(await city.facts('ComplaintClockMoved')).toHaveLength(2);
  });
});

describe('documents with a complaint', () => {
  const pdf = (text: string) => Buffer.from(`%PDF-1.7\n${text}\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n`);
  const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
  const PHOTO = pdf('foto loket tiga');
  let mine: { code: string; path: string };
  let other: { code: string; path: string };
  const refusal = async (asked: ReturnType<City['public']['get']>) => {
    const { status, body } = await asked;
    return [status, body.code];
  };
  const give = (content: Buffer, code = mine.code, type?: string) =>
    city.public.file(`/tracker/${code}/documents`, content, type);

  beforeAll(async () => {
    [mine, other] = [await complain(), await complain()];
    await city.settled();
    await verified(mine.path);
    await city.settled();
  });

  it('are given by the tracking code, each once, and listed to who has it', async () => {
    const { status, body } = await give(PHOTO);
    const document = { sha256: sha256(PHOTO), mediaType: 'application/pdf', size: PHOTO.length };
    expect([status, body]).toEqual([200, expect.objectContaining(document)]);
    expect((await give(PHOTO)).body.events).toEqual([]);
    await city.settled();
    const listed = await city.public.get(`/tracker/${mine.code}/documents`);
    expect(listed.body).toEqual({ items: [expect.objectContaining(document)], next: null });
    // The code opens none of them.
    expect(await refusal(city.public.get(`/tracker/${mine.code}/documents/${document.sha256}`))).toEqual([
      404,
      'ROUTE_NOT_FOUND',
    ]);
    const [event] = await city.rows<{ core: string }>(
      "select core from es.events where event_type = 'asn.citizen.ComplaintDocumentAttached.v1'",
    );
    expect(JSON.parse(event.core)).toMatchObject({ actor: 'public', role: 'public' });
  });

  it('are refused where they are too large, empty, of another type, or the complaint is over or unknown', async () => {
    const large = Buffer.concat([pdf('x'), Buffer.alloc(DOCUMENT_BYTES, 0x20), Buffer.from('%%EOF')]);
    expect(await refusal(give(large))).toEqual([413, 'BODY_TOO_LARGE']);
    expect(await refusal(give(Buffer.alloc(0)))).toEqual([400, 'BODY_INCOMPLETE']);
    for (const [content, type] of [
      [Buffer.from('PK\x03\x04 and so on', 'latin1'), 'application/pdf'],
      [Buffer.from('<html><script>alert(1)</script></html>'), 'image/png'],
      [PHOTO, 'image/jpeg'],
      [PHOTO.subarray(0, 20), 'application/pdf'],
      [PHOTO, 'application/zip'],
    ] as const)
      expect(await refusal(give(content, mine.code, type))).toEqual([415, 'MEDIA_TYPE_UNSUPPORTED']);
    expect(await refusal(give(PHOTO, '000000000009'))).toEqual([404, 'COMPLAINT_NOT_FOUND']);
    const away = await complain();
    await city.settled();
    const forward = { to: 'PLN', reason: 'Bukan kewenangan pemerintah kota.' };
    expect((await city.as(officer, 'employee').post(`${away.path}/forward`, forward)).status).toBe(200);
    expect(await refusal(give(PHOTO, away.code))).toEqual([409, 'ILLEGAL_TRANSITION']);
    const kept = await city.rows('select 1 from doc.case_file');
    expect(kept).toHaveLength(1);
  });

  it('are read by those who handle the complaint and inspectors, each look recorded; by nobody else', async () => {
    const path = `${mine.path}/documents/${sha256(PHOTO)}`;
    // Somebody of the unit answers in the head's place, and so reads.
    expect(await refusal(city.as(second, 'employee').get(path))).toEqual([404, 'COMPLAINT_NOT_FOUND']);
    const delegate = (by: string, to: string) =>
      city.as(by, 'employee').post(`${mine.path}/delegate`, { to });
    expect(await refusal(delegate(second, second))).toEqual([403, 'NOT_RELATED']);
    expect(await refusal(delegate(head, newId()))).toEqual([404, 'EMPLOYEE_NOT_FOUND']);
    const stranger = await city.employee(await city.unit('LAIN'), null);
    expect(await refusal(delegate(head, stranger))).toEqual([422, 'RULE_VIOLATED']);
    expect((await delegate(head, second)).status).toBe(200);
    await city.settled();
    const inspector = newId();
    for (const [id, role] of [
      [officer, 'employee'],
      [head, 'employee'],
      [second, 'employee'],
      [inspector, 'inspector'],
    ] as const) {
      const { status, text, headers } = await city.as(id, role).get(path);
      expect([status, text]).toEqual([200, PHOTO.toString()]);
      expect(headers.get('cache-control')).toBe('private, no-store');
      expect(headers.get('content-disposition')).toContain('attachment');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
    expect((await city.as(second, 'employee').get(`${mine.path}/documents`)).body.items).toHaveLength(1);
    for (const [id, role] of [
      [hr, 'hr_admin'],
      [stranger, 'employee'],
    ] as const) {
      expect(await refusal(city.as(id, role).get(path))).toEqual([404, 'COMPLAINT_NOT_FOUND']);
      expect(await refusal(city.as(id, role).get(`${mine.path}/documents`))).toEqual([
        404,
        'COMPLAINT_NOT_FOUND',
      ]);
    }
    expect((await city.public.get(path)).status).toBe(401);
    // Not by way of another complaint, nor by a name that is none.
    for (const wrong of [sha256(PHOTO), 'f'.repeat(64), encodeURIComponent('../keys')])
      expect(await refusal(city.as(officer, 'employee').get(`${other.path}/documents/${wrong}`))).toEqual([
        404,
        'DOCUMENT_NOT_FOUND',
      ]);
    const reads = (await city.facts('FileRead')).filter(({ what }) => what === 'citizen.complaint-document');
    expect(reads).toHaveLength(4);
    expect(reads).toEqual(
      reads.map(() => expect.objectContaining({ caseId: mine.path.slice(-36) }) as unknown),
    );
  });

  it('lie sealed, and are gone with the key of the complaint', async () => {
    const { keys } = city.citizen.platform;
    const [{ sealed }] = await city.rows<{ sealed: Buffer }>('select sealed from doc.case_file');
    expect(sealed.includes('%PDF')).toBe(false);
    await keys.destroy(naturalId('complainant', mine.path.slice(-36)));
    const path = `${mine.path}/documents/${sha256(PHOTO)}`;
    await eventually('it is gone', async () => {
      const [status, code] = await refusal(city.as(officer, 'employee').get(path));
      return status === 410 && code === 'SUBJECT_ERASED';
    });
    expect(await refusal(give(pdf('lagi')))).toEqual([410, 'SUBJECT_ERASED']);
  });
});

describe('somebody without an account', () => {
  it.each([
    ['an unknown member', { category: 'FEE', text: 'x', by: 'me' }],
    ['no text', { category: 'FEE' }],
    ['a category of their own', { category: 'X', text: 'x' }],
    ['a long text', { category: 'FEE', text: 'x'.repeat(4001) }],
    ['a unit that is none', { category: 'FEE', text: 'x', unitId: '../..' }],
    ['a contact without a name', { category: 'FEE', text: 'x', contact: { email: 'a@b.test' } }],
  ])('is refused %s', async (_, body) => {
    const { status, body: problem } = await city.public.post('/complaints', body);
    expect([status, problem.code]).toEqual([400, 'VALIDATION_FAILED']);
  });
  it('is refused an empty complaint, and one about a unit that does not exist', async () => {
    const empty = await city.public.post('/complaints', { category: 'FEE', text: '  ' });
    expect([empty.status, empty.body.code]).toEqual([422, 'COMPLAINT_EMPTY']);
    const nowhere = await city.public.post('/complaints', { category: 'FEE', text: 'x', unitId: newId() });
    expect([nowhere.status, nowhere.body.code]).toEqual([404, 'UNIT_NOT_FOUND']);
  });
  it('has none of what officers have', async () => {
    for (const path of [
      '/complaints',
      '/quarantined-reviews',
      `/officers/${nurse}/reviews?from=2026-08-01&to=2026-08-31`,
    ])
      expect((await city.public.get(path)).status).toBe(401);
    expect(
      (await city.as(second, 'employee').get(`/officers/${nurse}/reviews?from=2026-08-01&to=2026-08-31`))
        .status,
    ).toBe(404);
  });
  it('is told in time to stop trying codes', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < WRONG_CODES + 2; i++)
      statuses.push((await city.public.get(`/tracker/00000000000${i}`)).status);
    expect(statuses.at(-1)).toBe(429);
    expect(new Set(statuses)).toEqual(new Set([404, 429]));
    const told = await city.public.get('/tracker/000000000000');
    expect(told.body).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    expect(Number(told.headers.get('retry-after'))).toBeGreaterThan(0);
    // Codes of receipts and surveys are tried no more either.
    expect((await review('000000000000', 1, 'device-of-nobody-1')).status).toBe(429);
  });
});
