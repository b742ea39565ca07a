import type { DomainEvent, Moment } from '@jejak/kernel';
import { evaluation } from '../src/evaluation/evaluation.decider';
import type { EvaluationEvent } from '../src/evaluation/evaluation.state';
import type { EvaluationCommand, EvaluationGiven } from '../src/evaluation/evaluation.commands';
import type { Reading } from '../src/evaluation/recommendation';
import {
  at,
  behaviourRatings,
  calendar,
  E1,
  EVALUATION,
  evaluationRules,
  indicators,
  measurementId,
  PINNED,
  PLAN,
  POSITION,
  rubric,
  SUP1,
  SUP2,
  UNIT,
} from './nurse';

/** What the year gave E-1, and the commands of its evaluation, for the specs of the rules. */
const amount = (n: number, indicatorId: string, quantity: string, from: string, to: string): Reading => ({
  ...{ measurementId: measurementId(n), indicatorId, quantity, from, to, status: 'VERIFIED' },
});

/** 330 + 345 + 350 + 295 verified = 1 320; 60 of December rejected. */
export const readings: readonly Reading[] = [
  amount(1, 'I-1', '330', '2026-01-01', '2026-03-31'),
  amount(2, 'I-1', '345', '2026-04-01', '2026-06-30'),
  amount(3, 'I-1', '350', '2026-07-01', '2026-09-30'),
  amount(4, 'I-1', '295', '2026-10-01', '2026-11-30'),
  { ...amount(5, 'I-1', '60', '2026-12-01', '2026-12-29'), status: 'REJECTED' },
  amount(6, 'I-2', '2.55', '2026-01-01', '2026-12-31'),
  amount(7, 'I-3', '85.25', '2026-01-01', '2026-12-31'),
  amount(8, 'I-4', '97.02', '2026-01-01', '2026-12-31'),
];

export const reads = (
  date: string,
  over: Partial<EvaluationGiven> & { readonly time?: string } = {},
): EvaluationGiven & Moment => {
  const { time, ...given } = over;
  return {
    now: at(date, time),
    ...{ calendar, cycle: 'EVALUATING', rules: evaluationRules, readings, excepted: false },
    plan: {
      ...{ status: 'ACTIVE', planId: PLAN, employeeId: E1, position: POSITION, unitId: UNIT, year: 2026 },
      ...{ periodStart: '2026-01-01', periodEnd: '2026-12-31', pinnedPolicies: PINNED },
      indicators: indicators('1200'),
    },
    relation: { supervisorId: SUP1, since: '2020-01-01' },
    formerSupervisorId: null,
    superiorId: SUP2,
    ...{ organisation: 'not-head', reviewDue: false, finding: null },
    feedback: Object.fromEntries(
      behaviourRatings.flatMap(({ value, feedbackRefs }) =>
        feedbackRefs.map((ref) => [ref, { to: E1, value }]),
      ),
    ),
    inputsSha256: 'f'.repeat(64),
    ...given,
  };
};

export const evidence = [{ sha256: 'a'.repeat(64), mediaType: 'application/pdf', size: 2048 }];
export const grounds = 'Enam puluh anak bulan Desember tidak dihitung; register aslinya terlampir.';
export const decision = 'Register asli membuktikan enam puluh anak; penolakan V-1 dibatalkan.';

/** Each command as the story gives it. */
export const command = {
  open: { type: 'OpenEvaluation', evaluationId: EVALUATION },
  interview: {
    ...{ type: 'RecordInterview', by: SUP1, rubric, agreedSummary: 'Cakupan naik, data dijaga.' },
    employeePresent: true,
  },
  behaviour: { type: 'RateBehaviour', by: SUP1, ratings: behaviourRatings },
  citizens: { type: 'RecordCitizenIndex', index: '90.00', n: 40 },
  recommend: { type: 'ComputeRecommendation' },
  rate: {
    ...{ type: 'RateAnnual', by: SUP1, resultRating: 'MEETS', behaviourRating: 'ABOVE' },
    ...{ justification: '', evidence: [], consultedSupervisorId: null },
  },
  deliver: { type: 'DeliverEvaluation', by: SUP1 },
  acknowledge: { type: 'Acknowledge', by: E1, agree: false, comment: null },
  object: {
    ...{ type: 'FileObjection', by: E1, grounds: ['MEASUREMENT'], measurementIds: [measurementId(5)] },
    ...{ reason: grounds, evidence },
  },
  hear: {
    ...{ type: 'HearObjection', by: SUP2, witnesses: [] },
    ...{ raterStatement: 'Register tidak terbaca.', employeeStatement: 'Register asli ada.' },
  },
  decide: {
    ...{ type: 'DecideObjection', by: SUP2, outcome: 'UPHELD', reason: decision },
    ...{ corrections: [{ measurementId: measurementId(5), quantity: '60' }] },
    ...{ resultRating: null, behaviourRating: null },
  },
} as const satisfies Record<string, EvaluationCommand>;

export type Step = readonly [EvaluationCommand, ReturnType<typeof reads>];

/** What these commands record, one after the other. */
export const after = (...steps: readonly Step[]): EvaluationEvent[] =>
  steps.reduce<EvaluationEvent[]>((facts, [step, handed]) => {
    const state = facts.reduce((folded, fact) => evaluation.evolve(folded, fact), evaluation.initial);
    return [...facts, ...evaluation.decide(step, state, handed)];
  }, []);

export const names = (facts: readonly DomainEvent[]): string => facts.map(({ type }) => type).join();

/** The data of the last fact of a name. */
export const data = <Name extends EvaluationEvent['type']>(facts: readonly EvaluationEvent[], name: Name) => {
  const fact = facts.findLast((candidate) => candidate.type === name);
  // Found by its name.
  return fact?.data as Extract<EvaluationEvent, { type: Name }>['data'];
};

/** The story's commands on the days on which they are given. */
export const opened: Step = [command.open, reads('2027-01-01')];
export const interviewed: Step = [command.interview, reads('2027-01-11')];
export const behaved: Step = [command.behaviour, reads('2027-01-11')];
export const surveyed: Step = [command.citizens, reads('2027-01-11')];
export const recommended: Step = [command.recommend, reads('2027-01-11')];
export const rated: Step = [command.rate, reads('2027-01-12')];
export const delivered: Step = [command.deliver, reads('2027-01-13')];
export const objected: Step = [command.object, reads('2027-01-22')];
export const heard: Step = [command.hear, reads('2027-01-29')];
export const prepared: readonly Step[] = [opened, interviewed, behaved, surveyed];
export const untilDelivery: readonly Step[] = [...prepared, recommended, rated, delivered];
export const untilHearing: readonly Step[] = [...untilDelivery, objected, heard];
