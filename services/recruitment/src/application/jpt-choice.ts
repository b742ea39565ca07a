import { Conflict, type Particulars, reasonFor, RuleViolated } from '@jejak/kernel';
import type { ApplicationStatus } from './application.state';

/** What the choice of a senior leader (JPT) rests on, beyond the ranking. */
export interface JptGiven {
  /** How many of the best are put before the mayor (`rec.jpt.committee`). */
  readonly names: number;
  /** Candidates of this vacancy who are appointed already. */
  readonly filled: number;
  /** The least length of a reason, in characters. */
  readonly reasonMinChars: number;
}

const RANKED: readonly ApplicationStatus[] = ['selected', 'reserved', 'not-selected'];

/**
 * The mayor chooses one of the best, and says why where it is not the first: no rank order binds here.
 * @param above how many the published ranking places higher who have neither left nor a seat: of each seat the best are others
 * @returns what the appointment says of its reason
 * @throws Conflict ILLEGAL_TRANSITION · RuleViolated NOT_IN_TOP_THREE, RULE_VIOLATED, REASON_REQUIRED
 * @source domain.md 4.3 rule 6
 */
export const choiceOf = (
  status: ApplicationStatus,
  above: number,
  seats: number,
  reason: string | null,
  { names, filled, reasonMinChars }: JptGiven,
): Pick<Particulars, 'reason'> => {
  if (!RANKED.includes(status))
    throw new Conflict('ILLEGAL_TRANSITION', `The application is ${status}; it must be ranked.`);
  if (above >= names)
    throw new RuleViolated('NOT_IN_TOP_THREE', 'The mayor chooses one of the best only.', {
      params: { names },
    });
  if (filled >= seats)
    throw new RuleViolated('RULE_VIOLATED', 'Every seat of the vacancy is filled.', { rule: 'rec.seats' });
  return above === 0 ? {} : { reason: reasonFor('DEVIATION', reason ?? '', reasonMinChars) };
};
