import { dutyAssigned, employmentEnded } from '@jejak/contracts/career';
import {
  policyReviewed,
  policyReviewStarted,
  reviewActionDone,
  reviewActionsAgreed,
} from '@jejak/contracts/policy';
import { newId, streamOf } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BOOT_MS, type City, type Row, startCity } from './city';
import { agreePlan, draftPlan, fileComplaint, objectToResult, over, verifyComplaint } from './facts';

let city: City;
let unitId: string;
let superior: string;
let supervisor: string;
let employee: string;
const hr = newId();

/** The messages of an inbox about one thing, oldest first: step and title. */
const told = async (
  id: string,
  role: 'employee' | 'supervisor' | 'hr_admin',
  object: string,
): Promise<string[]> => {
  const { body } = await city.as(id, role).get('/inbox?limit=200');
  return body.items
    .filter((item) => item.object === object)
    .map(({ step, late }) => `${String(step)}${late === true ? ' late' : ''}`)
    .reverse();
};

const steps = (type: string, object: string): Promise<string[]> =>
  city
    .facts(type)
    .then((facts) => facts.filter((fact) => fact.object === object).map(({ step }) => String(step)));

beforeAll(async () => {
  city = await startCity('2026-01-05');
  unitId = await city.unit('DINKES');
  superior = await city.employee(unitId, null);
  supervisor = await city.employee(unitId, superior);
  employee = await city.employee(unitId, supervisor);
}, BOOT_MS);
afterAll(() => city.stop(), BOOT_MS);

describe('a deadline that is met', () => {
  let plan: string;

  it('is watched from the fact that starts its clock', async () => {
    plan = await draftPlan(city, employee, unitId, '2026-01-31');
    await eventually('the deadline is in the calendar', async () => {
      const { body } = await city.as(employee, 'employee').get('/deadlines/mine');
      return body.items.some((item) => item.object === plan);
    });
    const { body } = await city.as(employee, 'employee').get('/deadlines/mine');
    expect(body.items).toMatchObject([
      { kind: 'WORK_PLAN', dueOn: '2026-01-31', dueAt: '2026-01-31T17:00:00.000Z', status: 'OPEN', unitId },
    ]);
  });

  it('is reminded of by the ladder, once a step', async () => {
    for (const [date, step] of [
      ['2026-01-17', 'D-14'],
      ['2026-01-24', 'D-7'],
    ] as const) {
      city.moveTo(date);
      await eventually(`${step} is told`, async () =>
        (await told(employee, 'employee', plan)).includes(step),
      );
    }
    expect(await told(employee, 'employee', plan)).toEqual(['D-14', 'D-7']);
    expect(await told(supervisor, 'supervisor', plan)).toEqual([]);
  });

  it('says what and by when, and nothing that is personal', async () => {
    const { body } = await city.as(employee, 'employee').get('/inbox');
    expect(body.items[0]).toMatchObject({
      topic: 'WORK_PLAN',
      legal: false,
      title: {
        id: 'Kesepakatan SKP jatuh tempo pada 31 Januari 2026.',
        en: 'A work plan (SKP) is due on 31 January 2026.',
      },
      link: `/app/skp/${plan.slice('plan-'.length)}`,
      dueOn: '2026-01-31',
      readAt: null,
    });
  });

  it('is not reminded of any more when it is met', async () => {
    await agreePlan(city, plan, supervisor);
    await eventually('it is met', async () =>
      (await city.facts('DeadlineMet')).some(({ object, late }) => object === plan && late === false),
    );
    city.moveTo('2026-02-08');
    const marker = await draftPlan(city, employee, unitId, '2026-02-23');
    await eventually('another is watched', async () =>
      (await city.facts('DeadlineWatchStarted')).some(({ object }) => object === marker),
    );
    city.moveTo('2026-02-09');
    await eventually('the timers have gone on', async () =>
      (await told(employee, 'employee', marker)).includes('D-14'),
    );
    expect(await told(employee, 'employee', plan)).toEqual(['D-14', 'D-7']);
    expect(await steps('Escalated', plan)).toEqual([]);
    expect((await city.facts('DeadlineMissed')).filter(({ object }) => object === plan)).toEqual([]);
  });
});

