import { type AppointmentKind, PPPK_COMPONENTS, type VacancyDrafted } from '@jejak/contracts/recruitment';
import { RuleViolated, sum } from '@jejak/kernel';
import { pppkShares } from '../selection/pppk';
import type { AnnouncedStages } from '../selection/scheme';
import type { SkbWeights } from '../selection/skb';
import type { AnnouncementPolicies } from './announcement';

/** What an open selection assesses, and what each part weighs in percent. */
export type Assessments = NonNullable<VacancyDrafted['data']['assessments']>;

const unfit = (field: string, message: string): RuleViolated =>
  new RuleViolated('RULE_VIOLATED', message, { field, rule: 'rec.stages' });

/** @throws RuleViolated WEIGHTS_NOT_100 @source domain.md 2.3 */
const assertHundred = (weights: readonly string[], field?: string): void => {
  if (!sum(weights).equals(100))
    throw new RuleViolated(
      'WEIGHTS_NOT_100',
      'The weights of the stages do not sum to 100.',
      field === undefined ? {} : { field },
    );
};

/**
 * What the committee of a senior post assesses beside the interview, the city decides for each post. The interview itself is what
 * the law asks of the committee.
 */
const assertAssessable = (assessments: Assessments): void => {
  const kinds = assessments.map(({ kind }) => kind);
  if (new Set(kinds).size < kinds.length) throw unfit('assessments', 'Each part is assessed once.');
  if (!kinds.includes('INTERVIEW')) throw unfit('assessments', 'The committee of a senior post interviews.');
  if (assessments.some(({ weight }) => sum([weight]).isZero()))
    throw unfit('assessments', 'What is assessed weighs something.');
  assertHundred(
    assessments.map(({ weight }) => weight),
    'assessments',
  );
};

/**
 * What a draft says of its stages: an open selection names what it assesses, and only where there is an SKB is it published by itself.
 * @throws RuleViolated RULE_VIOLATED (rec.stages), WEIGHTS_NOT_100
 * @source domain.md 4.1, 4.3 rule 6
 */
export const draftedStages = (
  kind: AppointmentKind,
  assessments: Assessments | undefined,
  skbPublished: boolean,
): Pick<VacancyDrafted['data'], 'assessments' | 'skbPublished'> => {
  if (skbPublished && kind !== 'CPNS') throw unfit('skbPublished', 'Only the selection of CPNS has an SKB.');
  if (kind === 'JPT') {
    if (!assessments) throw unfit('assessments', 'An open selection names what it assesses.');
    assertAssessable(assessments);
    return { assessments: assessments.map((one) => ({ ...one })) };
  }
  if (assessments) throw unfit('assessments', 'Law and policies give the stages of this selection.');
  return skbPublished ? { skbPublished } : {};
};

/** @throws RuleViolated RULE_VIOLATED (rec.skb.components) @source domain.md 3: tests beside the CAT weigh so much at most */
const assertAdditional = ({ INTERVIEW, PSYCHOLOGICAL }: SkbWeights, most: string): void => {
  if (sum([INTERVIEW, PSYCHOLOGICAL]).greaterThan(most))
    throw new RuleViolated('RULE_VIOLATED', 'The tests beside the CAT weigh more than they may.', {
      rule: 'rec.skb.components',
      params: { most },
    });
};

const missing = (rule: string, year: number): RuleViolated =>
  new RuleViolated('POLICY_MISSING', 'No thresholds are decreed for this selection year and formation.', {
    rule,
    params: { year },
  });

/**
 * The stages that a vacancy is announced with, each with its weight, by the kind of its appointment.
 * @throws RuleViolated POLICY_MISSING where the decree of the year says nothing of this vacancy; WEIGHTS_NOT_100, RULE_VIOLATED
 * @source domain.md 4.2, 4.3 rules 1, 6 and 7, 17 point 3
 */
export const announcedStages = (
  { appointment, year, assessments, skbPublished }: VacancyDrafted['data'],
  policies: AnnouncementPolicies,
): AnnouncedStages => {
  switch (appointment.kind) {
    case 'CPNS': {
      const { threshold, thresholdYears, weights, skbWeights, skbMaxAdditional } = policies;
      if (!threshold || !thresholdYears.includes(year)) throw missing('rec.skd.threshold', year);
      assertHundred([weights.skd, weights.skb]);
      assertHundred(Object.values(skbWeights));
      assertAdditional(skbWeights, skbMaxAdditional);
      return [
        { kind: 'SKD', weight: weights.skd },
        { kind: 'SKB', weight: weights.skb, ...(skbPublished ? { published: true } : {}) },
      ];
    }
    case 'PPPK': {
      const { pppk } = policies;
      if (!pppk?.years.includes(year)) throw missing('rec.pppk.thresholds', year);
      const shares = pppkShares(pppk);
      assertHundred(Object.values(shares));
      return PPPK_COMPONENTS.map((kind) => ({ kind, weight: shares[kind] }));
    }
    case 'JPT':
      if (!assessments) throw unfit('assessments', 'An open selection names what it assesses.');
      return assessments.map((one) => ({ ...one }));
  }
};
