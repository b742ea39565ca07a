import { newId } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Answer, type Asking, type InspectedCity, startInspectedCity } from './inspected-city';

jest.setTimeout(180_000);

describe('breaches of personal data (operations.md 7)', () => {
  let city: InspectedCity;
  let [officer, hr, inspector, leader, employee]: readonly Asking[] = [];
  const account = 'Diska cadangan basis data tertinggal di kendaraan dinas.';
  const noticedAt = '2027-06-01T01:00:00.000Z';
  const recorded = { noticedAt, concerned: ['IDENTITY', 'CONTACT'], persons: 12, account };
  let id = '';

  const idOf = ({ body }: Answer): string => String(body.stream).slice('breach-'.length);
  const seen = async (): Promise<Answer['body']> => {
    await city.settled();
    return (await inspector.get(`/breaches/${id}`)).body;
  };
  const figures = async (month: string): Promise<Record<string, unknown>> =>
    (await (await fetch(`${city.address()}/v1/data-request-figures?month=${month}`)).json()) as Record<
      string,
      unknown
    >;

  beforeAll(async () => {
    city = await startInspectedCity('2027-06-01');
    const unit = await city.unit('DINKES');
    officer = city.as(await city.employee(unit, '2019-04-01', 'data_officer'), 'hr_admin');
    hr = city.as(await city.employee(unit, '2019-04-01'), 'hr_admin');
    [inspector, leader, employee] = (['inspector', 'leadership', 'employee'] as const).map((role) =>
      city.as(newId(), role),
    );
  }, 240_000);
  afterAll(() => city.stop());

  it('are recorded by the data officer, with the hours that run from when they were noticed', async () => {
    expect(await employee.post('/breaches', recorded)).toMatchObject({
      status: 403,
      body: { code: 'FORBIDDEN_ROLE' },
    });
    expect(await hr.post('/breaches', recorded)).toMatchObject({
      status: 403,
      body: { code: 'NOT_RELATED' },
    });
    for (const bad of [
      { ...recorded, noticedAt: '2027-02-30T01:00:00.000Z' },
      { ...recorded, concerned: [] },
      { ...recorded, concerned: ['SCORES'] },
      { ...recorded, persons: -1 },
    ])
      expect(await officer.post('/breaches', bad)).toMatchObject({
        status: 400,
        body: { code: 'VALIDATION_FAILED' },
      });
    expect(
      await officer.post('/breaches', { ...recorded, noticedAt: '2027-06-02T01:00:00.000Z' }),
    ).toMatchObject({
      ...{ status: 422, body: { code: 'RULE_VIOLATED', rule: 'breach.noticed' } },
    });
    const answer = await officer.post('/breaches', recorded);
    expect(answer.status).toBe(200);
    id = idOf(answer);
    expect(await seen()).toMatchObject({
      noticedAt,
      dueAt: '2027-06-04T01:00:00.000Z',
      persons: 12,
      overdue: false,
    });
    // Its words are sealed: not in the data of the fact, and on no list.
    expect(await city.facts('BreachRecorded')).toEqual([expect.not.objectContaining({ account })]);
    const lists = await Promise.all(['/breaches', '/breaches?format=csv'].map((path) => leader.get(path)));
    for (const { status, text } of lists) {
      expect(status).toBe(200);
      expect(text).toContain(id);
      expect(text).not.toContain('Diska');
    }
  });

  it('are drafted as the notification has to say it', async () => {
    const measure = 'Diska ditemukan, dan kuncinya diganti.';
    expect((await officer.post(`/breaches/${id}/measures`, { measure, persons: 14 })).status).toBe(200);
    expect(await seen()).toMatchObject({ persons: 14 });
    const { body } = await officer.get(`/breaches/${id}/notification?to=PERSONS`);
    expect(body).toMatchObject({ breachId: id, to: 'PERSONS', dueAt: '2027-06-04T01:00:00.000Z' });
    for (const part of [
      account,
      measure,
      '14 orang',
      'nama dan nomor identitas, kontak',
      '4 Juni 2027 pukul 08.00 WIB',
    ])
      expect(body.text).toContain(part);
    const absent = { status: 404, body: { code: 'BREACH_NOT_FOUND' } };
    expect(await officer.get(`/breaches/${newId()}`)).toMatchObject(absent);
    expect(await officer.get(`/breaches/${newId()}/notification`)).toMatchObject(absent);
    expect(await officer.post(`/breaches/${newId()}/measures`, { measure })).toMatchObject(absent);
  });

  it('are overdue where somebody is not notified in time, which the public sees', async () => {
    const letter = '045/17/DISKOMINFO/2027';
    expect((await officer.post(`/breaches/${id}/notifications`, { to: 'AUTHORITY', letter })).status).toBe(
      200,
    );
    expect(await officer.post(`/breaches/${id}/notifications`, { to: 'AUTHORITY', letter })).toMatchObject({
      ...{ status: 409, body: { code: 'ILLEGAL_TRANSITION' } },
    });
    city.moveTo('2027-06-04', '08:00:00');
    await eventually('it is overdue', async () => (await seen()).overdue === true, 30_000);
    expect(await city.facts('BreachNotificationOverdue')).toMatchObject([
      { breachId: id, missing: ['PERSONS'] },
    ]);
    const late = await officer.post(`/breaches/${id}/notifications`, { to: 'PERSONS', letter: '046/17' });
    expect(late.status).toBe(200);
    expect(await city.facts('BreachNotified')).toMatchObject([
      { to: 'AUTHORITY', late: false, complete: false },
      { to: 'PERSONS', late: true, complete: true },
    ]);
    expect(await seen()).toMatchObject({
      authorityAt: expect.any(String),
      personsAt: expect.any(String),
      publicAt: null,
    });
    await eventually('everyone sees how many', async () => (await figures('2027-06')).breachesLate === 1);
    expect(await figures('2027-06')).toMatchObject({
      month: '2027-06',
      to: '2027-06-30',
      breaches: 1,
      breachesLate: 1,
    });
    expect(await city.unlikeTheirRebuild()).toEqual({});
  });

  it('and requests that were answered late are counted for everyone, and point at nobody', async () => {
    expect(await figures('2027-05')).toMatchObject({ filed: 0, answered: 0, missed: 0, breaches: 0 });
    const ask = async (): Promise<void> => {
      const { status } = await city.as(newId(), 'employee').post('/data-requests', { kind: 'ACCESS' });
      expect(status).toBe(200);
    };
    await ask();
    await eventually('one alone is left out', async () => (await figures('2027-06')).filed === 'SUPPRESSED');
    for (let nth = 0; nth < 4; nth++) await ask();
    city.moveTo('2027-06-08');
    await eventually('five are shown', async () => (await figures('2027-06')).missed === 5, 30_000);
    const shown = await figures('2027-06');
    expect(shown).toMatchObject({ filed: 5, answered: 0, missed: 5 });
    expect(JSON.stringify(shown)).not.toMatch(/[0-9a-f]{8}-/);
    const bad = await fetch(`${city.address()}/v1/data-request-figures?month=2027-13`);
    expect(bad.status).toBe(400);
  });
});
