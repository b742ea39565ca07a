import type { PinnedPolicy } from '@jejak/policies';

/** Which indicators citizens' facts are amounts of (`perf.other` citizenIndicators). @source domain.md 12 */
export interface CitizenIndicators {
  /** The satisfaction index of every unit is recorded as each of these. */
  readonly ikm: readonly string[];
  /** The survey's name in the catalogue: other SURVEY indicators of the catalogue are none of its. */
  readonly ikmSurvey: string;
  /** Hours from a complaint to its first answer. */
  readonly responseHours: readonly string[];
}

/** A list of texts; null for anything else. */
export const textsOf = (value: unknown): readonly string[] | null =>
  Array.isArray(value) && value.every((one): one is string => typeof one === 'string') ? value : null;

/** A version from before this parameter existed names no indicator. @throws Error where it says something else */
export const citizenIndicatorsOf = ({ ref, parameters }: PinnedPolicy): CitizenIndicators | null => {
  const said = parameters.citizenIndicators;
  if (said === undefined) return null;
  const { ikm, ikmSurvey, responseHours } = (said ?? {}) as Readonly<Record<string, unknown>>;
  const [indices, hours] = [textsOf(ikm), textsOf(responseHours)];
  if (indices === null || hours === null || typeof ikmSurvey !== 'string')
    throw new Error(`${ref} has no citizenIndicators`);
  return { ikm: indices, ikmSurvey, responseHours: hours };
};
