import { rewardGranted, violationReported } from '@jejak/contracts/performance';
import { naturalId, streamOf } from '@jejak/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accepted, type Asking, type CareerCity, refused, startCareerCity } from './career-city';
import { employeesFile, evaluationKnown, evaluationOf, nipOf } from './career-facts';
import { E1, E5, HR1, PPK, SIGNED, some, SUP1, SUP2, UNIT } from './people';

const documentSha256 = SIGNED;
const REASON = 'PAK keliru menjumlah dua kali tahun 2024.';

describe('what people bring along, and who reads it', () => {
  let city: CareerCity;
  let hr: Asking;
  const year2026 = evaluationOf(E1, {});
  const record = (what: string, body: object, employeeId = E1, as = hr) =>
    as.post(`career-records/${employeeId}/import-past-${what}`, { documentSha256, ...body });

  beforeAll(async () => {
    city = await startCareerCity('2027-01-04');
    hr = city.as(HR1, 'hr_admin');
    const columns = ['unit_code', 'name', 'kind', 'parent_code', 'from', 'to'];
    await hr.file('imports/units', [columns, ['DINKES', 'Dinas Kesehatan', 'OPD', '', '2019-01-01', '']]);
    await city.settled();
    const people = employeesFile([
      ...[SUP2, PPK].map((id) => ({ id, rank: 'IV/a', level: '' })),
      ...[SUP1, HR1].map((id) => ({ id, rank: 'III/d', level: '', supervisor: SUP2 })),
      { id: E1, rank: 'III/b', level: 'Ahli Pertama', supervisor: SUP1 },
      { id: E5, rank: 'III/b', level: '', supervisor: SUP1 },
    ]);
    expect((await hr.file('imports/employees', people)).body).toMatchObject({ accepted: 6, rejected: 0 });
    await city.settled();
  }, 120_000);
  afterAll(() => city.stop());

  it('takes over predicates of years before the first that is evaluated here', async () => {
    await city.performance.tell(year2026.stream, year2026.opened);
    await evaluationKnown(city, year2026.evaluationId, 1);
    const predicate = (year: number) => record('predicate', { year, predicate: 'BAIK' });
    const tooLate = refused(422, 'RULE_VIOLATED');
    expect(await predicate(2026)).toMatchObject({ ...tooLate, body: { rule: 'career.past-year' } });
    expect(await predicate(2027)).toMatchObject({ ...tooLate, body: { field: 'year' } });
    expect(accepted(await predicate(2025))).toBe('PastPredicateImported');
    const [imported] = await city.facts('PastPredicateImported');
    expect(imported.inputs.map(({ stream }) => stream)).toContain(year2026.stream);
    // Of somebody whom nobody evaluated here yet, the last year that is over.
    expect(await record('predicate', { year: 2027, predicate: 'BAIK' }, E5)).toMatchObject(tooLate);
    const file = [
      ['nip', 'year', 'predicate', 'document_sha256'],
      [nipOf(E1), '2026', 'BAIK', SIGNED],
      [nipOf(E1), '2024', 'BAIK', SIGNED],
    ];
    expect((await hr.file('imports/past-predicates', file)).body).toMatchObject({
      ...{ accepted: 1, rejected: 1, faults: [{ row: 1, code: 'RULE_VIOLATED' }] },
    });
  });

  it('takes over ranks from a day on which ranks begin', async () => {
    const rank = (from: string, employeeId = E1) =>
      record('rank', { rank: 'III/b', level: 'Ahli Pertama', from }, employeeId);
    const other = { ...refused(422, 'RULE_VIOLATED'), body: { rule: 'career.rank-day', field: 'from' } };
    expect(await rank('2023-04-02')).toMatchObject(other);
    expect(await rank('2027-02-01')).toMatchObject(other);
    expect(await rank('0001-04-01')).toMatchObject(refused(400, 'VALIDATION_FAILED'));
    expect(await rank('2023-04-01', HR1)).toMatchObject(refused(422, 'SOD_VIOLATION'));
    expect(await rank('2023-04-01', some(99))).toMatchObject(refused(404, 'EMPLOYEE_NOT_FOUND'));
    expect(accepted(await rank('2023-04-01'))).toBe('PastRankImported');
  });

  it('corrects a balance that was taken over, and keeps the wrong one', async () => {
    const ledger = `credit-ledgers/${E1}`;
    const correct = (body: object, path = ledger, as = hr) =>
      as.post(`${path}/correct-balance`, { balance: '38.33', documentSha256, reason: REASON, ...body });
    expect(await correct({})).toMatchObject(refused(409, 'ILLEGAL_TRANSITION'));
    const imported = { balance: '83.33', asOf: '2025-12-31', documentSha256 };
    expect(accepted(await hr.post(`${ledger}/import-balance`, imported))).toBe('CreditBalanceImported');
    expect(await correct({}, ledger, city.as(E1, 'employee'))).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
    expect(await correct({}, `credit-ledgers/${HR1}`)).toMatchObject(refused(422, 'SOD_VIOLATION'));
    expect(await correct({ documentSha256: undefined })).toMatchObject(refused(422, 'DOCUMENT_MISSING'));
    expect(await correct({ reason: 'Salah.' })).toMatchObject(refused(422, 'REASON_REQUIRED'));
    expect(await correct({ balance: '38.333' })).toMatchObject(refused(400, 'VALIDATION_FAILED'));
    expect(await correct({ level: 'Ahli Muda' })).toMatchObject(refused(400, 'VALIDATION_FAILED'));
    expect(accepted(await correct({}))).toBe('CreditBalanceCorrected');
    expect(accepted(await correct({}))).toBe('');
    const [fact] = await city.recorded('CreditBalanceCorrected');
    expect(fact.data).toMatchObject({ old: '83.33', balance: '38.33', points: '-45.00' });
    await city.settled();
    expect((await hr.get(ledger)).body).toMatchObject({
      sections: [{ level: 'Ahli Pertama', balance: '38.33' }],
      entries: [
        { kind: 'CreditBalanceImported', points: '83.33' },
        { kind: 'CreditBalanceCorrected', points: '-45.00', detail: { old: '83.33' } },
      ],
    });
  });

  it('lists a conversion that is late, until it is made', async () => {
    city.moveTo('2027-01-22');
    const evaluation = evaluationOf(E5, {});
    await city.performance.tell(evaluation.stream, evaluation.opened, evaluation.final('BAIK'));
    await city.known(
      'nothing was there to be converted',
      `select count(*)::int as n from rm.stream_progress
       where projection = 'convert-predicate' and stream_key = $1 and version >= 2`,
      [evaluation.stream],
    );
    await evaluationKnown(city, evaluation.evaluationId, 2);
    // No level was known of that year; then a decree says one.
    const held = { rank: 'III/b', level: 'Ahli Pertama', from: '2020-04-01' };
    expect(accepted(await record('rank', held, E5))).toBe('PastRankImported');
    await city.settled();
    const late = async (as = hr) => (await as.get('conversions/overdue')).body.items;
    // Five working days after Friday 22 January: Friday 29.
    city.moveTo('2027-01-29', '23:59:00.000');
    expect(await late()).toEqual([]);
    city.moveTo('2027-01-30', '00:00:00.000');
    const { evaluationId } = evaluation;
    expect(await late()).toEqual([
      {
        ...{ employeeId: E5, evaluationId, evaluationVersion: 1 },
        ...{ finalOn: '2027-01-22', dueOn: '2027-01-29' },
      },
    ]);
    expect(await city.as(E5, 'employee').get('conversions/overdue')).toMatchObject(
      refused(403, 'FORBIDDEN_ROLE'),
    );
    const machine = city.as('svc', 'service');
    expect(accepted(await machine.post(`credit-ledgers/${E5}/convert`, { evaluationId }))).toBe(
      'CreditConverted',
    );
    await city.settled();
    expect(await late()).toEqual([]);
  });

  it('holds nothing against somebody of whom a violation is only reported', async () => {
    const caseId = naturalId('discipline', E1, 'reported');
    await city.performance.tell(
      streamOf('discipline', caseId),
      violationReported(
        {
          ...{ caseId, employeeId: E1, unitId: UNIT, articleRef: 'PP 94/2021 Pasal 4 huruf f' },
          ...{ from: '2027-01-04', to: '2027-01-06', absentDays: 3, consecutiveDays: 3 },
          ...{ reportedBy: SUP1, allegation: 'Tidak masuk kerja.' },
        },
        { subject: E1 },
      ),
    );
    await city.known(
      'the violation is known',
      'select count(*)::int as n from rm.sanction_record where employee_id = $1 and open',
      [E1],
    );
    const question = { kind: 'LEVEL', effective: '2027-04-01' };
    accepted(await hr.post(`employees/${E1}/check-eligibility`, question));
    const [check] = await city.recorded('EligibilityChecked');
    expect(check.data.checks).toContainEqual(expect.objectContaining({ rule: 'SANCTION', needed: 'none' }));
    expect(check.data.checks).not.toContainEqual(expect.objectContaining({ rule: 'SANCTION', pass: false }));
  });

  it('remembers a reward that was granted, by the fact of it', async () => {
    const rewardId = naturalId('reward', 'TARGET', E1, '2026');
    const reward = {
      ...{ rewardId, ruleId: 'TARGET', employeeId: E1, unitId: UNIT, year: 2026 },
      ...{ kinds: ['INCENTIVE' as const, 'AWARD' as const], amount: 1_500_000, grantedOn: '2026-12-10' },
    };
    const stream = streamOf('reward', rewardId);
    await city.performance.tell(stream, rewardGranted(reward, { subject: E1 }));
    await city.known(
      'the reward is known',
      'select count(*)::int as n from rm.reward_record where employee_id = $1',
      [E1],
    );
    const { body } = await city.as(E1, 'employee').get(`employees/${E1}/career-file`);
    const { kinds, amount } = reward;
    expect(body.rewards).toEqual([
      { rewardId, ruleId: 'TARGET', kinds, amount, year: 2026, grantedOn: '2026-12-10', stream, ver: 1 },
    ]);
  });

  it('shows the whole of a career by its facts, to whom it is about and to HR', async () => {
    const own = await city.as(E1, 'employee').get(`employees/${E1}/career-file`);
    expect(own).toMatchObject({ status: 200 });
    expect(own.body).toMatchObject({
      positions: [{ position: 'Perawat', unitId: UNIT, from: '2019-05-01' }],
      ranks: [
        { from: '2019-05-01', rank: 'III/b', assumed: true },
        { from: '2023-04-01', rank: 'III/b', level: 'Ahli Pertama', assumed: false },
      ],
      evaluations: [{ evaluationId: year2026.evaluationId, year: 2026, predicate: null, contested: false }],
      pastPredicates: [{ year: 2025 }, { year: 2024 }],
      // A violation that is only reported is no sanction.
      ...{ education: [], competencies: [], sanctions: [] },
    });
    expect(await city.as(E5, 'employee').get(`employees/${E1}/career-file`)).toMatchObject(
      refused(404, 'EMPLOYEE_NOT_FOUND'),
    );
    expect((await hr.get(`employees/${E1}/career-file`)).status).toBe(200);
    const looks = (await city.facts('FileRead')).filter(({ data }) => data.what === 'career.career-file');
    expect(looks).toHaveLength(1);
  });

  it('shows a file to whoever rates the person now, and records the look', async () => {
    const [first, second] = [SUP1, SUP2].map((id) => city.as(id, 'supervisor'));
    const path = `employees/${E1}`;
    const looks = async () =>
      (await city.facts('FileRead')).filter(({ data }) => data.what === 'career.employee').length;
    const before = await looks();
    expect((await city.as(E1, 'employee').get(path)).status).toBe(200);
    expect(await looks()).toBe(before);
    expect((await first.get(path)).body).toMatchObject({ employeeId: E1 });
    expect(await looks()).toBe(before + 1);
    // The superior sees the team of the team.
    expect((await second.get(path)).status).toBe(200);
    const moved = { supervisorId: SUP2, from: '2027-01-30' };
    expect(accepted(await hr.post(`${path}/assign-supervisor`, moved))).toBe('SupervisorAssigned');
    await city.settled();
    expect(await first.get(path)).toMatchObject(refused(404, 'EMPLOYEE_NOT_FOUND'));
    const listed = async (as: Asking) => (await as.get('employees')).body.items.map((row) => row.employeeId);
    expect(await listed(first)).not.toContain(E1);
    expect(await listed(first)).toEqual(expect.arrayContaining([SUP1, E5]));
    expect(await listed(second)).toEqual(expect.arrayContaining([SUP1, E1, E5]));
    expect(await looks()).toBe(before + 2);
  });
});
