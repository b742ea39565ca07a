import type { ComplaintClass, IkmBand } from '@jejak/contracts/citizen';
import { type Parameters, parametersOf, type PinnedPolicy } from '@jejak/policies';

/** What governs complaints. @source Perpres 76/2013 and PermenPANRB 62/2018, by `cit.complaint` and `cit.other` */
export interface ComplaintRules {
  /** Working days from filing. */
  readonly verifyDays: number;
  /** Working days from verification. */
  readonly answerDays: Readonly<Record<ComplaintClass, number>>;
  /** Calendar days without a reply after which an answered complaint closes. */
  readonly closeDays: number;
  /** Disputes before the unit; the next one is the inspectorate's. */
  readonly disputes: number;
}

/** @param complaint `cit.complaint` @param other `cit.other` */
export const complaintRulesOf = (complaint: PinnedPolicy, other: PinnedPolicy): ComplaintRules => {
  const clocks = parametersOf(complaint);
  const more = parametersOf(other);
  return {
    verifyDays: clocks.integer('verify'),
    answerDays: {
      LIGHT: clocks.integer('light'),
      NORMATIVE: clocks.integer('normative'),
      NON_OVERSIGHT: clocks.integer('nonOversight'),
      OVERSIGHT: clocks.integer('oversight'),
    },
    closeDays: more.integer('closeDays'),
    disputes: more.integer('disputes'),
  };
};

/** A day with too many reviews of one officer. */
export interface BurstRule {
  /** More standard deviations above the mean of the days before than this. */
  readonly z: string;
  /** Calendar days that are looked at. */
  readonly days: number;
  /** With fewer reviews in them nothing can be said. */
  readonly minReviews: number;
}

/** What governs reviews: `cit.other`, and `perf.citizen` for the smallest sample of an index. */
export interface ReviewRules {
  /** Calendar days after the service. */
  readonly reviewDays: number;
  readonly deviceMaxPerDay: number;
  readonly burst: BurstRule;
}

export const reviewRulesOf = (other: PinnedPolicy): ReviewRules => {
  const parameters = parametersOf(other);
  const burst = parameters.within('burst');
  return {
    reviewDays: parameters.integer('reviewDays'),
    deviceMaxPerDay: parameters.integer('deviceMaxPerDay'),
    burst: { z: burst.text('z'), days: burst.integer('days'), minReviews: burst.integer('minReviews') },
  };
};

/** Every index from `from` to `to`, both included, 2 decimals. */
export interface Band {
  readonly band: IkmBand;
  readonly from: string;
  readonly to: string;
}

/** What governs a survey: what was in force at the start of its period (domain.md 2.5). */
export interface SurveyRules {
  /** Sorted. */
  readonly pinned: readonly string[];
  /** Best first. @source PermenPANRB 14/2017 */
  readonly bands: readonly Band[];
  /** Of one element. */
  readonly weight: { readonly numerator: number; readonly denominator: number };
  /** Of the table of Krejcie and Morgan, by which the regulation finds the sample. */
  readonly sample: { readonly chiSquare: string; readonly error: string };
}

/** What a survey pins. Sorted. */
export const SURVEY_POLICIES = ['cit.ikm.bands', 'cit.ikm.weight', 'cit.other'] as const;

/** @param policies those of SURVEY_POLICIES, in their order */
export const surveyRulesOf = ([bands, weight, other]: readonly PinnedPolicy[]): SurveyRules => {
  const limits = parametersOf(bands);
  const bandOf = (band: IkmBand): Band => {
    const within: Parameters = limits.within(band);
    return { band, from: within.text('from'), to: within.text('to') };
  };
  const fraction = parametersOf(weight);
  const sample = parametersOf(other).within('sample');
  return {
    pinned: [bands.ref, weight.ref, other.ref],
    bands: [bandOf('A'), bandOf('B'), bandOf('C'), bandOf('D')],
    weight: { numerator: fraction.integer('numerator'), denominator: fraction.integer('denominator') },
    sample: { chiSquare: sample.text('chiSquare'), error: sample.text('error') },
  };
};
