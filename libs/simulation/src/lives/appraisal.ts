import {
  BEHAVIOUR_VALUES,
  type EvaluationFinalised,
  EXPECTATIONS,
  type Expectation,
} from '@jejak/contracts/performance';
import type { DomainEvent } from '@jejak/kernel';
import { sha256 } from '@jejak/ledger';
import {
  type EvaluationCommand,
  type EvaluationGiven,
  FORMULA_KEYS,
  inputsSha256,
  type Organisation,
  pinnedOf,
  type Reading,
} from '@jejak/performance/life';
import { asEmployee, asService, asSupervisor } from '../city/actors';
import { at, endOf, workingDay, workingDaysAfter } from '../city/days';
import {
  DEVIATION,
  DISMISSED,
  HEARD,
  OBJECTED,
  QUESTIONS,
  SELF_ASSESSMENT,
  SUMMARY,
  UPHELD,
} from '../city/texts';
import { type Actor, type Life, type Step, until } from '../engine/step';
import { reviewedOn } from './unit-year';
import { heldFrom } from './founding';
import { incentive, issuesPermits } from './incentives';
import { earning } from './promoting';
import type { Work } from './work';

/** On which pinned policies a decision rests, as the service's own reading names them. */
const RESTS_ON: Partial<Record<EvaluationCommand['type'], readonly string[]>> = {
  ComputeRecommendation: FORMULA_KEYS,
  RateAnnual: ['perf.result', 'perf.other'],
  DeliverEvaluation: ['perf.objection.days', 'perf.ack.days', 'perf.distribution'],
  FileObjection: ['perf.objection.days', 'perf.objection.decisionDays'],
  DecideObjection: FORMULA_KEYS,
};

const readingsOf = ({ amounts }: Work): Reading[] =>
  amounts.flatMap(({ state }) => {
    if (state.status === 'absent') return [];
    const { measurementId, indicatorId, quantity, from, to, status } = state;
    return { measurementId, indicatorId, quantity, from, to, status };
  });

const does = (work: Work, when: string, by: Actor, command: EvaluationCommand): Step => {
  const { world, employee, evaluation, plan, year, feedback } = work;
  const { rules, board } = world;
  if (plan.state.status === 'absent') throw new Error('nobody is evaluated without a plan');
  const { state } = evaluation;
  const computes = command.type === 'ComputeRecommendation' || command.type === 'DecideObjection';
  const organisation: Organisation =
    employee.leads && computes ? { result: board.resultOf(employee.unit, year) } : 'not-head';
  const policies = pinnedOf(RESTS_ON[command.type] ?? [], plan.state.pinnedPolicies);
  const readings = readingsOf(work);
  const { indicators } = plan.state;
  const given: EvaluationGiven = {
    ...{ calendar: rules.calendar, cycle: board.cycleOf(year), rules: rules.evaluation },
    ...{ plan: plan.state, readings, organisation },
    relation: { supervisorId: employee.supervisorId, since: heldFrom(employee) },
    ...{
      formerSupervisorId: null,
      superiorId: employee.superiorId,
      reviewDue: false,
      excepted: false,
      finding: null,
    },
    feedback: Object.fromEntries(feedback.map(({ id }) => [id, { to: employee.id, value: null }])),
    inputsSha256: computes
      ? inputsSha256({
          ...{ indicators, readings, policies, organisation },
          evaluation: state.status === 'absent' ? null : state,
        })
      : '',
  };
  return evaluation.does(when, by, command, given, [...policies, ...rules.today]);
};

/** Time opens the evaluation when its period is over. */
export const opening = (work: Work): Step =>
  does(work, endOf(`${work.year}-12-31`), asService('performance'), {
    ...{ type: 'OpenEvaluation', evaluationId: work.evaluationId },
  });

/** How the employee sees the year, on a day on which that can still be said. */
export function* ownView(work: Work, on: string): Life {
  const { employee, chance } = work;
  if (chance.happens(0.75))
    yield does(work, at(on, 11), asEmployee(employee), {
      ...{ type: 'SelfAssess', by: employee.id, text: SELF_ASSESSMENT, indicators: [] },
    });
}

/** From the dialogue to the word that stands. */
export function* appraisal(work: Work): Life {
  const { employee, chance, year, evaluation, world } = work;
  const { supervisorId, id } = employee;
  const above = asSupervisor(supervisorId);
  const service = asService('performance');
  const talked = workingDay(`${year + 1}-01-${chance.between(12, 14)}`);
  const mark = (): number => Math.max(1, Math.min(5, Math.round(work.ability * 4 + chance.around(0, 0.4))));
  yield does(work, at(talked, 9), above, {
    ...{ type: 'RecordInterview', by: supervisorId, agreedSummary: SUMMARY, employeePresent: true },
    rubric: QUESTIONS.map((question) => ({ question, score: mark() })),
  });
  yield does(work, at(talked, 11), above, {
    type: 'RateBehaviour',
    by: supervisorId,
    ratings: valuesOf(work),
  });
  const heard = world.board.takeHeard(employee, year);
  if (heard)
    yield does(work, at(talked, 12), service, {
      ...{ type: 'RecordCitizenIndex', n: heard.n, index: ((heard.total * 25) / heard.n).toFixed(2) },
    });
  yield does(work, at(talked, 13), service, { type: 'ComputeRecommendation' });
  yield* rating(work, workingDaysAfter(talked, chance.between(1, 2)));
  // The review of the unit comes before anybody is told.
  const delivered = workingDaysAfter(reviewedOn(year), chance.between(1, 3));
  yield until(at(delivered, 10));
  yield does(work, at(delivered, 10), above, { type: 'DeliverEvaluation', by: supervisorId });
  const { state } = evaluation;
  if (state.status !== 'DELIVERED' || !state.delivered || !state.rated) return;
  const { acknowledgeBy, objectBy } = state.delivered;
  const objects =
    employee.superiorId !== null &&
    // Who is about to leave lets it rest.
    world.board.holderOf(employee, year + 1) !== null &&
    state.rated.predicate !== 'SANGAT_BAIK' &&
    chance.happens(0.03);
  const acknowledges = chance.happens(0.85);
  if (acknowledges)
    yield does(work, at(workingDaysAfter(delivered, chance.between(1, 4)), 10), asEmployee(employee), {
      ...{ type: 'Acknowledge', by: id, agree: !objects, comment: null },
    });
  if (objects) {
    yield* objection(work, workingDaysAfter(delivered, 5));
    return;
  }
  if (!acknowledges) yield does(work, endOf(acknowledgeBy), service, { type: 'DeemAcknowledged' });
  const over = endOf(objectBy);
  yield* standing(work, over, yield does(work, over, service, { type: 'FinaliseEvaluation' }));
}

