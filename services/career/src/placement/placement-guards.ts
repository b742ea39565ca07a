import { Conflict, NotFound, plusMonths, RuleViolated } from '@jejak/kernel';
import type { PlacementRules } from '../talent/talent-rules';
import type { Match } from './match';

/** A place in the organisation from a day on. */
export interface Place {
  readonly position: string;
  readonly unitId: string;
  /** Null at the top of the line. */
  readonly supervisorId: string | null;
  /** Legal date. */
  readonly from: string;
}

/** What a decision about a placement reads. */
export interface PlacementGiven {
  /** Legal date. */
  readonly today: string;
  readonly rules: PlacementRules;
  readonly reasonMinimum: number;
  /** First and last day in the city's service; null: no such employee, no end. */
  readonly since: string | null;
  readonly endedOn: string | null;
  readonly unitOpen: boolean;
  readonly supervisorKnown: boolean;
  /** The supervisor stands below the employee. */
  readonly circular: boolean;
  /** First day of the post that is held, where it was a move to it; null: the first post. */
  readonly lastMove: string | null;
  /** The last day on which an assignment of the file begins: a new one begins after it. */
  readonly lastAssigned: string | null;
  /** Relatives among those above the new place, and those who report to the employee. */
  readonly relatives: readonly string[];
  readonly match: Match;
  /** Whose predicates stand in the match, sorted by id. */
  readonly evaluations: readonly { readonly evaluationId: string; readonly evaluationVersion: number }[];
  /** Cases of promotion, open or granted and not in effect yet, for a post that this one is not; sorted. */
  readonly openPromotions: readonly string[];
}

/**
 * Why somebody is moved although it undoes an open promotion.
 * @throws RuleViolated REASON_REQUIRED @source domain.md 2.1, 7.2; parameter `gov.other` reasonMinChars
 */
export const checkPromotions = (reason: string, { openPromotions, reasonMinimum }: PlacementGiven): void => {
  if (openPromotions.length > 0 && reason.trim().length < reasonMinimum)
    throw new RuleViolated(
      'REASON_REQUIRED',
      'The place would undo an open promotion: say why all the same.',
      {
        field: 'reason',
        rule: 'placement.promotion',
        params: { promotions: openPromotions, min: reasonMinimum },
      },
    );
};
/** Names the promotions in the fact, where there are any. */
export const undoing = ({ openPromotions }: PlacementGiven) =>
  openPromotions.length === 0 ? {} : { openPromotions: [...openPromotions] };

/**
 * What stands against a place whoever decides, at the proposal and again at the decision.
 * @source domain.md 7.2; parameter `car.other` placementRestYears
 */
export const checkPlace = (employeeId: string, place: Place, given: PlacementGiven): void => {
  const { since, endedOn, unitOpen, supervisorKnown, circular, lastMove, lastAssigned, rules } = given;
  if (since === null)
    throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee.', { field: 'employeeId' });
  if (endedOn !== null)
    throw new Conflict('EMPLOYMENT_ENDED', 'This employment has ended.', { params: { on: endedOn } });
  if (!unitOpen)
    throw new NotFound('UNIT_NOT_FOUND', 'There is no such unit on that day.', { field: 'unitId' });
  if (!supervisorKnown)
    throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee.', { field: 'supervisorId' });
  if (place.supervisorId === employeeId || circular)
    throw new Conflict('CYCLE_IN_LINE', 'Nobody is their own supervisor, not even further up the line.', {
      field: 'supervisorId',
    });
  if (lastAssigned !== null && place.from <= lastAssigned)
    throw new Conflict('OVERLAP', 'The dates overlap with an assignment that is there already.', {
      field: 'from',
    });
  if (lastMove !== null && place.from < plusMonths(lastMove, 12 * rules.placementRestYears))
    throw new RuleViolated(
      'RULE_VIOLATED',
      `Nobody is moved twice within ${rules.placementRestYears} years.`,
      {
        field: 'from',
        rule: 'placement.rest-years',
        params: { years: rules.placementRestYears, lastMove },
      },
    );
  if (given.relatives.length > 0)
    throw new RuleViolated('KINSHIP_LINE', 'A relative stands in the line of that place.', {
      field: 'unitId',
      rule: 'placement.kinship',
    });
};
