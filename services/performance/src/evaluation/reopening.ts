import { evaluationReopened } from '@jejak/contracts/performance';
import { Conflict, reasonFor, RuleViolated } from '@jejak/kernel';
import type { CommandOf, Handed } from './evaluation.commands';
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
  const { evaluationId, employeeId } = state.opened;
  return evaluationReopened(
    {
      ...{ evaluationId, reopenedBy: by, ground, findingRef: findingRef.trim() },
      evaluationVersion: state.version,
      corrections: correctedAmounts(corrections, given),
    },
    { subject: employeeId, evidence, reason: reasonFor(ground, reason, given.rules.reasonMinimum) },
  );
};