describe('a deadline that is missed', () => {
  let plan: string;

  it('goes up the line, a step a day, and is missed once', async () => {
    plan = await draftPlan(city, employee, unitId, '2026-02-20');
    await eventually('it is watched', async () =>
      (await city.facts('DeadlineWatchStarted')).some(({ object }) => object === plan),
    );
    for (const date of ['2026-02-13', '2026-02-17', '2026-02-19', '2026-02-20']) {
      city.moveTo(date);
      await eventually(
        `the step of ${date} is told`,
        async () =>
          (await told(employee, 'employee', plan)).length >=
          ['2026-02-13', '2026-02-17', '2026-02-19', '2026-02-20'].indexOf(date) + 1,
      );
    }
    city.moveTo('2026-02-21');
    await eventually('the supervisor is told', async () =>
      (await told(supervisor, 'supervisor', plan)).includes('D+1'),
    );
    city.moveTo('2026-02-23');
    await eventually('the superior is told', async () =>
      (await told(superior, 'supervisor', plan)).includes('D+3'),
    );
    city.moveTo('2026-02-27');
    await eventually('the HR agency is told', async () => (await told(hr, 'hr_admin', plan)).includes('D+7'));
    expect(await told(employee, 'employee', plan)).toEqual(['D-7', 'D-3', 'D-1', 'D-0']);
    expect((await city.facts('DeadlineMissed')).filter(({ object }) => object === plan)).toHaveLength(1);
  });

  it('stands on the board of those who may see it', async () => {
    const board = async (id: string, role: 'supervisor' | 'hr_admin' | 'employee'): Promise<Row[]> =>
      (await city.as(id, role).get('/escalations')).body.items.filter((item) => item.object === plan);
    await city.settled();
    expect(await board(hr, 'hr_admin')).toMatchObject([
      { escalatedTo: 'HR', status: 'MISSED', personId: employee },
    ]);
    expect(await board(supervisor, 'supervisor')).toHaveLength(1);
    expect(await board(superior, 'supervisor')).toHaveLength(1);
    expect(await board(await city.employee(unitId, null), 'supervisor')).toEqual([]);
  });

  it('is met late in the end', async () => {
    await agreePlan(city, plan, supervisor);
    await eventually('it is met', async () =>
      (await city.facts('DeadlineMet')).some(({ object, late }) => object === plan && late === true),
    );
    await eventually('it is off the board', async () => {
      const { body } = await city.as(hr, 'hr_admin').get('/escalations');
      return body.items.every((item) => item.object !== plan);
    });
  });
});

describe('an outage', () => {
  it('is made up for with one reminder, marked late, and one word to each above', async () => {
    const plan = await draftPlan(city, employee, unitId, '2026-03-31');
    await eventually('it is watched', async () =>
      (await city.facts('DeadlineWatchStarted')).some(({ object }) => object === plan),
    );
    city.moveTo('2026-04-02');
    await eventually('the supervisor is told', async () =>
      (await told(supervisor, 'supervisor', plan)).includes('D+1 late'),
    );
    expect(await told(employee, 'employee', plan)).toEqual(['D-0 late']);
    expect(await told(superior, 'supervisor', plan)).toEqual([]);
  });
});

describe('whoever has an office', () => {
  it('is reminded by the duty that they have on the day, and the unit’s head after them', async () => {
    const officer = await city.employee(unitId, supervisor, 'complaint_officer');
    const head = await city.employee(unitId, superior, 'unit_head');
    city.moveTo('2026-08-12');
    const complaint = await fileComplaint(city, unitId, '2026-08-18');
    await eventually('the officer has it in the calendar', async () => {
      const { body } = await city.as(officer, 'employee').get('/deadlines/mine');
      return body.items.some((item) => item.object === complaint && item.kind === 'COMPLAINT_VERIFICATION');
    });
    const heads = await city.as(head, 'employee').get('/deadlines/mine');
    expect(heads.body.items.filter((item) => item.object === complaint)).toEqual([]);
    city.moveTo('2026-08-15');
    await eventually('the officer is reminded', async () =>
      (await told(officer, 'employee', complaint)).includes('D-3'),
    );
    await verifyComplaint(city, complaint, unitId, officer, '2026-08-21');
    await eventually('the head has the answer in the calendar', async () => {
      const { body } = await city.as(head, 'employee').get('/deadlines/mine');
      return body.items.some((item) => item.object === complaint && item.kind === 'COMPLAINT_ANSWER');
    });
    city.moveTo('2026-08-18', '10:00:00');
    // D-3 of the answer is another step than D-3 of the verification.
    await eventually('officer and head are reminded', async () => {
      const [officers, ofHead] = await Promise.all([
        told(officer, 'employee', complaint),
        told(head, 'employee', complaint),
      ]);
      return officers.length === 2 && ofHead.length === 1;
    });
  });

  it('of a selection committee is reached from outside too', async () => {
    const [outsider, vacancyId, applicant] = [newId(), newId(), newId()];
    const duty = {
      personId: outsider,
      duty: 'panelist',
      scope: vacancyId,
      from: '2026-01-01',
      to: null,
    } as const;
    await city.others.career.tell(streamOf('outsider', outsider), dutyAssigned(duty, { subject: outsider }));
    const objection = await objectToResult(city, newId(), applicant, vacancyId, '2026-08-25');
    await eventually('the member has it in the calendar', async () => {
      const { body } = await city.as(outsider, 'committee').get('/deadlines/mine');
      return body.items.some((item) => item.object === objection);
    });
  });
});

