import type { PinnedPolicy } from '@jejak/policies';
import { textsOf } from './citizen-indicators';

/** Which indicators the system measures by itself (`perf.other` systemIndicators). @source domain.md 5.2 */
export interface SystemIndicators {
  /** Feedback that a supervisor gave in a quarter, by subordinate. */
  readonly feedbackPerSubordinate: readonly string[];
  /** Per cent of the periodic evaluations of the team that were rated in time. */
  readonly evaluationsOnTime: readonly string[];
  /** Per cent of the obstacles of the team that were followed up in time. */
  readonly obstaclesInTime: readonly string[];
  /** The engagement of every unit is recorded as each of these. */
  readonly engagement: readonly string[];
}

const NAMES = ['feedbackPerSubordinate', 'evaluationsOnTime', 'obstaclesInTime', 'engagement'] as const;

/** A version from before this parameter existed names no indicator. @throws Error where it says something else */
export const systemIndicatorsOf = ({ ref, parameters }: PinnedPolicy): SystemIndicators | null => {
  const said = parameters.systemIndicators;
  if (said === undefined) return null;
  const named = (said ?? {}) as Readonly<Record<string, unknown>>;
  const [feedbackPerSubordinate, evaluationsOnTime, obstaclesInTime, engagement] = NAMES.map((name) => {
    const found = textsOf(named[name]);
    if (found === null) throw new Error(`${ref} has no systemIndicators`);
    return found;
  });
  return { feedbackPerSubordinate, evaluationsOnTime, obstaclesInTime, engagement };
};
