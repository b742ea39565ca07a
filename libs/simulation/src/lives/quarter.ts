import type { CyclePeriod } from '@jejak/contracts/performance';
import { naturalId, streamOf } from '@jejak/kernel';
import {
  feedback,
  measurement,
  type MeasurementGiven,
  measurementStream,
  obstacle,
  type ObstacleGiven,
  period,
  type PeriodGiven,
  periodicIdOf,
  periodStream,
} from '@jejak/performance/life';
import { asEmployee, asService, asSupervisor } from '../city/actors';
import { at, endOf, plus, workingDay, workingDaysAfter } from '../city/days';
import type { Template } from '../city/indicators';
import { refOf } from '../city/rules';
import { FEEDBACK, NEXT, NOTES, OBSTACLE, REJECTED, SELF_REPORT } from '../city/texts';
import { type Life, type Part, Thing } from '../engine/step';
import { type Amount, type Work } from './work';

const OTHER = refOf('perf.other');

/** What is seen and said while the work goes on: feedback, and now and then an obstacle. */
export function* quarterOf(work: Work, { from, period: name }: CyclePeriod): Life {
  const { employee, chance, world } = work;
  const talked = workingDay(plus(from, chance.between(36, 56)));
  const peers = world.board.staffOf(employee.unit, work.year);
  const peer = chance.oneOf(peers);
  yield* talk(work, `${name}|above`, employee.supervisorId, 'supervisor', talked);
  if (peer.id !== employee.id && peer.id !== employee.supervisorId && chance.happens(0.15))
    yield* talk(work, `${name}|peer`, peer.id, 'employee', workingDaysAfter(talked, 2));
  if (chance.happens(0.015)) yield* obstacleOf(work, name, workingDaysAfter(talked, 5));
}

function* talk(work: Work, which: string, by: string, role: 'supervisor' | 'employee', on: string): Life {
  const { employee, chance, world, planId } = work;
  const feedbackId = naturalId('simulated-feedback', planId, which);
  const own = new Thing('performance', feedback, streamOf('feedback', feedbackId));
  const words = chance.oneOf(FEEDBACK);
  const given = { employed: true, minimum: world.rules.execution.feedbackMinimum };
  const about = {
    type: 'GiveFeedback',
    by,
    feedbackId,
    to: employee.id,
    value: null,
    indicatorId: null,
  } as const;
  const policies = [OTHER, ...world.rules.today];
  yield own.does(
    at(on, 10),
    { actor: by, role },
    { ...about, ...words, kind: words === FEEDBACK[2] ? 'CORRECT' : 'APPRECIATE', anonymousToSubject: false },
    given,
    policies,
  );
  work.feedback.push({ id: feedbackId, on });
  if (chance.happens(0.8))
    yield own.does(
      at(workingDaysAfter(on, 1), 9),
      asEmployee(employee),
      { type: 'AcknowledgeFeedback', by: employee.id },
      given,
      policies,
    );
}

function* obstacleOf({ world, employee, planId, chance, templates }: Work, name: string, on: string): Life {
  const obstacleId = naturalId('simulated-obstacle', planId, name);
  const own = new Thing('performance', obstacle, streamOf('obstacle', obstacleId));
  const { supervisorId, superiorId, unit } = employee;
  const given: ObstacleGiven = {
    calendar: world.rules.calendar,
    plan: {
      ...{ employeeId: employee.id, unitId: unit.unitId, agreed: true },
      indicatorIds: templates.map(({ indicatorId }) => indicatorId),
    },
    ...{ supervisorId, superiorId, ownerExists: true, followUpDays: world.rules.execution.obstacleDays },
  };
  const policies = [OTHER, ...world.rules.today];
  const by = employee.id;
  const [{ indicatorId }] = templates;
  const { description, cause, action, effect } = OBSTACLE;
  yield own.does(
    at(on, 9),
    asEmployee(employee),
    { type: 'RaiseObstacle', by, obstacleId, planId, indicatorId, description },
    given,
    policies,
  );
  const looked = workingDaysAfter(on, chance.between(1, 3));
  yield own.does(
    at(looked, 9),
    asSupervisor(supervisorId),
    { type: 'AnalyseObstacle', by: supervisorId, causes: [{ category: 'TOOL', text: cause }], fiveWhys: [] },
    { ...given, plan: null },
    policies,
  );
  yield own.does(
    at(looked, 11),
    asSupervisor(supervisorId),
    { type: 'AgreeImprovement', by: supervisorId, actions: [action], owner: by, due: plus(looked, 10) },
    { ...given, plan: null },
    policies,
  );
  yield own.does(
    at(workingDaysAfter(looked, 5), 10),
    asEmployee(employee),
    { type: 'ResolveObstacle', by, effectMeasured: effect },
    { ...given, plan: null },
    policies,
  );
}

