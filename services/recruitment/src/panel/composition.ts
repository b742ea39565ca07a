import type { PanelistKind, PanelMember, RubricCriterion } from '@jejak/contracts/recruitment';
import { decimal } from '@jejak/kernel';

/** How a panel is made up. From `rec.panel`. */
export interface PanelRules {
  readonly minMembers: number;
  readonly minExternal: number;
  /** Points that the scores of one applicant may lie apart. Decimal text. */
  readonly maxSpread: string;
  /** What the committee of an open selection for a senior post (JPT) has to be beside; null for any other panel. */
  readonly jpt: JptCommittee | null;
}

/** From `rec.jpt.committee`. */
export interface JptCommittee {
  readonly minMembers: number;
  readonly maxMembers: number;
  readonly odd: boolean;
  /** Percent of the members who may be the city's own people. Decimal text. */
  readonly maxInternal: string;
}

/** The people of a vacancy's panel, and what they look at. */
export interface AppointedPanel {
  readonly members: readonly PanelMember[];
  /** In the order in which they take places. */
  readonly reserves: readonly PanelMember[];
  readonly rubric: readonly RubricCriterion[];
}

const isExternal = ({ kind }: PanelMember): boolean => kind !== 'INTERNAL';

export const externals = (members: readonly PanelMember[]): number => members.filter(isExternal).length;

/** Who sits on the committee of a senior post from outside: experts and practitioners, of each somebody. */
const FROM_OUTSIDE: readonly PanelistKind[] = ['EXTERNAL_ACADEMIC', 'EXTERNAL_PRACTITIONER'];

/**
 * Odd, of a size between two limits, with experts and practitioners from outside, and the city's own people in the minority.
 * @source domain.md 3 `rec.jpt.committee`, 4.3 rule 6
 */
const isJptCommittee = (members: readonly PanelMember[], rules: JptCommittee): boolean => {
  const { length } = members;
  const internal = length - externals(members);
  return (
    FROM_OUTSIDE.every((wanted) => members.some(({ kind }) => kind === wanted)) &&
    length >= rules.minMembers &&
    length <= rules.maxMembers &&
    (!rules.odd || length % 2 === 1) &&
    !decimal(internal).times(100).div(length).greaterThan(rules.maxInternal)
  );
};

/** Whether these people may score: enough of them, and enough from outside. @source domain.md 3 `rec.panel`, 4.2, 4.3 rule 6 */
export const isComposed = (members: readonly PanelMember[], rules: PanelRules): boolean =>
  members.length >= rules.minMembers &&
  externals(members) >= rules.minExternal &&
  (rules.jpt === null || isJptCommittee(members, rules.jpt));

/** Who was recused from one application, and who took whose place there. */
export interface Recusals {
  readonly recused: readonly string[];
  /** By the person replaced. */
  readonly replacements: Readonly<Record<string, string>>;
}

/** Everybody who was ever given a place for this application, recused or not. */
const placed = ({ members, reserves }: AppointedPanel, { replacements }: Recusals): PanelMember[] => {
  const called = Object.values(replacements);
  return [...members, ...reserves.filter(({ personId }) => called.includes(personId))];
};

/** The members who score this application. */
export const membersFor = (panel: AppointedPanel, recusals: Recusals): PanelMember[] =>
  placed(panel, recusals).filter(({ personId }) => !recusals.recused.includes(personId));

/** Places of recused members that nobody has taken, by the person who left. */
export const openPlaces = (panel: AppointedPanel, recusals: Recusals): string[] =>
  placed(panel, recusals)
    .map(({ personId }) => personId)
    .filter((personId) => recusals.recused.includes(personId) && !(personId in recusals.replacements));

/**
 * The first of the reserve who can take one open place: on duty, not recused, and so that the panel can still have enough members from
 * outside; in the last one so that it is made up as it must be. Undefined where there is none: the place stays open until the reserve
 * has somebody.
 */
export const nextReserve = (
  panel: AppointedPanel,
  recusals: Recusals,
  onDuty: readonly string[],
  rules: PanelRules,
): PanelMember | undefined => {
  const scoring = membersFor(panel, recusals);
  const placesLeft = openPlaces(panel, recusals).length - 1;
  const called = Object.values(recusals.replacements);
  const fits = (people: readonly PanelMember[]): boolean =>
    placesLeft > 0 ? externals(people) + placesLeft >= rules.minExternal : isComposed(people, rules);
  return panel.reserves.find(
    (reserve) =>
      !called.includes(reserve.personId) &&
      !recusals.recused.includes(reserve.personId) &&
      onDuty.includes(reserve.personId) &&
      fits([...scoring, reserve]),
  );
};

/** Whether scores lie further apart than the policy allows; exactly as far is still allowed. */
export const exceeds = (spread: string, maxSpread: string): boolean => decimal(spread).greaterThan(maxSpread);
