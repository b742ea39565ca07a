/** How behaviour is rated: shared with policy, which recomputes it to say what a draft would have come to. */
export {
  behaviourMean,
  behaviourRating,
  type BehaviourThresholds,
  POINTS,
} from '@jejak/contracts/performance';
