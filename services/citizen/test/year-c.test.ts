import type { ServiceDelivered } from '@jejak/contracts/citizen';
import { naturalId, newId } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type City, startCity } from './city';

/** Steps 28 to 31 of domain.md section 15, through HTTP, in order of date. */

let city: City;
let [health, permits]: string[] = [];
let [nurse, officer, head, concerned]: string[] = [];
const hr = newId();
const TEXT = 'Saya menunggu 185 menit di loket imunisasi.';
const CONTACT = { name: 'Warga Contoh', email: 'warga@contoh.test' };

beforeAll(async () => {
  city = await startCity('2026-08-10');
  [health, permits] = [await city.unit('DINKES'), await city.unit('PTSP')];
  const boss = await city.employee(health, null);
  nurse = await city.employee(health, boss);
  officer = await city.employee(health, boss, 'complaint_officer');
  head = await city.employee(health, boss, 'unit_head');
  concerned = await city.employee(health, boss, 'complaint_officer');
});
afterAll(() => city.stop());

/** A case served at the counter, of so many minutes of waiting. @returns the code of its receipt */
const served = async (date: string, waited: number, officerId = nurse): Promise<string> => {
  const arrived = Date.parse(`${date}T01:00:00.000Z`);
  const at = (minutes: number) => new Date(arrived + minutes * 60_000).toISOString();
  const { status, body } = await city.as('queue', 'service', 'client').post('/service-events', {
    ...{ unitId: health, officerId, standardCode: 'IMUNISASI' },
    ...{ arrivedAt: at(0), startedAt: at(waited), finishedAt: at(waited + 15) },
  });
  expect([status, body.code]).toEqual([200, undefined]);
  return body.reviewCode;
};