describe('a policy review', () => {
  it('asks HR for its findings, and owners for what was agreed, one by one', async () => {
    const owner = await city.employee(unitId, supervisor);
    const reviewId = newId();
    const review = streamOf('policy-review', reviewId);
    const about = { reviewId, policy: 'perf.result' };
    await city.others.policy.tell(
      review,
      policyReviewStarted({
        ...{ ...about, version: 1, trigger: 'CALENDAR', basis: '', measures: [], startedOn: '2026-08-18' },
        ...{ findingsDueOn: '2026-09-17', findingsDueAt: over('2026-09-17') },
      }),
    );
    const mine = async (id: string, role: 'employee' | 'hr_admin'): Promise<Row[]> =>
      (await city.as(id, role).get('/deadlines/mine?limit=200')).body.items.filter(
        ({ object }) => object === review,
      );
    await eventually('HR has it in the calendar', async () => (await mine(hr, 'hr_admin')).length === 1);
    expect(await mine(hr, 'hr_admin')).toMatchObject([{ kind: 'POLICY_REVIEW', dueOn: '2026-09-17' }]);
    const [first, second] = [1, 2].map((action) => ({
      ...{ action, what: 'Susun versi 2', due: `2026-10-0${action}`, owner },
    }));
    await city.others.policy.tell(
      review,
      policyReviewed({
        ...{ ...about, version: 1, verdict: 'ADJUST', reviewedBy: hr },
        ...{ measures: [{ name: 'Bagian', target: '20', actual: '31' }], actions: [] },
      }),
      reviewActionsAgreed({ ...about, actions: [first, second], agreedBy: newId() }),
      reviewActionDone(
        { ...about, action: 1, doneOn: '2026-08-18', last: false, note: 'Sudah.', recordedBy: hr },
        { subject: owner },
      ),
    );
    await eventually('the owner has what is left in the calendar', async () => {
      const open = await mine(owner, 'employee');
      return open.length === 1 && open[0].dueOn === '2026-10-02';
    });
    expect(await mine(hr, 'hr_admin')).toEqual([]);
  });
});

it('asks nothing of who is no employee any more', async () => {
  const leaver = await city.employee(unitId, supervisor);
  const plan = await draftPlan(city, leaver, unitId, '2026-12-31');
  await eventually('it is watched', async () =>
    (await city.facts('DeadlineWatchStarted')).some(({ object }) => object === plan),
  );
  await city.others.career.tell(
    streamOf('employment', leaver),
    employmentEnded(
      {
        ...{ employeeId: leaver, kind: 'RESIGNED', on: '2026-08-31', proposedBy: hr, decidedBy: hr },
        openCases: [],
      },
      { subject: leaver },
    ),
  );
  city.moveTo('2026-09-02');
  await eventually('it is over', async () =>
    (await city.facts('DeadlineWatchEnded')).some(
      ({ object, why }) => object === plan && why === 'EMPLOYMENT_ENDED',
    ),
  );
  await city.settled();
  const { body } = await city.as(leaver, 'employee').get('/deadlines/mine');
  expect(body.items).toEqual([]);
});

describe('calendars', () => {
  it('are pages, files, and filters', async () => {
    const asked = city.as(hr, 'hr_admin');
    const first = await asked.get('/deadlines?limit=1&status=MET');
    expect(first.body.items).toHaveLength(1);
    const second = await asked.get(`/deadlines?limit=1&status=MET&cursor=${String(first.body.next)}`);
    expect(second.body.items[0]).not.toEqual(first.body.items[0]);
    const file = await asked.get(`/deadlines?status=MET&unitId=${unitId}&kind=WORK_PLAN&format=csv`);
    expect(file.status).toBe(200);
    expect(file.text).toMatch(/^watchId,kind,object,unitId,/);
  });

  it('of another person are a look into their file', async () => {
    const { status } = await city.as(hr, 'hr_admin').get(`/deadlines?personId=${employee}&status=MET`);
    expect(status).toBe(200);
    const reads = await city.facts('FileRead');
    expect(reads).toMatchObject([{ subjectId: employee, what: 'notification.deadlines' }]);
  });

  it('of others are nobody’s business', async () => {
    const stranger = await city.employee(unitId, null);
    for (const role of ['employee', 'supervisor'] as const) {
      const { body } = await city.as(stranger, role).get('/deadlines?status=MET');
      expect(body.items).toEqual([]);
    }
    const refused = await city.as(stranger, 'committee').get('/deadlines');
    expect([refused.status, refused.body.code]).toEqual([403, 'FORBIDDEN_ROLE']);
  });
});
