import { RuleViolated } from './domain-error';
import type { ReasonCode } from './role';

/**
 * Why something is returned, rejected, changed or contested, as its event carries it.
 * @param minimum characters, spaces at the ends not counted (`gov.other`)
 * @throws RuleViolated REASON_REQUIRED
 * @source domain.md 2.1
 */
export const reasonFor = (code: ReasonCode, text: string, minimum: number) => {
  if (text.trim().length < minimum)
    throw new RuleViolated('REASON_REQUIRED', `Say why, in at least ${minimum} characters.`, {
      field: 'reason',
      params: { min: minimum },
    });
  return { code, text: text.trim() };
};