describe('a complaint of 185 minutes of waiting (steps 28, 29)', () => {
  let [code, complaintId] = ['', ''];
  const path = () => `/complaints/${complaintId}`;

  it('is filed on Wednesday 12 August without login, to be verified by the 18th', async () => {
    city.moveTo('2026-08-12', '10:00:00');
    const body = { category: 'SERVICE_TIME', text: TEXT, unitId: health, contact: CONTACT };
    const key = newId();
    const filed = await city.public.post('/complaints', body, key);
    expect(filed.status).toBe(200);
    code = filed.body.trackingCode;
    complaintId = filed.body.stream.slice('complaint-'.length);
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
    // The code is the same for the same command, and nowhere in the clear.
    expect((await city.public.post('/complaints', body, key)).body).toEqual(filed.body);
    const [data] = await city.facts('ComplaintFiled');
    expect(data).toMatchObject({
      filedOn: '2026-08-12',
      verifyDueAt: '2026-08-18T17:00:00.000Z',
      named: true,
    });
    const everything = await city.rows<{ all: string }>('select (core || data) as all from es.events');
    for (const secret of [code, TEXT, CONTACT.name, CONTACT.email])
      expect(everything.filter(({ all }) => all.includes(secret))).toEqual([]);
  });

  it('is followed by its code, which opens nothing else', async () => {
    await city.settled();
    const seen = await city.public.get(`/tracker/${code.toLowerCase().replace(/(.{4})(.{4})/, '$1-$2-')}`);
    expect(seen.body).toMatchObject({
      status: 'filed',
      dueAt: '2026-08-18T17:00:00.000Z',
      unit: 'Dinas DINKES',
    });
    expect(seen.text).not.toContain(CONTACT.name);
    expect(seen.text).not.toContain(TEXT);
    const wrong = await city.public.get('/tracker/000000000000');
    const none = await city.public.get('/tracker/x');
    expect([wrong.status, wrong.body]).toEqual([404, none.body]);
  });

  it('is verified on the 13th as NORMATIVE, by an officer whom it is not about, to be answered by the 21st', async () => {
    city.moveTo('2026-08-13');
    const verify = { class: 'NORMATIVE' };
    const own = { class: 'NORMATIVE', aboutEmployeeId: concerned };
    const refused = await city.as(concerned, 'employee').post(`${path()}/verify`, own);
    expect([refused.status, refused.body.code]).toEqual([422, 'SOD_VIOLATION']);
    const stranger = await city.as(nurse, 'employee').post(`${path()}/verify`, verify);
    expect([stranger.status, stranger.body.code]).toEqual([403, 'NOT_RELATED']);
    expect((await city.as(officer, 'employee').post(`${path()}/verify`, verify)).status).toBe(200);
    // 14, 18, 19, 20, 21: the 17th is a holiday.
    expect(await city.facts('ComplaintVerified')).toMatchObject([
      { class: 'NORMATIVE', dueAt: '2026-08-21T17:00:00.000Z' },
    ]);
    expect((await city.as(officer, 'employee').post(`${path()}/assign`, { unitId: health })).status).toBe(
      200,
    );
  });

  it('stands in the queue of its officers and of nobody else', async () => {
    await city.settled();
    const queue = await city.as(officer, 'employee').get('/complaints');
    expect(queue.body.items.map((row) => row.complaintId)).toEqual([complaintId]);
    expect((await city.as(nurse, 'employee').get('/complaints')).body.items).toEqual([]);
    const file = async (who: string): Promise<string[]> =>
      (await city.as(who, 'employee').get('/complaints?format=csv')).text.trimEnd().split('\r\n').slice(1);
    expect(await file(officer)).toEqual([expect.stringMatching(`^${complaintId},`)]);
    expect(await file(nurse)).toEqual([]);
    expect((await city.public.get('/complaints?format=csv')).status).toBe(401);
    expect((await city.as(nurse, 'employee').get(path())).status).toBe(404);
    const read = await city.as(officer, 'employee').get(path());
    expect(read.body).toMatchObject({ text: TEXT, contact: { ...CONTACT, phone: null } });
    expect((await city.facts('FileRead')).length).toBe(1);
    // Whose it is, the unit that answers and HR do not learn; an inspector does.
    const seen = async (who: string, role: 'employee' | 'hr_admin' | 'inspector') =>
      (await city.as(who, role).get(path())).body;
    expect(await seen(head, 'employee')).toMatchObject({ text: TEXT, contact: null });
    expect(await seen(hr, 'hr_admin')).toMatchObject({ text: TEXT, contact: null });
    expect(await seen(newId(), 'inspector')).toMatchObject({ contact: CONTACT });
  });

  it('is answered on the 21st at 10:00 and closed: on time', async () => {
    city.moveTo('2026-08-21', '10:00:00');
    const empty = { answer: 'Mohon maaf.', action: ' ' };
    const refused = await city.as(head, 'employee').post(`${path()}/answer`, empty);
    expect([refused.status, refused.body.code]).toEqual([422, 'ANSWER_EMPTY']);
    const answer = {
      answer: 'Antrean terlalu panjang.',
      action: 'Loket kedua dibuka; nomor antrean dipakai.',
    };
    expect((await city.as(head, 'employee').post(`${path()}/answer`, answer)).status).toBe(200);
    await city.settled();
    expect((await city.public.get(`/tracker/${code}`)).body).toMatchObject({ status: 'answered', ...answer });
    expect((await city.public.post(`/tracker/${code}/close`)).status).toBe(200);
    // 12 August 10:00 to 21 August 10:00: 9 days.
    expect(await city.facts('ComplaintClosed')).toMatchObject([
      { satisfied: true, onTime: true, provenAgainst: null, responseMinutes: 9 * 1440, class: 'NORMATIVE' },
    ]);
    expect(await city.facts('ComplaintOverdue')).toEqual([]);
  });

  it('of Friday 21 August is to be verified by Wednesday the 26th, and overdue when that day is over', async () => {
    city.moveTo('2026-08-21', '23:59:59');
    const { body } = await city.public.post('/complaints', {
      category: 'FEE',
      text: 'Diminta biaya tambahan.',
    });
    const [, data] = await city.facts('ComplaintFiled');
    // Friday 21 August + 3 working days: 24, 25, 26.
    expect(data).toMatchObject({ unitId: null, named: false, verifyDueAt: '2026-08-26T17:00:00.000Z' });
    await city.settled();
    city.moveTo('2026-08-26', '23:59:59');
    expect(await city.facts('ComplaintOverdue')).toEqual([]);
    city.moveTo('2026-08-27', '00:00:00');
    await eventually('the clock ran out', async () => (await city.facts('ComplaintOverdue')).length === 1);
    expect(await city.facts('ComplaintOverdue')).toMatchObject([{ clock: 'VERIFY' }]);
    expect((await city.public.get(`/tracker/${body.trackingCode}`)).status).toBe(200);
  });
});

