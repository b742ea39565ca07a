import {
  type AnnualRated,
  type EvaluationFinalised,
  evaluationFinalised,
  evaluationObjected,
  objectionDecided,
  objectionHearingHeld,
  objectionWindowMoved,
  OBJECTION_GROUNDS,
} from '@jejak/contracts/performance';
import {
  Conflict,
  decimal,
  endOfDay,
  isBefore,
  legalDate,
  NotAuthorised,
  plusDays,
  reasonFor,
  RuleViolated,
} from '@jejak/kernel';
import { counted } from '../measurement/measurement.decider';
import { PREDICATE } from '../scoring/predicate';
import { recommendation } from './appraisal';
import type { CommandOf, Handed } from './evaluation.commands';
import type { EvaluationEvent, Existing } from './evaluation.state';
import { own } from './guards';
import { correct, type Correction } from './recommendation';

/**
 * The employee contests the rating, from its delivery to the end of the last day of the window; acknowledging does not
 * shorten it.
 * @throws RuleViolated OBJECTION_WINDOW_CLOSED, REASON_REQUIRED
 * @source PP 30/2019; domain.md 5.1, 18
 */
export const fileObjection = (
  { by, grounds, measurementIds, reason, evidence }: CommandOf<'FileObjection'>,
  state: Existing,
  given: Handed,
): EvaluationEvent => {
  const { opened, delivered, status } = state;
  // The deadline answers before the state: after it the evaluation is final, which would only say half of why.
  if (!given.excepted && delivered && !isBefore(given.now, endOfDay(delivered.objectBy, given.calendar)))
    throw new RuleViolated(
      'OBJECTION_WINDOW_CLOSED',
      `Objections were possible until ${delivered.objectBy}.`,
      {
        policyRefs: opened.pinnedPolicies.filter((ref) => ref.startsWith('perf.objection.days@')),
        params: { deadline: delivered.objectBy },
      },
    );
  // By an exception one that is final is objected to all the same, where no objection was decided yet.
  const late = given.excepted && status === 'FINAL' && state.decided === null && delivered !== null;
  if (!late && !['DELIVERED', 'ACKNOWLEDGED', 'DEEMED_ACKNOWLEDGED'].includes(status))
    throw new Conflict('ILLEGAL_TRANSITION', 'Only a delivered evaluation is objected to, and once.');
  own(by, state);
  const foreign = measurementIds.filter(
    (id) => !given.readings.some(({ measurementId }) => measurementId === id),
  );
  if (foreign.length > 0) throw notOfThisPlan(foreign);
  const decideBy = plusDays(legalDate(given.now, given.calendar), given.rules.decisionDays);
  return evaluationObjected(
    {
      evaluationId: opened.evaluationId,
      grounds: OBJECTION_GROUNDS.filter((ground) => grounds.includes(ground)),
      measurementIds: [...measurementIds].sort(),
      decideBy,
      overdueAt: endOfDay(decideBy, given.calendar),
    },
    {
      subject: opened.employeeId,
      evidence,
      reason: reasonFor('OBJECTION', reason, given.rules.reasonMinimum),
    },
  );
};

export const hearObjection = (
  { by, raterStatement, employeeStatement, witnesses }: CommandOf<'HearObjection'>,
  state: Existing,
  given: Handed,
): EvaluationEvent => {
  contested(state);
  superior(by, state, given);
  const { evaluationId, employeeId } = state.opened;
  return objectionHearingHeld(
    {
      ...{ evaluationId, heldBy: by, raterStatement, employeeStatement },
      raterHeard: raterStatement !== null,
      employeeHeard: employeeStatement !== null,
      witnesses: [...witnesses].sort(),
    },
    { subject: employeeId },
  );
};

/**
 * The superior of the rater decides, after both sides were heard. Where it corrects amounts the rating is recommended anew
 * in the same breath; the evaluation is final with the decision, and its version counts whether a rating changed.
 * @throws RuleViolated SOD_VIOLATION, BOTH_SIDES_REQUIRED, REASON_REQUIRED
 * @source PP 30/2019; domain.md 5.3, 18
 */
