import { unlikeTheirRebuild } from '@jejak/neighbour';
import { legalDeliveryDelayed } from '@jejak/contracts/notification';
import { evaluationFinalised, evaluationOpened } from '@jejak/contracts/performance';
import { policyInForce, policySuperseded } from '@jejak/contracts/policy';
import { naturalId, newId, type Recorded, streamOf } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { disciplineList } from '../src/discipline/discipline.projection';
import { evaluationIdOf, evaluationStream } from '../src/evaluation/evaluation-id';
import { measurementList } from '../src/measurement/measurement.projection';
import { rewardList } from '../src/reward/reward.projection';
import { accepted, idOf, refused } from './answers';
import { type Answer, type Asking, type City, startCity } from './city';
import { tell } from './colleagues';
import { E1, PINNED, SUP1, SUP2, UNIT, V1 } from './nurse';

const [E2, K1, PPK] = [12, 13, 7].map((n) => `0198c1a2-0000-7000-8000-${String(n).padStart(12, '0')}`);
const NIP = { E2: '199203032018032001', K1: '197203031995031001' };
const SEEN_MS = 10_000;

/** Domain.md 15, step 32, and 5.9, through HTTP. */
describe('what follows from a year', () => {
  let city: City;
  let service: Asking, mayor: Asking, secretary: Asking, head: Asking, officer: Asking, rater: Asking;
  const history = (answer: Answer): Promise<Recorded[]> =>
    city.performance.platform.store.history(String(answer.body.stream));
  const last = async (answer: Answer) => (await history(answer)).at(-1);

  beforeAll(async () => {
    city = await startCity(UNIT, '2026-12-10');
    const people = [
      { id: PPK, nip: '196001011985011001', position: 'Wali Kota', supervisorId: null },
      { id: K1, nip: NIP.K1, position: 'Kepala Dinas', supervisorId: PPK, duties: ['unit_head'] },
      { id: SUP1, nip: '198001012005011001', position: 'Kepala Seksi', supervisorId: K1 },
      { id: E2, nip: NIP.E2, position: 'Petugas Perizinan', supervisorId: SUP1 },
      { id: V1, nip: '198501012010012001', position: 'Petugas Perizinan', supervisorId: SUP1 },
    ] as const;
    for (const person of people) await city.employee(person);
    [service, mayor, secretary] = [
      city.as('svc', 'service', 'client'),
      city.as(PPK, 'leadership'),
      city.as(SUP2, 'leadership'),
    ];
    [head, officer, rater] = [
      city.as(K1, 'leadership'),
      city.as(E2, 'employee'),
      city.as(SUP1, 'supervisor'),
    ];
    const file = [
      'source,indicator_id,unit_code,nip,from,to,quantity',
      `SYSTEM,PTSP.DAYS.ACTUAL,,${NIP.E2},2026-01-01,2026-11-30,9.8`,
      'REGISTER,PTSP.DAYS.STANDARD,DINKES,,2026-01-01,2026-11-30,14',
      `SYSTEM,PTSP.CASES,,${NIP.E2},2026-01-01,2026-11-30,212`,
      'SURVEY,IKM,DINKES,,2026-01-01,2026-11-30,81.00',
      `REGISTER,PTSP.COMPLAINTS,,${NIP.E2},2026-01-01,2026-11-30,1`,
      'SYSTEM,ADMIN.SERVICE.MINUTES,DINKES,,2025-01-01,2025-12-31,240',
      'SYSTEM,ADMIN.SERVICE.MINUTES,DINKES,,2026-01-01,2026-11-30,55',
    ].join('\n');
    expect((await service.post('imports/measurements', file)).body).toMatchObject({ accepted: 7 });
  }, 120_000);
  afterAll(() => city.stop(), 60_000);

  let rewardId: string;
  it('32 · proposes E-2 by rule: 9.8 of 14 days, 212 permits, IKM 81.00, 0.47 % complaints', async () => {
    const { body } = await city.as(E1, 'public').get('reward-rules');
    expect(body).toMatchObject({ policy: 'perf.other@1' });
    const propose = { ruleId: 'PTSP_FASTER', employeeId: E2, year: 2026 };
    expect(await officer.post('rewards', propose)).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
    expect(await city.as(E2, 'supervisor').post('rewards', propose)).toMatchObject(
      refused(422, 'SOD_VIOLATION'),
    );
    const unmet = await service.post('rewards', { ...propose, employeeId: V1 });
    expect(unmet).toMatchObject(refused(422, 'RULE_NOT_MET'));
    // Nobody measured V-1; the IKM is the unit's.
    expect(unmet.body.detail).toMatch(/ratio\W+cases\W+complaints/);
    const proposed = await service.post('rewards', propose);
    expect(accepted(proposed)).toBe('RewardProposed');
    rewardId = idOf(proposed);
    expect((await last(proposed))?.data).toMatchObject({
      amount: 1_500_000,
      conditions: [
        { key: 'ratio', value: '0.7000' },
        { key: 'cases', value: '212.0000' },
        { key: 'ikm', value: '81.0000' },
        { key: 'complaints', value: '0.4717' },
      ],
    });
    // Which amounts it rests on, nobody chose: their versions stand in the core.
    const { rows } = await city.performance.platform.pool.query<{ n: string }>(
      `select jsonb_path_query_array(core::jsonb, '$.inputs[*].stream ? (@ starts with "measurement-")') as n
       from es.events where stream_id = $1 and version = 1`,
      [proposed.body.stream],
    );
    expect(rows[0].n).toHaveLength(5);
    expect(await service.post('rewards', propose)).toMatchObject(refused(409, 'REWARD_EXISTS'));
  });

  it('grants it by another than proposed it, within the budget', async () => {
    const granted = await secretary.post(`rewards/${rewardId}/approve`);
    expect(accepted(granted)).toBe('RewardApproved RewardGranted');
    expect((await last(granted))?.data).toMatchObject({ amount: 1_500_000, employeeId: E2 });
    await city.shows(rewardList, granted);
    expect((await officer.get(`rewards/${rewardId}`)).body).toMatchObject({
      ...{ status: 'GRANTED', amount: 1_500_000, grantedOn: '2026-12-10', named: false },
    });
    expect(await city.as(V1, 'employee').get(`rewards/${rewardId}`)).toMatchObject(
      refused(404, 'REWARD_NOT_FOUND'),
    );
    expect((await rater.get('rewards?year=2026')).body).toMatchObject({ items: [{ rewardId }] });
    const { rows } = await city.performance.platform.pool.query<{ left: number }>(
      `select (data->>'left')::int as left from es.events where event_type = 'asn.performance.RewardBudgetDrawn.v1'`,
    );
    expect(rows).toEqual([{ left: 98_500_000 }]);
  });

  it('32 · gives K-1 the mayor’s award, and makes it known by name, with consent', async () => {
    const propose = { ruleId: 'HEAD_SERVICE_TIME', employeeId: K1, year: 2026 };
    // What is final runs the rules by itself.
    const period = {
      position: 'Kepala Dinas',
      unitId: UNIT,
      periodStart: '2026-01-01',
      periodEnd: '2026-12-31',
    };
    const evaluationId = evaluationIdOf({ ...period, employeeId: K1 });
    const held = { evaluationId, planId: newId(), employeeId: K1, ...period, year: 2026 };
    await tell(
      city,
      evaluationStream(evaluationId),
      evaluationOpened({ ...held, raterId: PPK, pinnedPolicies: PINNED }, { subject: K1 }),
      evaluationFinalised(
        {
          ...{ ...held, evaluationVersion: 1, composite: '100.0000' },
          ...{ resultRating: 'MEETS', behaviourRating: 'MEETS', predicate: 'BAIK' },
        },
        { subject: K1 },
      ),
    );
    const [{ id }] = await eventually('it is proposed', async () => {
      const { rows } = await city.performance.platform.pool.query<{ id: string }>(
        'select reward_id as id from rm.reward_list where employee_id = $1 and rule_id = $2',
        [K1, propose.ruleId],
      );
      return rows.length > 0 && rows;
    });
    expect(await service.post('rewards', propose)).toMatchObject(refused(409, 'REWARD_EXISTS'));
    expect(await secretary.post(`rewards/${id}/approve`)).toMatchObject(refused(422, 'AUTHORITY_LEVEL'));
    expect(await head.post(`rewards/${id}/approve`)).toMatchObject(refused(422, 'SOD_VIOLATION'));
    const granted = await mayor.post(`rewards/${id}/approve`);
    expect(accepted(granted)).toBe('RewardApproved RewardGranted');
    expect((await last(granted))?.data).toMatchObject({ kinds: ['AWARD'], amount: 0, employeeId: K1 });
    expect(accepted(await city.as(K1, 'employee').post(`rewards/${id}/consent`, { named: true }))).toBe(
      'RecognitionConsented',
    );
    const published = await mayor.post(`rewards/${id}/publish`);
    expect(accepted(published)).toBe('RecognitionPublished');
    // E-2 has said nothing: by unit only.
    const quiet = await mayor.post(`rewards/${rewardId}/publish`);
    expect((await last(quiet))?.data).toMatchObject({ employeeId: null, unitId: UNIT });
    await city.shows(rewardList, published);
    await city.shows(rewardList, quiet);
    const { items } = (await city.as(E1, 'public').get('recognitions')).body as { items: object[] };
    expect(items).toHaveLength(2);
    expect(items).toContainEqual(expect.objectContaining({ rewardId: id, employeeId: K1 }));
    expect(items).toContainEqual(expect.objectContaining({ rewardId, employeeId: null }));
  });

  it('lets colleagues nominate', async () => {
    const nomination = {
      ...{ ruleId: 'PEER_COLLABORATION', employeeId: V1, year: 2026 },
      why: 'Membantu loket lain setiap hari ramai.',
    };
    expect(accepted(await officer.post('rewards/nominate', nomination))).toBe('PeerNominated');
    expect(await officer.post('rewards/nominate', nomination)).toMatchObject(
      refused(409, 'NOMINATED_ALREADY'),
    );
    expect(await officer.post('rewards/nominate', { ...nomination, ruleId: 'NO_RULE' })).toMatchObject(
      refused(404, 'REWARD_RULE_NOT_FOUND'),
    );
    expect(
      await rater.post('rewards', { ruleId: 'PEER_COLLABORATION', employeeId: V1, year: 2026 }),
    ).toMatchObject(refused(422, 'RULE_NOT_MET'));
  });

  const violation = {
    ...{ employeeId: V1, articleRef: 'PP 94/2021 Pasal 4 huruf f', from: '2026-02-02', to: '2026-11-30' },
    ...{ absentDays: 11, consecutiveDays: 3, allegation: 'Tidak masuk kerja tanpa alasan yang sah.' },
  };
  const sanction = {
    ...{ level: 'MEDIUM', kind: 'ALLOWANCE_CUT', months: 6 },
    reason: 'Sebelas hari tanpa keterangan, sesuai tabel.',
  };
  let caseId: string;
  it('hears before it punishes, by the table of absence and the authority of the level', async () => {
    expect(await city.as(SUP2, 'supervisor').post('discipline', violation)).toMatchObject(
      refused(403, 'NOT_RELATED'),
    );
    const inspector = city.as(E1, 'inspector');
    const reported = await inspector.post('discipline', { ...violation, supervisorKnewOn: '2026-11-01' });
    expect(accepted(reported)).toBe('ViolationReported SupervisorOmission');
    caseId = idOf(reported);
    const at = `discipline/${caseId}`;
    expect(await mayor.post(`${at}/decide`, sanction)).toMatchObject(refused(422, 'HEARING_REQUIRED'));
    // Thursday 10 December: 11, 14, 15, 16, 17, 18, 21.
    expect(await rater.post(`${at}/summon`, { hearingOn: '2026-12-18' })).toMatchObject({
      ...refused(422, 'RULE_VIOLATED'),
    });
    expect(accepted(await rater.post(`${at}/summon`, { hearingOn: '2026-12-21' }))).toBe('SummonsIssued');
    city.moveTo('2026-12-21');
    const statement = 'Saya merawat orang tua yang sakit.';
    expect(accepted(await rater.post(`${at}/hear`, { statement }))).toBe('HearingHeld');
    expect(await mayor.post(`${at}/decide`, { ...sanction, months: 9 })).toMatchObject(
      refused(422, 'RULE_VIOLATED'),
    );
    expect(await secretary.post(`${at}/decide`, sanction)).toMatchObject(refused(422, 'AUTHORITY_LEVEL'));
    const decided = await head.post(`${at}/decide`, sanction);
    expect(accepted(decided)).toBe('SanctionDecided');
    await city.shows(disciplineList, decided);
    expect((await city.as(V1, 'employee').get(at)).body).toMatchObject({
      ...{ status: 'DECIDED', level: 'MEDIUM', omission: true, appealBy: '2027-01-04' },
      words: { allegation: violation.allegation, statement, decision: sanction.reason },
    });
    expect(await officer.get(at)).toMatchObject(refused(404, 'CASE_NOT_FOUND'));
    expect(await inspector.post('discipline', violation)).toMatchObject(refused(422, 'NE_BIS_IN_IDEM'));
  });

  it('punishes nobody twice for the same days, under whatever first day', async () => {
    const again = await city.as(E1, 'inspector').post('discipline', { ...violation, from: '2026-03-02' });
    const at = `discipline/${idOf(again)}`;
    await rater.post(`${at}/summon`, { hearingOn: '2026-12-31' });
    city.moveTo('2026-12-31');
    await rater.post(`${at}/hear`, {});
    expect(await mayor.post(`${at}/decide`, sanction)).toMatchObject(refused(422, 'NE_BIS_IN_IDEM'));
    expect((await rater.get('discipline?state=open')).body).toMatchObject({
      items: [{ caseId: idOf(again) }],
    });
  });

  it('gives no reward while a sanction holds', async () => {
    for (const by of [K1, SUP1])
      expect(
        accepted(
          await city.as(by, 'employee').post('rewards/nominate', {
            ...{ ruleId: 'PEER_COLLABORATION', employeeId: V1, year: 2026, why: 'Selalu membantu.' },
          }),
        ),
      ).toBe('PeerNominated');
    const peer = { ruleId: 'PEER_COLLABORATION', employeeId: V1, year: 2026 };
    expect(await rater.post('rewards', peer)).toMatchObject(refused(422, 'SANCTION_ACTIVE'));
    const { rows } = await city.performance.platform.pool.query<{ code: string }>(
      `select data->>'code' as code from es.events where event_type = 'asn.performance.CommandRefused.v1'`,
    );
    expect(rows.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['RULE_NOT_MET', 'HEARING_REQUIRED', 'AUTHORITY_LEVEL', 'NE_BIS_IN_IDEM']),
    );
  });

  it('leaves the days of an appeal from when a notice that did not arrive counts as received', async () => {
    const messageId = newId();
    await city.notification.tell(
      streamOf('message', messageId),
      legalDeliveryDelayed(
        {
          ...{ messageId, recipient: `person:${V1}`, topic: 'SANCTION_DECIDED', receivedOn: '2026-12-24' },
          ...{ object: streamOf('discipline', caseId), failed: ['EMAIL', 'WEBHOOK'] },
        },
        { subject: V1 },
      ),
    );
    const found = async () => (await city.as(V1, 'employee').get(`discipline/${caseId}`)).body;
    await city.until(async () => (await found()).appealBy === '2027-01-07');
    expect(await found()).toMatchObject({ status: 'DECIDED' });
  });

  it('answers an appeal by another than decided, and lets the sanction run', async () => {
    const at = `discipline/${caseId}`;
    const appeal = { reason: 'Tiga hari di antaranya cuti sakit yang sah.' };
    expect(await officer.post(`${at}/appeal`, appeal)).toMatchObject(refused(403, 'NOT_RELATED'));
    expect(accepted(await city.as(V1, 'employee').post(`${at}/appeal`, appeal))).toBe('SanctionAppealed');
    // 21 working days from Thursday 31 December; then New Year becomes a holiday, and the answer is due a working day later.
    const dueOf = async () => (await city.as(V1, 'employee').get(at)).body.answerBy;
    await city.until(async () => (await dueOf()) === '2027-01-29');
    const key = 'gov.calendar';
    await city.policy.tell(
      streamOf('policy', naturalId('policy', key)),
      policyInForce({
        ...{ key, version: 2, parameters: { zone: 'Asia/Jakarta', holidays: ['2027-01-01'] } },
        ...{ legalBasis: 'SKB Hari Libur 2027', origin: 'CONFIGURED', effectiveFrom: '2026-12-31' },
        ...{ acknowledged: 9, active: 9, coverage: '100.0000' },
      }),
      policySuperseded({ key, version: 1, by: 2, lastDay: '2026-12-31' }),
    );
    await city.until(async () => (await dueOf()) === '2027-02-01');
    const answer = {
      ...{ outcome: 'CHANGED', reason: 'Tiga hari terbukti cuti sakit yang sah.' },
      changed: { level: 'LIGHT', kind: 'WRITTEN_DISSATISFACTION' },
    };
    expect(await head.post(`${at}/decide-appeal`, answer)).toMatchObject(refused(422, 'SOD_VIOLATION'));
    const answered = await mayor.post(`${at}/decide-appeal`, answer);
    expect(accepted(answered)).toBe('SanctionAppealDecided');
    // Served at once, and, having no duration, ended with the day.
    const { projections } = city.performance.platform;
    const { stream, version } = answered.body as { stream: string; version: number };
    expect(await projections.reached(disciplineList, stream, version + 1, SEEN_MS)).toBe(true);
    city.moveTo('2027-01-01', '00:00:00.000');
    expect(await projections.reached(disciplineList, stream, version + 2, SEEN_MS)).toBe(true);
    expect((await history(answered)).slice(-2).map(({ type }) => type)).toEqual([
      'SanctionServed',
      'SanctionEnded',
    ]);
    expect(await city.as(V1, 'employee').post(`${at}/appeal`, appeal, newId())).toMatchObject(
      refused(409, 'ILLEGAL_TRANSITION'),
    );
  });

  it('shows what a rebuild from the facts shows', async () => {
    expect(
      await unlikeTheirRebuild(city.performance.platform, [measurementList, rewardList, disciplineList]),
    ).toEqual({});
  });

  it('answers every command as the first time, when it is told again after all that', async () => {
    expect(await city.toldAgain()).toEqual([]);
  }, 60_000);
});