describe('44 reviews of a nurse from September on (step 30)', () => {
  const review = (code: string, mark: number, device: string, text?: string) =>
    city.public.post('/reviews', {
      ...{ code, device, aspects: { speed: mark, accuracy: mark, courtesy: mark } },
      ...(text ? { text } : {}),
    });

  it('needs a standard, and a service that ended after it began', async () => {
    city.moveTo('2026-08-31');
    const standard = {
      ...{ unitId: health, code: 'IMUNISASI', name: 'Imunisasi dasar', standardMinutes: 60, fee: 0 },
      ...{ requirements: ['Buku KIA'], from: '2026-01-01' },
    };
    expect((await city.as(hr, 'hr_admin').post('/service-standards', standard)).status).toBe(200);
    await city.settled();
    const backwards = await city.as('queue', 'service', 'client').post('/service-events', {
      ...{ unitId: health, officerId: nurse, standardCode: 'IMUNISASI', arrivedAt: '2026-08-28T01:00:00Z' },
      ...{ startedAt: '2026-08-28T02:00:00Z', finishedAt: '2026-08-28T01:59:59Z' },
    });
    expect([backwards.status, backwards.body.code]).toEqual([422, 'END_BEFORE_START']);
  });

  it('takes each code once, within 30 days', async () => {
    city.moveTo('2026-08-31', '12:00:00');
    const code = await served('2026-08-31', 185);
    city.moveTo('2026-09-30', '23:59:59');
    expect((await review(code, 4, 'device-of-citizen-0', 'Petugas ramah.')).status).toBe(200);
    const again = await review(code, 1, 'device-of-citizen-1');
    expect([again.status, again.body.code]).toEqual([409, 'CODE_USED']);
    const late = await served('2026-08-31', 185);
    // Three more waited as long, and said nothing of it.
    for (let i = 0; i < 3; i++) await served('2026-08-31', 185);
    city.moveTo('2026-10-01', '00:00:00');
    const refused = await review(late, 4, 'device-of-citizen-1');
    expect([refused.status, refused.body.code]).toEqual([422, 'DEADLINE_PASSED']);
    const unknown = await review('000000000000', 4, 'device-of-citizen-1');
    expect([unknown.status, unknown.body.code]).toEqual([404, 'CODE_UNKNOWN']);
  });

  it('counts 40, and quarantines the 4 of one device and day', async () => {
    // One is counted already: 23 more fours and 16 threes make 40 with mean 3.6.
    const marks = [...Array.from({ length: 23 }, () => 4), ...Array.from({ length: 16 }, () => 3)];
    const days = Array.from(
      { length: 39 },
      (_, at) => `2026-${at < 30 ? '10' : '11'}-${String(at < 30 ? at + 2 : at - 29).padStart(2, '0')}`,
    );
    for (const [at, mark] of marks.entries()) {
      city.moveTo(days[at], '15:00:00');
      expect((await review(await served(days[at], 55), mark, `device-of-citizen-${at + 10}`)).status).toBe(
        200,
      );
    }
    city.moveTo('2026-11-27', '15:00:00');
    for (let i = 0; i < 4; i++) {
      const code = await served('2026-11-27', 55);
      expect((await review(code, 1, 'the-one-device-of-them')).status).toBe(200);
    }
    await eventually('all four wait', async () => (await city.facts('ReviewQuarantined')).length === 4);
    const waiting = await city.facts('ReviewQuarantined');
    expect(waiting).toHaveLength(4);
    expect(new Set(waiting.map(({ why }) => why))).toEqual(new Set(['DEVICE']));
    await city.settled();
  });

  it('excludes them by an officer who is not concerned, with a reason', async () => {
    const inbox = await city.as(officer, 'employee').get('/quarantined-reviews');
    expect(inbox.body.items).toHaveLength(4);
    const reason = { reason: 'Empat ulasan dari satu perangkat pada satu hari.' };
    const [first, ...others] = inbox.body.items;
    const short = await city
      .as(officer, 'employee')
      .post(`/reviews/${first.reviewId}/exclude`, { reason: 'Palsu.' });
    expect([short.status, short.body.code]).toEqual([422, 'REASON_REQUIRED']);
    for (const { reviewId } of [first, ...others])
      expect((await city.as(officer, 'employee').post(`/reviews/${reviewId}/exclude`, reason)).status).toBe(
        200,
      );
    expect(await city.facts('ReviewExcluded')).toHaveLength(4);
    const twice = await city.as(officer, 'employee').post(`/reviews/${first.reviewId}/release`, reason);
    expect([twice.status, twice.body.code]).toEqual([409, 'ILLEGAL_TRANSITION']);
    await city.settled();
  });

  it('gives the nurse 90.00, in counts and means without who wrote', async () => {
    const span = 'from=2026-09-01&to=2026-11-30';
    const own = await city.as(nurse, 'employee').get(`/officers/${nurse}/reviews?${span}`);
    expect(own.body).toEqual({
      ...{ officerId: nurse, counted: 40, quarantined: 0, excluded: 4, index: '90.00' },
      aspects: { speed: '3.60', accuracy: '3.60', courtesy: '3.60' },
    });
    const few = await city
      .as(nurse, 'employee')
      .get(`/officers/${nurse}/reviews?from=2026-09-01&to=2026-10-30`);
    expect(few.body).toMatchObject({ counted: 30, index: expect.any(String) });
    const fewer = await city
      .as(nurse, 'employee')
      .get(`/officers/${nurse}/reviews?from=2026-09-01&to=2026-10-29`);
    expect(fewer.body).toMatchObject({ counted: 29, index: null });
    expect((await city.as(head, 'employee').get(`/officers/${nurse}/reviews?${span}`)).status).toBe(404);
  });

  it('ties no review to the case that it is about, nor to a device', async () => {
    const events = (await city.facts('ServiceDelivered')) as unknown as ServiceDelivered['data'][];
    const log = await city.rows<{ all: string }>(
      `select (core || data) as all from es.events where event_type like 'asn.citizen.Review%'`,
    );
    expect(log.length).toBeGreaterThan(40);
    for (const { all } of log) {
      expect(all).not.toContain('device');
      expect(events.some(({ serviceEventId }) => all.includes(serviceEventId))).toBe(false);
    }
  });

  it('shows that waiting fell from 185 to 55 minutes: 70.27 % better', async () => {
    const { body } = await city.public.get(`/units/${health}/waiting-times?from=2026-08-01&to=2026-12-31`);
    expect(body.improvementPercent).toBe('70.27');
    expect(body.weeks[0]).toEqual({ week: '2026-08-31', n: 5, medianMinutes: '185.0', p90Minutes: 185 });
    // Of four nobody is told how long they waited.
    expect(body.weeks.at(-1)).toEqual({
      ...{ week: '2026-11-23', n: 'SUPPRESSED', medianMinutes: null, p90Minutes: null },
    });
    // A page at a time it is the same, and the improvement is that of the whole span.
    const paged: object[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const path: string = `/units/${health}/waiting-times?from=2026-08-01&to=2026-12-31&limit=1`;
      const { body: page } = await city.public.get(`${path}${cursor && `&cursor=${cursor}`}`);
      expect(page.improvementPercent).toBe('70.27');
      paged.push(...page.weeks);
      cursor = page.next;
    }
    expect(paged).toEqual(body.weeks);
  });
});

