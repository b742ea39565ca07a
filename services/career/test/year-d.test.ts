import { evaluationReopened } from '@jejak/contracts/performance';
import { type CandidateAppointed, candidateAppointed } from '@jejak/contracts/recruitment';
import { streamOf } from '@jejak/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accepted, type Asking, type CareerCity, idOf, refused, startCareerCity } from './career-city';
import {
  broughtAlong,
  employeesFile,
  evaluationKnown,
  evaluationOf,
  formationFor,
  learned,
  nipOf,
  sanctioned,
} from './career-facts';
import { ASSESSOR, E1, E5, HR1, HR2, PPK, SIGNED, some, STRANGER, SUP1, SUP2, UNIT } from './people';

/** In the same formation as E-1; eligible for a rank; contested; with 99.99; corrected; never proposed. */
const [RIVAL, RANKED, CONTESTED, SHORT, CORRECTED, UNDECIDED] = [1, 2, 3, 4, 5, 6].map(some);
const documentSha256 = SIGNED;
const DOCUMENTS = ['CREDIT_DECREE', 'EVALUATIONS', 'RANK_DECREE', 'TEST_CERTIFICATE'].map((kind) => ({
  ...{ kind, sha256: SIGNED },
}));
const REASON = 'Pegawai meminta usulan ini ditunda tahun ini.';

