import type { PinnedPolicy } from '@jejak/policies';

/** Which indicators citizens' facts are amounts of (`perf.other` citizenIndicators). @source domain.md 12 */
export interface CitizenIndicators {
  /** The satisfaction index of every unit is recorded as each of these. */
  readonly ikm: readonly string[];
  /** The survey's name in the catalogue: other SURVEY indicators of the catalogue are none of its. */
  readonly ikmSurvey: string;
  /** Hours from a complaint to its first answer. */
  readonly responseHours: readonly string[];
  /** Of a month's cases in the register of a unit: the median days of the closed, and the per cent that were closed in time. */
  readonly caseDays: readonly string[];
  readonly casesInTime: readonly string[];
}

/** A list of texts; null for anything else. */
export const textsOf = (value: unknown): readonly string[] | null =>
  Array.isArray(value) && value.every((one): one is string => typeof one === 'string') ? value : null;

/** A version from before this parameter existed names no indicator. @throws Error where it says something else */
export const citizenIndicatorsOf = ({ ref, parameters }: PinnedPolicy): CitizenIndicators | null => {
  const said = parameters.citizenIndicators;
  if (said === undefined) return null;
  // Versions from before registers were measured name no indicator of them.
  const named = { caseDays: [], casesInTime: [], ...(said as Readonly<Record<string, unknown>> | null) };
  const { ikmSurvey, ...lists } = named as Readonly<Record<string, unknown>>;
  const [ikm, responseHours, caseDays, casesInTime] = [
    ...[textsOf(lists.ikm), textsOf(lists.responseHours)],
    ...[textsOf(lists.caseDays), textsOf(lists.casesInTime)],
  ];
  if (!ikm || !responseHours || !caseDays || !casesInTime || typeof ikmSurvey !== 'string')
    throw new Error(`${ref} has no citizenIndicators`);
  return { ikm, ikmSurvey, responseHours, caseDays, casesInTime };
};
