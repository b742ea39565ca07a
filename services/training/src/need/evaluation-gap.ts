import type { EvaluationFinalised } from '@jejak/contracts/performance';
import { decimal } from '@jejak/kernel';

/** What an evaluation shows to be missing. */
export interface Gap {
  readonly competency: 'WORK_RESULT' | 'WORK_BEHAVIOUR';
  /** Per cent, 4 places. */
  readonly gap: string;
  readonly improvementPlan: boolean;
}

/** Predicates after which an improvement plan follows. @source PP 30/2019; domain.md 5.9 */
const IMPROVED: readonly EvaluationFinalised['data']['predicate'][] = [
  'BUTUH_PERBAIKAN',
  'KURANG',
  'SANGAT_KURANG',
];

/**
 * The gaps of a final evaluation: a work result below expectation by what is missing to 100, a behaviour below expectation whole,
 * for nobody measured how far.
 * @source domain.md 12, EvaluationFinalised
 */
export const gapsOf = ({
  resultRating,
  behaviourRating,
  composite,
  predicate,
}: Pick<
  EvaluationFinalised['data'],
  'resultRating' | 'behaviourRating' | 'composite' | 'predicate'
>): Gap[] => {
  const improvementPlan = IMPROVED.includes(predicate);
  const missing = decimal(100).minus(composite);
  const gap = (missing.isNegative() ? decimal(0) : missing).toFixed(4);
  return [
    ...(resultRating === 'BELOW' ? [{ competency: 'WORK_RESULT' as const, gap, improvementPlan }] : []),
    ...(behaviourRating === 'BELOW'
      ? [{ competency: 'WORK_BEHAVIOUR' as const, gap: '100.0000', improvementPlan }]
      : []),
  ];
};
