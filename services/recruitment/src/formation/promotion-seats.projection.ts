import {
  careerContracts,
  type PromotionSeatReturned,
  type PromotionSeatTaken,
} from '@jejak/contracts/career';
import { projection } from '@jejak/projections';

/** Seats of one formation that promotions hold. */
export interface PromotionSeatsRow {
  readonly formationId: string;
  /** Each holds one seat; sorted. */
  readonly cases: readonly string[];
  /** Of career's stream, at the row's `version`: what a decision names that rested on this row. */
  readonly stream: string;
  readonly hash: string;
}

/** Seats that career has promised to promotions: no vacancy offers them. @source domain.md 4.2, 7.4 (vacant formation) */
export const promotionSeats = projection<PromotionSeatTaken | PromotionSeatReturned, PromotionSeatsRow>()({
  table: 'promotion_seats',
  source: careerContracts,
  key: ({ data }) => data.formationId,
  opens: {
    PromotionSeatTaken: ({ data: { formationId, caseId }, envelope: { stream, hash } }, row) => ({
      ...{ formationId, cases: [...new Set([...(row?.cases ?? []), caseId])].sort(), stream, hash },
    }),
    PromotionSeatReturned: ({ data: { formationId, caseId }, envelope: { stream, hash } }, row) => ({
      ...{ formationId, cases: (row?.cases ?? []).filter((held) => held !== caseId), stream, hash },
    }),
  },
});
