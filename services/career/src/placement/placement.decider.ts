import {
  type PlacementDecided,
  placementDecided,
  type PlacementKind,
  type PlacementLapse,
  type PlacementLapsed,
  placementLapsed,
  type PlacementOutcome,
  type PlacementProposed,
  placementProposed,
  type PositionChanged,
  positionChanged,
} from '@jejak/contracts/career';
import { Conflict, type Decider, Malformed, NotFound, reasonFor, rounded, RuleViolated } from '@jejak/kernel';
import { checkPlace, checkPromotions, type Place, type PlacementGiven, undoing } from './placement-guards';

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
  | { readonly type: 'LapsePlacement'; readonly why: PlacementLapse }
  /** The employee's file has the new place. */
  | { readonly type: 'NotePosition'; readonly before: PositionChanged['data']['before'] };

export type PlacementEvent = PlacementProposed | PlacementDecided | PlacementLapsed | PositionChanged;

export type Placement =
  | { readonly status: 'absent' }
  | {
      readonly status: 'PROPOSED' | 'APPROVED' | 'DECLINED' | 'LAPSED' | 'EFFECTIVE';
      readonly proposed: PlacementProposed['data'];
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
      if (from < given.today)
        throw new RuleViolated('RULE_VIOLATED', 'The day on which the placement was to begin has passed.', {
          rule: 'placement.date',
          params: { from },
        });
      checkPlace(employeeId, place, given);
      checkPromotions(reason, given);
      return [
        placementDecided(
          { ...decided, ...undoing(given) },
          {
            ...{ ...about, effective: from },
            ...(given.openPromotions.length === 0
              ? {}
              : { reason: reasonFor('EXCEPTION', reason, given.reasonMinimum) }),
          },
        ),
      ];
    }
    case 'LapsePlacement':
      return state.status === (command.why === 'FILE_CHANGED' ? 'APPROVED' : 'PROPOSED')
        ? [placementLapsed({ placementId, employeeId, why: command.why }, about)]
        : [];
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
  const { match, rules, reasonMinimum, evaluations } = given;
  const below = rounded(match.score, 4).lt(rules.minPlacementMatch);
  if (below && reason.trim().length < reasonMinimum)
    throw new RuleViolated('REASON_REQUIRED', 'The match is below the threshold: say why all the same.', {
      field: 'reason',
      rule: 'placement.match',
      params: { match: match.score, threshold: rules.minPlacementMatch, min: reasonMinimum },
    });
  checkPromotions(reason, given);
  return placementProposed(
    {
      ...undoing(given),
      ...(evaluations.length === 0 ? {} : { evaluations: [...evaluations] }),
      ...{
        ...proposal,
        matchScore: match.score,
        minMatch: rules.minPlacementMatch,
        match: match.parts,
        missing: [...match.missing],
      },
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
