import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { accepted, idOf, refused, simulated } from './answers';
import { type Answer, type Asking, type City, START_LIMIT_MS, startCity, TEST_LIMIT_MS } from './city';
import { HR1, PPK, some, text } from './people';

const V1 = 'perf.result/versions/1';
const V2 = 'perf.result/versions/2';
const first = {
  ...text,
  parameters: { above: '110', meets: '90' },
  legalBasis: 'Peraturan Wali Kota 40/2025',
};
const staff = Array.from({ length: 20 }, (_, n) => some(n + 1));

jest.setTimeout(TEST_LIMIT_MS);

/** Steps 1, 2, 26 and 27 of the acceptance story (domain.md 15), and what other services see of them. */
describe('a policy from its draft to the version after it', () => {
  let city: City;
  let hr: Asking, acting: Asking, mayor: Asking, machine: Asking;
  const wait = (look: () => Promise<Answer | false>): Promise<Answer> => eventually('it is computed', look);

  beforeAll(async () => {
    city = await startCity('2025-10-01', ['perf.result']);
    hr = city.as(HR1, 'hr_admin');
    // HR-1 is the acting secretary too: what is refused is refused by person, not by role.
    [acting, mayor] = [city.as(HR1, 'leadership'), city.as(PPK, 'leadership')];
    machine = city.as('svc', 'service');
    await city.employees(staff);
  }, START_LIMIT_MS);
  afterAll(() => city.stop());

  it('is drafted, and nobody else knows of it', async () => {
    city.moveTo('2025-10-06');
    expect(accepted(await hr.post('policies/perf.result/versions', first))).toBe('PolicyDrafted');
    await city.settled();
    expect((await hr.get('policy-drafts')).body.items).toMatchObject([
      { key: 'perf.result', version: 1, status: 'DRAFTED', kind: 'PARAMETERS' },
    ]);
    expect(await city.as(staff[0], 'employee').get('policy-drafts')).toMatchObject(
      refused(403, 'FORBIDDEN_ROLE'),
    );
    expect(await city.anyone.get('policies/perf.result')).toMatchObject(refused(404, 'POLICY_NOT_FOUND'));
    const missing = refused(404, 'POLICY_VERSION_NOT_FOUND');
    expect(await city.anyone.post(`policies/${V1}/opinions`, { text: 'Apa ini?' })).toMatchObject(missing);
  });

  it('is simulated: nothing can be computed of a year without evaluations', async () => {
    const { body } = await simulated(hr, V1, { from: '2024-01-01', to: '2024-12-31' }, wait);
    expect(body).toMatchObject({ status: 'DONE', computable: true, effects: { evaluated: 0, changed: 0 } });
  });

  it('is open to everyone for fourteen days', async () => {
    city.moveTo('2025-10-07');
    expect(await hr.post(`policies/${V1}/consultation`, { closesOn: '2025-10-20' })).toMatchObject(
      refused(422, 'RULE_VIOLATED', { rule: 'policy.consultation-days' }),
    );
    const opened = await hr.post(`policies/${V1}/consultation`, { closesOn: '2025-10-21' });
    expect(accepted(opened)).toBe('ConsultationOpened');
    await city.settled();
    const room = (await city.anyone.get('consultations?open=true')).body.items;
    expect(room).toMatchObject([
      { key: 'perf.result', version: 1, opensOn: '2025-10-07', closesOn: '2025-10-21', open: true },
    ]);
    expect((await city.anyone.get('policies/perf.result')).body.versions).toHaveLength(1);
  });

  it('hears the public, employees and education institutions, and answers each', async () => {
    const institution = await hr.post('institutions', { name: 'Universitas Contoh' });
    expect(accepted(institution)).toBe('InstitutionVerified');
    const code = String(institution.body.code);
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
    await city.settled();
    const say = (as: Asking, more: object = {}) =>
      as.post(`policies/${V1}/opinions`, { text: 'Ambang ini terlalu tinggi.', ...more });
    const key = { 'idempotency-key': some(900) };
    const anonymous = await city.anyone.post(`policies/${V1}/opinions`, { text: 'Terlalu tinggi.' }, key);
    expect(accepted(anonymous)).toBe('OpinionSubmitted');
    expect(idOf(await city.anyone.post(`policies/${V1}/opinions`, { text: 'Terlalu tinggi.' }, key))).toBe(
      idOf(anonymous),
    );
    expect(accepted(await say(city.as(staff[0], 'employee')))).toBe('OpinionSubmitted');
    const wrong = await say(city.anyone, { institutionCode: '000000000000' });
    expect(wrong).toMatchObject(refused(404, 'INSTITUTION_NOT_FOUND'));
    const typed = `${code.slice(0, 4)}-${code.slice(4).toLowerCase()}`;
    expect(accepted(await say(city.anyone, { institutionCode: typed }))).toBe('OpinionSubmitted');
    await city.settled();
    const { items } = (await city.anyone.get(`policies/${V1}/opinions`)).body;
    expect(items.map(({ opinionGroup }) => opinionGroup).sort()).toEqual(['EDUCATION', 'EMPLOYEE', 'PUBLIC']);
    expect(items.find(({ opinionGroup }) => opinionGroup === 'EDUCATION')).toMatchObject({
      ...{ institution: 'Universitas Contoh', answer: null },
    });
    // Whose they are is said to nobody.
    expect(JSON.stringify(items)).not.toContain(staff[0]);
    city.moveTo('2025-10-22');
    expect(await say(city.anyone)).toMatchObject(refused(409, 'CONSULTATION_CLOSED'));
    const approve = { effectiveFrom: '2026-01-01' };
    expect(await mayor.post(`policies/${V1}/approve`, approve)).toMatchObject(
      refused(422, 'OPINIONS_UNANSWERED'),
    );
    const answer = { answer: 'Sudah diuji.', adopted: false };
    for (const { opinionId } of items)
      expect(accepted(await hr.post(`opinions/${String(opinionId)}/answer`, answer))).toBe('OpinionAnswered');
    expect(await hr.post(`opinions/${String(items[0].opinionId)}/answer`, answer)).toMatchObject(
      refused(409, 'ILLEGAL_TRANSITION'),
    );
    expect(await hr.post(`opinions/${some(99)}/answer`, answer)).toMatchObject(
      refused(404, 'OPINION_NOT_FOUND'),
    );
    await city.settled();
    const csv = await city.anyone.get(`policies/${V1}/opinions?format=csv`);
    expect(csv.text.split('\n')[0]).toContain('opinionGroup');
    expect(csv.text).toContain('Sudah diuji.');
  });

  it('is approved by somebody else, and published', async () => {
    city.moveTo('2025-11-03');
    const approve = { effectiveFrom: '2026-01-01' };
    expect(await hr.post(`policies/${V1}/approve`, approve)).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
    expect(await acting.post(`policies/${V1}/approve`, approve)).toMatchObject(refused(422, 'SOD_VIOLATION'));
    expect(accepted(await mayor.post(`policies/${V1}/approve`, approve))).toBe('PolicyApproved');
    expect(accepted(await hr.post(`policies/${V1}/publish`, {}))).toBe('PolicyPublished');
    const [{ data, policies }] = await city.facts('PolicyPublished');
    expect(data).toMatchObject({
      ...{ version: 1, effectiveFrom: '2026-01-01', publishedOn: '2025-11-03', follows: null },
      ...{ pinnedPolicies: ['gov.socialise@1'] },
    });
    expect(policies).toContain('gov.socialise@1');
    // What an attempt at was refused is on record: HR-1 approving.
    expect(
      (await city.facts('CommandRefused')).map((refusal) => [refusal.data.commandType, refusal.data.code]),
    ).toContainEqual(['ApprovePolicy', 'SOD_VIOLATION']);
  });

  it('is made known: 19 of 20 are 95.0 %', async () => {
    expect(await machine.post(`policies/${V1}/bring-into-force`)).toMatchObject(
      refused(409, 'ILLEGAL_TRANSITION'),
    );
    const session = { title: 'Sosialisasi', heldOn: '2025-11-10', participants: 20 };
    city.moveTo('2025-11-10');
    expect(accepted(await hr.post(`policies/${V1}/socialisation`, session))).toBe('SocialisationHeld');
    const outsider = city.as(some(77), 'employee');
    expect(await outsider.post(`policies/${V1}/acknowledge`, {})).toMatchObject(refused(403, 'NOT_RELATED'));
    for (const id of staff.slice(0, 19)) {
      const employee = city.as(id, 'employee');
      expect(accepted(await employee.post(`policies/${V1}/acknowledge`, { quizScore: '87.5' }))).toBe(
        'PolicyAcknowledged',
      );
      expect(accepted(await employee.post(`policies/${V1}/acknowledge`, {}))).toBe('');
    }
    await city.settled();
    expect((await city.anyone.get(`policies/${V1}/coverage`)).body).toMatchObject({
      ...{ acknowledged: 19, active: 20, coverage: '95.0000', minCoverage: '90' },
    });
  });

  it('comes into force on its day, for every service', async () => {
    const missing = { code: 'POLICY_MISSING' };
    await expect(city.elsewhere.inForce('perf.result', '2025-12-31')).rejects.toMatchObject(missing);
    city.moveTo('2025-12-31', '23:59:59.000');
    expect(await city.facts('PolicyInForce')).toEqual([]);
    city.moveTo('2026-01-01');
    const [{ data }] = await city.recorded('PolicyInForce');
    expect(data).toMatchObject({ version: 1, effectiveFrom: '2026-01-01', coverage: '95.0000' });
    const seen = await eventually('another service knows it', () =>
      city.elsewhere.inForce('perf.result', '2026-01-01'),
    );
    expect(seen).toMatchObject({ ref: 'perf.result@1', parameters: { above: '110', meets: '90' } });
    await expect(city.elsewhere.inForce('perf.result', '2025-12-31')).rejects.toMatchObject(missing);
  });

  it('is reviewed after six months, by its measures', async () => {
    city.moveTo('2026-06-30');
    await city.known(
      'the review is scheduled',
      `select count(*)::int as n from rm.policy_review where policy = 'perf.result' and status = 'SCHEDULED' and due_on = $1`,
      ['2026-07-01'],
    );
    city.moveTo('2026-07-01');
    const started = await eventually('the review began', async () =>
      (await city.facts('PolicyReviewStarted')).find(({ data }) => data.policy === 'perf.result'),
    );
    expect(started.data).toMatchObject({ trigger: 'CALENDAR', version: 1, findingsDueOn: '2026-07-31' });
    const review = `reviews/${String(started.data.reviewId)}`;
    city.moveTo('2026-07-31');
    const [{ name, target }] = text.outcomeMeasures;
    const findings = (actual: string | null) => ({
      measures: actual === null ? [] : [{ name, target, actual }],
      ...{ verdict: 'ADJUST', actions: [{ what: 'Susun versi 2', due: '2026-09-30' }] },
    });
    expect(await hr.post(`${review}/publish`, findings(null))).toMatchObject(
      refused(422, 'RULE_VIOLATED', { rule: 'review.measures' }),
    );
    expect(accepted(await hr.post(`${review}/publish`, findings('41 %')))).toBe('PolicyReviewed');
    const agreed = { actions: [{ what: 'Susun versi 2', due: '2026-09-30', owner: some(88) }] };
    expect(await mayor.post(`${review}/agree`, agreed)).toMatchObject(refused(404, 'EMPLOYEE_NOT_FOUND'));
    agreed.actions[0].owner = staff[3];
    expect(accepted(await mayor.post(`${review}/agree`, agreed))).toBe('ReviewActionsAgreed');
    await city.settled();
    const view = (await city.anyone.get(review)).body;
    expect(view).toMatchObject({ status: 'ACTIONS_AGREED', verdict: 'ADJUST', overdue: false });
    expect(JSON.stringify(view)).not.toContain(staff[3]);
  });

  it('has a second version, which counts for what begins after it', async () => {
    city.moveTo('2026-08-03');
    expect(accepted(await hr.post('policies/perf.result/versions', text))).toBe('PolicyDrafted');
    await simulated(mayor, V2, { from: '2025-01-01', to: '2025-12-31' }, wait);
    city.moveTo('2026-08-04');
    expect(accepted(await hr.post(`policies/${V2}/consultation`, { closesOn: '2026-08-18' }))).toBe(
      'ConsultationOpened',
    );
    expect(await hr.post(`policies/${V2}/revise`, text)).toMatchObject(refused(409, 'CONSULTATION_OPEN'));
    city.moveTo('2026-08-28');
    expect(await mayor.post(`policies/${V2}/approve`, { effectiveFrom: '2026-08-27' })).toMatchObject(
      refused(422, 'POLICY_NOT_RETROACTIVE'),
    );
    expect(accepted(await mayor.post(`policies/${V2}/approve`, { effectiveFrom: '2027-01-01' }))).toBe(
      'PolicyApproved',
    );
    city.moveTo('2026-09-01');
    expect(await hr.post(`policies/${V2}/publish`, { effectiveFrom: '2026-07-01' })).toMatchObject(
      refused(422, 'POLICY_NOT_RETROACTIVE'),
    );
    expect(accepted(await hr.post(`policies/${V2}/publish`, {}))).toBe('PolicyPublished');
    const done = { action: 1, doneOn: '2026-09-01', note: 'Versi 2 diumumkan.' };
    const [{ data }] = await city.facts('ReviewActionsAgreed');
    expect(accepted(await hr.post(`reviews/${String(data.reviewId)}/actions`, done))).toBe(
      'ReviewActionDone',
    );
    await city.settled();
    const { body } = await city.anyone.get(`policies/${V2}/diff`);
    expect(body).toMatchObject({ against: 1, diff: [{ path: '/above', old: '110', new: '112' }] });
    expect((await city.anyone.get(`policies/${V2}/diff?against=9`)).status).toBe(404);
    expect((await city.anyone.get(`policies/${V2}`)).body).toMatchObject({
      ...{ status: 'PUBLISHED', impactNote: text.impactNote, simulations: [{ hypothetical: true }] },
    });
  });

  it('is put aside when the second comes into force, though too few know of it', async () => {
    city.moveTo('2027-01-01');
    // Nobody has acknowledged version 2; its sixty days are over, so it comes into force all the same.
    const [, second] = await city.recorded('PolicyInForce', 2);
    expect(second.data).toMatchObject({ version: 2, effectiveFrom: '2027-01-01', coverage: '0.0000' });
    expect(await city.facts('SocialisationShortfall')).toHaveLength(1);
    expect((await city.facts('PolicySuperseded'))[0].data).toMatchObject({
      version: 1,
      lastDay: '2026-12-31',
    });
    const ref = async (on: string) => (await city.elsewhere.inForce('perf.result', on)).ref;
    await eventually('another service knows it', async () => (await ref('2027-01-01')) === 'perf.result@2');
    expect(await ref('2026-12-31')).toBe('perf.result@1');
    expect(await city.elsewhere.pinned('perf.result@1')).toMatchObject({ parameters: { above: '110' } });
    await city.settled();
    const on = async (date: string) =>
      (await city.anyone.get(`policies?on=${date}&limit=200`)).body.items.find(
        ({ key }) => key === 'perf.result',
      );
    expect(await on('2026-12-31')).toMatchObject({ version: 1, lastDay: '2026-12-31' });
    expect(await on('2027-01-01')).toMatchObject({ version: 2, lastDay: null });
    // What came into force is open data, each time a new version that says what it changes.
    await eventually(
      'the register is published',
      async () => (await city.facts('DatasetPublished')).length === 2,
    );
    await city.settled();
    const [register] = (await city.anyone.get('datasets')).body.items;
    expect(register).toMatchObject({
      ...{
        kind: 'policy-register',
        datasetVersion: 2,
        change: 'perf.result@2 is in force from 2027-01-01 on.',
      },
    });
    const dataset = `datasets/${String(register.datasetId)}`;
    expect((await city.anyone.get(`${dataset}/1`)).text).not.toContain('perf.result,2,');
    expect((await city.anyone.get(`${dataset}/2`)).text).toContain(
      'perf.result,2,PARAMETERS,IN_FORCE,2027-01-01',
    );
    expect((await city.anyone.get(dataset)).body.versions).toHaveLength(2);
    expect(await city.anyone.get(`${dataset}/3`)).toMatchObject(refused(404, 'DATASET_NOT_FOUND'));
    const { body } = await city.anyone.get('policies/perf.result/history');
    expect(body.parameters).toMatchObject([
      { path: '/above', points: [{ value: '110' }, { version: 2, from: '2027-01-01', value: '112' }] },
      { path: '/meets', points: [{ value: '90' }, { value: '90' }] },
    ]);
  });

  it('answers every command as the first time, when it is told again after all that', async () => {
    expect(await city.toldAgain()).toEqual([]);
  }, 60_000);
});
