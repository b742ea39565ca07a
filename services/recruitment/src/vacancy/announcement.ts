import { type VacancyAnnounced, vacancyAnnounced } from '@jejak/contracts/recruitment';
import {
  type Calendar,
  daysBetween,
  endOfDay,
  legalDate,
  type Moment,
  RuleViolated,
  startOfDay,
} from '@jejak/kernel';
import { needed } from '../needed';
import type { StageWeights } from '../selection/integrated-score';
import type { PppkRules } from '../selection/pppk';
import type { SkbWeights } from '../selection/skb';
import type { SkdThreshold } from '../selection/skd';
import type { VacancyGiven } from './vacancy.decider';
import { announcedStages } from './stages';
import { illegal, type Vacancy } from './vacancy.state';

/** The policies that an announcement pins, read as what they say. */
export interface AnnouncementPolicies {
  /** Sorted refs of all of them. */
  readonly refs: readonly string[];
  readonly minDays: number;
  /** The selection years for which the thresholds were decreed. */
  readonly thresholdYears: readonly number[];
  /** Of the vacancy's formation kind; null where the decree has none. */
  readonly threshold: SkdThreshold | null;
  readonly weights: StageWeights;
  readonly skbWeights: SkbWeights;
  /** What the tests beside the CAT may weigh together, in percent of the SKB. Decimal text. */
  readonly skbMaxAdditional: string;
  /** The decree on the test of a PPPK; null for every other vacancy. */
  readonly pppk: PppkRules | null;
  readonly calendar: Calendar;
}

/** HR makes an approved vacancy public; what governs it from then on is pinned. */
export interface AnnounceVacancy {
  readonly type: 'AnnounceVacancy';
  /** First and last legal date on which applications are taken. */
  readonly openOn: string;
  readonly closeOn: string;
  readonly documentSha256: string | null;
}

/**
 * What it offers there must be: a promotion may have been proposed for the seat since the draft.
 * @throws Conflict ILLEGAL_TRANSITION; RuleViolated ANNOUNCEMENT_TOO_SHORT, POLICY_MISSING, WEIGHTS_NOT_100, RULE_VIOLATED,
 * SEATS_EXCEED_FORMATION
 * @source domain.md 4.2, 2.5
 */
export const announce = (
  command: AnnounceVacancy,
  state: Vacancy,
  given: VacancyGiven & Moment,
): VacancyAnnounced[] => {
  if (state.status !== 'approved') throw illegal('approved');
  const { vacancyId, year, position, unitId, seats, formationKind, requirements } = state.draft;
  const { openOn, closeOn, documentSha256 } = command;
  const policies = needed(given.policies, 'the policies in force');
  if (openOn < legalDate(given.now, policies.calendar))
    throw new RuleViolated('ANNOUNCEMENT_TOO_SHORT', 'Registration cannot open before it is announced.', {
      field: 'openOn',
      params: { days: policies.minDays },
    });
  if (daysBetween(openOn, closeOn) < policies.minDays)
    throw new RuleViolated('ANNOUNCEMENT_TOO_SHORT', 'Registration stays open for too few days.', {
      field: 'closeOn',
      policyRefs: policies.refs,
      params: { days: policies.minDays },
    });
  const { approved, taken, promoted } = needed(given.formationSeats, 'the seats of the formation');
  if (taken + promoted > approved)
    throw new RuleViolated('SEATS_EXCEED_FORMATION', 'Promotions hold seats that this vacancy would offer.', {
      params: { approved, left: Math.max(0, approved - (taken - seats) - promoted) },
    });
  return [
    vacancyAnnounced({
      ...{ vacancyId, year, position, unitId, seats, formationKind, requirements },
      stages: [...announcedStages(state.draft, policies)],
      openAt: startOfDay(openOn, policies.calendar),
      closeAt: endOfDay(closeOn, policies.calendar),
      pinnedPolicies: [...policies.refs],
      documentSha256,
    }),
  ];
};
