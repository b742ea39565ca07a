import type { CycleStatus } from '../cycle/cycle.decider';
import {
  type OrganisationPredicate,
  type OrganisationResultSet,
  organisationResultSet,
} from '@jejak/contracts/performance';
import { Conflict, type Decider, isUuid, Locked, NotAuthorised, NotFound, RuleViolated } from '@jejak/kernel';

export interface OrganisationResultCommand {
  readonly type: 'SetOrganisationResult';
  readonly by: string;
  readonly unitId: string;
  readonly year: number;
  readonly predicate: OrganisationPredicate;
  readonly basis: string;
}
export type OrganisationResult =
  { readonly status: 'absent' } | { readonly status: 'set'; readonly predicate: OrganisationPredicate };

export interface OrganisationResultGiven {
  readonly cycle: CycleStatus | null;
  readonly unitExists: boolean;
  /** Whether who sets it heads the unit, or heads units of which none is above it; the city's leaders head none. */
  readonly leads: 'THIS_UNIT' | 'OTHER_UNITS' | 'ABOVE';
}

/**
 * What a unit achieved in a year, set once by the level above: it is the work result of the unit's head.
 * @throws NotFound UNIT_NOT_FOUND · Locked PERIOD_LOCKED · Conflict CYCLE_NOT_OPEN, ORGANISATION_RESULT_EXISTS · RuleViolated
 * SOD_VIOLATION · NotAuthorised NOT_RELATED
 * @source PermenPANRB 6/2022; domain.md 1 (separation of duties 1), 5.3, 5.5
 */
export const organisationResult: Decider<
  OrganisationResultCommand,
  OrganisationResultSet,
  OrganisationResult,
  OrganisationResultGiven
> = {
  initial: { status: 'absent' },
  decide: ({ type: _, by, basis, ...result }, state, { cycle, unitExists, leads }) => {
    if (!isUuid(by)) throw new NotAuthorised('NOT_RELATED', 'A named official sets the result.');
    if (!unitExists) throw new NotFound('UNIT_NOT_FOUND', 'There is no such unit.', { field: 'unitId' });
    if (cycle === 'CLOSED') throw new Locked('PERIOD_LOCKED', `The year ${result.year} is closed.`);
    if (cycle === null) throw new Conflict('CYCLE_NOT_OPEN', `The cycle of ${result.year} is not open yet.`);
    if (state.status !== 'absent')
      throw new Conflict('ORGANISATION_RESULT_EXISTS', 'The result of this unit is set already.');
    if (leads === 'THIS_UNIT')
      throw new RuleViolated('SOD_VIOLATION', 'Nobody sets the result of the unit that they head.', {
        rule: 'sod.rate-own-unit',
      });
    if (leads === 'OTHER_UNITS')
      throw new NotAuthorised('NOT_RELATED', 'The level above sets the result of a unit.');
    return [organisationResultSet({ ...result, setBy: by, basis })];
  },
  evolve: (_, { data: { predicate } }) => ({ status: 'set', predicate }),
};
