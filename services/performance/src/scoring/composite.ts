/** How amounts become a composite: shared with policy and the ledger, which compute it again from facts. */
export {
  composite,
  indicatorScore,
  type MethodScore,
  type MethodWeights,
  relativeScore,
  resultRating,
  type WeighedMethod,
  weighed,
} from '@jejak/contracts/performance';
