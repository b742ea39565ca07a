import { NotAuthorised, reasonFor, RuleViolated } from '@jejak/kernel';
import type { TrainingRules } from '../rules/training-rules';
import type { Participant, ScheduledSession, SessionCommand } from './session.commands';

type Request = Extract<SessionCommand, { type: 'RequestSeat' }>;
type Reason = ReturnType<typeof reasonFor>;

/** @throws RuleViolated POLICY_MISSING where the policy of that day knows of no box */
const leastBoxOf = ({ other: { leadershipMinBox: box }, refs }: TrainingRules): number => {
  if (box === undefined)
    throw new RuleViolated('POLICY_MISSING', 'No policy says from which box on somebody may lead.', {
      rule: 'tr.other',
      policyRefs: refs.filter((ref) => ref.startsWith('tr.other@')),
    });
  return box;
};

/**
 * Whether this seat may be asked for by who asks. People ask for their own, the supervisor for the team's. A leadership programme
 * is for those whose potential career has mapped; for anybody else HR nominates, and says why.
 * @returns the reason of HR; undefined where none is needed
 * @throws NotAuthorised NOT_RELATED · RuleViolated PREREQUISITE_MISSING (`leadership.potential`), SOD_VIOLATION, REASON_REQUIRED,
 * POLICY_MISSING
 * @source domain.md 6.3, leadership programme; PermenPANRB 3/2020
 */
export const askedBy = (
  { by, employeeId, nominatedAs, reason }: Request,
  { kind }: Pick<ScheduledSession, 'kind'>,
  { supervisorId, talentBox }: Pick<Participant, 'supervisorId' | 'talentBox'>,
  rules: TrainingRules,
): Reason | undefined => {
  if (nominatedAs === 'SUPERVISOR' && by !== supervisorId)
    throw new NotAuthorised('NOT_RELATED', 'The supervisor nominates.');
  if (nominatedAs === 'HR') {
    if (kind !== 'LEADERSHIP') throw new NotAuthorised('NOT_RELATED', 'The supervisor nominates.');
    if (by === employeeId) throw new RuleViolated('SOD_VIOLATION', 'Nobody nominates themselves.');
    return reasonFor('EXCEPTION', reason, rules.reasonMinimum);
  }
  if (kind !== 'LEADERSHIP') return undefined;
  const min = leastBoxOf(rules);
  if (talentBox === null || talentBox < min)
    throw new RuleViolated(
      'PREREQUISITE_MISSING',
      `A leadership programme is for those in box ${min} of the nine-box or above; HR may nominate others, and says why.`,
      { rule: 'leadership.potential', params: { min } },
    );
  return undefined;
};
