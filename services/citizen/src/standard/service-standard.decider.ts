import { type ServiceStandardSet, serviceStandardSet } from '@jejak/contracts/citizen';
import { type Decider, NotFound, RuleViolated } from '@jejak/kernel';

export type SetServiceStandard = { readonly type: 'SetServiceStandard' } & Omit<
  ServiceStandardSet['data'],
  'version'
>;

export type ServiceStandard = ServiceStandardSet['data'] | null;

/** What a standard is decided by beyond its stream. */
export interface StandardGiven {
  readonly unitExists: boolean;
}

/** The standard of one service of a unit; setting it anew makes the next version. @source domain.md 9.1 */
export const serviceStandard: Decider<
  SetServiceStandard,
  ServiceStandardSet,
  ServiceStandard,
  StandardGiven
> = {
  initial: null,
  decide: ({ type: _, ...said }, state, { unitExists }) => {
    if (!unitExists) throw new NotFound('UNIT_NOT_FOUND', 'There is no such unit.', { field: 'unitId' });
    if ((said.standardMinutes === null) === (said.standardDays === null))
      throw new RuleViolated('RULE_VIOLATED', 'A standard is a number of minutes or a number of days.', {
        rule: 'standard.minutes-or-days',
        field: 'standardMinutes',
      });
    if (state && said.from < state.from)
      throw new RuleViolated('RULE_VIOLATED', 'A later version is not in force before an earlier one.', {
        rule: 'standard.in-order',
        field: 'from',
      });
    return [serviceStandardSet({ ...said, version: (state?.version ?? 0) + 1 })];
  },
  evolve: (_, { data }) => data,
};
