import {
  type EvaluationFinalised,
  performanceContracts,
  type RatingRecommended,
} from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';

export interface IndicatorResultRow {
  readonly evaluationId: string;
  /** These four are null until the evaluation is final: before that it tells nothing. */
  readonly employeeId: string | null;
  readonly position: string | null;
  readonly unitId: string | null;
  readonly year: number | null;
  /** Per cent of the target, by indicator. */
  readonly realisations: Readonly<Record<string, string>>;
}

const EMPTY = { employeeId: null, position: null, unitId: null, year: null, realisations: {} };

/** What people reached of their indicators, by performance's final evaluations. @source domain.md 6.3, effect */
export const indicatorResults = projection<RatingRecommended | EvaluationFinalised, IndicatorResultRow>()({
  table: 'indicator_result',
  source: performanceContracts,
  key: ({ data }) => data.evaluationId,
  opens: {
    RatingRecommended: ({ data: { evaluationId, indicatorScores } }, row = { evaluationId, ...EMPTY }) => ({
      ...row,
      realisations: Object.fromEntries(
        indicatorScores.map(({ indicatorId, realisation }) => [indicatorId, realisation]),
      ),
    }),
    EvaluationFinalised: (
      { data: { evaluationId, employeeId, position, unitId, year } },
      row = { evaluationId, ...EMPTY },
    ) => ({ ...row, employeeId, position, unitId, year }),
  },
});
