import { unlikeTheirRebuild } from '@jejak/neighbour';
import { newId } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applicationList } from '../src/application/application.projection';
import { passAdminStage } from './admin-stage';
import { type City, type Person, startCity } from './city';
import { announced, applyFor, idOf, importScores, outcomeOf, publish, type Staff, staffOf } from './round';

/** Each better than the next, in the SKD as in the end. */
const NAMES = ['first', 'second', 'third', 'early'] as const;

describe('applicants who withdraw (domain.md 4.1, 4.2)', () => {
  let city: City;
  let staff: Staff;
  let vacancyId: string;
  const people = new Map<string, Person>();
  const applications = new Map<string, string>();
  const numbers = new Map<string, string>();

  const person = (name: string): Person => people.get(name) as Person;
  const post = (path: string, as: Person, body?: object): Promise<[number, string]> =>
    outcomeOf(city.ask('POST', path, { as, body }));
  const withdraw = (name: string, as = person(name)): Promise<[number, string]> =>
    post(`/applications/${applications.get(name)}/withdraw`, as);
  const statusOf = async (name: string): Promise<string> => {
    const read = await city.ask('GET', `/applications/${applications.get(name)}`, { as: person(name) });
    return read.body.status;
  };
  const becomes = (name: string, status: string): Promise<unknown> =>
    eventually(`${name} is ${status}`, async () => (await statusOf(name)) === status);
  const applicants = async (): Promise<number> => {
    await city.settled();
    // The public is not told of so few.
    expect((await city.ask('GET', `/vacancies/${vacancyId}`)).body.applicants).toBe('SUPPRESSED');
    const { body } = await city.ask('GET', `/vacancies/${vacancyId}/applications`, { as: staff.hr });
    return body.items.filter(({ status }) => status !== 'withdrawn').length;
  };

  beforeAll(async () => {
    city = await startCity('2026-02-02T02:00:00.000Z');
    staff = await staffOf(city);
    vacancyId = await announced(city, staff, 'Perawat');
    for (const name of NAMES) {
      people.set(name, await city.person('applicant'));
      applications.set(name, idOf(await applyFor(city, vacancyId, person(name))));
    }
    await city.settled();
    for (const name of NAMES) {
      const read = await city.ask('GET', `/applications/${applications.get(name)}`, { as: person(name) });
      numbers.set(name, read.body.participantNo);
    }
  });
  afterAll(() => city.stop());

  it('do so themselves: nobody else, and nobody in another role', async () => {
    expect(await withdraw('first', person('second'))).toEqual([404, 'APPLICATION_NOT_FOUND']);
    expect(await withdraw('first', staff.hr)).toEqual([403, 'FORBIDDEN_ROLE']);
    expect(await post(`/applications/${newId()}/withdraw`, person('first'))).toEqual([
      404,
      'APPLICATION_NOT_FOUND',
    ]);
    expect(await applicants()).toBe(4);
  });

  it('and submit again while the window is open, under the number they had', async () => {
    expect(await withdraw('first')).toEqual([200, 'ApplicationWithdrawn']);
    expect(await withdraw('first')).toEqual([409, 'ILLEGAL_TRANSITION']);
    expect(await applicants()).toBe(3);
    expect(await outcomeOf(applyFor(city, vacancyId, person('first')))).toEqual([
      200,
      'ApplicationSubmitted',
    ]);
    expect(await outcomeOf(applyFor(city, vacancyId, person('first')))).toEqual([
      422,
      'ONE_APPLICATION_ONLY',
    ]);
    expect(await applicants()).toBe(4);
    const read = await city.ask('GET', `/applications/${applications.get('first')}`, {
      as: person('first'),
    });
    expect(read.body).toMatchObject({ status: 'submitted', participantNo: numbers.get('first') });
  });

  it('leave no score to be waited for, and none to be taken', async () => {
    expect(await withdraw('early')).toEqual([200, 'ApplicationWithdrawn']);
    city.at('2026-02-18T02:00:00.000Z');
    await eventually('registration closes', async () => {
      const { body } = await city.ask('GET', `/vacancies/${vacancyId}`);
      return body.status === 'closed';
    });
    expect(await outcomeOf(applyFor(city, vacancyId, person('early')))).toEqual([422, 'WINDOW_CLOSED']);
    await passAdminStage(city, vacancyId, staff.chair);
    const line = (name: string, at: number): string => `${numbers.get(name)},90,100,${190 - at}`;
    const header = 'participant,twk,tiu,tkp';
    const late = await importScores(city, staff, [header, line('early', 0)]);
    expect(late.body.report.faults).toMatchObject([{ code: 'ILLEGAL_TRANSITION' }]);
    await importScores(city, staff, [header, ...NAMES.slice(0, 3).map(line)]);
    // The window of the ADMIN result is over.
    city.at('2026-02-22T02:00:00.000Z');
    await publish(city, staff, vacancyId, 'SKD');
    const { body } = await city.ask('GET', `/vacancies/${vacancyId}/ranking?stage=SKD`);
    expect(body.items.map(({ participantNo }) => participantNo)).toEqual(
      NAMES.slice(0, 3).map((name) => numbers.get(name)),
    );
    await becomes('third', 'skd-passed');
  });

  it('after the SKD hold up nobody', async () => {
    expect(await withdraw('third')).toEqual([200, 'ApplicationWithdrawn']);
    const rows = ['first', 'second'].flatMap((name, at) => [
      `${numbers.get(name)},CAT,${400 - at},500`,
      `${numbers.get(name)},INTERVIEW,80,100`,
      `${numbers.get(name)},PSYCHOLOGICAL,80,100`,
    ]);
    await importScores(city, staff, ['participant,component,raw,of', ...rows]);
    city.at('2026-02-26T02:00:00.000Z');
    await publish(city, staff, vacancyId, 'FINAL');
    await becomes('first', 'selected');
    await becomes('second', 'reserved');
  });

  it('after the selection free the seat for the next in rank, whom the leadership calls', async () => {
    city.at('2026-03-02T02:00:00.000Z');
    const at = (name: string, command: string): string =>
      `/applications/${applications.get(name)}/${command}`;
    const nip = { nip: '199904302026062001', decision: 'PERTEK-42/2026' };
    const appoint = { employeeId: newId(), tmt: '2026-06-01' };
    expect(await post(at('second', 'appoint'), staff.mayor, appoint)).toEqual([422, 'RANK_ORDER_VIOLATION']);
    expect(await post(at('second', 'call-reserve'), staff.mayor)).toEqual([422, 'RULE_VIOLATED']);
    expect(await withdraw('first')).toEqual([200, 'ApplicationWithdrawn']);
    expect(await post(at('second', 'call-reserve'), staff.hr)).toEqual([403, 'FORBIDDEN_ROLE']);
    expect(await post(at('first', 'call-reserve'), staff.mayor)).toEqual([409, 'ILLEGAL_TRANSITION']);
    expect(await post(at('second', 'call-reserve'), staff.mayor)).toEqual([200, 'ReserveCalled']);
    expect(await post(at('second', 'record-nip'), staff.hr, nip)).toEqual([200, 'NipApproved']);
    expect(await post(at('first', 'appoint'), staff.mayor, appoint)).toEqual([409, 'ILLEGAL_TRANSITION']);
    expect(await post(at('second', 'appoint'), staff.mayor, appoint)).toEqual([200, 'CandidateAppointed']);
    await eventually('the vacancy is complete', async () => {
      const { body } = await city.ask('GET', `/vacancies/${vacancyId}`);
      return body.status === 'completed';
    });
    expect(await withdraw('second')).toEqual([409, 'ILLEGAL_TRANSITION']);
    // A year after the result nobody is called any more, and that is said first.
    city.at('2027-03-01T02:00:00.000Z');
    expect(await post(at('second', 'call-reserve'), staff.mayor)).toEqual([422, 'DEADLINE_PASSED']);
    expect(await unlikeTheirRebuild(city.service.platform, [applicationList])).toEqual({});
  });
});
