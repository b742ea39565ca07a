import { employmentEnded } from '@jejak/contracts/career';
import { complaintClosed, complaintFiled } from '@jejak/contracts/citizen';
import {
  applicantRegistered,
  applicationSubmitted,
  stageResultPublished,
  stageResultRowsPublished,
} from '@jejak/contracts/recruitment';
import { naturalId, newId, streamOf } from '@jejak/kernel';
import { type AsnReceipt, parsePolicy, verifyReceipt } from '@jejak/ledger';
import { Codes } from '@jejak/service';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Answer, type Asking, type InspectedCity, startInspectedCity } from './inspected-city';

const refused = (status: number, code: string, rule?: string): object => ({
  ...{ status, body: { code, ...(rule === undefined ? {} : { rule }) } },
});
const why = 'Arsip lamaran masih wajib disimpan.';
const NUMBER = '4820193756';

jest.setTimeout(180_000);

describe('what people ask about their own data (domain.md 2.6, 10.2, 15 step 59)', () => {
  let city: InspectedCity;
  let [unit, officer, otherOfficer, hr, ins1, retired] = ['', '', '', '', '', ''];
  const [a3, someone, vacancyId, applicationId, datasetId] = Array.from({ length: 5 }, newId);
  const application = streamOf('application', applicationId);
  let [me, handler, inspector]: Asking[] = [];

  const rowsOf = (version: number, score: string): object => ({
    ...{ datasetId, version, vacancyId, stage: 'FINAL', position: 'Perawat Ahli Pertama', seats: 1 },
    ...{ cutOff: '75.951', policies: [], part: 1, parts: 1, rows: 1, columns: 'final_score,outcome' },
    r: { [NUMBER]: `${score},NOT_SELECTED` },
  });
  const publish = async (version: number, score: string): Promise<void> => {
    await city.recruitment.tell(
      streamOf('vacancy', vacancyId),
      stageResultPublished({
        ...{ vacancyId, stage: 'FINAL', version, rankingId: newId(), datasetId, sha256: 'ab'.repeat(32) },
        ...{ rows: 1, advancing: 1, cutOff: '75.951', objectionOpensAt: null, objectionClosesAt: null },
        tieMinuteSha256: null,
      }),
    );
    const data = rowsOf(version, score) as Parameters<typeof stageResultRowsPublished>[0];
    await city.recruitment.tell(
      streamOf('result-rows', naturalId('result-rows', datasetId, String(version), '1')),
      stageResultRowsPublished(data),
    );
  };
  const receipt = (version: number): Promise<AsnReceipt> =>
    eventually(
      `version ${version} is sealed`,
      async () => {
        const path = `${city.address()}/v1/receipts/${datasetId}/${NUMBER}?version=${version}`;
        const response = await fetch(path);
        return response.ok && ((await response.json()) as AsnReceipt);
      },
      90_000,
    );
  const requestId = async (asker: Asking, kind: string): Promise<string> => {
    await city.settled();
    const { body } = await asker.get(`/data-requests?kind=${kind}`);
    return String(body.items[0].requestId);
  };
  const seen = async (asker: Asking, id: string): Promise<Record<string, unknown>> => {
    await city.settled();
    return (await asker.get(`/data-requests/${id}`)).body;
  };
  const facts = (name: string, count: number): Promise<readonly Readonly<Record<string, unknown>>[]> =>
    eventually(`${count} times ${name}`, async () => {
      const found = await city.facts(name);
      return found.length >= count && found;
    });

  beforeAll(async () => {
    city = await startInspectedCity('2026-02-10');
    unit = await city.unit('DINKES');
    officer = await city.employee(unit, '2019-04-01', 'data_officer');
    otherOfficer = await city.employee(unit, '2019-04-01', 'data_officer');
    hr = await city.employee(unit, '2019-04-01');
    ins1 = await city.employee(unit, '2019-04-01');
    retired = await city.employee(unit, '2019-04-01');
    const about = { subject: a3 };
    await city.recruitment.tell(
      streamOf('applicant', a3),
      applicantRegistered({ applicantId: a3, name: 'Tiurma Contoh', email: 'a3@contoh.test' }, about),
    );
    await city.recruitment.tell(
      application,
      applicationSubmitted(
        {
          ...{ applicationId, vacancyId, applicantId: a3, year: 2026, participantNo: NUMBER },
          ...{ channel: 'CAMPUS', educationGpa: '3.51', birthDate: '1999-04-30', imported: null },
        },
        about,
      ),
    );
    city.moveTo('2026-04-06', '10:00:00');
    await publish(1, '71.200');
    city.moveTo('2026-04-13', '10:00:00');
    await publish(2, '71.300');
    await city.logged(streamOf('vacancy', vacancyId), 2);
    [me, handler, inspector] = [
      city.as(a3, 'applicant'),
      city.as(officer, 'hr_admin'),
      city.as(ins1, 'inspector'),
    ];
    city.moveTo('2027-06-01', '10:00:00');
  }, 300_000);
  afterAll(() => city.stop());

  describe('erasure', () => {
    let id = '';
    const fulfil = (asker: Asking, over: object = {}): Promise<Answer> =>
      asker.post(`/data-requests/${id}/fulfil`, { basis: 'REQUEST', ...over });

    it('is asked for by the person, once, and by nobody without a name', async () => {
      const path = `${city.address()}/v1/data-requests`;
      const sent = { method: 'POST', headers: { 'content-type': 'application/json' } };
      const nobody = await fetch(path, { ...sent, body: JSON.stringify({ kind: 'ERASE' }) });
      expect(nobody.status).toBe(401);
      expect(await me.post('/data-requests', { kind: 'FORGET' })).toMatchObject(
        refused(400, 'VALIDATION_FAILED'),
      );
      expect(await me.post('/data-requests', { kind: 'ERASE' })).toMatchObject({
        ...{ status: 200, body: { events: [{ type: 'asn.audit.DataRequestFiled.v1' }] } },
      });
      expect(await me.post('/data-requests', { kind: 'ERASE' })).toMatchObject(
        refused(409, 'DATA_REQUEST_EXISTS'),
      );
      id = await requestId(me, 'ERASE');
      expect((await city.facts('DataRequestFiled'))[0]).toMatchObject({
        ...{ personId: a3, kind: 'ERASE', filedBy: null, dueAt: '2027-06-04T03:00:00.000Z' },
      });
    });

    it('is theirs to follow, the officer’s and an inspector’s', async () => {
      const other = city.as(someone, 'applicant');
      expect((await other.get('/data-requests')).body.items).toEqual([]);
      expect(await other.get(`/data-requests/${id}`)).toMatchObject(refused(404, 'DATA_REQUEST_NOT_FOUND'));
      expect(await city.as(hr, 'leadership').get('/data-requests')).toMatchObject(
        refused(403, 'FORBIDDEN_ROLE'),
      );
      for (const asker of [me, handler, inspector])
        expect(await seen(asker, id)).toMatchObject({
          ...{ personId: a3, status: 'OPEN', dueAt: '2027-06-04T03:00:00.000Z', overdue: false },
        });
      // Others who read it are in the person's own access log.
      await city.settled();
      const accesses = await eventually('the reads are logged', async () => {
        const { items } = (await me.get(`/subjects/${a3}/accesses`)).body;
        return items.length >= 2 && items;
      });
      expect(accesses.map(({ what, role }) => `${String(what)} ${String(role)}`)).toEqual([
        ...['audit.data-request hr_admin', 'audit.data-request inspector'],
      ]);
    });

    it('is refused while the law keeps the record, with its last day; the attempt is a fact', async () => {
      expect(await fulfil(city.as(hr, 'hr_admin'))).toMatchObject(refused(403, 'NOT_RELATED'));
      expect(await fulfil(me)).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
      expect(await fulfil(inspector)).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
      const answer = await fulfil(handler);
      expect(answer).toMatchObject(refused(422, 'RETENTION_REQUIRED', 'retention.APPLICATION'));
      expect(answer.body.detail).toContain('2028-04-06');
      expect(await city.facts('CommandRefused')).toContainEqual(
        expect.objectContaining({ commandType: 'FulfilDataRequest', code: 'RETENTION_REQUIRED' }),
      );
      const path = `/data-requests/${id}/refuse`;
      expect(await handler.post(path, { ground: 'LEGAL_HOLD', reason: why })).toMatchObject(
        refused(422, 'RULE_VIOLATED', 'data-request.ground'),
      );
      expect(await handler.post(path, { ground: 'RETENTION_REQUIRED', reason: 'Tidak.' })).toMatchObject(
        refused(422, 'REASON_REQUIRED'),
      );
      expect(await handler.post(path, { ground: 'RETENTION_REQUIRED', reason: why })).toMatchObject({
        status: 200,
      });
      expect(await seen(me, id)).toMatchObject({
        ...{ status: 'REFUSED', ground: 'RETENTION_REQUIRED', until: '2028-04-06', handledBy: officer },
        acts: [{ act: 'FILED' }, { act: 'REFUSED', text: why }],
      });
      // What the decision read stands in it.
      const [{ core }] = await city.rows<{ core: string }>(
        `select core from es.events where event_type = 'asn.audit.DataRequestRefused.v1'`,
      );
      const inputs = (JSON.parse(core) as { inputs: { stream: string }[] }).inputs.map(
        ({ stream }) => stream,
      );
      expect(inputs).toEqual(
        expect.arrayContaining([application, streamOf('vacancy', vacancyId), streamOf('employee', officer)]),
      );
    });

    it('is laid before the officer again the day after, without anybody asking; a hold stands against it', async () => {
      const hold = { personId: a3, ground: 'COURT_ORDER', caseNumber: '12/G/2028/PTUN.MDN', reason: why };
      city.moveTo('2028-04-06', '23:00:00');
      expect(await city.as(hr, 'hr_admin').post('/legal-holds', hold)).toMatchObject(
        refused(403, 'NOT_RELATED'),
      );
      expect(await inspector.post('/legal-holds', { ...hold, personId: newId() })).toMatchObject(
        refused(404, 'PERSON_NOT_FOUND'),
      );
      expect(await inspector.post('/legal-holds', hold)).toMatchObject({ status: 200 });
      expect(await city.facts('DataRequestLaidAgain')).toEqual([]);
      city.moveTo('2028-04-07', '09:00:00');
      expect(await facts('DataRequestLaidAgain', 1)).toMatchObject([{ requestId: id }]);
      expect(await seen(me, id)).toMatchObject({ status: 'OPEN', dueAt: '2028-04-10T02:00:00.000Z' });
      expect(await fulfil(handler)).toMatchObject(refused(422, 'LEGAL_HOLD'));
      const [held] = (await handler.get('/legal-holds?standing=true')).body.items;
      expect(held).toMatchObject({ personId: a3, ground: 'COURT_ORDER', placedBy: ins1, liftedAt: null });
      const lift = `/legal-holds/${String(held.holdId)}/lift`;
      const reason = 'Putusan sudah berkekuatan hukum tetap.';
      expect(await handler.post(lift, { reason })).toMatchObject(refused(403, 'NOT_RELATED'));
      expect(await inspector.post(lift, { reason })).toMatchObject({ status: 200 });
      await city.settled();
      expect((await handler.get('/legal-holds?standing=true')).body.items).toEqual([]);
    });

    it('destroys the key, and leaves every proof valid', async () => {
      const history = `/streams/${streamOf('applicant', a3)}/history?purpose=INSP-1`;
      const before = (await inspector.get(history)).body.items;
      expect(before).toMatchObject([{ personal: null, data: { name: 'Tiurma Contoh' } }]);
      const before59 = await receipt(1);
      const basis = { basis: 'RETENTION_ENDED', archiveCode: '800.1.2' };
      expect(await fulfil(handler, { basis: 'RETENTION_ENDED' })).toMatchObject(
        refused(422, 'RULE_VIOLATED', 'erasure.archive-code'),
      );
      expect(await fulfil(handler, basis)).toMatchObject({
        status: 200,
        body: {
          events: [
            { type: 'asn.audit.DataRequestFulfilled.v1' },
            { type: 'asn.audit.SubjectKeyDestroyed.v1' },
          ],
        },
      });
      const [destroyed] = await city.facts('SubjectKeyDestroyed');
      expect(destroyed).toMatchObject({ subjectId: a3, requestId: id, ...basis, approvedBy: officer });
      expect(Number(destroyed.entries)).toBeGreaterThan(2);
      await eventually('the key is gone', () => city.keys().isDestroyed(a3));
      // In public the log says what was erased, and not whom.
      const [{ core }] = await city.rows<{ core: string }>(
        `select core from es.events where event_type = 'asn.audit.SubjectKeyDestroyed.v1'`,
      );
      const { erased, subject } = JSON.parse(core) as Record<string, unknown>;
      expect({ erased, subject }).toEqual({
        erased: { scope: 'person', entries: destroyed.entries, ...basis },
        subject: undefined,
      });

      const after = await eventually('it reads as erased', async () => {
        const { items } = (await inspector.get(history)).body;
        return items[0].personal === 'erased' && items;
      });
      expect(after).toMatchObject([{ hash: before[0].hash, data: { name: 'erased', email: 'erased' } }]);
      expect((await inspector.get(`/streams/${application}/verify?purpose=INSP-1`)).body.items).toMatchObject(
        [{ valid: true }],
      );
      const timeline = await eventually('the erasure is logged', async () => {
        const { body } = await inspector.get(`/subjects/${a3}/events?purpose=INSP-1`);
        return body.items.length === 1 && body;
      });
      expect(timeline).toMatchObject({
        ...{ erased: true, items: [{ type: 'asn.audit.SubjectKeyDestroyed.v1', data: { subjectId: a3 } }] },
      });
      // Rankings verify by participant number as before.
      const policy = parsePolicy(
        `log ${(await (await fetch(`${city.address()}/v1/log.vkey`)).text()).trim()}\nquorum none\n`,
      );
      expect(verifyReceipt(before59, policy).row.v).toBe('71.200,NOT_SELECTED');
      expect(verifyReceipt(await receipt(1), policy).row.v).toBe('71.200,NOT_SELECTED');
      expect(verifyReceipt(await receipt(2), policy).row.v).toBe('71.300,NOT_SELECTED');
    });

    it('is the end: nothing more is asked or answered, and words read as erased', async () => {
      expect(await me.post('/data-requests', { kind: 'ACCESS' })).toMatchObject(
        refused(410, 'SUBJECT_ERASED'),
      );
      expect(await handler.post('/data-requests/for-person', { kind: 'ACCESS', personId: a3 })).toMatchObject(
        refused(410, 'SUBJECT_ERASED'),
      );
      expect(await seen(handler, id)).toMatchObject({
        status: 'FULFILLED',
        acts: [
          { act: 'FILED', text: null },
          { act: 'REFUSED', text: null },
          { act: 'LAID_AGAIN' },
          { act: 'FULFILLED', text: null },
        ],
      });
      const csv = await handler.get('/erasures?format=csv');
      expect(csv.text).toContain(a3);
      for (const list of ['/data-requests?format=csv', '/legal-holds?format=csv'])
        expect((await handler.get(list)).text).not.toContain('Tiurma');
    });
  });

  describe('access, correction and objection', () => {
    it('give the person what is held on them and who looked, late as it may be', async () => {
      const own = city.as(hr, 'employee');
      await own.post('/data-requests', { kind: 'ACCESS' });
      const id = await requestId(own, 'ACCESS');
      expect(await own.get(`/data-requests/${id}/file`)).toMatchObject(
        refused(404, 'DATA_REQUEST_NOT_FOUND'),
      );
      // Three times 24 hours, over a weekend: 7 April 2028 is a Friday.
      city.moveTo('2028-04-10', '08:59:00');
      expect(await city.facts('DataRequestOverdue')).toEqual([]);
      city.moveTo('2028-04-10', '09:30:00');
      expect(await facts('DataRequestOverdue', 1)).toMatchObject([{ requestId: id, kind: 'ACCESS' }]);
      await city.settled();
      expect((await handler.get('/data-requests?overdue=true')).body.items).toMatchObject([
        { requestId: id },
      ]);
      await seen(handler, id);
      expect(await handler.post(`/data-requests/${id}/fulfil`, {})).toMatchObject({ status: 200 });
      expect((await facts('DataRequestFulfilled', 2)).at(-1)).toMatchObject({ kind: 'ACCESS', late: true });
      await city.settled();
      const file = await eventually('the reads are logged', async () => {
        const { body } = await own.get(`/data-requests/${id}/file`);
        const [{ held, accesses }] = body.items as unknown as [Record<string, Record<string, unknown>[]>];
        return accesses.length > 0 && { held, accesses };
      });
      expect(file.held[0]).toMatchObject({
        ...{ type: 'asn.career.EmployeeRegistered.v1', data: { name: 'Pegawai', nip: '199001012019042001' } },
      });
      expect(file.accesses).toMatchObject([{ what: 'audit.data-request', role: 'hr_admin', caseId: id }]);
      // Nobody else has it; the officer would, had they asked for the person.
      expect(await handler.get(`/data-requests/${id}/file`)).toMatchObject(refused(403, 'NOT_RELATED'));
    });

    it('a correction names the facts that put it right', async () => {
      const own = city.as(hr, 'employee');
      expect(await own.post('/data-requests', { kind: 'CORRECT' })).toMatchObject(
        refused(422, 'RULE_VIOLATED', 'data-request.words'),
      );
      await own.post('/data-requests', { kind: 'CORRECT', text: 'Unit kerja saya salah ditulis.' });
      const id = await requestId(own, 'CORRECT');
      const path = `/data-requests/${id}/fulfil`;
      expect(await handler.post(path, {})).toMatchObject(
        refused(422, 'RULE_VIOLATED', 'data-request.correction'),
      );
      expect(await handler.post(path, { events: [newId()] })).toMatchObject(refused(404, 'EVENT_NOT_FOUND'));
      const events = await city.logged(streamOf('employee', hr), 2);
      expect(await handler.post(path, { events: [events[1]], answer: 'Sudah dibetulkan.' })).toMatchObject({
        status: 200,
      });
      expect(await seen(own, id)).toMatchObject({
        acts: [
          { act: 'FILED' },
          { act: 'FULFILLED', text: 'Sudah dibetulkan.', refs: [{ eventId: events[1] }] },
        ],
      });
    });

    it('an officer asks for somebody, and another one grants the erasure', async () => {
      const unknown = { kind: 'ERASE', personId: newId() };
      expect(await handler.post('/data-requests/for-person', unknown)).toMatchObject(
        refused(404, 'PERSON_NOT_FOUND'),
      );
      await city.career.tell(
        streamOf('employment', retired),
        employmentEnded(
          {
            ...{ employeeId: retired, kind: 'RETIRED', on: '2018-03-31', openCases: [] },
            ...{ proposedBy: hr, decidedBy: officer },
          },
          { subject: retired },
        ),
      );
      await city.logged(streamOf('employment', retired), 1);
      for (const personId of [retired, hr])
        expect(await handler.post('/data-requests/for-person', { kind: 'ERASE', personId })).toMatchObject({
          status: 200,
        });
      await city.settled();
      const idOf = async (personId: string): Promise<string> =>
        String((await handler.get(`/data-requests?kind=ERASE&personId=${personId}`)).body.items[0].requestId);
      const other = city.as(otherOfficer, 'hr_admin');
      const erase = { basis: 'RETENTION_ENDED', archiveCode: '800.1.2' };
      // In employment: ten years from today at the earliest.
      const inOffice = await other.post(`/data-requests/${await idOf(hr)}/fulfil`, erase);
      expect(inOffice).toMatchObject(refused(422, 'RETENTION_REQUIRED', 'retention.PERSONNEL_FILE'));
      expect(inOffice.body.detail).toContain('2038-04-10');
      const path = `/data-requests/${await idOf(retired)}/fulfil`;
      expect(await handler.post(path, erase)).toMatchObject(refused(422, 'SOD_VIOLATION', 'sod.erasure'));
      // While an inspection looks at something about them nothing goes; with its end the request comes back.
      const chief = city.as(
        await city.employee(await city.unit('DISDIK'), '2019-04-01', 'chief_inspector'),
        'inspector',
      );
      const opened = await chief.post('/inspections', {
        ...{
          assignment: { number: 'ST-1/2028', issuedOn: '2028-04-10' },
          from: '2017-01-01',
          to: '2028-04-10',
        },
        ...{ letter: { sha256: 'ab'.repeat(32), mediaType: 'application/pdf', size: 1200 } },
        ...{
          objects: [streamOf('employee', retired)],
          question: 'Apakah pensiun ini tercatat dengan benar?',
        },
      });
      expect(opened).toMatchObject({ status: 200 });
      await city.settled();
      expect(await other.post(path, erase)).toMatchObject(refused(422, 'LEGAL_HOLD'));
      const refusal = { ground: 'LEGAL_HOLD', reason: 'Inspektorat sedang memeriksa berkas ini.' };
      expect(await other.post(path.replace('fulfil', 'refuse'), refusal)).toMatchObject({ status: 200 });
      expect((await city.facts('DataRequestRefused')).at(-1)).toMatchObject({
        ground: 'LEGAL_HOLD',
        until: null,
      });
      await city.settled();
      const inspection = opened.body.stream.slice('inspection-'.length);
      const summary = 'Tidak ada temuan.';
      expect(await chief.post(`/inspections/${inspection}/close`, { summary })).toMatchObject({
        status: 200,
      });
      expect((await facts('DataRequestLaidAgain', 2)).at(-1)).toMatchObject({ personId: retired });
      expect(
        await eventually('the inspection is over on the list', async () => {
          const answer = await other.post(path, erase);
          return answer.body.code !== 'LEGAL_HOLD' && answer;
        }),
      ).toMatchObject({ status: 200 });
      await eventually('the key is gone', () => city.keys().isDestroyed(retired));
    });
  });

  it('whoever complained without an account is known by the code of the complaint', async () => {
    const codes = new Codes(city.keys());
    const [complaintId, complainantId] = [newId(), newId()];
    const trackingCode = await codes.issue('complaint-tracking', complaintId);
    const trackingKey = await codes.hashOf('complaint-tracking', trackingCode);
    const complaint = streamOf('complaint', complaintId);
    await city.citizen.tell(
      complaint,
      complaintFiled(
        {
          ...{
            complaintId,
            unitId: unit,
            complainantId,
            category: 'SERVICE_TIME',
            channel: 'WEB',
            named: false,
          },
          ...{ text: 'Antrean tiga jam.', contact: null, trackingCode, trackingKey: String(trackingKey) },
          ...{ aboutEmployeeId: null, reviewId: null, filedAt: '2028-04-10T02:30:00.000Z' },
          ...{ filedOn: '2028-04-10', verifyDueAt: '2028-04-13T17:00:00.000Z' },
        },
        { subject: complainantId },
      ),
    );
    await city.logged(complaint, 1);
    const ask = async (path: string, body?: object): Promise<{ status: number; body: Answer['body'] }> => {
      const response = await fetch(`${city.address()}/v1/data-requests${path}`, {
        ...(body
          ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
          : {}),
      });
      return { status: response.status, body: (await response.json()) as Answer['body'] };
    };
    expect(await ask('', { kind: 'ACCESS', trackingCode: '0000-0000-0000' })).toMatchObject(
      refused(404, 'CODE_UNKNOWN'),
    );
    for (const kind of ['ACCESS', 'ERASE'])
      expect(await ask('', { kind, trackingCode })).toMatchObject({ status: 200 });
    await city.settled();
    expect((await ask(`/tracked/${trackingCode}`)).body.items).toHaveLength(2);
    expect(await ask(`/tracked/${trackingCode}/file`)).toMatchObject(refused(404, 'DATA_REQUEST_NOT_FOUND'));
    const idOf = async (kind: string): Promise<string> => {
      const { items } = (await handler.get(`/data-requests?personId=${complainantId}&kind=${kind}`)).body;
      return String(items[0].requestId);
    };
    await handler.post(`/data-requests/${await idOf('ACCESS')}/fulfil`, {});
    await city.settled();
    const { body } = await ask(`/tracked/${trackingCode}/file`);
    expect(body.items).toMatchObject([
      {
        held: expect.arrayContaining([
          expect.objectContaining({
            type: 'asn.citizen.ComplaintFiled.v1',
            data: expect.objectContaining({ text: 'Antrean tiga jam.' }),
          }),
        ]),
      },
    ]);
    const path = `/data-requests/${await idOf('ERASE')}/fulfil`;
    // It goes on: a year from today at the earliest.
    const open = await handler.post(path, { basis: 'REQUEST' });
    expect(open).toMatchObject(refused(422, 'RETENTION_REQUIRED', 'retention.COMPLAINT'));
    expect(open.body.detail).toContain('2029-04-10');
    await city.citizen.tell(
      complaint,
      complaintClosed({
        ...{
          complaintId,
          unitId: unit,
          class: 'LIGHT',
          category: 'SERVICE_TIME',
          satisfied: true,
          provenAgainst: null,
          groundless: false,
        },
        ...{
          reviewId: null,
          filedOn: '2028-04-10',
          answeredOn: '2028-04-10',
          responseMinutes: 10,
          onTime: true,
        },
      }),
    );
    await city.logged(complaint, 2);
    city.moveTo('2029-04-11');
    expect(await handler.post(path, { basis: 'REQUEST' })).toMatchObject({ status: 200 });
    await eventually('the key is gone', () => city.keys().isDestroyed(complainantId));
    await city.settled();
    expect((await ask(`/tracked/${trackingCode}`)).body.items).toHaveLength(2);
  });

  it('its lists are those of a rebuild', async () => {
    await city.settled();
    expect(await city.unlikeTheirRebuild()).toEqual({});
  });
});