/** Steps 42, 44 to 46, and the credit of 47. */
describe('credit and promotion in a year in the life (domain.md 15, D)', () => {
  let city: CareerCity;
  let hr: Asking, hr2: Asking, e1: Asking, mayor: Asking, machine: Asking, assessor: Asking;
  const year2026 = evaluationOf(E1, {});
  const level = (employeeId: string) => ({ employeeId, kind: 'LEVEL', effective: '2027-04-01' });
  const rank = (employeeId: string) => ({ employeeId, kind: 'RANK_FUNCTIONAL', effective: '2027-04-01' });
  /** Asks as HR-1, who opens. @returns the case */
  const opened = async (body: object): Promise<string> => {
    const answer = await hr.post('promotions', body);
    expect(accepted(answer)).toBe('PromotionOpened EligibilityChecked');
    await city.settled();
    return idOf(answer);
  };
  const ledger = async (id: string, as = hr) => {
    await city.settled();
    return (await as.get(`credit-ledgers/${id}`)).body;
  };
  const passes = async (employeeId: string, score: string): Promise<string> => {
    const registered = await city.as(employeeId, 'employee').post('competency-tests', { level: 'Ahli Muda' });
    expect(accepted(registered)).toBe('CompetencyTestRegistered');
    const id = idOf(registered);
    const result = await assessor.post(`competency-tests/${id}/record`, { score, takenOn: '2027-03-01' });
    expect(accepted(result)).toBe('CompetencyTestPassed');
    return id;
  };
  let caseId: string;

  beforeAll(async () => {
    city = await startCareerCity('2027-01-04');
    [hr, hr2, e1] = [city.as(HR1, 'hr_admin'), city.as(HR2, 'hr_admin'), city.as(E1, 'employee')];
    [mayor, machine] = [city.as(PPK, 'leadership'), city.as('svc', 'service')];
    assessor = city.as(ASSESSOR, 'employee');
    const unit = ['DINKES', 'Dinas Kesehatan', 'OPD', '', '2019-01-01', ''];
    const columns = ['unit_code', 'name', 'kind', 'parent_code', 'from', 'to'];
    await hr.file('imports/units', [columns, unit]);
    await city.settled();
    const nurse = { rank: 'III/b', level: 'Ahli Pertama', supervisor: SUP1 };
    const junior = { ...nurse, rank: 'III/a' };
    const imported = await hr.file(
      'imports/employees',
      employeesFile([
        ...[SUP2, PPK].map((id) => ({ id, rank: 'IV/a', level: '' })),
        ...[SUP1, HR1, HR2, ASSESSOR].map((id) => ({ id, rank: 'III/d', level: '', supervisor: SUP2 })),
        ...[E1, RIVAL, SHORT, CORRECTED].map((id) => ({ id, ...nurse })),
        ...[RANKED, CONTESTED, UNDECIDED].map((id) => ({ id, ...junior })),
        { id: E5, ...nurse, supervisor: HR1 },
      ]),
    );
    expect(imported.body).toMatchObject({ state: 'COMPLETED', accepted: 14, rejected: 0 });
    await city.settled();
    for (const id of [ASSESSOR, SUP1])
      accepted(await hr.post(`employees/${id}/assign-duty`, { duty: 'assessor', from: '2027-01-01' }));
  }, 120_000);
  afterAll(() => city.stop());

  it('begins with what came before, from files, each by its document', async () => {
    const predicates = [
      ['nip', 'year', 'predicate', 'document_sha256'],
      [nipOf(E1), '2025', 'BAIK', SIGNED],
    ];
    expect((await hr.file('imports/past-predicates', predicates)).body).toMatchObject({ accepted: 1 });
    const balances = [
      ['nip', 'balance', 'as_of', 'document_sha256'],
      [nipOf(E1), '83.33', '2025-12-31', SIGNED],
    ];
    const withoutDocument = [...balances, [nipOf(E5), '50', '2025-12-31', '']];
    expect((await hr.file('imports/credit-balances?dryRun=true', withoutDocument)).body).toMatchObject({
      ...{ accepted: 1, rejected: 1 },
      faults: [{ row: 2, code: 'DOCUMENT_MISSING', column: 'document_sha256' }],
    });
    const unknown = [...balances, [nipOf(STRANGER), '50', '2025-12-31', SIGNED]];
    expect((await hr.file('imports/credit-balances?dryRun=true', unknown)).body).toMatchObject({
      faults: [{ row: 2, code: 'EMPLOYEE_NOT_FOUND', column: 'nip' }],
    });
    expect((await hr.file('imports/credit-balances', balances)).body).toMatchObject({ accepted: 1 });
    const again = [balances[0], [nipOf(E1), '90', '2025-12-31', SIGNED]];
    expect((await hr.file('imports/credit-balances', again)).body).toMatchObject({
      faults: [{ code: 'IMPORT_MISMATCH' }],
    });
    const [balance] = await city.recorded('CreditBalanceImported');
    expect(balance.data).toMatchObject({ level: 'Ahli Pertama', balance: '83.33', asOf: '2025-12-31' });
    const degree = { degree: 'S-1', field: 'Keperawatan', documentSha256 };
    const record = `career-records/${E1}/record-education`;
    expect(await hr.post(record, { ...degree, documentSha256: undefined })).toMatchObject(
      refused(422, 'DOCUMENT_MISSING'),
    );
    expect(await hr.post(`career-records/${HR1}/record-education`, degree)).toMatchObject(
      refused(422, 'SOD_VIOLATION'),
    );
    const own = { balance: '90', asOf: '2025-12-31', documentSha256 };
    expect(await hr.post(`credit-ledgers/${HR1}/import-balance`, own)).toMatchObject(
      refused(422, 'SOD_VIOLATION'),
    );
    const rise = { degree: 'S-2', related: true, documentSha256 };
    expect(await hr.post(`credit-ledgers/${HR1}/add-education-credit`, rise)).toMatchObject(
      refused(422, 'SOD_VIOLATION'),
    );
    expect(accepted(await hr.post(record, degree))).toBe('EducationRecorded');
    expect(await hr.post(record, degree)).toMatchObject(refused(409, 'EDUCATION_EXISTS'));
    const past = (what: string, body: object) => hr.post(`career-records/${E1}/import-past-${what}`, body);
    const predicate = { year: 2025, predicate: 'BAIK', documentSha256 };
    expect(await past('predicate', predicate)).toMatchObject(refused(409, 'PREDICATE_EXISTS'));
    const held = { rank: 'III/b', level: 'Ahli Pertama', from: '2023-04-01', documentSha256 };
    expect(accepted(await past('rank', held))).toBe('PastRankImported');
    expect(await past('rank', held)).toMatchObject(refused(409, 'RANK_EXISTS'));
    expect(await past('rank', { ...held, from: '2023-02-30' })).toMatchObject(
      refused(400, 'VALIDATION_FAILED'),
    );
    expect(await hr.get(`credit-ledgers/${E5}`)).toMatchObject(refused(404, 'LEDGER_NOT_FOUND'));
    await learned(city, E1, 8, 6, 10);
    await formationFor(city, some(90), 'Ahli Muda', 1);
  });

  it('lists who is appointed and has no file yet, until the file is opened', async () => {
    const newcomer = some(91);
    const appointed: CandidateAppointed['data'] = {
      ...{
        applicationId: some(92),
        vacancyId: some(93),
        employeeId: newcomer,
        kind: 'CPNS',
        golongan: 'III/a',
      },
      ...{ position: 'Perawat', unitId: UNIT, level: 'Ahli Pertama', tmt: '2027-02-01', contractEnd: null },
    };
    const listed = async () => (await hr.get('newcomers')).body.items;
    await city.recruitment.tell(streamOf('application', some(92)), candidateAppointed(appointed));
    await city.known(
      'the newcomer is known',
      'select count(*)::int as n from rm.newcomer where employee_id = $1 and tmt is not null',
      [newcomer],
    );
    expect(await listed()).toEqual([
      {
        ...{ employeeId: newcomer, applicationId: some(92), kind: 'CPNS', golongan: 'III/a' },
        ...{
          jenjang: 'Ahli Pertama',
          position: 'Perawat',
          unitId: UNIT,
          tmt: '2027-02-01',
          contractEnd: null,
        },
      },
    ]);
    expect(await e1.get('newcomers')).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
    const file = employeesFile([{ id: newcomer, rank: 'III/a', level: 'Ahli Pertama', supervisor: SUP1 }]);
    expect((await hr.file('imports/employees', file)).body).toMatchObject({ accepted: 1 });
    await city.settled();
    expect(await listed()).toEqual([]);
  });

  it('38: a contested evaluation is not converted', async () => {
    city.moveTo('2027-01-22');
    await city.performance.tell(year2026.stream, year2026.opened, year2026.objected);
    await evaluationKnown(city, year2026.evaluationId, 2);
    const convert = (id: string, evaluationId: string) =>
      machine.post(`credit-ledgers/${id}/convert`, { evaluationId });
    expect(await convert(E1, year2026.evaluationId)).toMatchObject(refused(422, 'EVALUATION_NOT_FINAL'));
    expect(await convert(E5, year2026.evaluationId)).toMatchObject(refused(404, 'EVALUATION_NOT_FOUND'));
    expect(await convert(E1, some(99))).toMatchObject(refused(404, 'EVALUATION_NOT_FOUND'));
    expect(await hr.post(`credit-ledgers/${E1}/convert`, { evaluationId: some(99) })).toMatchObject(
      refused(403, 'FORBIDDEN_ROLE'),
    );
  });

  it('42: the corrected predicate is 18.75 points: 102.08', async () => {
    city.moveTo('2027-02-05');
    const final = year2026.final('SANGAT_BAIK', 2);
    // Told three times, converted once.
    await city.performance.tell(year2026.stream, year2026.decided('SANGAT_BAIK'), final, final, final);
    await evaluationKnown(city, year2026.evaluationId, 6);
    const converted = await city.recorded('CreditConverted');
    await city.settled();
    expect(await city.facts('CreditConverted')).toHaveLength(1);
    expect(converted[0].data).toMatchObject({
      ...{ months: 12, predicate: 'SANGAT_BAIK', pct: '150', coefficient: '12.5', points: '18.75' },
      ...{ from: '2026-01-01', to: '2026-12-31', evaluationVersion: 2, level: 'Ahli Pertama' },
    });
    expect(converted[0].policies).toContain('car.conversion@1');
    expect(converted[0].inputs).toContainEqual({
      ...{ stream: year2026.stream, ver: 4, hash: expect.any(String) },
    });
    expect(await ledger(E1, e1)).toMatchObject({
      sections: [{ level: 'Ahli Pertama', balance: '102.08' }],
      entries: [{ kind: 'CreditBalanceImported' }, { kind: 'CreditConverted', points: '18.75' }],
    });
    const { evaluationId } = year2026;
    expect(await machine.post(`credit-ledgers/${E1}/convert`, { evaluationId })).toMatchObject(
      refused(409, 'ALREADY_CONVERTED'),
    );
    // The balance of the past and a second degree of the same are in the ledger already.
    const balance = { balance: '1', asOf: '2026-06-30', documentSha256 };
    expect(await hr.post(`credit-ledgers/${E1}/import-balance`, balance)).toMatchObject(
      refused(409, 'BALANCE_EXISTS'),
    );
    expect((await city.as(STRANGER, 'employee').get(`credit-ledgers/${E1}`)).status).toBe(404);
  });

  it('keeps all three entries where a predicate is corrected after its conversion', async () => {
    const evaluation = evaluationOf(CORRECTED, {});
    await city.performance.tell(evaluation.stream, evaluation.opened, evaluation.final('BAIK'));
    await city.recorded('CreditConverted', 2);
    const { reopened, final } = evaluation;
    await city.performance.tell(evaluation.stream, reopened, final('SANGAT_BAIK', 2));
    await city.recorded('CreditConverted', 3);
    expect(await ledger(CORRECTED)).toMatchObject({
      sections: [{ balance: '18.75' }],
      entries: [{ points: '12.50' }, { points: '-12.50' }, { points: '18.75' }],
    });
    await evaluationKnown(city, evaluation.evaluationId, 4);
    const decisions = await hr.get(`evaluations/${evaluation.evaluationId}/decisions`);
    expect(decisions.body).toHaveLength(2);
    expect(decisions.body).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ evaluationVersion: 1, currentVersion: 2, corrected: true }),
        expect.objectContaining({ evaluationVersion: 2, corrected: false }),
      ]),
    );
  });

  it('adds a share of the need for a diploma that belongs to the position', async () => {
    const path = `credit-ledgers/${SHORT}/add-education-credit`;
    const diploma = { degree: 'S-2', related: true, documentSha256 };
    expect(await hr.post(path, { ...diploma, related: false })).toMatchObject({
      ...{ status: 422, body: { code: 'RULE_VIOLATED', rule: 'credit.diploma' } },
    });
    expect(await hr.post(path, { ...diploma, documentSha256: undefined })).toMatchObject(
      refused(422, 'DOCUMENT_MISSING'),
    );
    expect(await hr.post(`credit-ledgers/${SUP1}/add-education-credit`, diploma)).toMatchObject(
      refused(422, 'NOT_FUNCTIONAL'),
    );
    expect(await hr.post(`credit-ledgers/${STRANGER}/add-education-credit`, diploma)).toMatchObject(
      refused(404, 'EMPLOYEE_NOT_FOUND'),
    );
    // The imported balance is of the time before; 12.50 are added to it below.
    await broughtAlong(city, SHORT, '87.49');
    expect(accepted(await hr.post(path, diploma))).toBe('EducationCreditAdded');
    expect(await hr.post(path, diploma)).toMatchObject(refused(409, 'EDUCATION_CREDITED'));
    expect(await ledger(SHORT)).toMatchObject({ sections: [{ balance: '99.99' }] });
  });

  it('44: 81 in the competency test passes, recorded by an assessor who is not the supervisor', async () => {
    const register = await e1.post('competency-tests', { level: 'Ahli Muda' });
    expect(accepted(register)).toBe('CompetencyTestRegistered');
    const path = `competency-tests/${idOf(register)}/record`;
    city.moveTo('2027-02-20');
    const result = { score: '81', takenOn: '2027-02-20' };
    expect(await city.as(SUP1, 'employee').post(path, result)).toMatchObject(refused(422, 'SOD_VIOLATION'));
    expect(await e1.post(path, result)).toMatchObject(refused(422, 'SOD_VIOLATION'));
    expect(await city.as(STRANGER, 'committee').post(path, result)).toMatchObject(
      refused(403, 'NOT_RELATED'),
    );
    expect(await assessor.post(`competency-tests/${some(99)}/record`, result)).toMatchObject(
      refused(404, 'TEST_NOT_FOUND'),
    );
    expect(await assessor.post(path, { ...result, takenOn: '2027-02-21' })).toMatchObject({
      ...{ status: 422, body: { code: 'RULE_VIOLATED', rule: 'test.date' } },
    });
    expect(await assessor.post(path, { ...result, score: '100.01' })).toMatchObject(
      refused(400, 'VALIDATION_FAILED'),
    );
    expect(accepted(await assessor.post(path, result))).toBe('CompetencyTestPassed');
    expect(await assessor.post(path, result)).toMatchObject(refused(409, 'ILLEGAL_TRANSITION'));
    const [passed] = await city.facts('CompetencyTestPassed');
    expect(passed.data).toMatchObject({ score: '81.00', passMark: '70', validUntil: '2029-02-19' });
  });

  it('checks eligibility for oneself, and names every rule that fails', async () => {
    const question = { kind: 'LEVEL', effective: '2027-04-01' };
    await city.settled();
    expect(accepted(await e1.post(`employees/${E1}/check-eligibility`, question))).toBe('EligibilityChecked');
    expect(await e1.post(`employees/${E5}/check-eligibility`, question)).toMatchObject(
      refused(403, 'NOT_RELATED'),
    );
    expect((await e1.get(`employees/${E5}/eligibility`)).body.code).toBe('ELIGIBILITY_NOT_FOUND');
    const none = { kind: 'RANK_FUNCTIONAL', effective: '2019-01-01' };
    expect(await hr.post(`employees/${E1}/check-eligibility`, none)).toMatchObject({
      ...{ status: 422, body: { code: 'RULE_VIOLATED', rule: 'promotion.ladder' } },
    });
    await city.settled();
    const { body } = await e1.get(`employees/${E1}/eligibility`);
    expect(body).toMatchObject([
      {
        ...{ kind: 'LEVEL', eligible: true, proposeBy: '2027-04-21' },
        checks: [
          { rule: 'AK', needed: '100', actual: '102.08', pass: true },
          { rule: 'COMPETENCY_TEST', pass: true },
          { rule: 'EDUCATION', needed: 'S-1', actual: 'S-1', pass: true },
          { rule: 'FORMATION', needed: '1', actual: '1', pass: true },
          { rule: 'JP', needed: '20 in 2026', actual: '24', pass: true },
          { rule: 'PREDICATE', actual: '2025 BAIK, 2026 SANGAT_BAIK', pass: true },
          { rule: 'SANCTION', needed: 'none', actual: 'none', pass: true },
          { rule: 'YEARS_IN_RANK', needed: null, pass: true },
        ],
      },
    ]);
    // 99.99 of 100, no test, no degree on record, no hours.
    expect(await hr.post('promotions', level(SHORT))).toMatchObject({
      status: 422,
      body: { code: 'NOT_ELIGIBLE', rule: 'AK COMPETENCY_TEST EDUCATION JP' },
    });
    const refusals = await city.recorded('CommandRefused');
    expect(refusals.at(-1)?.data).toMatchObject({ commandType: 'OpenPromotion', code: 'NOT_ELIGIBLE' });
  });

  it('counts no predicate of an evaluation that was opened again', async () => {
    const again = evaluationOf(SHORT, {});
    const { evaluationId } = again;
    const found = { evaluationId, reopenedBy: SUP2, ground: 'FINDING', findingRef: 'LHP 7/2027' } as const;
    const reopened = evaluationReopened({ ...found, evaluationVersion: 1, corrections: [] });
    await city.performance.tell(again.stream, again.opened, again.final('BAIK'), reopened);
    await evaluationKnown(city, evaluationId, 3);
    await city.settled();
    const { body } = await hr.post('promotions', level(SHORT));
    expect(body).toMatchObject({ code: 'NOT_ELIGIBLE', rule: expect.stringMatching(/JP PREDICATE$/) });
  });

  it('knows an id however it is written, and no date that is none', async () => {
    expect(await hr.post('promotions', level(HR1.toUpperCase()))).toMatchObject(
      refused(422, 'SOD_VIOLATION'),
    );
    const kin = { relativeId: SUP2.toUpperCase() };
    expect(accepted(await e1.post('kinships', kin))).toBe('KinshipDeclared');
    const duty = { duty: 'data_steward', scope: UNIT.toUpperCase() };
    const assign = (from: string) => hr.post(`employees/${UNDECIDED}/assign-duty`, { ...duty, from });
    for (const from of ['2027', '2027-02', '20270201', '0000-01-01', '1899-12-31', '3000-01-01'])
      expect(await assign(from)).toMatchObject(refused(400, 'VALIDATION_FAILED'));
    expect(accepted(await assign('2027-02-01'))).toBe('DutyAssigned');
    const question = { kind: 'STRUCTURAL', effective: '0000-01-01', position: 'Kepala Bidang', unitId: UNIT };
    expect(await e1.post(`employees/${E1}/check-eligibility`, question)).toMatchObject(
      refused(400, 'VALIDATION_FAILED'),
    );
  });

  it('refuses to open what two roles of one person, a date or the past stand against', async () => {
    // HR-1 rates E-5.
    expect(await hr.post('promotions', level(E5))).toMatchObject(refused(422, 'SOD_VIOLATION'));
    expect(await hr.post('promotions', level(HR1))).toMatchObject(refused(422, 'SOD_VIOLATION'));
    expect(await e1.post('promotions', level(E5))).toMatchObject(refused(403, 'NOT_RELATED'));
    expect(await hr.post('promotions', level(STRANGER))).toMatchObject(refused(404, 'EMPLOYEE_NOT_FOUND'));
    for (const effective of ['2027-03-20', '2027-02-01'])
      expect(await hr.post('promotions', { ...level(E1), effective })).toMatchObject(
        refused(422, 'EFFECTIVE_DATE_INVALID'),
      );
    expect(await hr.post('promotions', { ...level(E1), effective: '2018-01-01' })).toMatchObject({
      status: 422,
    });
    const extraordinary = { employeeId: E1, kind: 'EXTRAORDINARY', effective: '2027-04-01' };
    expect(await hr.post('promotions', extraordinary)).toMatchObject(refused(422, 'DOCUMENT_MISSING'));
    const post = { position: 'Kepala Bidang', unitId: UNIT };
    expect(await hr.post('promotions', { ...extraordinary, kind: 'STRUCTURAL', ...post })).toMatchObject({
      status: 422,
      body: {
        code: 'NOT_ELIGIBLE',
        rule: 'EXPERIENCE FORMATION LEADERSHIP_TRAINING OPEN_SELECTION RANK TALENT_BOX',
      },
    });
    expect(await hr.post('promotions', { ...extraordinary, kind: 'STRUCTURAL' })).toMatchObject(
      refused(400, 'POST_REQUIRED'),
    );
    expect(await hr.post('promotions', { ...level(E1), kind: 'SOMEHOW' })).toMatchObject(
      refused(400, 'VALIDATION_FAILED'),
    );
    const contested = evaluationOf(CONTESTED, {});
    const { opened: start, final, reopened, objected, stream, evaluationId } = contested;
    await city.performance.tell(stream, start, final('BAIK'), reopened, objected);
    await evaluationKnown(city, evaluationId, 4);
    expect(await hr.post('promotions', rank(CONTESTED))).toMatchObject(refused(422, 'EVALUATION_CONTESTED'));
  });

  it('45: HR-1 opens and proposes, HR-2 verifies, the national agency approves', async () => {
    city.moveTo('2027-03-01');
    // A colleague who is as eligible for the only seat, and one for a rank.
    await broughtAlong(city, RIVAL, '100');
    await broughtAlong(city, RANKED, '50');
    await learned(city, RIVAL, 20);
    await passes(RIVAL, '70');
    const degree = { degree: 'S-1', field: 'Keperawatan', documentSha256 };
    accepted(await hr.post(`career-records/${RIVAL}/record-education`, degree));
    await city.settled();
    const rival = await opened(level(RIVAL));
    const ranked = await opened(rank(RANKED));
    caseId = await opened(level(E1));
    const checked = (await city.facts('EligibilityChecked')).find(({ data }) => data.caseId === caseId);
    expect(checked?.data).toMatchObject({ caseId, eligible: true, evaluations: [{ evaluationVersion: 2 }] });
    expect(checked?.inputs.map(({ stream }) => stream.replace(/-[0-9a-f]{8}-.*/, ''))).toEqual(
      expect.arrayContaining([
        ...['employee', 'evaluation', 'credit-ledger', 'career-record', 'competency-test', 'formation'],
        'learning-balance',
      ]),
    );
    expect(await hr.post('promotions', level(E1))).toMatchObject(refused(409, 'PROMOTION_EXISTS'));
    const at = (step: string, id = caseId) => `promotions/${id}/${step}`;
    expect(await hr2.post(at('verify'), { documents: DOCUMENTS })).toMatchObject(
      refused(409, 'ILLEGAL_TRANSITION'),
    );
    expect(accepted(await hr.post(at('propose'), {}))).toBe('PromotionProposed');
    expect(await hr.post(at('propose'), {})).toMatchObject(refused(409, 'ILLEGAL_TRANSITION'));
    expect((await city.facts('PromotionProposed'))[0].data).toMatchObject({
      ...{ from: { rank: 'III/b', level: 'Ahli Pertama' }, to: { rank: 'III/c', level: 'Ahli Muda' } },
      ...{ effective: '2027-04-01', formationId: some(90), proposedBy: HR1 },
    });
    // The seat is E-1's now; and who is under a sanction is not proposed.
    expect(await hr.post(at('propose', rival), {})).toMatchObject(refused(422, 'NO_FORMATION'));
    await sanctioned(city, RANKED);
    expect(await hr.post(at('propose', ranked), {})).toMatchObject(refused(422, 'SANCTION_ACTIVE'));
    expect(await hr.post(at('withdraw', ranked), { reason: 'Batal.' })).toMatchObject(
      refused(422, 'REASON_REQUIRED'),
    );
    expect(await e1.post(at('withdraw', ranked), { reason: REASON })).toMatchObject(
      refused(404, 'PROMOTION_NOT_FOUND'),
    );
    const self = city.as(RANKED, 'employee');
    expect(accepted(await self.post(at('withdraw', ranked), { reason: REASON }))).toBe('PromotionWithdrawn');

    city.moveTo('2027-03-04');
    expect(await hr.post(at('verify'), { documents: DOCUMENTS })).toMatchObject(
      refused(422, 'SOD_VIOLATION'),
    );
    expect(await hr2.post(at('verify'), { documents: DOCUMENTS.slice(1) })).toMatchObject(
      refused(422, 'DOCUMENT_MISSING'),
    );
    expect(accepted(await hr2.post(at('verify'), { documents: DOCUMENTS }))).toBe('PromotionVerified');
    expect(await mayor.post(at('decide'), { outcome: 'GRANTED' })).toMatchObject(
      refused(422, 'APPROVAL_REQUIRED'),
    );
    city.moveTo('2027-03-10');
    const approval = { given: true, number: 'PT-12/2027', documentSha256 };
    const path = at('record-technical-approval');
    expect(await hr.post(path, approval)).toMatchObject(refused(422, 'SOD_VIOLATION'));
    expect(await hr2.post(path, { ...approval, documentSha256: undefined })).toMatchObject(
      refused(422, 'DOCUMENT_MISSING'),
    );
    expect(accepted(await hr2.post(path, approval))).toBe('TechnicalApprovalGiven');
    // 15 working days after 10 March.
    expect((await city.facts('TechnicalApprovalGiven'))[0].data).toMatchObject({ decideBy: '2027-03-31' });
  });

  it('46: the mayor grants it for 1 April: III/c, Ahli Muda, and 2.08 lapse', async () => {
    city.moveTo('2027-03-15');
    const path = `promotions/${caseId}/decide`;
    const granted = { outcome: 'GRANTED' };
    expect(await city.as(HR1, 'leadership').post(path, granted)).toMatchObject(refused(422, 'SOD_VIOLATION'));
    expect(await mayor.post(path, { ...granted, effective: '2027-03-20' })).toMatchObject(
      refused(422, 'EFFECTIVE_DATE_INVALID'),
    );
    expect(await hr2.post(path, granted)).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
    expect(await mayor.post(path, { outcome: 'REJECTED', reason: 'Tidak.' })).toMatchObject(
      refused(422, 'REASON_REQUIRED'),
    );
    expect(await mayor.post(`promotions/${some(99)}/decide`, granted)).toMatchObject(
      refused(404, 'PROMOTION_NOT_FOUND'),
    );
    expect(accepted(await mayor.post(path, { ...granted, effective: '2027-04-01' }))).toBe(
      'PromotionDecided',
    );
    const [decided] = await city.facts('PromotionDecided');
    expect(decided.data).toMatchObject({ evaluations: [{ evaluationId: year2026.evaluationId }] });
    expect(decided.inputs.map(({ stream }) => stream)).toContain(year2026.stream);
    expect(await city.facts('PromotionEffective')).toEqual([]);
    // Too late to be in time for 1 April, and allowed; nobody decides about it.
    await broughtAlong(city, UNDECIDED, '50');
    const late = await opened(rank(UNDECIDED));
    expect(accepted(await hr.post(`promotions/${late}/propose`, {}))).toBe(
      'PromotionProposed PromotionOverdue',
    );
    accepted(await hr2.post(`promotions/${late}/verify`, { documents: DOCUMENTS }));
    const approval = { given: true, number: 'PT-13/2027', documentSha256 };
    accepted(await hr2.post(`promotions/${late}/record-technical-approval`, approval));

    city.moveTo('2027-04-01', '00:00:00.000');
    const [effective] = await city.recorded('PromotionEffective');
    expect(effective.data).toMatchObject({
      ...{ employeeId: E1, rank: 'III/c', level: 'Ahli Muda', from: '2027-04-01' },
    });
    // The new level is a position of its own.
    expect((await city.facts('PositionAssigned')).at(-1)?.data).toMatchObject({
      ...{ employeeId: E1, position: 'Perawat', unitId: UNIT, from: '2027-04-01', to: null },
    });
    const [lapsed] = await city.recorded('CreditLapsed');
    expect(lapsed.data).toMatchObject({ level: 'Ahli Pertama', points: '2.08', caseId });
    expect(await ledger(E1)).toMatchObject({ sections: [{ level: 'Ahli Pertama', balance: '100.00' }] });
    expect(await mayor.post(path, granted)).toMatchObject(refused(409, 'ILLEGAL_TRANSITION'));
  });

  it('46: everybody reads of the promotion, and nobody of the person', async () => {
    await city.settled();
    const { status, body } = await city.anyone('promotion-register');
    expect(status).toBe(200);
    expect(body.items).toEqual([
      {
        ...{ position: 'Perawat', kind: 'LEVEL', rank: 'III/c', level: 'Ahli Muda', from: '2027-04-01' },
        rules: ['AK', 'COMPETENCY_TEST', 'EDUCATION', 'FORMATION', 'JP', 'PREDICATE', 'SANCTION'],
      },
    ]);
    expect((await e1.get(`promotions/${caseId}`)).body).toMatchObject({ status: 'EFFECTIVE' });
    expect((await city.as(SUP1, 'supervisor').get('promotions')).body.items.length).toBeGreaterThan(1);
    const stranger = city.as(STRANGER, 'employee');
    expect(await stranger.get(`promotions/${caseId}`)).toMatchObject(refused(404, 'PROMOTION_NOT_FOUND'));
    expect(await stranger.get('promotions/overdue')).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
    const rests = await mayor.get(`evaluations/${year2026.evaluationId}/decisions`);
    expect(rests.body).toEqual(
      expect.arrayContaining([expect.objectContaining({ stream: `promotion-${caseId}`, corrected: false })]),
    );
  });

  it('47: a year of the new level is worth 25; April to December at Baik 18.75', async () => {
    expect((await e1.get('me/career')).body).toMatchObject({
      ...{ rank: 'III/c', level: 'Ahli Muda', coefficient: '25', balance: '0.00', rankSince: '2027-04-01' },
      ladder: [
        { kind: 'RANK_FUNCTIONAL', rank: 'III/d', needed: '100' },
        {
          ...{ kind: 'LEVEL', rank: 'IV/a', level: 'Ahli Madya', needed: '200', toGo: '200.00' },
          forecast: [
            { predicate: 'BAIK', enoughWith: 2035, years: expect.arrayContaining([FIRST_AT_BAIK]) },
            { predicate: 'SANGAT_BAIK', enoughWith: 2032 },
          ],
        },
      ],
    });
    city.moveTo('2027-05-03');
    const late = await city.recorded('PromotionOverdue', 3);
    expect(late.map(({ data }) => [data.clock, data.employeeId, data.dueOn])).toEqual([
      ['PROPOSAL', UNDECIDED, '2027-03-02'],
      ['DECISION', UNDECIDED, '2027-04-05'],
      ['NOT_PROPOSED', RIVAL, '2027-04-30'],
    ]);
    await city.settled();
    expect((await mayor.get('promotions/overdue')).body.items).toMatchObject([
      { clock: 'PROPOSAL' },
      { clock: 'DECISION' },
      { clock: 'NOT_PROPOSED', employeeId: RIVAL },
    ]);
    city.moveTo('2028-01-28');
    const before = evaluationOf(E1, { year: 2027, to: '2027-03-31' });
    const after = evaluationOf(E1, { year: 2027, from: '2027-04-01' });
    await city.performance.tell(before.stream, before.opened, before.final('BAIK'));
    await city.performance.tell(after.stream, after.opened, after.final('BAIK'));
    await city.recorded('CreditConverted', 6);
    // How many were late is a count for everybody, quarter by quarter; of one or two it is not said how many.
    await city.recorded('DatasetPublished', 4);
    await city.settled();
    const listed = await city.anyone('datasets?limit=200');
    const linesOf = async (quarter: string): Promise<string[]> => {
      const { datasetId } = listed.body.items.find(({ title }) => String(title).endsWith(quarter)) ?? {};
      return (await city.anyone(`datasets/${String(datasetId)}/1`)).text.trimEnd().split('\r\n');
    };
    const S = 'SUPPRESSED';
    expect(await linesOf('2027-Q1')).toEqual(['unit,clock,overdue', `DINKES,PROPOSAL,${S}`]);
    expect(await linesOf('2027-Q2')).toEqual([
      ...['unit,clock,overdue', `DINKES,DECISION,${S}`, `DINKES,NOT_PROPOSED,${S}`],
    ]);
    expect(await linesOf('2027-Q3')).toEqual(['unit,clock,overdue']);
    const again = { quarter: '2027-Q3', change: 'Diperiksa ulang.' };
    expect(accepted(await hr.post('publications/quarters', again))).toBe('');
    expect(await hr.post('publications/quarters', { quarter: '2028-Q1' })).toMatchObject(
      refused(422, 'RULE_VIOLATED'),
    );
    expect(await mayor.post('publications/quarters', again)).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
    expect((await city.anyone(`datasets/${some(99)}`)).body.code).toBe('DATASET_NOT_FOUND');
    const of = ({ data }: { data: Readonly<Record<string, unknown>> }) => [
      data.level,
      data.months,
      data.points,
    ];
    const own = (await city.facts('CreditConverted')).filter(({ data }) => data.employeeId === E1).map(of);
    expect(own).toEqual(
      expect.arrayContaining([
        ['Ahli Pertama', 3, '3.13'],
        ['Ahli Muda', 9, '18.75'],
      ]),
    );
    expect(await ledger(E1)).toMatchObject({
      sections: [{ balance: '103.13' }, { level: 'Ahli Muda', balance: '18.75' }],
    });
  });

  it('answers every command as the first time, when it is told again after all that', async () => {
    expect(await city.toldAgain()).toEqual([]);
  }, 60_000);

  it('does nothing twice when everything is heard again on a later day', async () => {
    expect(await city.heardAgain('2028-02-20')).toEqual([]);
  }, 120_000);
});

const FIRST_AT_BAIK = { year: 2027, points: '18.75', balance: '18.75' };
