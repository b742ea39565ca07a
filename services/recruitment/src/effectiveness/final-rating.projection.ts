import { type EvaluationFinalised, performanceContracts, type Predicate } from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';

/** A final evaluation, as far as this service asks: what selections are judged by, and what a contract is renewed on. */
export interface FinalRatingRow {
  readonly evaluationId: string;
  readonly employeeId: string;
  /** Legal date. */
  readonly periodEnd: string;
  readonly atLeastGood: boolean;
  readonly predicate: Predicate;
  readonly evaluationVersion: number;
  readonly stream: string;
  /** Of the fact that made it final: a decision names what it read. */
  readonly hash: string;
}

const AT_LEAST_GOOD: readonly Predicate[] = ['SANGAT_BAIK', 'BAIK'];

export const finalRatings = projection<EvaluationFinalised, FinalRatingRow>()({
  table: 'final_rating',
  source: performanceContracts,
  key: ({ data }) => data.evaluationId,
  opens: {
    // A corrected evaluation is final again, with a higher version.
    EvaluationFinalised: ({ data, envelope: { stream, hash } }, row) =>
      row && row.evaluationVersion > data.evaluationVersion
        ? row
        : {
            ...{ evaluationId: data.evaluationId, employeeId: data.employeeId, periodEnd: data.periodEnd },
            atLeastGood: AT_LEAST_GOOD.includes(data.predicate),
            predicate: data.predicate,
            evaluationVersion: data.evaluationVersion,
            ...{ stream, hash },
          },
  },
});
