import { careerDefaults } from './seed/career';
import { governanceDefaults } from './seed/governance';
import { performanceDefaults } from './seed/performance';
import type { PolicyDefault } from './seed/policy-default';
import { recruitmentDefaults } from './seed/recruitment';

export type { Parameter, Parameters, PolicyDefault } from './seed/policy-default';

/** Policies that a command may need and that have no default: a decree of each year must give them first. */
export const WITHOUT_DEFAULT = ['rec.pppk.thresholds'] as const;

/** The first selection year under an installation: the one that begins on or after its first legal date. */
export const firstSelectionYear = (startDate: string): number => {
  const year = Number(startDate.slice(0, 4));
  return startDate.slice(5) === '01-01' ? year : year + 1;
};

/**
 * Every policy of domain.md section 3 with its default, in order of key.
 * @param startDate the installation's first legal date: from it the defaults are in force
 */
export const seed = (startDate: string): readonly PolicyDefault[] =>
  [
    ...recruitmentDefaults(firstSelectionYear(startDate)),
    ...performanceDefaults,
    ...careerDefaults,
    ...governanceDefaults,
  ].sort((a, b) => (a.key < b.key ? -1 : 1));

/** The defaults of an installation that starts on 2025-10-01, as the specs of rules read them (domain.md 15). */
export const SEED: readonly PolicyDefault[] = seed('2025-10-01');
