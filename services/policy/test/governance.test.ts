import { randomUUID } from 'node:crypto';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { accepted, idOf, refused, simulated } from './answers';
import { type Answer, type Asking, type City, START_LIMIT_MS, startCity, TEST_LIMIT_MS } from './city';
import { E1, HR1, OTHER_UNIT, PPK, some, SUP1, text, UNIT } from './people';

const staff = [E1, SUP1, some(1), some(2), some(3), some(4), some(5), some(6), some(7), some(8)];
const period = { from: '2024-01-01', to: '2024-12-31' };

jest.setTimeout(TEST_LIMIT_MS);

/** What is refused, deferred, excepted and repealed. */
describe('the governance of policies', () => {
  let city: City;
  let hr: Asking, mayor: Asking, machine: Asking, head: Asking;
  const wait = (look: () => Promise<Answer | false>): Promise<Answer> => eventually('it is computed', look);
  const draft = (key: string, over: object) => hr.post(`policies/${key}/versions`, { ...text, ...over });
  /** From its draft to its publication, fourteen days later, on the day that the clock stands at. */
  const published = async (
    key: string,
    version: number,
    over: object,
    days: readonly [string, string, string],
  ) => {
    const [closesOn, approvedOn, effectiveFrom] = days;
    const at = `${key}/versions/${version}`;
    expect(accepted(await draft(key, over))).toBe('PolicyDrafted');
    const once = { 'idempotency-key': randomUUID() };
    const { body: simulation } = await simulated(hr, at, period, wait, once);
    expect(accepted(await hr.post(`policies/${at}/consultation`, { closesOn }))).toBe('ConsultationOpened');
    city.moveTo(approvedOn);
    expect(accepted(await mayor.post(`policies/${at}/approve`, { effectiveFrom }))).toBe('PolicyApproved');
    // Who did not get the answer asks again: it is the same simulation, although none could be begun any more.
    expect(await hr.post(`policies/${at}/simulations`, period, once)).toMatchObject({
      ...{ status: 202, body: { simulationId: simulation.simulationId, status: 'DONE' } },
    });
    expect(await hr.post(`policies/${at}/simulations`, period)).toMatchObject(
      refused(409, 'ILLEGAL_TRANSITION'),
    );
    return hr.post(`policies/${at}/publish`, {});
  };

  beforeAll(async () => {
    city = await startCity('2025-10-01');
    [hr, mayor] = [city.as(HR1, 'hr_admin'), city.as(PPK, 'leadership')];
    [machine, head] = [city.as('svc', 'service'), city.as(SUP1, 'employee')];
    await city.employees(staff.filter((id) => id !== SUP1));
    await city.employees([SUP1], ['unit_head']);
  }, START_LIMIT_MS);
  afterAll(() => city.stop());

  it('refuses drafts without an outcome, outside the law or of another shape', async () => {
    expect(await draft('perf.result', { outcomeMeasures: [] })).toMatchObject(
      refused(422, 'OUTCOME_REQUIRED'),
    );
    const { problem: _, ...unexplained } = text;
    expect(await hr.post('policies/perf.result/versions', unexplained)).toMatchObject(
      refused(422, 'OUTCOME_REQUIRED', { field: 'problem' }),
    );
    expect(await draft('tr.jp', { parameters: { pns: 19, pppk: 24 } })).toMatchObject(
      refused(422, 'LEGAL_BOUND', { field: 'parameters/pns' }),
    );
    const weights = { data: '60', survey: '20', interview: '10' };
    expect(await draft('perf.method.weights', { parameters: weights })).toMatchObject(
      refused(422, 'WEIGHTS_NOT_100'),
    );
    for (const parameters of [
      { above: '112' },
      { above: '112', meets: '90', x: 1 },
      { above: [112], meets: '90' },
    ])
      expect(await draft('perf.result', { parameters })).toMatchObject(refused(400, 'VALIDATION_FAILED'));
    expect(await draft('perf.unknown', {})).toMatchObject(refused(404, 'POLICY_NOT_FOUND'));
    expect(await city.as(E1, 'employee').post('policies/perf.result/versions', text)).toMatchObject(
      refused(403, 'FORBIDDEN_ROLE'),
    );
    expect(await draft('gov.other', { kind: 'REPEAL', parameters: {} })).toMatchObject(
      refused(422, 'LEGAL_BOUND'),
    );
  });

  it.each([
    ['a list for an object', { parameters: [] }],
    ['a text for an object', { parameters: 'above' }],
    ['an unknown member', { unknown: true }],
    ['a huge text', { problem: 'x'.repeat(4001) }],
    ['a NUL character', { problem: 'a\u0000b' }],
    ['a measure without a target', { outcomeMeasures: [{ name: 'Satu' }] }],
    ['another kind', { kind: 'CHANGE' }],
  ])('answers %s with 400', async (_, over) => {
    const { status } = await draft('perf.result', over);
    expect(status).toBe(400);
  });

  it.each([
    ['policies/PERF.RESULT', 404],
    ['policies/perf.result/versions/0', 404],
    ['policies/perf.result/versions/99999999999999', 404],
    ['policies/perf.result/versions/1.5', 404],
    ['policies/%00', 400],
    ['policies?on=2026-02-30', 400],
    ['policies?on=9999-01-01', 400],
    ['policies?cursor=x', 400],
    ['reviews/not-an-id', 400],
    ['policies/perf.result/versions/1/diff?against=0', 400],
  ])('answers GET %s with %i', async (path, status) =>
    expect((await city.anyone.get(path)).status).toBe(status),
  );

  it('knows no simulation, review or exception that is not there', async () => {
    const at = 'policies/perf.result/versions/1';
    expect(await hr.get(`${at}/simulations/${some(1)}`)).toMatchObject(refused(404, 'SIMULATION_NOT_FOUND'));
    expect(await hr.post(`${at}/simulations`, { from: '2025-12-31', to: '2025-01-01' })).toMatchObject(
      refused(409, 'ILLEGAL_TRANSITION'),
    );
    expect(await city.anyone.get(`reviews/${some(1)}`)).toMatchObject(refused(404, 'REVIEW_NOT_FOUND'));
    const grant = { reason: 'Kebakaran merusak berkas penilaian.' };
    expect(await mayor.post(`exceptions/${some(1)}/grant`, grant)).toMatchObject(
      refused(404, 'EXCEPTION_NOT_FOUND'),
    );
  });

  it('asks for simulation and impact note, and says what cannot be computed', async () => {
    const at = 'policies/perf.ack.days/versions/2';
    expect(accepted(await draft('perf.ack.days', { parameters: { days: 10 }, impactNote: ' ' }))).toBe(
      'PolicyDrafted',
    );
    const approve = () => mayor.post(`${at}/approve`, { effectiveFrom: '2026-03-01' });
    const without = (rule: string) => refused(422, 'RULE_VIOLATED', { rule });
    expect(await approve()).toMatchObject(without('policy.consultation'));
    await hr.post(`${at}/consultation`, { closesOn: '2025-10-15' });
    expect(await approve()).toMatchObject(refused(409, 'CONSULTATION_OPEN'));
    city.moveTo('2025-10-16');
    expect(await approve()).toMatchObject(without('policy.simulation'));
    expect(await hr.post(`${at}/simulations`, { from: '2025-12-31', to: '2025-01-01' })).toMatchObject(
      refused(400, 'VALIDATION_FAILED'),
    );
    const { body } = await simulated(
      hr,
      'perf.ack.days/versions/2',
      { from: '2025-01-01', to: '2025-09-30' },
      wait,
    );
    expect(body).toMatchObject({ status: 'DONE', computable: false, effects: null, hypothetical: true });
    expect(await approve()).toMatchObject(without('policy.impact-note'));
    expect(accepted(await hr.post(`${at}/revise`, { ...text, parameters: { days: 10 } }))).toBe(
      'PolicyRevised',
    );
    expect(accepted(await approve())).toBe('PolicyApproved');
    expect(accepted(await hr.post(`${at}/publish`, {}))).toBe('PolicyPublished');
  });

  it('lets no version overlap with the one before it', async () => {
    // Version 2 is for the first of March: it may not come later, since its sixty days are over before.
    const over = { parameters: { days: 11 } };
    const third = await published('perf.ack.days', 3, over, ['2025-10-30', '2025-10-31', '2026-03-01']);
    expect(third).toMatchObject(refused(422, 'RULE_VIOLATED', { rule: 'policy.overlap' }));
    const later = await hr.post('policies/perf.ack.days/versions/3/publish', { effectiveFrom: '2026-03-02' });
    expect(accepted(later)).toBe('PolicyPublished');
  });

  it('defers what too few know of, and never drops it', async () => {
    const at = 'perf.cap/versions/2';
    const over = { parameters: { min: '0', max: '110' } };
    expect(accepted(await published('perf.cap', 2, over, ['2025-11-14', '2025-11-15', '2025-11-20']))).toBe(
      'PolicyPublished',
    );
    city.moveTo('2025-11-20');
    const [{ data }] = await city.recorded('PolicyDeferred');
    // Published on 15 November: sixty days later is 14 January.
    expect(data).toMatchObject({ version: 2, unmet: ['COVERAGE', 'DAYS'], latestOn: '2026-01-14' });
    expect(await machine.post(`policies/${at}/bring-into-force`)).toMatchObject(
      refused(422, 'SOCIALISATION_INSUFFICIENT'),
    );
    expect(await hr.post(`policies/${at}/bring-into-force`)).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
    // Nine of ten are 90 %; thirty days are over on 15 December.
    for (const id of staff.slice(0, 9))
      expect(accepted(await city.as(id, 'employee').post(`policies/${at}/acknowledge`, {}))).toBe(
        'PolicyAcknowledged',
      );
    await city.restart();
    await city.settled();
    city.moveTo('2025-12-14', '23:00:00.000');
    expect(await machine.post(`policies/${at}/bring-into-force`)).toMatchObject(
      refused(422, 'SOCIALISATION_INSUFFICIENT', { rule: 'DAYS' }),
    );
    city.moveTo('2025-12-15', '00:00:01.000');
    const [fact] = await city.recorded('PolicyInForce');
    expect(fact.data).toMatchObject({ key: 'perf.cap', effectiveFrom: '2025-12-15', coverage: '90.0000' });
    const ref = async (on: string) => (await city.elsewhere.inForce('perf.cap', on)).ref;
    await eventually('another service knows it', async () => (await ref('2025-12-15')) === 'perf.cap@2');
    // The day it was first meant for is under the old one: what was deferred did not count.
    expect(await ref('2025-11-20')).toBe('perf.cap@1');
    expect(await city.facts('PolicyDeferred')).toHaveLength(1);
  });

  it('excepts one case from a rule, for a while, and says how often', async () => {
    const reason = 'Kebakaran puskesmas merusak berkas penilaian.';
    const about = {
      case: `evaluation-${some(40)}`,
      rule: 'perf.objection.days',
      unitId: UNIT,
      employeeId: E1,
    };
    const ask = (over: object = {}, as = head) =>
      as.post('exceptions', { ...about, until: '2026-01-31', reason, ...over });
    expect(await ask({ unitId: OTHER_UNIT })).toMatchObject(refused(403, 'NOT_RELATED'));
    expect(await ask({}, city.as(E1, 'employee'))).toMatchObject(refused(403, 'NOT_RELATED'));
    expect(await ask({ rule: 'perf.unknown' })).toMatchObject(refused(404, 'POLICY_NOT_FOUND'));
    expect(await ask({ employeeId: some(70) })).toMatchObject(refused(404, 'EMPLOYEE_NOT_FOUND'));
    expect(await ask({ case: `unit-${UNIT}` })).toMatchObject(
      refused(422, 'RULE_VIOLATED', { rule: 'exception.one-case' }),
    );
    expect(await ask({ until: '2026-03-16' })).toMatchObject(
      refused(422, 'RULE_VIOLATED', { rule: 'exception.days' }),
    );
    expect(await ask({ until: '2025-12-14' })).toMatchObject(refused(422, 'DEADLINE_PASSED'));
    expect(await ask({ reason: 'Terlambat.' })).toMatchObject(refused(422, 'REASON_REQUIRED'));
    const asked = await ask();
    expect(accepted(asked)).toBe('ExceptionRequested');
    const at = `exceptions/${idOf(asked)}`;
    const decide = { reason: 'Bukti kebakaran dari BPBD sudah diperiksa.' };
    expect(await city.as(SUP1, 'leadership').post(`${at}/grant`, decide)).toMatchObject(
      refused(422, 'SOD_VIOLATION'),
    );
    expect(accepted(await mayor.post(`${at}/grant`, decide))).toBe('ExceptionGranted');
    expect(await mayor.post(`${at}/refuse`, decide)).toMatchObject(refused(409, 'ILLEGAL_TRANSITION'));
    const other = await ask({ case: `evaluation-${some(41)}` });
    expect(accepted(await mayor.post(`exceptions/${idOf(other)}/refuse`, decide))).toBe('ExceptionRefused');
    const [granted] = await city.facts('ExceptionGranted');
    expect(granted).toMatchObject({ reason: decide.reason, data: { expiresAt: '2026-01-31T17:00:00.000Z' } });
    await city.settled();
    expect((await city.as(some(2), 'employee').get('exceptions')).body.items).toEqual([]);
    expect((await head.get('exceptions')).body.items).toHaveLength(2);
    const before = (await city.facts('FileRead')).length;
    expect((await hr.get('exceptions?status=GRANTED')).body.items).toMatchObject([{ employeeId: E1 }]);
    expect((await city.facts('FileRead')).length).toBe(before + 1);
    city.moveTo('2026-02-01', '00:00:01.000');
    await city.recorded('ExceptionExpired');
    await city.settled();
    expect((await city.anyone.get('exceptions/counts')).body.items).toEqual([
      { rule: 'perf.objection.days', requested: 2, granted: 1, refused: 1, expired: 1 },
    ]);
    expect((await city.anyone.get('exceptions')).status).toBe(401);
  });

  it('repeals what it laid down itself', async () => {
    const at = 'perf.realism.maxStretch/versions/2';
    const over = { kind: 'REPEAL', parameters: {} };
    const days = ['2026-02-15', '2026-02-16', '2026-04-17'] as const;
    expect(accepted(await published('perf.realism.maxStretch', 2, over, days))).toBe('PolicyPublished');
    city.moveTo('2026-04-17');
    const [{ data }] = await city.recorded('PolicyRepealed');
    expect(data).toMatchObject({ version: 1, by: 2, lastDay: '2026-04-16' });
    await eventually('another service knows it', () =>
      city.elsewhere.inForce('perf.realism.maxStretch', '2026-04-17').then(
        () => false,
        ({ code }: { code: string }) => code === 'POLICY_MISSING',
      ),
    );
    expect(await city.elsewhere.inForce('perf.realism.maxStretch', '2026-04-16')).toMatchObject({
      version: 1,
    });
    await city.settled();
    expect((await city.anyone.get(`policies/${at}`)).body).toMatchObject({
      kind: 'REPEAL',
      status: 'IN_FORCE',
    });
    expect(
      (await city.anyone.get('policies?on=2026-04-17&limit=200')).body.items.map(({ key }) => key),
    ).not.toContain('perf.realism.maxStretch');
  });

  it('hears one address so often only, whatever it says', async () => {
    const guess = () =>
      city.anyone.post('policies/perf.cap/versions/2/opinions', {
        text: 'Satu.',
        institutionCode: '0'.repeat(12),
      });
    const answers: Answer[] = [];
    while (answers.length < 61) answers.push(await guess());
    expect(answers[59]).toMatchObject(refused(404, 'INSTITUTION_NOT_FOUND'));
    expect(answers[60]).toMatchObject(refused(429, 'TOO_MANY_REQUESTS'));
  });

  it('shows what a rebuild would show', async () => {
    await city.settled();
    expect(await city.unlikeTheirRebuild()).toEqual({});
  });

  it('lists policies page by page', async () => {
    const first = (await city.anyone.get('policies?limit=3')).body;
    expect(first.items).toHaveLength(3);
    const { items } = (await city.anyone.get(`policies?limit=3&cursor=${String(first.next)}`)).body;
    expect(String(items[0].key) > String(first.items[2].key)).toBe(true);
  });

  it('answers every command as the first time, when it is told again after all that', async () => {
    expect(await city.toldAgain()).toEqual([]);
  }, 60_000);

  it('does nothing twice when everything is heard again on a later day', async () => {
    expect(await city.heardAgain('2026-05-01')).toEqual([]);
  }, 120_000);
});
