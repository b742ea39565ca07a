import { type EvaluationFinalised, performanceContracts, type Predicate } from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';

/** A final evaluation, as far as this service asks: whether it is at least Baik, and of which period. Not the predicate itself. */
export interface FinalRatingRow {
  readonly evaluationId: string;
  readonly employeeId: string;
  /** Legal date. */
  readonly periodEnd: string;
  readonly atLeastGood: boolean;
  readonly evaluationVersion: number;
}

const AT_LEAST_GOOD: readonly Predicate[] = ['SANGAT_BAIK', 'BAIK'];

export const finalRatings = projection<EvaluationFinalised, FinalRatingRow>()({
  table: 'final_rating',
  source: performanceContracts,
  key: ({ data }) => data.evaluationId,
  opens: {
    // A corrected evaluation is final again, with a higher version.
    EvaluationFinalised: ({ data }, row) =>
      row && row.evaluationVersion > data.evaluationVersion
        ? row
        : {
            ...{ evaluationId: data.evaluationId, employeeId: data.employeeId, periodEnd: data.periodEnd },
            atLeastGood: AT_LEAST_GOOD.includes(data.predicate),
            evaluationVersion: data.evaluationVersion,
          },
  },
});
