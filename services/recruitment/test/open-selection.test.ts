import { newId } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer } from './answer';
import { type City, type Person, startCity } from './city';
import { type InterviewedVacancy, interviewedVacancy } from './interviewed-vacancy';

/** Final order: interviews and tests are scored elsewhere. */
const SKB: Readonly<Record<string, string>> = { 'A-1': '90', 'A-2': '85', 'A-5': '80', 'A-6': '75' };

describe('an open selection for a senior post (JPT)', () => {
  let city: City;
  let [hr, mayor, chair, provider]: Person[] = [];
  let senior: InterviewedVacancy;
  let at: string;
  const post = (path: string, as: Person, body?: object): Promise<Answer> =>
    city.ask('POST', path, { as, body });
  const outcome = async (asked: Promise<Answer>): Promise<[number, string]> => {
    const { status, body } = await asked;
    return [status, body.code ?? body.events.map(({ type }) => type.split('.')[2]).join()];
  };
  beforeAll(async () => {
    city = await startCity();
    [hr, mayor, chair, provider] = await Promise.all([
      city.person('hr_admin'),
      city.person('leadership'),
      city.person('committee'),
      city.person('service'),
    ]);
    await city.chairs(chair);
    senior = await interviewedVacancy(city, { hr, mayor, chair, provider }, 'JPT');
    at = `/vacancies/${senior.vacancyId}`;
  });
  afterAll(() => city.stop());

  it('has an odd committee with the city’s own people in the minority', async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => city.person('committee')));
    for (const person of people) await city.assign(person, 'panelist');
    const committee = (internal: number, size = 5) => ({
      members: people.slice(0, size).map(({ id }, index) => ({
        ...{ personId: id, kind: index < internal ? 'INTERNAL' : 'EXTERNAL_PRACTITIONER' },
      })),
      ...{ reserves: [], rubric: [{ name: 'Kepemimpinan', weight: '100' }] },
    });
    for (const [internal, size] of [
      [3, 5],
      [1, 4],
      [1, 3],
    ])
      expect(await outcome(post(`${at}/appoint-panel`, hr, committee(internal, size)))).toEqual([
        422,
        'PANEL_COMPOSITION',
      ]);
  });

  it('gives the mayor the three best, of whom one is chosen with a reason', async () => {
    const lines = Object.entries(SKB).flatMap(([name, points]) =>
      ['CAT', 'INTERVIEW', 'PSYCHOLOGICAL'].map(
        (part) => `${senior.numbers.get(name)},${part},${points},100`,
      ),
    );
    const { body } = await city.ask('POST', '/imports/scores', {
      as: provider,
      csv: ['participant,component,raw,of', ...lines].join('\n'),
      headers: { prefer: 'wait=30' },
    });
    expect(body).toMatchObject({ state: 'COMPLETED', accepted: 12 });
    await city.settled();
    // Interviews that were scored elsewhere are not scored again by a committee.
    const { stream } = (await post(`${at}/rank`, provider, { stage: 'FINAL' })).body;
    const publish = { stage: 'FINAL', rankingId: stream.slice('ranking-'.length) };
    expect((await post(`${at}/publish-result`, chair, publish)).status).toBe(200);
    await eventually('every outcome is known', async () => {
      const { body: all } = await city.ask('GET', `${at}/applications`, { as: hr });
      return all.items.filter(({ status }) => status === 'not-selected').length === 1;
    });
    const appoint = (name: string, reason?: string) =>
      outcome(
        post(`/applications/${senior.applications.get(name)}/appoint`, mayor, {
          ...{ employeeId: newId(), tmt: '2026-06-01' },
          ...(reason === undefined ? {} : { reason }),
        }),
      );
    const why = 'Rekam jejaknya paling sesuai dengan tugas dinas ini.';
    expect(await appoint('A-5', why)).toEqual([422, 'OBJECTION_PENDING']);
    city.at('2026-04-20T02:00:00.000Z');
    expect(await appoint('A-6', why)).toEqual([422, 'NOT_IN_TOP_THREE']);
    expect(await appoint('A-7', why)).toEqual([409, 'ILLEGAL_TRANSITION']);
    expect(await appoint('A-5')).toEqual([422, 'REASON_REQUIRED']);
    expect(await appoint('A-5', why)).toEqual([200, 'CandidateAppointed']);
    expect(await appoint('A-1')).toEqual([422, 'RULE_VIOLATED']);
    await eventually(
      'the vacancy is complete',
      async () => (await city.ask('GET', at)).body.status === 'completed',
    );
  });

  it('opens no PPPK without the thresholds of the year’s decree', async () => {
    const { body } = await post('/vacancies', hr, {
      ...{ year: 2026, formationKind: 'GENERAL', seats: 1, requirements: [] },
      formationId: await city.formation('Guru', 1, hr, mayor),
      appointment: { kind: 'PPPK', golongan: 'III/a' },
    });
    const draft = `/vacancies/${body.stream.slice('vacancy-'.length)}`;
    expect((await post(`${draft}/approve`, mayor)).status).toBe(200);
    const announce = { openOn: '2026-05-02', closeOn: '2026-05-20' };
    expect(await outcome(post(`${draft}/announce`, hr, announce))).toEqual([422, 'POLICY_MISSING']);
  });
});