/** What a quarter came to: reported in the first days after it, verified, and rated. */
export function* resultsOf(work: Work, of: CyclePeriod, alsoOnThatDay: (on: string) => Life): Life {
  const { employee, chance, world, planId } = work;
  const { calendar, execution, today } = world.rules;
  const { id: by, supervisorId, unit } = employee;
  const periodicId = periodicIdOf(planId, of.period);
  const own = new Thing('performance', period, periodStream(periodicId));
  const { period: name, from, to, selfReportBy, rateBy, overdueAt } = of;
  const policies = [OTHER, ...today];
  const given = (): PeriodGiven => ({
    ...{ calendar, cycle: 'OPEN', supervisorId, minDialogues: execution.minDialogues },
    dialogues: work.feedback.filter(({ on }) => on >= from).length,
  });
  yield own.does(
    endOf(to),
    asService('performance'),
    {
      ...{ type: 'OpenPeriod', periodicId, planId, employeeId: by, unitId: unit.unitId },
      ...{ period: name, from, to, selfReportBy, rateBy, overdueAt },
    },
    given(),
    policies,
  );
  const reported = workingDaysAfter(to, chance.between(1, 2));
  const ratio = work.ability + chance.around(0, 0.03);
  const amounts: Amount[] = [];
  for (const template of work.templates)
    amounts.push(yield* report(work, of, template, ratio, { on: reported, hour: 9, again: '' }));
  yield own.does(
    at(reported, 10),
    asEmployee(employee),
    { type: 'SelfReportPeriod', by, text: SELF_REPORT },
    given(),
    policies,
  );
  yield* alsoOnThatDay(reported);
  const verified = workingDaysAfter(reported, 1);
  const wrong: number[] = [];
  for (const [nth, amount] of amounts.entries()) {
    const rejects = chance.happens(0.012);
    if (rejects) wrong.push(nth);
    yield amount.does(
      at(verified, 9),
      asSupervisor(supervisorId),
      rejects
        ? { type: 'RejectMeasurement', by: supervisorId, code: 'QUANTITY_WRONG', reason: REJECTED }
        : { type: 'VerifyMeasurement', by: supervisorId, method: 'REGISTER_CHECK' },
      verdictGiven(work),
      today,
    );
  }
  // Reported again as it should have been, while there is time for it.
  const corrected: Amount[] = [];
  if (verified <= selfReportBy)
    for (const nth of wrong)
      corrected.push(
        yield* report(work, of, work.templates[nth], ratio * 0.97, {
          on: verified,
          hour: 11,
          again: '|again',
        }),
      );
  for (const amount of corrected)
    yield amount.does(
      at(verified, 14),
      asSupervisor(supervisorId),
      { type: 'VerifyMeasurement', by: supervisorId, method: 'DOCUMENT' },
      verdictGiven(work),
      today,
    );
  const rated = workingDaysAfter(verified, 1);
  yield own.does(
    at(rated, 9),
    asSupervisor(supervisorId),
    {
      ...{ type: 'RatePeriod', by: supervisorId, behaviourNotes: NOTES, next: NEXT },
      resultRating: ratio >= 1.1 ? 'ABOVE' : ratio >= 0.9 ? 'MEETS' : 'BELOW',
      behaviourRating: chance.happens(0.25) ? 'ABOVE' : 'MEETS',
    },
    given(),
    policies,
  );
  if (chance.happens(0.9))
    yield own.does(
      at(workingDaysAfter(rated, 1), 9),
      asEmployee(employee),
      { type: 'AcknowledgePeriod', by, agree: chance.happens(0.95) },
      given(),
      policies,
    );
}

const verdictGiven = ({ world: { rules, board }, employee, year }: Work): MeasurementGiven => ({
  ...{
    calendar: rules.calendar,
    cycle: board.cycleOf(year),
    plan: null,
    supervisorId: employee.supervisorId,
  },
  ...{ steward: false, reasonMinimum: rules.reasonMinimum, correctsEventId: null, delivery: null },
});

function* report(
  work: Work,
  { period: name, from, to }: CyclePeriod,
  template: Template,
  ratio: number,
  { on, hour, again }: { readonly on: string; readonly hour: number; readonly again: string },
): Part<Amount> {
  const { world, employee, planId, plan, amounts, chance } = work;
  if (plan.state.status === 'absent') throw new Error('nobody reports on a plan that is not there');
  const { indicatorId } = template;
  const measurementId = naturalId('simulated-measurement', planId, name, `${indicatorId}${again}`);
  const amount = new Thing('performance', measurement, measurementStream(measurementId));
  const line = plan.state.indicators.find((one) => one.indicatorId === indicatorId);
  const quantity = amountOf(template, Number(line?.target ?? 0), ratio + chance.around(0, 0.02));
  const { rules } = world;
  yield amount.does(
    at(on, hour),
    asEmployee(employee),
    {
      ...{ type: 'ReportProgress', by: employee.id, measurementId, planId, indicatorId, quantity, from, to },
      ...{ channel: 'WEB', evidence: [] },
    },
    {
      ...verdictGiven(work),
      plan: plan.state,
      heldAgainst: {
        schemas: [],
        known: amounts.flatMap(({ state }) =>
          state.status === 'absent' || state.status === 'REJECTED' || state.indicatorId !== indicatorId
            ? []
            : { ...state, sourceId: null },
        ),
        quality: rules.execution.quality,
      },
    },
    [...rules.today, OTHER],
  );
  amounts.push(amount);
  return amount;
}

/** Of a quarter, from how well it went. */
const amountOf = ({ direction, aggregation, most }: Template, target: number, ratio: number): string => {
  const share = aggregation === 'SUM' ? target / 4 : target;
  const amount = direction === 'LOWER' ? share * (2 - ratio) : share * ratio;
  return Math.max(0, Math.min(most ?? Infinity, amount)).toFixed(2);
};
