import { type DirectionSet, directionSet } from '@jejak/contracts/performance';
import { type Decider, RuleViolated } from '@jejak/kernel';

export interface SetDirection {
  readonly type: 'SetDirection';
  readonly directionId: string;
  readonly vision: string;
  readonly mission: string;
  readonly from: string;
  readonly to: string;
}

/** Where the city is to go in some years, in the words of its leaders. @source domain.md 5.3 */
export const direction: Decider<SetDirection, DirectionSet, null> = {
  initial: null,
  decide: ({ type: _, from, to, ...words }) => {
    if (to < from)
      throw new RuleViolated('RULE_VIOLATED', 'A period ends on or after its first day.', {
        field: 'to',
        rule: 'direction.period',
      });
    return [directionSet({ ...words, period: { from, to } }, { effective: from })];
  },
  evolve: () => null,
};
