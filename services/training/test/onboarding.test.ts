import { employmentEnded } from '@jejak/contracts/career';
import { planAgreed, planDrafted } from '@jejak/contracts/performance';
import { candidateAppointed } from '@jejak/contracts/recruitment';
import { streamOf } from '@jejak/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accepted, refused } from './answers';
import { type City, startCity } from './city';
import { E1, E9, HR1, PPK, some, STRANGER, SUP1, UNIT } from './people';

const LATE = some(90);

/** Step 22: a candidate is appointed, and is onboarded from the first day on. */
describe('onboarding in a year in the life (domain.md 15, step 22)', () => {
  let city: City;
  const appoint = (employeeId: string, tmt: string, kind: 'CPNS' | 'PPPK' = 'CPNS') =>
    city.recruitment.tell(
      streamOf('application', employeeId),
      candidateAppointed(
        {
          ...{ applicationId: employeeId, vacancyId: some(1), employeeId, kind, golongan: 'III/a' },
          ...{ position: 'Perawat Ahli Pertama', unitId: UNIT, tmt, contractEnd: null },
        },
        { subject: employeeId },
      ),
    );
  /** Performance says that the first work plan is agreed. */
  const agreePlan = async (employeeId: string, planId: string, periodStart: string) => {
    const words = 'BerorientasiPelayanan Akuntabel Kompeten Harmonis Loyal Adaptif Kolaboratif'.split(' ');
    const expectations = Object.fromEntries(words.map((value) => [`expect${value}`, 'Sesuai nilai dasar.']));
    await city.performance.tell(
      streamOf('plan', planId),
      planDrafted(
        {
          ...{ planId, employeeId, position: 'Perawat Ahli Pertama', unitId: UNIT, year: 2026, periodStart },
          ...{ periodEnd: '2026-12-31', agreeBy: '2026-07-01', overdueAt: null, indicators: [] },
          // One member a value, as the contract names them.
          ...(expectations as Pick<
            Parameters<typeof planDrafted>[0],
            Extract<keyof Parameters<typeof planDrafted>[0], `expect${string}`>
          >),
        },
        { subject: employeeId },
      ),
      planAgreed(
        {
          ...{ planId, planVersion: 1, agreedBy: SUP1, indicators: [], pinnedPolicies: [] },
          evaluationDueAt: '2026-12-31T17:00:00.000Z',
        },
        { subject: employeeId },
      ),
    );
  };
  const hr = () => city.as(HR1, 'hr_admin');
  const done = (as: ReturnType<City['as']>, task: string, more: object = {}) =>
    as.post(`onboardings/${E9}/mark-task`, { task, ...more });

  beforeAll(async () => {
    city = await startCity('2026-04-20');
    await city.employee({ id: E1, supervisorId: SUP1 });
  });
  afterAll(() => city.stop());

  it('waits for the first day, also through a restart', async () => {
    await appoint(E9, '2026-06-01');
    await appoint(E9, '2026-06-01');
    const [scheduled] = await city.recorded('OnboardingScheduled');
    expect(scheduled.data).toMatchObject({ tmt: '2026-06-01', startsAt: '2026-05-31T17:00:00.000Z' });
    await city.recorded('ProbationStarted');
    expect(await done(hr(), 'ETHICS', { jp: 8 })).toMatchObject(refused(409, 'ONBOARDING_NOT_STARTED'));
    city.moveTo('2026-05-31', '23:59:59.999');
    await city.restart();
    await city.settled();
    expect(await city.facts('OnboardingStarted')).toEqual([]);
  });

  it('starts with five tasks, a colleague as buddy, and thirty days', async () => {
    city.moveTo('2026-06-01', '00:00:00.000');
    const [started, ...more] = await city.recorded('OnboardingStarted');
    expect(more).toEqual([]);
    expect(started.data).toEqual({
      ...{ employeeId: E9, unitId: UNIT, buddy: E1, startedOn: '2026-06-01', due: '2026-07-01' },
      dueAt: '2026-07-01T17:00:00.000Z',
      tasks: [
        { task: 'ETHICS', minJp: 8 },
        { task: 'ADMINISTRATION', minJp: 8 },
        { task: 'SOCIALISATION', minJp: null },
        { task: 'BUDDY_MEETING', minJp: null },
        { task: 'FIRST_SKP', minJp: null },
      ],
    });
  });

  it('is done task by task, by those who may say so', async () => {
    city.moveTo('2026-06-08');
    const newcomer = city.as(E9, 'employee');
    expect(await done(hr(), 'ETHICS', { jp: 7 })).toMatchObject(refused(422, 'JP_BELOW_MINIMUM'));
    expect(await done(newcomer, 'ETHICS', { jp: 8 })).toMatchObject(refused(422, 'SOD_VIOLATION'));
    expect(await done(city.as(STRANGER, 'employee'), 'BUDDY_MEETING')).toMatchObject(
      refused(403, 'NOT_RELATED'),
    );
    expect(accepted(await done(hr(), 'ETHICS', { jp: 8 }))).toBe('OnboardingTaskDone');
    expect(await done(hr(), 'ETHICS', { jp: 8 })).toMatchObject(refused(409, 'TASK_DONE'));
    expect(accepted(await done(hr(), 'ADMINISTRATION', { jp: 8 }))).toBe('OnboardingTaskDone');
    expect(accepted(await done(newcomer, 'SOCIALISATION'))).toBe('OnboardingTaskDone');
    expect(accepted(await done(city.as(E1, 'employee'), 'BUDDY_MEETING'))).toBe('OnboardingTaskDone');
    await city.recorded('JpCredited', 2);
    expect(await city.facts('OnboardingCompleted')).toEqual([]);
  });

  it('is complete when performance says that the first work plan is agreed: 16 hours', async () => {
    city.moveTo('2026-06-24');
    await agreePlan(E9, some(20), '2026-06-01');
    const [completed] = await city.recorded('OnboardingCompleted');
    expect(completed.data).toEqual({ employeeId: E9, jp: 16, completedOn: '2026-06-24', late: false });
    await city.settled();
    expect((await city.as(E9, 'employee').get(`learning-balances/${E9}`)).body).toMatchObject({
      ...{ year: 2026, credited: 16, right: null, shortfall: null },
    });
    expect((await city.as(E1, 'employee').get(`onboardings/${E9}`)).body).toMatchObject({
      ...{ status: 'COMPLETED', buddyId: E1, overdue: false },
    });
    expect((await city.as(STRANGER, 'employee').get(`onboardings/${E9}`)).status).toBe(404);
    const listed = await hr().get('onboardings?limit=1');
    expect(listed.body).toMatchObject({ items: [{ employeeId: E9 }], next: null });
  });

  it('works when the appointment is heard of late, and the plan was agreed before', async () => {
    city.moveTo('2026-06-25');
    await agreePlan(LATE, some(21), '2026-06-01');
    await appoint(LATE, '2026-06-01');
    await city.recorded('OnboardingStarted', 2);
    const tasks = await city.recorded('OnboardingTaskDone', 6);
    expect(tasks.at(-1)?.data).toMatchObject({ employeeId: LATE, task: 'FIRST_SKP', by: 'WORK_PLAN' });
    const buddy = `onboardings/${LATE}/assign-buddy`;
    expect(await hr().post(buddy, { buddy: LATE })).toMatchObject(refused(422, 'RULE_VIOLATED'));
    expect(await hr().post(buddy, { buddy: STRANGER })).toMatchObject(refused(404, 'EMPLOYEE_NOT_FOUND'));
    city.moveTo('2026-07-02', '00:00:00.000');
    const [overdue] = await city.recorded('OnboardingOverdue');
    expect(overdue.data).toMatchObject({
      employeeId: LATE,
      open: ['ETHICS', 'ADMINISTRATION', 'SOCIALISATION', 'BUDDY_MEETING'],
    });
    expect(await city.facts('OnboardingOverdue')).toHaveLength(1);
  });

  it('ends with the employment', async () => {
    await city.career.tell(
      streamOf('employment', LATE),
      employmentEnded(
        {
          ...{ employeeId: LATE, kind: 'RESIGNED', on: '2026-07-02', openCases: [] },
          ...{ proposedBy: HR1, decidedBy: PPK },
        },
        { subject: LATE, effective: '2026-07-02' },
      ),
    );
    city.moveTo('2026-07-03');
    const [ended] = await city.recorded('OnboardingEnded');
    expect(ended.data).toMatchObject({
      employeeId: LATE,
      open: ['ETHICS', 'ADMINISTRATION', 'SOCIALISATION', 'BUDDY_MEETING'],
    });
    expect(await hr().post(`onboardings/${LATE}/assign-buddy`, { buddy: E1 })).toMatchObject(
      refused(409, 'ILLEGAL_TRANSITION'),
    );
    const [lapsed] = await city.recorded('ProbationLapsed');
    expect(lapsed.data).toEqual({ employeeId: LATE, endedOn: '2026-07-02' });
  });

  it('does not end a probation without the basic training', async () => {
    expect(await hr().post(`probations/${E9}/pass`)).toMatchObject(refused(422, 'LATSAR_REQUIRED'));
    city.moveTo('2027-06-01', '00:00:00.000');
    const [failed, ...more] = await city.recorded('ProbationFailed');
    expect(failed.data).toMatchObject({ employeeId: E9, endedOn: '2027-05-31', missing: ['LATSAR'] });
    // Nobody proposes to dismiss who has left.
    expect(more).toEqual([]);
    expect(await hr().post(`probations/${E9}/pass`)).toMatchObject(refused(409, 'ILLEGAL_TRANSITION'));
    await city.settled();
    expect((await hr().get(`probations/${E9}`)).body).toMatchObject({ status: 'FAILED', latsar: false });
    // What waits for somebody to decide is a list.
    const failures = { items: [{ employeeId: E9, status: 'FAILED', endsOn: '2027-05-31' }], next: null };
    expect((await hr().get('probations?status=FAILED')).body).toMatchObject(failures);
    expect((await city.as(STRANGER, 'employee').get('probations')).body.items).toEqual([]);
    expect(await hr().get('probations?status=LOST')).toMatchObject(refused(400, 'VALIDATION_FAILED'));
    // What was not done in time is a count for everybody: of one, that there is one.
    const { body } = await city.anyone('datasets?limit=200');
    const listed = body.items as unknown as Record<'datasetId' | 'kind' | 'fromDate', string>[];
    const missed = listed.find((one) => one.kind === 'training-overdue' && one.fromDate === '2026-01-01');
    expect((await city.anyone(`datasets/${missed?.datasetId}/1`)).text).toMatch(
      /,ONBOARDING,SUPPRESSED\r\n$/,
    );
  });

  it('answers every command as the first time, when it is told again after all that', async () => {
    expect(await city.toldAgain()).toEqual([]);
  }, 60_000);
});