export const decideObjection = (
  command: CommandOf<'DecideObjection'>,
  state: Existing,
  given: Handed,
): EvaluationEvent[] => {
  const { by, outcome, corrections } = command;
  const { opened, rated, recommended, delivered, heard } = state;
  contested(state);
  superior(by, state, given);
  if (!heard.rater || !heard.employee)
    throw new RuleViolated('BOTH_SIDES_REQUIRED', 'Rater and employee are both heard before the decision.');
  if (!rated || !recommended || !delivered)
    throw new Error('an evaluation under objection has been delivered');
  const reason = reasonFor('OBJECTION', command.reason, given.rules.reasonMinimum);
  const changes = corrections.length > 0 || command.resultRating !== null || command.behaviourRating !== null;
  if (changes === (outcome === 'DISMISSED'))
    throw new RuleViolated(
      'RULE_VIOLATED',
      'A dismissed objection changes nothing, any other changes something.',
      {
        field: 'corrections',
        rule: 'objection.outcome',
      },
    );
  const corrected = correctedAmounts(corrections, given);
  const anew =
    corrections.length > 0 ? recommendation(state, given, correct(given.readings, corrections)) : null;
  const resultRating = command.resultRating ?? anew?.data.resultRating ?? rated.resultRating;
  const behaviourRating = command.behaviourRating ?? rated.behaviourRating;
  const predicate = PREDICATE[resultRating][behaviourRating];
  const changed = resultRating !== rated.resultRating || behaviourRating !== rated.behaviourRating;
  const decided = objectionDecided(
    {
      ...{
        evaluationId: opened.evaluationId,
        decidedBy: by,
        outcome,
        resultRating,
        behaviourRating,
        predicate,
      },
      corrections: corrected,
      newPredicate: predicate === rated.predicate ? null : predicate,
    },
    { subject: opened.employeeId, reason },
  );
  const final = finalised(
    { ...state, recommended: anew?.data ?? recommended },
    { resultRating, behaviourRating, predicate },
    delivered.evaluationVersion + (changed ? 1 : 0),
  );
  return anew ? [anew, decided, final] : [decided, final];
};

/** What corrections make of amounts of the plan, sorted by measurement. @throws RuleViolated for an amount of another plan */
export const correctedAmounts = (corrections: readonly Correction[], { readings }: Handed) =>
  corrections
    .map(({ measurementId, quantity }) => {
      const reading = readings.find((candidate) => candidate.measurementId === measurementId);
      if (!reading) throw notOfThisPlan([measurementId]);
      return { measurementId, old: counted(reading), new: decimal(quantity).toString() };
    })
    .sort((a, b) => (a.measurementId < b.measurementId ? -1 : 1));

/** The evaluation as it stands for everyone who acts on it. */
export const finalised = (
  { opened, recommended }: Existing,
  {
    resultRating,
    behaviourRating,
    predicate,
  }: Pick<AnnualRated['data'], 'resultRating' | 'behaviourRating' | 'predicate'>,
  evaluationVersion: number,
): EvaluationFinalised => {
  if (!recommended) throw new Error('an evaluation is rated after its recommendation');
  const { evaluationId, employeeId, planId, position, unitId, year, periodStart, periodEnd } = opened;
  return evaluationFinalised(
    {
      ...{ evaluationId, employeeId, planId, position, unitId, year, periodStart, periodEnd },
      ...{ evaluationVersion, composite: recommended.composite, resultRating, behaviourRating, predicate },
    },
    { subject: employeeId },
  );
};

const contested = ({ status }: Existing): void => {
  if (status !== 'UNDER_OBJECTION')
    throw new Conflict(
      'ILLEGAL_TRANSITION',
      'There is no objection to this evaluation that waits for a decision.',
    );
};

/** Who rated does not decide about the rating (domain.md 1, separation of duties 2), nor does the employee. */
export const superior = (by: string, { opened, rated }: Existing, { superiorId }: Handed): void => {
  if (by === rated?.raterId || by === opened.employeeId)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody decides an objection to their own rating.', {
      rule: 'sod.rater-decider',
    });
  if (by !== superiorId)
    throw new NotAuthorised('NOT_RELATED', 'The superior of the rater decides an objection.');
};

const notOfThisPlan = (measurementIds: readonly string[]) =>
  new RuleViolated('RULE_VIOLATED', 'These amounts do not belong to the plan that was evaluated.', {
    field: 'measurementIds',
    rule: 'objection.measurements',
    params: { measurements: measurementIds },
  });

/**
 * The delivery could not be proved: the days run from when it counts as received. Who has acknowledged it has it, and what is objected to,
 * or final, needs no window. @source PP 30/2019; domain.md 11
 */
export const moveObjectionWindow = (
  { receivedOn }: CommandOf<'MoveObjectionWindow'>,
  { opened, delivered, status }: Existing,
  { calendar, rules }: Handed,
): EvaluationEvent[] => {
  if (!delivered || (status !== 'DELIVERED' && status !== 'DEEMED_ACKNOWLEDGED')) return [];
  const objectBy = plusDays(receivedOn, rules.objectionDays);
  if (objectBy <= delivered.objectBy) return [];
  const { evaluationId, employeeId } = opened;
  const finalAt = endOfDay(objectBy, calendar);
  return [objectionWindowMoved({ evaluationId, receivedOn, objectBy, finalAt }, { subject: employeeId })];
};
