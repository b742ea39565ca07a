import { newId } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { passEveryone } from './admin-stage';
import type { Answer } from './answer';
import { type City, type Person, startCity, WHY } from './city';

/** Everybody has the same scores and the same GPA; the birth date is all that could separate them. */
const BORN: Readonly<Record<string, string>> = { young: '2000-01-02', old: '1995-05-05', twin: '1995-05-05' };

describe('applicants with equal scores', () => {
  let city: City;
  let [hr, mayor, chair, verifier, provider]: Person[] = [];
  beforeAll(async () => {
    city = await startCity('2026-02-02T02:00:00.000Z');
    [hr, mayor, chair, verifier, provider] = await Promise.all([
      city.person('hr_admin'),
      city.person('leadership'),
      city.person('committee'),
      city.person('committee'),
      city.person('service'),
    ]);
    await city.chairs(chair);
    await city.assign(verifier, 'panelist');
  });
  afterAll(() => city.stop());

  const post = async (path: string, as: Person, body?: object): Promise<Answer> => {
    const answer = await city.ask('POST', path, { as, body });
    return answer;
  };
  const scores = async (rows: string[]): Promise<void> => {
    const headers = { prefer: 'wait=30' };
    const { body } = await city.ask('POST', '/imports/scores', {
      as: provider,
      csv: rows.join('\n'),
      headers,
    });
    expect(body).toMatchObject({ state: 'COMPLETED', rejected: 0 });
    await city.settled();
  };

  it('are separated by age, and where that is the same too by a minute of the committee', async () => {
    const { body: drafted } = await post('/vacancies', hr, {
      ...{ year: 2026, formationKind: 'GENERAL', seats: 1 },
      formationId: await city.formation('Guru', 1, hr, mayor),
      appointment: { kind: 'CPNS', golongan: 'III/a' },
      requirements: [],
    });
    const vacancyId = drafted.stream.slice('vacancy-'.length);
    const at = `/vacancies/${vacancyId}`;
    await post(`${at}/approve`, mayor);
    expect((await post(`${at}/announce`, hr, { openOn: '2026-02-02', closeOn: '2026-02-17' })).status).toBe(
      200,
    );
    const names = new Map<string, string>();
    for (const [name, birthDate] of Object.entries(BORN)) {
      const applicant = await city.person('applicant');
      const { body: submitted } = await post(`${at}/apply`, applicant, {
        ...{ channel: 'CAMPUS', educationGpa: '3.5', birthDate, noticeAccepted: true },
      });
      await city.settled();
      const { body } = await city.ask(
        'GET',
        `/applications/${submitted.stream.slice('application-'.length)}`,
        {
          as: applicant,
        },
      );
      expect(body).toMatchObject({ participantNo: expect.stringMatching(/^[0-9]{10}$/) });
      names.set(body.participantNo, name);
    }
    const status = async (): Promise<string> => (await city.ask('GET', at)).body.status;
    city.at('2026-02-18T02:00:00.000Z');
    await eventually('registration closes', async () => (await status()) === 'closed');
    await passEveryone(city, vacancyId, { chair, verifiers: [chair, verifier] });
    await scores(['participant,twk,tiu,tkp', ...[...names.keys()].map((no) => `${no},90,100,180`)]);
    const rank = async (stage: string): Promise<string> => {
      const { body } = await post(`${at}/rank`, provider, { stage });
      return body.stream.slice('ranking-'.length);
    };
    // Each stage is ranked when the one before can be contested no more.
    city.at('2026-02-22T02:00:00.000Z');
    const skd = await rank('SKD');
    expect((await post(`${at}/publish-result`, chair, { stage: 'SKD', rankingId: skd })).status).toBe(200);
    await eventually('the SKD is published', async () => (await status()) === 'skd-published');
    await eventually('all three advance', async () => {
      const { body } = await city.ask('GET', `${at}/applications`, { as: hr });
      return body.items.every((application) => application.status === 'skd-passed');
    });
    const components = [...names.keys()].flatMap((no) => [
      `${no},CAT,400,500`,
      `${no},INTERVIEW,80,100`,
      `${no},PSYCHOLOGICAL,80,100`,
    ]);
    await scores(['participant,component,raw,of', ...components]);

    city.at('2026-02-26T02:00:00.000Z');
    const rankingId = await rank('FINAL');
    await city.settled();
    const { body } = await city.ask('GET', `${at}/rankings/${rankingId}`, { as: chair });
    expect(body.items.map(({ tieBreakUsed }) => tieBreakUsed)).toEqual([null, 'UNRESOLVED', 'AGE']);
    expect(names.get(body.items[2].participantNo)).toBe('young');
    // Whose age it was is said; which age, is not.
    expect(body.items[2].why).toMatchObject({ criterion: 'AGE', own: null });
    expect(JSON.stringify(body)).not.toContain('2000-01-02');
    const publish = { stage: 'FINAL', rankingId };
    expect((await post(`${at}/publish-result`, chair, publish)).body.code).toBe('TIE_UNRESOLVED');
    const minute = { ...publish, tieMinuteSha256: 'a'.repeat(64) };
    expect((await post(`${at}/publish-result`, chair, minute)).status).toBe(200);

    // Nobody waits behind the first once fraud of theirs is proven; who takes their place, a new version says.
    city.at('2026-03-02T02:00:00.000Z');
    await city.settled();
    const { body: all } = await city.ask('GET', `${at}/applications`, { as: hr });
    const idOf = (place: number) =>
      all.items.find(({ participantNo }) => participantNo === body.items[place].participantNo)?.applicationId;
    const appoint = async (place: number) => {
      const appointment = { employeeId: newId(), tmt: '2026-06-01' };
      return (await post(`/applications/${idOf(place)}/appoint`, mayor, appointment)).body.code;
    };
    await eventually(
      'the second stands in reserve',
      async () => (await appoint(1)) === 'RANK_ORDER_VIOLATION',
    );
    const cheat = `/applications/${idOf(0)}`;
    const hearing = { heldOn: '2026-02-24', minutesSha256: 'b'.repeat(64) };
    expect((await post(`${cheat}/record-disqualification-hearing`, chair, hearing)).status).toBe(200);
    const vote = { inFavour: true, reason: 'Joki ujian: sidik jarinya tidak cocok.' };
    for (const member of [chair, verifier])
      expect((await post(`${cheat}/disqualify`, member, vote)).status).toBe(200);
    expect(await appoint(1)).toBe('NIP_REQUIRED');
    await city.settled();
    const again = {
      stage: 'FINAL',
      rankingId: await rank('FINAL'),
      change: 'Satu peserta didiskualifikasi.',
    };
    expect((await post(`${at}/publish-result`, chair, again)).status).toBe(200);
    await eventually('the second is selected', async () => {
      const { body: second } = await city.ask('GET', `/applications/${idOf(1)}${WHY}`, { as: hr });
      return second.status === 'selected';
    });
    expect((await city.ask('GET', `${cheat}${WHY}`, { as: hr })).body.status).toBe('disqualified');
  });
});
