import { type KinshipDeclared, kinshipDeclared } from '@jejak/contracts/career';
import { type Decider, naturalId, RuleViolated } from '@jejak/kernel';

export interface DeclareKinship {
  readonly type: 'DeclareKinship';
  readonly by: string;
  readonly people: readonly [string, string];
}

/** The two, in the order in which the fact has them. */
export const relatives = (one: string, other: string): [string, string] =>
  one < other ? [one, other] : [other, one];
export const kinshipIdOf = (people: readonly [string, string]): string => naturalId('kinship', ...people);

/** Two people are relatives; said once, it is known. @source domain.md 7.2 (KINSHIP_LINE) */
export const kinship: Decider<DeclareKinship, KinshipDeclared, boolean> = {
  initial: false,
  decide: ({ by, people }, known) => {
    if (people[0] === people[1])
      throw new RuleViolated('RULE_VIOLATED', 'Nobody is a relative of themselves.', {
        field: 'relativeId',
        rule: 'kinship.oneself',
      });
    if (known) return [];
    return [
      kinshipDeclared(
        { kinshipId: kinshipIdOf(people), people: [...people], declaredBy: by },
        { subject: by },
      ),
    ];
  },
  evolve: () => true,
};
