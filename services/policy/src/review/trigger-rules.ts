import { decimal } from '@jejak/kernel';
import { parametersOf, type PinnedPolicy } from '@jejak/policies';

/** When something other than the calendar begins a review, and of which policies. @source domain.md 8.1 (triggers) */
export interface TriggerRules {
  readonly ref: string;
  readonly ikm: {
    readonly bands: readonly string[];
    readonly periods: number;
    readonly policies: readonly string[];
  };
  /** Per cent. */
  readonly objections: {
    readonly upheldShare: string;
    readonly minDecided: number;
    readonly policies: readonly string[];
  };
  readonly distribution: {
    readonly warnedShare: string;
    readonly minUnits: number;
    readonly policies: readonly string[];
  };
  readonly complaints: { readonly proven: number; readonly policies: readonly string[] };
}

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

/** @param policy `gov.review.rules` */
export const triggerRulesOf = (policy: PinnedPolicy): TriggerRules => {
  const parameters = parametersOf(policy);
  const within = (name: string) => parameters.within(name);
  // Lists are not among what `Parameters` reads: each member is taken as a text.
  const listOf = (name: string, member: string): readonly string[] =>
    texts((policy.parameters[name] as Readonly<Record<string, unknown>>)[member]);
  return {
    ref: policy.ref,
    ikm: {
      bands: listOf('ikm', 'bands'),
      periods: within('ikm').integer('periods'),
      policies: listOf('ikm', 'policies'),
    },
    objections: {
      upheldShare: within('objections').text('upheldShare'),
      minDecided: within('objections').integer('minDecided'),
      policies: listOf('objections', 'policies'),
    },
    distribution: {
      warnedShare: within('distribution').text('warnedShare'),
      minUnits: within('distribution').integer('minUnits'),
      policies: listOf('distribution', 'policies'),
    },
    complaints: {
      proven: within('complaints').integer('proven'),
      policies: listOf('complaints', 'policies'),
    },
  };
};

/** The bands of a unit's latest periods, the newest first, are all low. */
export const lowForLong = (bands: readonly string[], { bands: low, periods }: TriggerRules['ikm']): boolean =>
  bands.length >= periods && bands.slice(0, periods).every((band) => low.includes(band));

/** More than a share of the whole, in per cent to 4 places; of a whole that is too small nothing can be said. */
export const above = (part: number, whole: number, share: string, least: number): boolean =>
  whole > 0 && whole >= least && decimal(part).times(100).div(whole).toDecimalPlaces(4).gt(share);

/** The first legal date of the half-year in which a date lies. */
export const halfYearOf = (date: string): string =>
  `${date.slice(0, 4)}-${date.slice(5, 7) < '07' ? '01' : '07'}-01`;
