import { evaluationOpened } from '@jejak/contracts/performance';
import { policyInForce } from '@jejak/contracts/policy';
import { naturalId, newId, streamOf } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Answer, type Asking, type InspectedCity, startInspectedCity } from './inspected-city';

const refused = (status: number, code: string, rule?: string): object => ({
  ...{ status, body: { code, ...(rule === undefined ? {} : { rule }) } },
});
const letter = { sha256: 'ab'.repeat(32), mediaType: 'application/pdf', size: 1200 };
const assignment = { number: 'ST-15/2027', issuedOn: '2027-05-03' };
const words = {
  ...{ condition: 'Dua data ditolak tanpa bertanya.', criteria: 'Pelapor ditanya dahulu.' },
  ...{
    cause: 'Kebiasaan kerja unit.',
    effect: 'Nilai turun sementara.',
    recommendation: 'Tanyakan pelapor.',
  },
};
const idOf = ({ body }: Answer, prefix: string): string => {
  expect(body.stream.slice(0, prefix.length)).toBe(prefix);
  return body.stream.slice(prefix.length);
};

jest.setTimeout(120_000);

describe('an inspection (domain.md 15, steps 50 and 55)', () => {
  let city: InspectedCity;
  let [unit, otherUnit] = ['', ''];
  let [ins1, chief, head, otherHead, clerk] = ['', '', '', '', ''];
  let evaluation: string;
  let eventIds: readonly string[];
  let inspector: Asking;
  let inspectionId: string;

  const opening = (over: object = {}): object => ({
    ...{ assignment, letter, objects: [evaluation], from: '2026-01-01', to: '2027-05-03' },
    ...{ question: 'Mengapa predikat E-1 berubah dari Baik menjadi Sangat Baik?' },
    ...over,
  });

  beforeAll(async () => {
    city = await startInspectedCity('2027-05-03');
    [unit, otherUnit] = [await city.unit('DINKES'), await city.unit('DISDIK')];
    ins1 = await city.employee(otherUnit, '2019-04-01');
    chief = await city.employee(otherUnit, '2019-04-01', 'chief_inspector');
    head = await city.employee(unit, '2019-04-01', 'unit_head');
    otherHead = await city.employee(otherUnit, '2019-04-01', 'unit_head');
    clerk = await city.employee(unit, '2019-04-01');
    const evaluationId = newId();
    evaluation = streamOf('evaluation', evaluationId);
    await city.performance.tell(evaluation, evaluationOf(evaluationId, clerk, unit, head));
    eventIds = await city.logged(evaluation, 1);
    inspector = city.as(ins1, 'inspector');
  }, 240_000);
  afterAll(() => city.stop());

  it('is opened on a letter of assignment, of what exists, by who is free to', async () => {
    expect(await inspector.post('/inspections', opening({ letter: undefined }))).toMatchObject(
      refused(422, 'ASSIGNMENT_REQUIRED'),
    );
    expect(await inspector.post('/inspections', opening({ units: [newId()] }))).toMatchObject(
      refused(404, 'UNIT_NOT_FOUND'),
    );
    expect(
      await inspector.post('/inspections', opening({ objects: [streamOf('evaluation', newId())] })),
    ).toMatchObject(refused(404, 'STREAM_NOT_FOUND'));
    // The unit in which the inspector works; and that of the employee whose evaluation it is.
    expect(await inspector.post('/inspections', opening({ units: [otherUnit] }))).toMatchObject(
      refused(422, 'SOD_VIOLATION', 'sod.inspector-unit'),
    );
    expect(await city.as(clerk, 'inspector').post('/inspections', opening())).toMatchObject(
      refused(422, 'SOD_VIOLATION', 'sod.inspector-unit'),
    );
    expect(await inspector.post('/inspections', opening({ from: '2027-05-04' }))).toMatchObject(
      refused(422, 'RULE_VIOLATED', 'inspection.period'),
    );
    expect(await inspector.post('/inspections', opening({ objects: ['evaluation-1'] }))).toMatchObject(
      refused(400, 'VALIDATION_FAILED'),
    );
    expect(await city.as(ins1, 'hr_admin').post('/inspections', opening())).toMatchObject(
      refused(403, 'FORBIDDEN_ROLE'),
    );
    const key = { 'idempotency-key': newId() };
    const answer = await inspector.post('/inspections', opening(), key);
    expect(answer).toMatchObject({
      status: 200,
      body: { events: [{ type: 'asn.audit.InspectionOpened.v1' }] },
    });
    expect((await inspector.post('/inspections', opening(), key)).body.stream).toBe(answer.body.stream);
    inspectionId = idOf(answer, 'inspection-');
    expect(
      (await city.facts('InspectionOpened')).map(({ assignment: of, scope }) => ({ of, scope })),
    ).toEqual([{ of: assignment, scope: { units: [], objects: [evaluation] } }]);
  });

  it('asks people for evidence, which points into the log', async () => {
    const path = `/inspections/${inspectionId}/evidence-requests`;
    const what = 'Berita acara penolakan data.';
    expect(await inspector.post(path, { askedOf: newId(), what })).toMatchObject(
      refused(404, 'EMPLOYEE_NOT_FOUND'),
    );
    expect(await inspector.post(path, { askedOf: clerk, what: ' ' })).toMatchObject(
      refused(422, 'RULE_VIOLATED', 'inspection.words'),
    );
    expect(
      await inspector.post(`/inspections/${newId()}/evidence-requests`, { askedOf: clerk, what }),
    ).toMatchObject(refused(404, 'INSPECTION_NOT_FOUND'));
    for (const askedOf of [clerk, head])
      expect(await inspector.post(path, { askedOf, what })).toMatchObject({ status: 200 });
    await city.settled();
    const asked = city.as(clerk, 'employee');
    const [row, ...more] = (await asked.get('/evidence-requests')).body.items;
    expect(more).toEqual([]);
    expect(row).toMatchObject({ askedOf: clerk, dueOn: '2027-05-10', status: 'ASKED', overdue: false });
    const one = `/evidence-requests/${String(row.requestId)}`;
    expect((await asked.get(one)).body).toMatchObject({ what, given: [] });
    // Others do not learn that it exists.
    expect(await city.as(head, 'employee').get(one)).toMatchObject(
      refused(404, 'EVIDENCE_REQUEST_NOT_FOUND'),
    );
    expect(await city.as(head, 'employee').post(`${one}/provide`, { note: 'Ada.' })).toMatchObject(
      refused(404, 'EVIDENCE_REQUEST_NOT_FOUND'),
    );
    expect(await inspector.post(`${one}/provide`, { note: 'Ada.' })).toMatchObject(
      refused(403, 'NOT_RELATED'),
    );
    expect(await asked.post(`${one}/provide`, {})).toMatchObject(
      refused(422, 'RULE_VIOLATED', 'evidence.given'),
    );
    expect(await asked.post(`${one}/provide`, { events: [newId()] })).toMatchObject(
      refused(404, 'EVENT_NOT_FOUND'),
    );
    expect(await asked.post(`${one}/provide`, { events: eventIds, documents: [letter] })).toMatchObject({
      status: 200,
    });
    await city.settled();
    const given = (await inspector.get(one)).body;
    expect(given).toMatchObject({
      status: 'PROVIDED',
      given: [{ refs: [{ eventId: eventIds[0] }], documents: [letter], late: false, note: null }],
    });
    expect((await inspector.get(`/evidence-requests?status=ASKED`)).body.items).toHaveLength(1);
  });

  it('shares what it will say, and waits for the reply', async () => {
    city.moveTo('2027-05-05');
    const path = `/inspections/${inspectionId}/findings`;
    const draft = { unitId: unit, about: evaluation, severity: 'SEVERE', ...words };
    expect(await inspector.post(path, { ...draft, unitId: newId() })).toMatchObject(
      refused(404, 'UNIT_NOT_FOUND'),
    );
    expect(await inspector.post(path, { ...draft, cause: '' })).toMatchObject(
      refused(422, 'RULE_VIOLATED', 'inspection.words'),
    );
    expect(await inspector.post(path, { ...draft, severity: 'HUGE' })).toMatchObject(
      refused(400, 'VALIDATION_FAILED'),
    );
    expect(await inspector.post(path, draft)).toMatchObject({ status: 200 });
    await city.settled();
    const [finding] = (await inspector.get('/findings')).body.items;
    expect(finding).toMatchObject({ status: 'DRAFT', unitId: unit, replyBy: '2027-05-12', followUpBy: null });
    const one = `/findings/${String(finding.findingId)}`;
    expect(await inspector.post(`${one}/issue`, { events: eventIds })).toMatchObject(
      refused(422, 'RIGHT_TO_REPLY'),
    );
    // Of a draft only those know who inspect and who reply.
    expect((await city.as(chief, 'leadership').get('/findings')).body.items).toEqual([]);
    expect((await city.as(otherHead, 'employee').get('/findings')).body.items).toEqual([]);
    expect(await city.as(otherHead, 'employee').post(`${one}/reply`, { reply: 'Ya.' })).toMatchObject(
      refused(404, 'FINDING_NOT_FOUND'),
    );
    const unitHead = city.as(head, 'employee');
    expect((await unitHead.get(one)).body).toMatchObject({ draft: words, reply: null, issued: null });
    expect(await unitHead.post(`${one}/answer`, { accepts: true, answer: 'Ya.' })).toMatchObject(
      refused(409, 'ILLEGAL_TRANSITION'),
    );
    city.moveTo('2027-05-10');
    expect(await inspector.post(`${one}/reply`, { reply: 'Ya.' })).toMatchObject(refused(403, 'NOT_RELATED'));
    expect(await unitHead.post(`${one}/reply`, { reply: 'Kami menerima konsep ini.' })).toMatchObject({
      status: 200,
    });
  });

  it('says that evidence did not come in time', async () => {
    city.moveTo('2027-05-11');
    await eventually('it is overdue', async () => (await city.facts('EvidenceOverdue')).length === 1, 60_000);
    expect(await city.facts('EvidenceOverdue')).toMatchObject([{ askedOf: head, dueOn: '2027-05-10' }]);
    await city.settled();
    const late = city.as(head, 'employee');
    const [row] = (await late.get('/evidence-requests')).body.items;
    expect(row).toMatchObject({ overdue: true, status: 'ASKED' });
    expect(
      await late.post(`/evidence-requests/${String(row.requestId)}/provide`, { note: 'Tidak ada.' }),
    ).toMatchObject({ status: 200 });
    expect(await city.facts('EvidenceProvided')).toMatchObject([{ late: false }, { late: true }]);
  });

  it('issues what it found, which is followed up within sixty days', async () => {
    city.moveTo('2027-05-17');
    const [finding] = (await inspector.get('/findings?status=DRAFT')).body.items;
    const one = `/findings/${String(finding.findingId)}`;
    expect(await inspector.post(`${one}/issue`, {})).toMatchObject(
      refused(422, 'RULE_VIOLATED', 'finding.evidence'),
    );
    expect(await inspector.post(`${one}/issue`, { events: [newId()] })).toMatchObject(
      refused(404, 'EVENT_NOT_FOUND'),
    );
    expect(await inspector.post(`${one}/issue`, { events: eventIds })).toMatchObject({
      ...{ status: 200, body: { events: [{ type: 'asn.audit.FindingIssued.v1' }] } },
    });
    expect(await city.facts('FindingIssued')).toMatchObject([
      { unitId: unit, about: evaluation, severity: 'SEVERE', followUpBy: '2027-07-16' },
    ]);
    await city.settled();
    const unitHead = city.as(head, 'employee');
    expect((await city.as(chief, 'leadership').get('/findings')).body.items).toMatchObject([
      { findingId: finding.findingId, status: 'ISSUED' },
    ]);
    expect(
      await unitHead.post(`${one}/answer`, { accepts: true, answer: 'Kami ubah prosedurnya.' }),
    ).toMatchObject({ status: 200 });
    expect(
      await city.as(chief, 'inspector').post(`/inspections/${inspectionId}/close`, { summary: 'Selesai.' }),
    ).toMatchObject(refused(422, 'RULE_VIOLATED', 'inspection.severe-open'));
    city.moveTo('2027-07-17');
    await eventually('it is overdue', async () => (await city.facts('FollowUpOverdue')).length === 1, 60_000);
    await city.settled();
    expect((await inspector.get('/findings?overdue=true')).body.items).toHaveLength(1);
    expect((await inspector.get('/findings?overdue=false')).body.items).toEqual([]);
    expect(await unitHead.post(`${one}/follow-up`, { done: 'Prosedur diubah.' })).toMatchObject({
      status: 200,
    });
    expect(await inspector.post(`${one}/return`, { reason: 'Belum.' })).toMatchObject(
      refused(422, 'REASON_REQUIRED'),
    );
    expect(
      await inspector.post(`${one}/return`, { reason: 'Prosedur baru belum berlaku di lapangan.' }),
    ).toMatchObject({ status: 200 });
    expect(await unitHead.post(`${one}/follow-up`, { done: 'Berlaku.', documents: [letter] })).toMatchObject({
      status: 200,
    });
    expect(await inspector.post(`${one}/accept`)).toMatchObject({ status: 200 });
    expect(await inspector.post(`${one}/accept`)).toMatchObject(refused(409, 'ILLEGAL_TRANSITION'));
    await city.settled();
    expect((await unitHead.get(one)).body).toMatchObject({
      ...{ status: 'ACCEPTED', overdue: true, accepted: true, reply: 'Kami menerima konsep ini.' },
      ...{ issued: words, refs: [{ eventId: eventIds[0] }] },
      followUp: [
        { act: 'REPORTED' },
        { act: 'RETURNED' },
        { act: 'REPORTED', documents: [letter] },
        { act: 'ACCEPTED' },
      ],
    });
  });

  it('is closed by the chief inspector, and read with all its words', async () => {
    const path = `/inspections/${inspectionId}/close`;
    expect(await inspector.post(path, { summary: 'Selesai.' })).toMatchObject(refused(403, 'NOT_RELATED'));
    expect(await city.as(chief, 'inspector').post(path, { summary: 'Satu temuan, selesai.' })).toMatchObject({
      status: 200,
    });
    expect(
      await inspector.post(`/inspections/${inspectionId}/evidence-requests`, {
        askedOf: clerk,
        what: 'Lagi.',
      }),
    ).toMatchObject(refused(409, 'ILLEGAL_TRANSITION'));
    await city.settled();
    expect((await inspector.get(`/inspections/${inspectionId}`)).body).toMatchObject({
      ...{ status: 'CLOSED', letter, summary: 'Satu temuan, selesai.', objects: [evaluation] },
      requests: [{ what: 'Berita acara penolakan data.' }, { given: [{ late: true }] }],
      findings: [{ issued: words }],
    });
    expect((await inspector.get('/inspections?status=OPEN')).body).toMatchObject({ items: [], next: null });
    expect((await inspector.get('/inspections')).body.items).toHaveLength(1);
    expect(await inspector.get(`/inspections/${newId()}`)).toMatchObject(
      refused(404, 'INSPECTION_NOT_FOUND'),
    );
    expect(await city.as(head, 'employee').get(`/inspections/${inspectionId}`)).toMatchObject(
      refused(403, 'FORBIDDEN_ROLE'),
    );
    expect((await inspector.get('/findings?cursor=x')).status).toBe(400);
    const csv = await inspector.get('/findings?format=csv');
    expect(csv.text).toContain('findingId');
    expect(csv.text).toContain('ACCEPTED');
  });

  it('gives who is asked as many working days as before when another holiday is decreed', async () => {
    const answer = await inspector.post('/inspections', opening({ units: [unit], objects: [] }));
    const second = idOf(answer, 'inspection-');
    await inspector.post(`/inspections/${second}/evidence-requests`, {
      askedOf: clerk,
      what: 'Daftar hadir.',
    });
    await city.settled();
    const asked = (await city.facts('EvidenceRequested')).at(-1) as Record<
      'dueOn' | 'dueAt' | 'requestId',
      string
    >;
    const key = 'gov.calendar';
    await city.policy.tell(
      streamOf('policy', naturalId('policy', key)),
      policyInForce({
        ...{ key, version: 2, parameters: { zone: 'Asia/Jakarta', holidays: [asked.dueOn] } },
        ...{ legalBasis: 'SKB Cuti Bersama', origin: 'CONFIGURED', effectiveFrom: '2027-01-01' },
        ...{ acknowledged: 1, active: 1, coverage: '100.0000' },
      }),
    );
    const [moved, ...more] = await eventually(
      'the clock is moved',
      async () => {
        const facts = await city.facts('EvidenceClockMoved');
        return facts.length > 0 && facts;
      },
      60_000,
    );
    expect(more).toEqual([]);
    expect(moved).toMatchObject({ requestId: asked.requestId, insteadOf: asked.dueAt });
    expect(String(moved.dueOn) > asked.dueOn).toBe(true);
    await city.settled();
    const [row] = (await inspector.get('/evidence-requests?status=ASKED')).body.items;
    expect(row).toMatchObject({ requestId: asked.requestId, dueOn: moved.dueOn, overdue: false });
  });

  it('has read models that are what a rebuild makes of the facts', async () =>
    expect(await city.unlikeTheirRebuild()).toEqual({}));

  it('does nothing twice when everything is heard again on a later day', async () => {
    expect(await city.heardAgain('2028-02-20')).toEqual([]);
  }, 300_000);
});

const evaluationOf = (evaluationId: string, employeeId: string, unitId: string, raterId: string) =>
  evaluationOpened(
    {
      ...{ evaluationId, planId: newId(), employeeId, raterId, position: 'Perawat', unitId, year: 2026 },
      ...{ periodStart: '2026-01-01', periodEnd: '2026-12-31', pinnedPolicies: ['perf.result@1'] },
    },
    { subject: employeeId },
  );
