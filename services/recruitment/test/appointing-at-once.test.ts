import { newId } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { passAdminStage } from './admin-stage';
import { type City, type Person, startCity } from './city';
import { approval } from './nurse-selection';
import { announced, applyFor, idOf, importScores, outcomeOf, publish, type Staff, staffOf } from './round';

const WHY_THIS_ONE = 'Rekam jejaknya paling sesuai dengan tugas dinas ini.';

describe('appointments at once, to a vacancy of two seats', () => {
  let city: City;
  let staff: Staff;
  /** Applications in order of rank. */
  const ranked = { JPT: [] as string[], CPNS: [] as string[] };
  const vacancies = { JPT: '', CPNS: '' };

  const appoint = (id: string): Promise<[number, string]> =>
    outcomeOf(
      city.ask('POST', `/applications/${id}/appoint`, {
        as: staff.mayor,
        body: { employeeId: newId(), tmt: '2026-06-01', reason: WHY_THIS_ONE },
      }),
    );
  const facts = async (name: string, vacancyId: string): Promise<number> => {
    const { rows } = await city.service.platform.pool.query<{ n: number }>(
      `select count(*)::int as n from es.events where event_type = $1 and data->>'vacancyId' = $2`,
      [`asn.recruitment.${name}.v1`, vacancyId],
    );
    return rows[0].n;
  };
  const filled = (kind: 'JPT' | 'CPNS') =>
    Promise.all(
      ['CandidateAppointed', 'VacancySeatFilled', 'VacancyCompleted'].map((name) =>
        facts(name, vacancies[kind]),
      ),
    );

  /** The committee of the senior post seals and reveals a score for each, the first the best. */
  const interviewAll = async (candidates: readonly { id: string; place: number }[]): Promise<void> => {
    const people = await Promise.all(Array.from({ length: 5 }, () => city.person('committee')));
    for (const person of people) await city.assign(person, 'panelist', vacancies.JPT);
    const members = people.map(({ id }, index) => ({
      personId: id,
      kind: ['INTERNAL', 'EXTERNAL_ACADEMIC'][index] ?? 'EXTERNAL_PRACTITIONER',
    }));
    const panel = { members, reserves: [], rubric: [{ name: 'Kepemimpinan', weight: '100' }] };
    const appointed = city.ask('POST', `/vacancies/${vacancies.JPT}/appoint-panel`, {
      as: staff.hr,
      body: panel,
    });
    expect(await outcomeOf(appointed)).toEqual([200, 'PanelAppointed']);
    for (const { id, place } of candidates) {
      const body = { score: String(90 - place), notes: [{ criterion: 'Kepemimpinan', note: 'Jelas.' }] };
      for (const as of people) await city.ask('POST', `/applications/${id}/seal-score`, { as, body });
      const revealed = city.ask('POST', `/applications/${id}/reveal-scores`, { as: staff.provider });
      expect(await outcomeOf(revealed)).toEqual([200, 'PanelScoresRevealed']);
    }
    await city.settled();
  };

  beforeAll(async () => {
    city = await startCity();
    staff = await staffOf(city);
    const { hr, mayor, chair } = staff;
    city.at('2026-02-02T02:00:00.000Z');
    const people = new Map<string, { kind: 'JPT' | 'CPNS'; person: Person; id: string; place: number }>();
    for (const kind of ['JPT', 'CPNS'] as const) {
      vacancies[kind] = await announced(city, staff, kind, {
        ...{ seats: 2, formationId: await city.formation(kind, 2, hr, mayor) },
        appointment: { kind, golongan: kind === 'JPT' ? 'IV/b' : 'III/a' },
        ...(kind === 'JPT' ? { listedPost: true, assessments: [{ kind: 'INTERVIEW', weight: '100' }] } : {}),
      });
      for (let place = 0; place < 5; place++) {
        const person = await city.person('applicant');
        const id = idOf(await applyFor(city, vacancies[kind], person));
        people.set(id, { kind, person, id, place });
      }
    }
    await city.settled();
    const numbers = new Map<string, string>();
    for (const { id, person } of people.values()) {
      const { body } = await city.ask('GET', `/applications/${id}`, { as: person });
      numbers.set(id, body.participantNo);
    }
    city.at('2026-02-20T02:00:00.000Z');
    for (const kind of ['JPT', 'CPNS'] as const) {
      await eventually('registration closes', async () => {
        return (await city.ask('GET', `/vacancies/${vacancies[kind]}`)).body.status === 'closed';
      });
      await passAdminStage(city, vacancies[kind], chair);
    }
    city.at('2026-03-11T02:00:00.000Z');
    const all = [...people.values()];
    // A senior post is ranked by the interview of its committee, every other one by its tests.
    const tested = all.filter(({ kind }) => kind === 'CPNS');
    const skd = tested.map(({ id, place }) => `${numbers.get(id)},100,110,${190 - place}`);
    await importScores(city, staff, ['participant,twk,tiu,tkp', ...skd]);
    await publish(city, staff, vacancies.CPNS, 'SKD');
    await interviewAll(all.filter(({ kind }) => kind === 'JPT'));
    await eventually('every outcome is recorded', async () => {
      return (await facts('SkdPassed', vacancies.CPNS)) === 5;
    });
    city.at('2026-04-06T02:00:00.000Z');
    const skb = tested.flatMap(({ id }) =>
      ['CAT,400,500', 'INTERVIEW,80,100', 'PSYCHOLOGICAL,80,100'].map((row) => `${numbers.get(id)},${row}`),
    );
    await importScores(city, staff, ['participant,component,raw,of', ...skb]);
    for (const kind of ['JPT', 'CPNS'] as const) {
      await publish(city, staff, vacancies[kind], 'FINAL');
      ranked[kind] = all.filter((one) => one.kind === kind).map(({ id }) => id);
    }
    await eventually('every outcome is recorded', async () => {
      const selected = await Promise.all(
        Object.values(vacancies).map((id) => facts('ApplicationSelected', id)),
      );
      const reserved = await Promise.all(
        Object.values(vacancies).map((id) => facts('ApplicationReserved', id)),
      );
      return [...selected, ...reserved].reduce((sum, n) => sum + n, 0) === 10;
    });
    await city.settled();
    city.at('2026-04-20T02:00:00.000Z');
  });
  afterAll(() => city.stop());

  it('of a senior post fill each seat once, and the best of each seat are others', async () => {
    const [, second, third, fourth, fifth] = ranked.JPT;
    // Two stand above the third, three above the fourth.
    expect(await appoint(fourth)).toEqual([422, 'NOT_IN_TOP_THREE']);
    const outcomes = await Promise.all([second, third, second, third, fourth, fifth].map(appoint));
    const done = outcomes.filter(([status]) => status === 200);
    expect(done).toEqual([
      [200, 'CandidateAppointed'],
      [200, 'CandidateAppointed'],
    ]);
    for (const [status, code] of outcomes.filter(([answered]) => answered !== 200)) {
      expect([409, 422]).toContain(status);
      expect(['ILLEGAL_TRANSITION', 'NOT_IN_TOP_THREE', 'RULE_VIOLATED']).toContain(code);
    }
    expect(await filled('JPT')).toEqual([2, 2, 1]);
    expect(await appoint(ranked.JPT[0])).toEqual([422, 'RULE_VIOLATED']);
  });

  it('by rank fill each seat once, in order, and complete the vacancy once', async () => {
    const [first, second, third] = ranked.CPNS;
    for (const id of [first, second]) {
      const body = approval();
      expect((await city.ask('POST', `/applications/${id}/record-nip`, { as: staff.hr, body })).status).toBe(
        200,
      );
    }
    const outcomes = await Promise.all([first, second, third, first, second, first].map(appoint));
    for (const [status, code] of outcomes)
      expect(['CandidateAppointed', 'RANK_ORDER_VIOLATION', 'ILLEGAL_TRANSITION', 'RULE_VIOLATED']).toContain(
        status < 500 ? code : `${status}`,
      );
    // Whoever was too early for the order comes again.
    await appoint(second);
    expect(await filled('CPNS')).toEqual([2, 2, 1]);
    expect((await appoint(third))[0]).toBe(422);
    await eventually('the vacancy is complete', async () => {
      return (await city.ask('GET', `/vacancies/${vacancies.CPNS}`)).body.status === 'completed';
    });
  });
});
