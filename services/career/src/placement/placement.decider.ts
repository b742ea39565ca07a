import {
  type PlacementDecided,
  placementDecided,
  type PlacementKind,
  type PlacementLapsed,
  placementLapsed,
  type PlacementOutcome,
  type PlacementProposed,
  placementProposed,
  type PositionChanged,
  positionChanged,
} from '@jejak/contracts/career';
import {
  Conflict,
  type Decider,
  Malformed,
  NotFound,
  plusMonths,
  reasonFor,
  rounded,
  RuleViolated,
} from '@jejak/kernel';
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

export type PlacementCommand =
  | ({
      readonly type: 'ProposePlacement';
      readonly by: string;
      readonly placementId: string;
      readonly employeeId: string;
      readonly kind: PlacementKind;
      /** Empty where there is none. */
      readonly reason: string;
    } & Place)
  | {
      readonly type: 'DecidePlacement';
      readonly by: string;
      readonly outcome: PlacementOutcome;
      readonly reason: string;
    }
  | { readonly type: 'LapsePlacement' }
  /** The employee's file has the new place. */
  | { readonly type: 'NotePosition'; readonly before: PositionChanged['data']['before'] };

export type PlacementEvent = PlacementProposed | PlacementDecided | PlacementLapsed | PositionChanged;

export type Placement =
  | { readonly status: 'absent' }
  | {
      readonly status: 'PROPOSED' | 'APPROVED' | 'DECLINED' | 'LAPSED' | 'EFFECTIVE';
      readonly proposed: PlacementProposed['data'];
    };

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
  /** First day of the place that is held, where it was a move; null: the first place. */
  readonly lastMove: string | null;
  /** The last day on which an assignment of the file begins: a new one begins after it. */
  readonly lastAssigned: string | null;
  /** Relatives among those above the new place, and those who report to the employee. */
  readonly relatives: readonly string[];
  readonly match: Match;
}

/**
 * What stands against a place whoever decides, at the proposal and again at the decision.
 * @source domain.md 7.2; parameter `car.other` placementRestYears
 */
const checkPlace = (employeeId: string, place: Place, given: PlacementGiven): void => {
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

const decide = (command: PlacementCommand, state: Placement, given: PlacementGiven): PlacementEvent[] => {
  if (command.type === 'ProposePlacement') return [propose(command, state, given)];
  if (state.status === 'absent') throw new NotFound('PLACEMENT_NOT_FOUND', 'There is no such placement.');
  const { placementId, employeeId, position, unitId, supervisorId, from, proposedBy } = state.proposed;
  const place = { position, unitId, supervisorId, from };
  const about = { subject: employeeId };
  switch (command.type) {
    case 'DecidePlacement': {
      const { by, outcome, reason } = command;
      if (state.status !== 'PROPOSED')
        throw new Conflict('ILLEGAL_TRANSITION', 'This placement does not wait for a decision.');
      if (by === proposedBy || by === employeeId)
        throw new RuleViolated(
          'SOD_VIOLATION',
          'Whoever proposed it, or whom it is about, does not decide it.',
          {
            rule: 'sod.propose-decide',
          },
        );
      const decided = { placementId, employeeId, ...place, outcome, decidedBy: by };
      if (outcome === 'DECLINED')
        return [
          placementDecided(decided, {
            ...about,
            reason: reasonFor('REJECTION', reason, given.reasonMinimum),
          }),
        ];
      checkPlace(employeeId, place, given);
      return [placementDecided(decided, { ...about, effective: from })];
    }
    case 'LapsePlacement':
      return state.status === 'PROPOSED' ? [placementLapsed({ placementId, employeeId }, about)] : [];
    case 'NotePosition':
      return state.status === 'APPROVED'
        ? [
            positionChanged(
              { placementId, employeeId, before: command.before, ...place },
              { ...about, effective: from },
            ),
          ]
        : [];
  }
};

/** @source domain.md 7.2; parameter `car.other` minPlacementMatch */
const propose = (
  { type: _, by, reason, ...proposal }: Extract<PlacementCommand, { type: 'ProposePlacement' }>,
  state: Placement,
  given: PlacementGiven,
): PlacementProposed => {
  if (state.status !== 'absent')
    throw new Conflict('ILLEGAL_TRANSITION', 'This placement is proposed already.');
  const { employeeId, from } = proposal;
  if (by === employeeId)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody proposes their own placement.', { rule: 'sod.own-file' });
  if (from < given.today)
    throw new Malformed('PERIOD_INVALID', 'A placement does not begin in the past.', { field: 'from' });
  checkPlace(employeeId, proposal, given);
  const { match, rules, reasonMinimum } = given;
  const below = rounded(match.score, 4).lt(rules.minPlacementMatch);
  if (below && reason.trim().length < reasonMinimum)
    throw new RuleViolated('REASON_REQUIRED', 'The match is below the threshold: say why all the same.', {
      field: 'reason',
      rule: 'placement.match',
      params: { match: match.score, threshold: rules.minPlacementMatch, min: reasonMinimum },
    });
  return placementProposed(
    {
      ...{ ...proposal, matchScore: match.score, match: match.parts, missing: [...match.missing] },
      proposedBy: by,
    },
    {
      ...{ subject: employeeId, effective: from },
      ...(reason.trim() === '' ? {} : { reason: reasonFor('DEVIATION', reason, reasonMinimum) }),
    },
  );
};

/** One proposal of another place, from HR to the file. @source domain.md 7.1, 7.2; PermenPANRB 3/2020 */
export const placement: Decider<PlacementCommand, PlacementEvent, Placement, PlacementGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve: (state, event) => {
    if (event.type === 'PlacementProposed') return { status: 'PROPOSED', proposed: event.data };
    if (state.status === 'absent') return state;
    switch (event.type) {
      case 'PlacementDecided':
        return { ...state, status: event.data.outcome };
      case 'PlacementLapsed':
        return { ...state, status: 'LAPSED' };
      case 'PositionChanged':
        return { ...state, status: 'EFFECTIVE' };
    }
  },
};
