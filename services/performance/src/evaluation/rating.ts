import {
  type AnnualRated,
  annualRated,
  type Expectation,
  type RatingRecommended,
  ratingChangedInReview,
} from '@jejak/contracts/performance';
import {
  Conflict,
  endOfDay,
  type EvidenceRef,
  isBefore,
  plusMonths,
  reasonFor,
  RuleViolated,
} from '@jejak/kernel';
import { PREDICATE, REGULATION, stepsBetween } from '../scoring/predicate';
import type { CommandOf, Handed } from './evaluation.commands';
import type { EvaluationEvent, Existing } from './evaluation.state';
import { supervises } from './guards';

/** What an official puts in place of the recommendation, and how it is justified. */
interface Chosen {
  readonly resultRating: Expectation;
  readonly behaviourRating: Expectation;
  readonly justification: string;
  readonly evidence: readonly EvidenceRef[];
}

/**
 * The predicate that follows from the ratings, and how far it is from the recommended one. A rating other than the
 * recommended one is justified with evidence, even where the predicate stays.
 * @throws RuleViolated DEVIATION_TOO_LARGE, DEVIATION_UNJUSTIFIED
 * @source PermenPANRB 6/2022; domain.md 5.3, 5.5, 18
 */
const deviating = (
  { resultRating, behaviourRating, justification, evidence }: Chosen,
  recommended: RatingRecommended['data'],
  { rules }: Handed,
): Pick<AnnualRated['data'], 'predicate' | 'deviation'> => {
  const predicate = PREDICATE[resultRating][behaviourRating];
  const steps = stepsBetween(recommended.predicate, predicate);
  const { deviationMaxSteps: maximum } = rules;
  if (Math.abs(steps) > maximum)
    throw new RuleViolated('DEVIATION_TOO_LARGE', 'The predicate is too far from the recommended one.', {
      params: { recommended: recommended.predicate, predicate, maximum },
    });
  const deviates =
    resultRating !== recommended.resultRating || behaviourRating !== recommended.behaviourRating;
  if (deviates && (justification.trim().length < rules.justificationMinimum || evidence.length === 0))
    throw new RuleViolated(
      'DEVIATION_UNJUSTIFIED',
      'A rating other than the recommended one needs grounds and evidence.',
      { field: 'justification', params: { minimum: rules.justificationMinimum } },
    );
  return { predicate, deviation: deviates ? { steps, recommended: recommended.predicate } : null };
};

/**
 * The rater decides, after the employee's own assessment or when its time is over.
 * @throws Conflict EVALUATION_NOT_OPEN, SELF_ASSESSMENT_OPEN
 * @throws RuleViolated SOD_VIOLATION, DEVIATION_TOO_LARGE, DEVIATION_UNJUSTIFIED, RATER_TENURE
 * @source PermenPANRB 6/2022; domain.md 5.1, 5.3, 18
 */
export const rateAnnual = (
  command: CommandOf<'RateAnnual'>,
  state: Existing,
  given: Handed,
): EvaluationEvent => {
  const { recommended, opened } = state;
  if (state.status !== 'RECOMMENDED' || !recommended)
    throw new Conflict('EVALUATION_NOT_OPEN', 'An evaluation is rated once, after its recommendation.');
  const { by, resultRating, behaviourRating, justification, evidence } = command;
  selfAssessmentOver(state, given);
  supervises(by, state, given);
  const { predicate, deviation } = deviating(command, recommended, given);
  const consultedSupervisorId = consulted(command, state, given);
  const { evaluationId, employeeId } = opened;
  return annualRated(
    {
      ...{ evaluationId, raterId: by, resultRating, behaviourRating, predicate, deviation },
      ...{ regulation: REGULATION, consultedSupervisorId },
    },
    {
      subject: employeeId,
      evidence,
      ...(deviation ? { reason: { code: 'DEVIATION' as const, text: justification.trim() } } : {}),
    },
  );
};

const selfAssessmentOver = ({ opened, selfAssessed }: Existing, { now, calendar }: Handed): void => {
  const { selfAssessBy } = opened;
  if (!selfAssessed && selfAssessBy !== undefined && isBefore(now, endOfDay(selfAssessBy, calendar)))
    throw new Conflict(
      'SELF_ASSESSMENT_OPEN',
      `The employee may still assess the year, until ${selfAssessBy}.`,
      {
        params: { deadline: selfAssessBy },
      },
    );
};

/**
 * A distribution review changes a rating that is not delivered yet, for a reason of this employee's own; it may go no
 * further from the recommendation than the rater might.
 * @throws RuleViolated SOD_VIOLATION, REASON_REQUIRED, DEVIATION_TOO_LARGE, DEVIATION_UNJUSTIFIED
 * @source domain.md 5.3, 5.6
 */
export const changeInReview = (
  { by, resultRating, behaviourRating, reason, evidence }: CommandOf<'ChangeInReview'>,
  { status, opened, rated, recommended }: Existing,
  given: Handed,
): EvaluationEvent[] => {
  if (status !== 'RATED' || !rated || !recommended)
    throw new Conflict('ILLEGAL_TRANSITION', 'A review changes ratings that are not delivered yet.');
  if (by === opened.employeeId)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody rates themselves.', { rule: 'sod.rate-oneself' });
  const because = reasonFor('OVERRIDE', reason, given.rules.reasonMinimum);
  const chosen = { resultRating, behaviourRating, justification: reason, evidence };
  const { predicate, deviation } = deviating(chosen, recommended, given);
  if (resultRating === rated.resultRating && behaviourRating === rated.behaviourRating) return [];
  const { evaluationId, employeeId } = opened;
  const old = {
    resultRating: rated.resultRating,
    behaviourRating: rated.behaviourRating,
    predicate: rated.predicate,
  };
  return [
    ratingChangedInReview(
      { evaluationId, by, old, new: { resultRating, behaviourRating, predicate }, deviation },
      { subject: employeeId, evidence, reason: because },
    ),
  ];
};

/**
 * A rater who knew the employee for fewer than the full months of the rated year asks the supervisor before.
 * @throws RuleViolated RATER_TENURE
 * @source domain.md 5.3, 18
 */
const consulted = (
  { consultedSupervisorId }: CommandOf<'RateAnnual'>,
  { opened }: Existing,
  { relation, formerSupervisorId, rules }: Handed,
): string | null => {
  const yearStart = `${opened.year}-01-01`;
  const since = relation && relation.since > yearStart ? relation.since : yearStart;
  const tenured = plusMonths(since, rules.raterTenureMonths) <= `${opened.year + 1}-01-01`;
  if (tenured || formerSupervisorId === null) return consultedSupervisorId;
  if (consultedSupervisorId !== formerSupervisorId)
    throw new RuleViolated('RATER_TENURE', 'The supervisor before has to be consulted.', {
      field: 'consultedSupervisorId',
      params: { months: rules.raterTenureMonths },
    });
  return consultedSupervisorId;
};