/** What stands in the end counts for the career. */
function* standing(work: Work, when: string, events: readonly DomainEvent[]): Life {
  const { world, employee, year } = work;
  const found = events.find(({ type }) => type === 'EvaluationFinalised');
  if (!found) return;
  yield* earning(world, employee, found.data as EvaluationFinalised['data'], when);
  // Nobody who is leaving is rewarded any more.
  const stays = world.board.holderOf(employee, year + 1) === employee;
  if (stays && !employee.leads && issuesPermits(employee.unit)) yield* incentive(work, when);
}

/** Most of the seven values are as expected; what is above names the feedback that bears it. */
const valuesOf = ({ chance, feedback }: Work) => {
  const shines = chance.happens(0.38);
  const [first] = feedback;
  return BEHAVIOUR_VALUES.map((value) => {
    const above = chance.happens(shines ? 0.75 : 0.15) && first !== undefined;
    const below = !above && !shines && chance.happens(0.008) && first !== undefined;
    return {
      value,
      rating: above ? ('ABOVE' as const) : below ? ('BELOW' as const) : ('MEETS' as const),
      feedbackRefs: above || below ? [first.id] : [],
    };
  });
};

/** The rater mostly follows what is recommended; a rating beside it has its reasons, and lies one step away at most. */
function* rating(work: Work, on: string): Life {
  const { employee, chance, evaluation, world, year, evaluationId } = work;
  const { state } = evaluation;
  if (state.status === 'absent' || !state.recommended) return;
  const { resultRating, behaviourRating } = state.recommended;
  const up = above(behaviourRating);
  const deviates = !employee.leads && up !== null && resultRating === 'MEETS' && behaviourRating === 'MEETS';
  const deviating = deviates && chance.happens(0.03);
  const by = employee.supervisorId;
  yield does(work, at(on, 9), asSupervisor(by), {
    ...{ type: 'RateAnnual', by, resultRating, behaviourRating: deviating ? up : behaviourRating },
    ...{ justification: deviating ? DEVIATION : '', consultedSupervisorId: null },
    evidence: deviating ? [document(evaluationId)] : [],
  });
  const { rated } = work.evaluation.state as { readonly rated?: { readonly predicate: never } | null };
  if (!employee.leads)
    world.board.rates(employee.unit, year, {
      ...{ evaluationId, employeeId: employee.id, raterId: rated ? by : null },
      predicate: rated?.predicate ?? null,
    });
}

const above = (rating: Expectation): Expectation | null =>
  EXPECTATIONS.at(EXPECTATIONS.indexOf(rating) + 1) ?? null;

const document = (name: string) => ({
  ...{
    sha256: sha256(Buffer.from(`document|${name}`)).toString('hex'),
    mediaType: 'application/pdf',
    size: 48_210,
  },
});

/** An objection is heard on both sides and decided; four in ten are right. */
function* objection(work: Work, on: string): Life {
  const { employee, chance, evaluation, evaluationId } = work;
  const { id, superiorId } = employee;
  if (superiorId === null) return;
  const superior = asSupervisor(superiorId);
  yield does(work, at(on, 9), asEmployee(employee), {
    ...{ type: 'FileObjection', by: id, grounds: ['PROCEDURE'], measurementIds: [], reason: OBJECTED },
    evidence: [document(`objection|${evaluationId}`)],
  });
  const heard = workingDaysAfter(on, 3);
  yield does(work, at(heard, 9), superior, {
    ...{ type: 'HearObjection', by: superiorId, witnesses: [] },
    ...{ raterStatement: HEARD.rater, employeeStatement: HEARD.employee },
  });
  const rated = evaluation.state.status === 'absent' ? null : evaluation.state.rated;
  const better = rated && above(rated.resultRating);
  const upheld = better !== null && chance.happens(0.4);
  const decided = at(workingDaysAfter(heard, 3), 9);
  const events = yield does(work, decided, superior, {
    ...{ type: 'DecideObjection', by: superiorId, outcome: upheld ? 'UPHELD' : 'DISMISSED', corrections: [] },
    ...{ resultRating: upheld ? better : null, behaviourRating: null, reason: upheld ? UPHELD : DISMISSED },
  });
  yield* standing(work, decided, events);
}
