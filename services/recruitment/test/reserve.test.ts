import { unlikeTheirRebuild } from '@jejak/neighbour';
import { newId } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applicationList } from '../src/application/application.projection';
import { vacancyBoard } from '../src/vacancy/vacancy.projection';
import { type City, startCity } from './city';
import { approval, type NurseSelection, selectNurses } from './nurse-selection';
import { outcomeOf } from './round';

describe('the reserve, after the seat was filled (domain.md 4.2 FillFromReserve)', () => {
  let city: City;
  let nurses: NurseSelection;
  const employees = { 'A-1': newId(), 'A-2': newId() };

  const on = (name: string, command: string, as = nurses.mayor, body?: object): Promise<[number, string]> =>
    outcomeOf(city.ask('POST', `/applications/${nurses.application(name)}/${command}`, { as, body }));
  const call = (name: string): Promise<[number, string]> => on(name, 'call-reserve');
  const appoint = async (name: 'A-1' | 'A-2'): Promise<[number, string]> => {
    expect(await on(name, 'record-nip', nurses.hr, approval())).toEqual([200, 'NipApproved']);
    return on(name, 'appoint', nurses.mayor, { employeeId: employees[name], tmt: '2026-06-01' });
  };
  const becomes = (status: string): Promise<unknown> =>
    eventually(`the vacancy is ${status}`, async () => {
      const { body } = await city.ask('GET', `/vacancies/${nurses.vacancyId}`);
      return body.status === status;
    });
  const facts = async (name: string): Promise<number> => {
    const { rows } = await city.service.platform.pool.query<{ n: number }>(
      'select count(*)::int as n from es.events where event_type = $1',
      [`asn.recruitment.${name}.v1`],
    );
    return rows[0].n;
  };

  beforeAll(async () => {
    city = await startCity();
    nurses = await selectNurses(city);
    await nurses.finish();
    city.at('2026-04-20T02:00:00.000Z');
  });
  afterAll(() => city.stop());

  it('is not called while the seat is held', async () => {
    expect(await call('A-2')).toEqual([422, 'RULE_VIOLATED']);
    expect(await appoint('A-1')).toEqual([200, 'CandidateAppointed']);
    await becomes('completed');
    expect(await call('A-2')).toEqual([422, 'RULE_VIOLATED']);
    // Somebody else’s end frees no seat here.
    await city.leaves(newId(), 'RESIGNED', '2026-05-31');
    await city.leaves(employees['A-1'], 'RESIGNED', '2026-07-31');
    // Up to the end of the last day the seat is held.
    city.at('2026-07-31T16:59:59.000Z');
    expect(await call('A-2')).toEqual([422, 'RULE_VIOLATED']);
    expect(await facts('VacancySeatVacated')).toBe(0);
  });

  it('is called in its order when who was appointed has left, and the selection is taken up again', async () => {
    city.at('2026-07-31T17:00:00.000Z');
    expect(await call('A-5')).toEqual([422, 'RANK_ORDER_VIOLATION']);
    expect(await call('A-2')).toEqual([200, 'ReserveCalled']);
    expect(await call('A-2')).toEqual([409, 'ILLEGAL_TRANSITION']);
    await becomes('final-published');
    expect(await appoint('A-2')).toEqual([200, 'CandidateAppointed']);
    await becomes('completed');
    expect(
      await Promise.all(['VacancySeatVacated', 'VacancySeatFilled', 'VacancyCompleted'].map(facts)),
    ).toEqual([1, 2, 2]);
    const history = await city.service.platform.store.history(`vacancy-${nurses.vacancyId}`);
    expect(history.find(({ type }) => type === 'VacancySeatVacated')).toMatchObject({
      data: { applicationId: nurses.application('A-1'), filled: 0, seats: 1 },
    });
    expect(await call('A-5')).toEqual([422, 'RULE_VIOLATED']);
  });

  it('is called for a year after the result and no longer', async () => {
    await city.leaves(employees['A-2'], 'DIED', '2027-03-31');
    // Not selected, and in no reserve.
    city.at('2027-04-06T16:59:59.000Z');
    expect(await call('A-6')).toEqual([409, 'ILLEGAL_TRANSITION']);
    city.at('2027-04-06T17:00:00.000Z');
    for (const name of ['A-5', 'A-6']) expect(await call(name)).toEqual([422, 'DEADLINE_PASSED']);
  });

  it('is called later for one whom the leadership has excepted, and nobody else', async () => {
    const later = '2027-04-30T17:00:00.000Z';
    await city.excepts(`application-${nurses.application('A-6')}`, later);
    expect(await call('A-5')).toEqual([422, 'DEADLINE_PASSED']);
    await city.excepts(`application-${nurses.application('A-5')}`, '2027-04-06T17:00:00.000Z');
    expect(await call('A-5')).toEqual([422, 'DEADLINE_PASSED']);
    await city.excepts(`application-${nurses.application('A-5')}`, later);
    expect(await call('A-5')).toEqual([200, 'ReserveCalled']);
    // The decision names what it rested on.
    const { rows } = await city.service.platform.pool.query<{ excepted: boolean }>(
      `select strpos(core, '"exception-') > 0 as excepted from es.events
       where event_type = 'asn.recruitment.ReserveCalled.v1' order by position`,
    );
    expect(rows.map(({ excepted }) => excepted)).toEqual([false, true]);
    await city.settled();
    expect(await unlikeTheirRebuild(city.service.platform, [vacancyBoard, applicationList])).toEqual({});
  });

  it('is kept by law for two years, of who was not taken on; then a fact of each says so (domain.md 2.6)', async () => {
    const ended = async (): Promise<unknown[]> => {
      const { rows } = await city.service.platform.pool.query<{ data: unknown }>(
        `select data::jsonb as data from es.events
         where event_type = 'asn.recruitment.ApplicationRetentionEnded.v1' order by position`,
      );
      return rows.map(({ data }) => data);
    };
    // Of who is erased nothing is recorded any more.
    await city.service.platform.keys.destroy(nurses.applicant('A-7').id);
    city.at('2028-04-06T16:59:59.000Z');
    await city.settled();
    expect(await ended()).toEqual([]);
    city.at('2028-04-06T17:00:00.000Z');
    await eventually('it is said', async () => (await ended()).length > 0);
    const fired = async (): Promise<boolean> => {
      const { rows } = await city.service.platform.pool.query<{ fired: boolean }>(
        `select fired_at is not null as fired from rm.timers where timer_name = 'applicant-retention' and command = 'EndRetention'`,
      );
      return rows.every((row) => row.fired);
    };
    await eventually('the whole vacancy was looked at', fired);
    // were appointed, A-5 was called.
    expect(await ended()).toMatchObject([
      {
        ...{ applicationId: nurses.application('A-6'), applicantId: nurses.applicant('A-6').id },
        ...{ vacancyId: nurses.vacancyId, retainedUntil: '2028-04-06T17:00:00.000Z' },
      },
    ]);
  });

  it('answers every command as the first time, when it is told again after all that', async () => {
    expect(await city.toldAgain()).toEqual([]);
  }, 60_000);
});