describe('the satisfaction index of the unit (step 31)', () => {
  const planned = async (unitId: string): Promise<string> => {
    const { body } = await city.as(hr, 'hr_admin').post('/surveys', {
      ...{
        unitId,
        title: 'SKM 2026',
        period: { from: '2026-01-01', to: '2026-11-30' },
        population: 130,
        sample: 97,
      },
    });
    return body.stream.slice('survey-'.length);
  };
  /** 100 answers whose marks of each element sum to these. */
  const answers = (sums: readonly number[]): string =>
    Array.from({ length: 100 }, (_, at) =>
      [`r${at + 1}`, ...sums.map((sum) => Math.floor(sum / 100) + (at < sum % 100 ? 1 : 0))].join(','),
    ).join('\n');
  const HEADER = 'respondent,u1,u2,u3,u4,u5,u6,u7,u8,u9\n';

  it.each([
    ['of the health office', () => health, [340, 335, 345, 360, 342, 350, 348, 320, 329], '85.25', 'B'],
    ['of PTSP', () => permits, Array.from({ length: 9 }, () => 324), '81.00', 'B'],
  ] as const)('%s is computed from 100 answers', async (_, unit, sums, index, band) => {
    city.moveTo('2026-11-30', '10:00:00');
    const id = await planned(unit());
    expect((await city.as(hr, 'hr_admin').post(`/surveys/${id}/open`)).status).toBe(200);
    const file = HEADER + answers(sums) + '\n';
    const { body } = await city.as(hr, 'hr_admin').csv(`/imports/survey?surveyId=${id}`, file);
    expect([body.state, body.accepted]).toEqual(['COMPLETED', 100]);
    const early = await city.as('svc', 'service', 'client').post(`/surveys/${id}/compute`);
    expect([early.status, early.body.code]).toEqual([409, 'ILLEGAL_TRANSITION']);
    expect((await city.as(hr, 'hr_admin').post(`/surveys/${id}/close`)).status).toBe(200);
    expect((await city.as('svc', 'service', 'client').post(`/surveys/${id}/compute`)).status).toBe(200);
    const computed = await city.facts('IkmComputed');
    expect(computed.filter(({ surveyId }) => surveyId === id)).toMatchObject([{ index, band, n: 100 }]);

    expect((await city.as(hr, 'hr_admin').post(`/surveys/${id}/publish`)).status).toBe(200);
    await city.settled();
    const datasetId = naturalId('dataset', 'ikm', id);
    const published = await city.public.get(`/datasets/${datasetId}/1`);
    expect(published.text.split('\n')[1]).toMatch(new RegExp(`,${index},${band}$`));
    const { body: page } = await city.public.get(`/units/${unit()}/ikm?limit=1`);
    expect(page).toMatchObject({ items: [{ index, band, datasetId }], next: null });
  });

  it('is collected with the others when the half-year and the year are over', async () => {
    const as = city.as(hr, 'hr_admin');
    const early = await as.post('/publications/ikm', { span: '2026' });
    expect([early.status, early.body.code]).toEqual([422, 'RULE_VIOLATED']);
    const wrong = await as.post('/publications/ikm', { span: '2026-H3' });
    expect([wrong.status, wrong.body.code]).toEqual([400, 'VALIDATION_FAILED']);
    city.moveTo('2027-01-01', '00:00:00');
    const kinds = async () => (await city.facts('DatasetPublished')).map(({ kind }) => kind);
    await eventually('both are published', async () => {
      const published = await kinds();
      return published.includes('ikm-half-year') && published.includes('ikm-year');
    });
    await city.settled();
    for (const [kind, span] of [
      ['ikm-half-year', '2026-H2'],
      ['ikm-year', '2026'],
    ]) {
      const file = await city.public.get(`/datasets/${naturalId('dataset', kind, span)}/1`);
      expect(
        file.text
          .split('\n')
          .slice(0, -1)
          .map((line) => line.split(',').slice(-3).join()),
      ).toEqual(['index,band,n', '85.25,B,100', '81.00,B,100']);
    }
    // As it is: nothing new to say.
    expect((await as.post('/publications/ikm', { span: '2026' })).body.events).toEqual([]);
  });
});

it('answers every command as the first time, when it is told again after all that', async () => {
  expect(await city.toldAgain()).toEqual([]);
}, 60_000);

it('does nothing twice when everything is heard again on a later day', async () => {
  expect(await city.heardAgain('2027-01-20')).toEqual([]);
}, 120_000);
