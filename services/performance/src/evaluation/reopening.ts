import { evaluationReopened } from '@jejak/contracts/performance';
import { Conflict, reasonFor, RuleViolated } from '@jejak/kernel';
import type { CommandOf, Handed } from './evaluation.commands';
import { evaluationStream } from './evaluation-id';
import type { EvaluationEvent, Existing } from './evaluation.state';
import { correctedAmounts, superior } from './objection';

/**
 * The superior of the rater opens a final evaluation again, on a finding or a judgment; what it corrects of the amounts is
 * the only way into a closed year beside the decision of an objection.
 * @throws RuleViolated SOD_VIOLATION, FINDING_REQUIRED, REASON_REQUIRED
 * @source domain.md 5.1, 5.3, 12
 */
export const reopen = (
  { by, ground, findingRef, corrections, reason, evidence }: CommandOf<'ReopenEvaluation'>,
  state: Existing,
  given: Handed,
): EvaluationEvent => {
  if (state.status !== 'FINAL')
    throw new Conflict('ILLEGAL_TRANSITION', 'Only a final evaluation is opened again.');
  superior(by, state, given);
  if (findingRef.trim() === '' || evidence.length === 0)
    throw new RuleViolated('FINDING_REQUIRED', 'It takes a finding or a judgment, and its document.', {
      field: findingRef.trim() === '' ? 'findingRef' : 'evidence',
    });
  const { evaluationId, employeeId, unitId } = state.opened;
  if (ground === 'FINDING' && !concerns(given.finding, evaluationStream(evaluationId), unitId))
    throw new RuleViolated(
      'FINDING_REQUIRED',
      'No finding of this id is about the evaluation, or its unit.',
      {
        field: 'findingRef',
      },
    );
  return evaluationReopened(
    {
      ...{ evaluationId, reopenedBy: by, ground, findingRef: findingRef.trim() },
      evaluationVersion: state.version,
      corrections: correctedAmounts(corrections, given),
    },
    { subject: employeeId, evidence, reason: reasonFor(ground, reason, given.rules.reasonMinimum) },
  );
};

/** A finding about an evaluation itself, or about the practice of the unit in which it was made. */
const concerns = (finding: Handed['finding'], stream: string, unitId: string): boolean =>
  finding !== null && (finding.about === null ? finding.unitId === unitId : finding.about === stream);
