import { newId } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer } from './answer';
import { type City, type Person, startCity } from './city';
import { announced, applyFor, outcomeOf, type Staff, staffOf } from './round';

/** What "my application" answers, as far as this test reads it. */
interface Mine {
  readonly applicationId: string;
  readonly vacancyId: string;
  readonly status: string;
  readonly participantNo: string | null;
  readonly documents: readonly { readonly kind: string }[];
  readonly scores: object | null;
  readonly timeline: readonly { readonly fact: string; readonly at: string; readonly eventId: string }[];
  readonly nextDeadline: object | null;
}

describe('an applicant, from the board to the application (domain.md 4.2, 4.5)', () => {
  let city: City;
  let staff: Staff;
  let [melati, other]: Person[] = [];
  let [nurse, clerk]: string[] = [];
  beforeAll(async () => {
    city = await startCity('2026-02-02T02:00:00.000Z');
    staff = await staffOf(city);
    [melati, other] = await Promise.all([city.person('applicant'), city.person('applicant')]);
    nurse = await announced(city, staff, 'Perawat', {
      requirements: [{ kind: 'EDUCATION', text: 'D-III Keperawatan 100%' }],
    });
    clerk = await announced(city, staff, 'Arsiparis', { formationKind: 'DISABILITY' });
    await city.settled();
  });
  afterAll(() => city.stop());

  const mine = async (as: Person): Promise<readonly Mine[]> => {
    const { status, body } = await city.ask('GET', '/my/applications', { as });
    expect(status).toBe(200);
    return body.items as unknown as readonly Mine[];
  };
  const draft = (vacancyId: string, body: object, as = melati): Promise<Answer> =>
    city.ask('POST', `/vacancies/${vacancyId}/draft-application`, { as, body });
  const submit = (id: string, as = melati, noticeAccepted = true): Promise<[number, string]> =>
    outcomeOf(city.ask('POST', `/applications/${id}/submit`, { as, body: { noticeAccepted } }));

  it('finds a vacancy by text, unit, kind, state and date', async () => {
    const search = async (query: string): Promise<string[]> => {
      const { status, body } = await city.ask('GET', `/vacancies?${query}`);
      expect(status).toBe(200);
      return body.items.map(({ vacancyId }) => vacancyId);
    };
    const unitOf = async (id: string): Promise<string> =>
      ((await city.ask('GET', `/vacancies/${id}`)).body as unknown as { unitId: string }).unitId;
    await eventually('both are open', async () => (await search('status=open')).length === 2);
    expect(await search('search=perawat')).toEqual([nurse]);
    expect(await search('search=keperawatan')).toEqual([nurse]);
    expect(await search(`search=${encodeURIComponent('100%')}`)).toEqual([nurse]);
    expect(await search(`search=${encodeURIComponent('%')}`)).toEqual([nurse]);
    expect(await search(`unitId=${await unitOf(clerk)}`)).toEqual([clerk]);
    expect(await search(`unitId=${newId()}`)).toEqual([]);
    expect(await search('formationKind=DISABILITY')).toEqual([clerk]);
    expect(await search('formationKind=DISABILITY&search=perawat')).toEqual([]);
    expect(await search('openOn=2026-02-01')).toEqual([]);
    expect(await search('openOn=2026-02-02')).toHaveLength(2);
    expect(await search('openOn=2026-02-17')).toHaveLength(2);
    expect(await search('openOn=2026-02-18')).toEqual([]);
    const first = await city.ask('GET', '/vacancies?openOn=2026-02-10&limit=1');
    const second = await city.ask('GET', `/vacancies?openOn=2026-02-10&limit=1&cursor=${first.body.next}`);
    expect([...first.body.items, ...second.body.items].map(({ vacancyId }) => vacancyId).sort()).toEqual(
      [nurse, clerk].sort(),
    );
    expect(second.body.next).toBeNull();
    for (const wrong of ['openOn=2026-02-30', 'unitId=x', 'formationKind=FRIEND', 'status=draft'])
      expect((await city.ask('GET', `/vacancies?${wrong}`)).status).toBe(400);
  });

  it('gets lists as files in which no spreadsheet finds a formula', async () => {
    await announced(city, staff, '=HYPERLINK("http://evil.test")');
    await city.settled();
    const file = async (path: string, as?: Person): Promise<string> =>
      (await city.ask('GET', `${path}${path.includes('?') ? '&' : '?'}format=csv`, { as })).text;
    for (const text of [await file('/vacancies?search=HYPERLINK'), await file('/formations', staff.hr)]) {
      expect(text).toContain(`"'=HYPERLINK(""http://evil.test"")"`);
      expect(text).not.toMatch(/(^|,)"?=/m);
    }
    const { headers, text } = await city.ask('GET', '/vacancies?search=HYPERLINK&format=xlsx');
    expect(headers.get('content-type')).toContain('spreadsheetml.sheet');
    expect(text.startsWith('PK')).toBe(true);
  });

  it('subscribes to what is looked for, and sees and ends nobody else’s subscription', async () => {
    const subscribe = (body: object, as = melati): Promise<[number, string]> =>
      outcomeOf(city.ask('POST', '/my/subscriptions', { as, body }));
    const list = async (as: Person): Promise<readonly { subscriptionId: string }[]> =>
      (await city.ask('GET', '/my/subscriptions', { as })).body.items as never;
    expect(await subscribe({ text: ' perawat ' })).toEqual([200, 'BoardSubscribed']);
    expect(await subscribe({ text: 'perawat' })).toEqual([200, '']);
    expect(await subscribe({ formationKind: 'PAPUA' })).toEqual([200, 'BoardSubscribed']);
    expect(await subscribe({ formationKind: 'FRIEND' })).toEqual([400, 'VALIDATION_FAILED']);
    expect(await subscribe({}, staff.hr)).toEqual([403, 'FORBIDDEN_ROLE']);
    expect(await subscribe({}, await city.stranger())).toEqual([422, 'IDENTITY_UNVERIFIED']);
    const [first, second] = await list(melati);
    expect(first).toMatchObject({ text: 'perawat', unitId: null, formationKind: null });
    expect(second).toMatchObject({ text: null, formationKind: 'PAPUA' });
    expect(await list(other)).toEqual([]);
    const cancel = (as: Person): Promise<[number, string]> =>
      outcomeOf(city.ask('POST', `/my/subscriptions/${first.subscriptionId}/cancel`, { as }));
    expect(await cancel(other)).toEqual([404, 'SUBSCRIPTION_NOT_FOUND']);
    expect(await cancel(melati)).toEqual([200, 'BoardUnsubscribed']);
    expect(await list(melati)).toEqual([second]);
  });

  it('drafts an application, and nobody else knows of it', async () => {
    expect(await mine(melati)).toEqual([]);
    expect(await outcomeOf(draft(clerk, {}))).toEqual([200, 'ApplicationDrafted']);
    city.at('2026-02-03T02:00:00.000Z');
    const said = { channel: 'CAMPUS', educationGpa: '3.5' };
    expect(await outcomeOf(draft(nurse, said))).toEqual([200, 'ApplicationDrafted']);
    expect(await outcomeOf(draft(nurse, said))).toEqual([200, '']);
    expect(await outcomeOf(draft(nurse, { channel: 'IMPORT' }))).toEqual([400, 'VALIDATION_FAILED']);
    expect(await outcomeOf(draft(newId(), said))).toEqual([404, 'VACANCY_NOT_FOUND']);
    expect(await outcomeOf(draft(nurse, said, staff.hr))).toEqual([403, 'FORBIDDEN_ROLE']);
    const [shown, ...more] = await mine(melati);
    expect(more).toEqual([]);
    expect(shown).toMatchObject({
      ...{ vacancyId: nurse, position: 'Perawat', status: 'draft', participantNo: null, scores: null },
      nextDeadline: { what: 'REGISTRATION', at: '2026-02-17T17:00:00.000Z' },
    });
    expect(shown.timeline.map(({ fact, at }) => [fact, at])).toEqual([
      ['ApplicationDrafted', '2026-02-02T02:00:00.000Z'],
      ['ApplicationDrafted', '2026-02-03T02:00:00.000Z'],
    ]);
    expect(await mine(other)).toEqual([]);
    await city.settled();
    for (const as of [staff.hr, staff.chair, await city.person('inspector')]) {
      expect((await city.ask('GET', `/applications/${shown.applicationId}`, { as })).status).toBe(404);
      expect((await city.ask('GET', `/applications/${shown.applicationId}/documents`, { as })).status).toBe(
        404,
      );
    }
    expect((await city.ask('GET', `/vacancies/${nurse}`)).body.applicants).toBe(0);
  });

  it('submits it when it says everything', async () => {
    const [{ applicationId }] = await mine(melati);
    expect(await submit(applicationId)).toEqual([422, 'RULE_VIOLATED']);
    const said = { channel: 'CAMPUS', educationGpa: '3.5', birthDate: '1999-04-30' };
    expect(await outcomeOf(draft(nurse, said))).toEqual([200, 'ApplicationDrafted']);
    expect(await submit(applicationId, other)).toEqual([404, 'APPLICATION_NOT_FOUND']);
    expect(await submit(newId())).toEqual([404, 'APPLICATION_NOT_FOUND']);
    expect(await submit(applicationId, melati, false)).toEqual([422, 'NOTICE_REQUIRED']);
    expect(await submit(applicationId)).toEqual([200, 'ApplicationSubmitted']);
    expect(await submit(applicationId)).toEqual([409, 'ILLEGAL_TRANSITION']);
    expect(await outcomeOf(draft(nurse, said))).toEqual([422, 'ONE_APPLICATION_ONLY']);
    const [shown] = await mine(melati);
    expect(shown).toMatchObject({
      ...{ status: 'submitted', participantNo: expect.stringMatching(/^\d{10}$/) },
      documents: [{ kind: 'DIPLOMA' }, { kind: 'IDENTITY' }],
    });
    expect(shown.timeline.at(-1)).toMatchObject({ fact: 'ApplicationSubmitted' });
    expect(JSON.stringify(shown)).not.toContain('1999-04-30');
  });

  it('is refused by name of the rule: unregistered, without documents, too old, too late', async () => {
    const stranger = await city.stranger({ nik_verified: true });
    expect(await outcomeOf(applyFor(city, nurse, stranger))).toEqual([422, 'IDENTITY_UNVERIFIED']);
    expect(await outcomeOf(draft(nurse, {}, stranger))).toEqual([422, 'IDENTITY_UNVERIFIED']);
    expect(await outcomeOf(applyFor(city, clerk, other))).toEqual([422, 'DOCUMENT_MISSING']);
    // On 3 February 2026 who was born on the day before that of 1991 is past 35.
    const old = { birthDate: '1991-02-02' };
    expect(await outcomeOf(applyFor(city, nurse, other, old))).toEqual([422, 'AGE_OUT_OF_RANGE']);
    // Nor who is eighteen tomorrow.
    expect(await outcomeOf(applyFor(city, nurse, other, { birthDate: '2008-02-04' }))).toEqual([
      422,
      'AGE_OUT_OF_RANGE',
    ]);
    expect(await outcomeOf(draft(nurse, { channel: 'CAMPUS', ...old }, other))).toEqual([
      200,
      'ApplicationDrafted',
    ]);
    const [{ applicationId }] = await mine(other);
    expect(await submit(applicationId, other)).toEqual([422, 'AGE_OUT_OF_RANGE']);
    city.at('2026-02-17T17:00:00.000Z');
    expect(await submit(applicationId, other)).toEqual([422, 'WINDOW_CLOSED']);
    expect(await outcomeOf(draft(nurse, {}, other))).toEqual([422, 'WINDOW_CLOSED']);
    expect((await mine(other))[0].nextDeadline).toBeNull();
  });

  it('of forty years may apply for a listed post, and not a day older', async () => {
    city.at('2026-03-02T02:00:00.000Z');
    const { hr, mayor } = staff;
    const { body } = await city.ask('POST', '/vacancies', {
      as: hr,
      body: {
        ...{ year: 2026, formationKind: 'GENERAL', seats: 1, requirements: [], listedPost: true },
        formationId: await city.formation('Dokter Spesialis', 1, hr, mayor),
        appointment: { kind: 'CPNS', golongan: 'III/b' },
      },
    });
    const listed = body.stream.slice('vacancy-'.length);
    await city.ask('POST', `/vacancies/${listed}/approve`, { as: mayor });
    const window = { openOn: '2026-03-02', closeOn: '2026-03-17' };
    await city.ask('POST', `/vacancies/${listed}/announce`, { as: hr, body: window });
    const doctor = await city.person('applicant');
    expect(await outcomeOf(applyFor(city, listed, doctor, { birthDate: '1986-03-01' }))).toEqual([
      422,
      'AGE_OUT_OF_RANGE',
    ]);
    expect(await outcomeOf(applyFor(city, listed, doctor, { birthDate: '1986-03-02' }))).toEqual([
      200,
      'ApplicationSubmitted',
    ]);
  });
});
