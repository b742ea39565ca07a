import { type TeamActivityHeld, teamActivityHeld } from '@jejak/contracts/training';
import { Conflict, type Decider, NotFound, RuleViolated } from '@jejak/kernel';

export type TeamActivityCommand = { readonly type: 'HoldTeamActivity' } & TeamActivityHeld['data'];

export interface TeamActivityGiven {
  /** Legal date. */
  readonly date: string;
  /** Units that do not exist. */
  readonly unknown: readonly string[];
}

/** Something that people of several units did together. @source domain.md 6.1, 6.2 */
export const teamActivity: Decider<
  TeamActivityCommand,
  TeamActivityHeld,
  { readonly held: boolean },
  TeamActivityGiven
> = {
  initial: { held: false },
  decide: ({ type: _, ...data }, { held }, { date, unknown }) => {
    if (held) throw new Conflict('ILLEGAL_TRANSITION', 'This activity is recorded already.');
    if (unknown.length > 0)
      throw new NotFound('UNIT_NOT_FOUND', 'There is no such unit.', { field: 'units' });
    if (data.heldOn > date)
      throw new RuleViolated('RULE_VIOLATED', 'What was held lies in the past.', {
        rule: 'activity.held-on',
        field: 'heldOn',
      });
    const units = [...new Set(data.units)].sort();
    return [teamActivityHeld({ ...data, units }, { subject: data.organisedBy, effective: data.heldOn })];
  },
  evolve: () => ({ held: true }),
};
