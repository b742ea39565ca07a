import type { CycleStatus } from '../cycle/cycle.decider';
import {
  type OrganisationPredicate,
  type OrganisationResultSet,
  organisationResultSet,
} from '@jejak/contracts/performance';
import { Conflict, type Decider, isUuid, Locked, NotAuthorised } from '@jejak/kernel';

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
}

/** What a unit achieved in a year, set once by the level above. */
export const organisationResult: Decider<
  OrganisationResultCommand,
  OrganisationResultSet,
  OrganisationResult,
  OrganisationResultGiven
> = {
  initial: { status: 'absent' },
  decide: ({ type: _, by, basis, ...result }, state, { cycle }) => {
    if (!isUuid(by)) throw new NotAuthorised('NOT_RELATED', 'A named official sets the result.');
    if (cycle === 'CLOSED') throw new Locked('PERIOD_LOCKED', `The year ${result.year} is closed.`);
    if (cycle === null) throw new Conflict('CYCLE_NOT_OPEN', `The cycle of ${result.year} is not open yet.`);
    if (state.status !== 'absent')
      throw new Conflict('ORGANISATION_RESULT_EXISTS', 'The result of this unit is set already.');
    return [organisationResultSet({ ...result, setBy: by, basis })];
  },
  evolve: (_, { data: { predicate } }) => ({ status: 'set', predicate }),
};
