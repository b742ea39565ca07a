import type { EligibilityChecked, STRUCTURAL_RULES } from '@jejak/contracts/career';
import type { SanctionLevel } from '@jejak/contracts/performance';
import type { ProgrammeKind, StateProgramme } from '@jejak/contracts/training';
import { plusMonths } from '@jejak/kernel';
import type { CareerRules } from '../credit/career-rules';
import { higherRank } from '../credit/ladder';

type Check = EligibilityChecked['data']['checks'][number];
export type StructuralRule = (typeof STRUCTURAL_RULES)[number];

/** A sanction, as far as it counts. */
export interface Sanction {
  /** Null only in cases that came to none. */
  readonly level: SanctionLevel;
  /** Last day, once it is served; null while it is not, and of one without an end. */
  readonly until: string | null;
  /** First day, once it is served. */
  readonly servedFrom: string | null;
}

/** What structural posts ask for beyond the rest. */
export interface StructuralFacts {
  /** Of the post's formation, as policies name it (`PENGAWAS`); null where there is none, or the policy knows no such level. */
  readonly postLevel: string | null;
  readonly rank: string | null;
  /** First day of the first position of the file. */
  readonly serviceSince: string | null;
  /** Months of service that the profile of the post asks for. */
  readonly profileMonths: number;
  /** Leadership trainings and state programmes that were passed. */
  readonly trainings: readonly {
    readonly kind: ProgrammeKind;
    readonly stateProgramme: StateProgramme | null;
    readonly endedOn: string;
  }[];
  /** Of the nine-box; null where nobody mapped the employee. */
  readonly box: { readonly box: number; readonly outdated: boolean } | null;
  /** First day of the appointment that an open selection for this very post led to; null where there is none. */
  readonly selectedFrom: string | null;
  /** Cases of discipline that are reported and not decided. */
  readonly openCases: number;
}

interface Known extends StructuralFacts {
  /** Legal date. */
  readonly effective: string;
  readonly sanctions: readonly Sanction[];
}
type Condition = (facts: Known, rules: CareerRules) => Omit<Check, 'rule'>;

const asked = ({ postLevel }: Known, { other }: CareerRules) =>
  postLevel === null ? undefined : other.structural?.[postLevel];

/** Nobody can say what a post asks for whose level is not known. */
const unknownPost = { needed: 'level of the post', actual: null, pass: false };

/** The least rank of the post's level. @source PP 11/2017 as amended by PP 17/2020; `car.other` structural */
const rank: Condition = (facts, rules) => {
  const wanted = asked(facts, rules);
  if (!wanted) return unknownPost;
  const { minRank } = wanted;
  const pass = facts.rank !== null && higherRank(facts.rank, minRank) === facts.rank;
  return { needed: `≥ ${minRank}`, actual: facts.rank, pass };
};

/** Service since the first position: what the level asks for, or the profile of the post if that is more. @source PP 11/2017 as amended by PP 17/2020 */
const experience: Condition = (facts, rules) => {
  const wanted = asked(facts, rules);
  if (!wanted) return unknownPost;
  const months = Math.max(12 * wanted.experienceYears, facts.profileMonths);
  const { serviceSince: since, effective } = facts;
  return {
    ...{ needed: `${months} months`, actual: since && `since ${since}` },
    pass: since !== null && plusMonths(since, months) <= effective,
  };
};

/** One of the trainings that the level accepts. @source PP 11/2017 as amended by PP 17/2020; Peraturan LAN; `car.other` structural */
const leadershipTraining: Condition = (facts, rules) => {
  const wanted = asked(facts, rules);
  if (!wanted) return unknownPost;
  const { trainings } = wanted;
  const own = facts.trainings.filter(({ endedOn }) => endedOn <= facts.effective);
  const named = own.map(({ kind, stateProgramme }) => stateProgramme ?? kind);
  const words = [...new Set(named)].sort().join(', ');
  return {
    needed: trainings.join(' or '),
    actual: words === '' ? null : words,
    // The policy's words; one that training does not know is passed by nobody.
    pass: named.some((one) => trainings.includes(one)),
  };
};

/** No sanction of any level within so many years, and no case of discipline that is open. @source PP 94/2021; `car.other` integrityYears */
const integrity: Condition = ({ effective, sanctions, openCases }, { other }) => {
  const { integrityYears: years } = other;
  if (years === undefined) return { needed: 'years of integrity', actual: null, pass: false };
  const counting = sanctions.filter(({ level, until, servedFrom }) => {
    // A warning is over with its day; what has no end yet holds.
    const last = until ?? (level === 'LIGHT' ? servedFrom : null);
    return last === null || plusMonths(last, 12 * years) > effective;
  });
  const words = [
    ...counting.map(({ level, until, servedFrom }) => [level, until ?? servedFrom].filter(Boolean).join(' ')),
    ...(openCases > 0 ? [`${openCases} open`] : []),
  ];
  return {
    needed: `none in ${years} years`,
    actual: words.length === 0 ? 'none' : words.join(', ').slice(0, 300),
    pass: words.length === 0,
  };
};

/** The box of the talent map, as long as it shows what is known; or the open selection for the post. @source PermenPANRB 3/2020; `car.other` structuralMinBox */
const talentBox: Condition = ({ box, selectedFrom }, { other }) => {
  const { structuralMinBox: least } = other;
  const selected = selectedFrom !== null;
  const mapped = box && `${box.box}${box.outdated ? ' outdated' : ''}`;
  return {
    needed: least === undefined ? 'box' : `≥ ${least} or open selection`,
    actual: selected ? `open selection, from ${selectedFrom}` : mapped,
    pass: selected || (least !== undefined && box !== null && !box.outdated && box.box >= least),
  };
};

/** Senior posts are filled by open selection alone. @source UU 20/2023; PP 11/2017 as amended by PP 17/2020; `car.other` structural */
const openSelection: Condition = (facts, rules) => {
  const wanted = asked(facts, rules);
  if (!wanted) return unknownPost;
  const { selectedFrom } = facts;
  const actual = selectedFrom === null ? null : `open selection, from ${selectedFrom}`;
  return wanted.openSelection
    ? { needed: 'open selection', actual, pass: selectedFrom !== null }
    : { needed: 'none', actual, pass: true };
};

/** Of structural promotions alone. @source domain.md 7.4 */
export const STRUCTURAL_CONDITIONS: Readonly<Record<StructuralRule, Condition>> = {
  EXPERIENCE: experience,
  INTEGRITY: integrity,
  LEADERSHIP_TRAINING: leadershipTraining,
  OPEN_SELECTION: openSelection,
  RANK: rank,
  TALENT_BOX: talentBox,
};
