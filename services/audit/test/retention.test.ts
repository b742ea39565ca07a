import { employmentEnded } from '@jejak/contracts/career';
import { complaintClosed, complaintFiled } from '@jejak/contracts/citizen';
import { applicantRegistered, applicationSubmitted, vacancyCancelled } from '@jejak/contracts/recruitment';
import { newId, streamOf } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Asking, type InspectedCity, startInspectedCity } from './inspected-city';

jest.setTimeout(180_000);

describe('people whose retention has ended (domain.md 2.6)', () => {
  let city: InspectedCity;
  let [handler, other, inspector, employee]: readonly Asking[] = [];
  let [left, working] = ['', ''];
  const [applicant, complainant] = [newId(), newId()];

  const apply = async (applicantId: string, vacancyId: string): Promise<void> => {
    const applicationId = newId();
    await city.recruitment.tell(
      streamOf('application', applicationId),
      applicationSubmitted(
        {
          ...{ applicationId, vacancyId, applicantId, year: 2026, participantNo: '4820193756' },
          ...{ channel: 'CAMPUS', educationGpa: '3.51', birthDate: '1999-04-30', imported: null },
        },
        { subject: applicantId },
      ),
    );
    await city.logged(streamOf('application', applicationId), 1);
  };
  const ended = async (asking: Asking = handler): Promise<readonly Readonly<Record<string, unknown>>[]> => {
    await city.settled();
    return (await asking.get('/retention-ended')).body.items;
  };

  beforeAll(async () => {
    city = await startInspectedCity('2026-02-02');
    const unit = await city.unit('DINKES');
    const officers = [
      await city.employee(unit, '2019-04-01', 'data_officer'),
      await city.employee(unit, '2019-04-01', 'data_officer'),
    ];
    [handler, other] = officers.map((id) => city.as(id, 'hr_admin'));
    [inspector, employee] = [city.as(newId(), 'inspector'), city.as(newId(), 'employee')];
    left = await city.employee(unit, '2019-04-01');
    working = await city.employee(unit, '2019-04-01');
    const vacancyId = newId();
    await city.recruitment.tell(
      streamOf('applicant', applicant),
      applicantRegistered(
        { applicantId: applicant, name: 'Tiurma Contoh', email: 'a@contoh.test' },
        { subject: applicant },
      ),
    );
    // Who works for the city and had applied has a file that the law keeps.
    for (const id of [applicant, working]) await apply(id, vacancyId);
    await city.recruitment.tell(
      streamOf('vacancy', vacancyId),
      vacancyCancelled({ vacancyId, cancelledBy: newId() }),
    );
    await city.career.tell(
      streamOf('employment', left),
      employmentEnded(
        {
          ...{ employeeId: left, kind: 'RETIRED', on: '2026-01-31', openCases: [] },
          ...{ proposedBy: null, decidedBy: newId() },
        },
        { subject: left },
      ),
    );
    const complaintId = newId();
    const complaint = streamOf('complaint', complaintId);
    await city.citizen.tell(
      complaint,
      complaintFiled(
        {
          ...{
            complaintId,
            unitId: unit,
            complainantId: complainant,
            category: 'SERVICE_TIME',
            channel: 'WEB',
          },
          ...{ named: false, text: 'Antrean tiga jam.', contact: null, trackingCode: null },
          ...{ trackingKey: 'ab'.repeat(32), aboutEmployeeId: null, reviewId: null },
          ...{
            filedAt: '2026-02-02T02:00:00.000Z',
            filedOn: '2026-02-02',
            verifyDueAt: '2026-02-05T17:00:00.000Z',
          },
        },
        { subject: complainant },
      ),
      complaintClosed({
        ...{ complaintId, unitId: unit, class: 'LIGHT', category: 'SERVICE_TIME', satisfied: true },
        ...{ provenAgainst: null, groundless: false, reviewId: null, filedOn: '2026-02-02' },
        ...{ answeredOn: '2026-02-02', responseMinutes: 10, onTime: true },
      }),
    );
    await city.logged(complaint, 2);
    await city.logged(streamOf('vacancy', vacancyId), 1);
    await city.logged(streamOf('employment', left), 1);
  }, 240_000);
  afterAll(() => city.stop());

  it('are nobody while the law keeps something, and each the day after, by the years of the policy', async () => {
    expect(await ended()).toEqual([]);
    city.moveTo('2027-02-02');
    expect(await ended()).toEqual([]);
    city.moveTo('2027-02-03');
    expect(await ended()).toMatchObject([
      { personId: complainant, kinds: ['COMPLAINT'], until: '2027-02-02', held: false, filed: false },
    ]);
    city.moveTo('2028-02-03');
    const items = await ended();
    expect(items.map(({ personId }) => personId)).toEqual([applicant, complainant].sort());
    expect(items).toContainEqual(
      expect.objectContaining({
        personId: applicant,
        kinds: ['APPLICATION'],
        until: '2028-02-02',
        entries: 2,
      }),
    );
    city.moveTo('2036-02-01');
    expect((await ended()).map(({ personId }) => personId)).toContain(left);
    expect((await ended()).map(({ personId }) => personId)).not.toContain(working);
  });

  it('are for HR and inspectors to read, also as a file', async () => {
    expect(await ended(inspector)).toHaveLength(3);
    expect(await employee.get('/retention-ended')).toMatchObject({
      status: 403,
      body: { code: 'FORBIDDEN_ROLE' },
    });
    expect(await handler.get('/retention-ended?cursor=x')).toMatchObject({
      status: 400,
      body: { code: 'CURSOR_INVALID' },
    });
    expect((await handler.get('/retention-ended?format=csv')).text).toContain(applicant);
    const first = await handler.get('/retention-ended?limit=2');
    const next = await handler.get(`/retention-ended?limit=2&cursor=${String(first.body.next)}`);
    expect([...first.body.items, ...next.body.items]).toEqual(await ended());
    expect(next.body.next).toBeNull();
  });

  it('are marked where a hold stands, and are gone with their key', async () => {
    const hold = {
      personId: applicant,
      ground: 'COURT_ORDER',
      caseNumber: 'PTUN-7',
      reason: 'Perkara masih diperiksa.',
    };
    const placed = await inspector.post('/legal-holds', hold);
    expect(placed.status).toBe(200);
    expect(await ended()).toContainEqual(expect.objectContaining({ personId: applicant, held: true }));
    const filing = { kind: 'ERASE', personId: complainant };
    expect((await other.post('/data-requests/for-person', filing)).status).toBe(200);
    expect(await ended()).toContainEqual(
      expect.objectContaining({ personId: complainant, filed: true, held: false }),
    );
    const { body } = await handler.get(`/data-requests?personId=${complainant}`);
    const path = `/data-requests/${String(body.items[0].requestId)}/fulfil`;
    const granted = await handler.post(path, { basis: 'RETENTION_ENDED', archiveCode: '800.1.2' });
    expect(granted.status).toBe(200);
    await eventually('the erasure is in the log', async () => {
      const rows = await city.rows(
        `select from ledger.entry where name = 'SubjectKeyDestroyed' and data->>'subjectId' = $1`,
        [complainant],
      );
      return rows.length > 0;
    });
    expect((await ended()).map(({ personId }) => personId)).toEqual([applicant, left].sort());
  });
});
