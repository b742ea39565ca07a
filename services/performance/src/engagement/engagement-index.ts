import {
  ENGAGEMENT_QUESTIONS,
  type EngagementComputed,
  type EngagementQuestion,
} from '@jejak/contracts/performance';
import { decimal, fixed, type Numeric, sum } from '@jejak/kernel';
import { withoutSmallCells } from '@jejak/publication';

/** Marks go from 1 to this. */
const HIGHEST = 5;

/** The answers of one unit. */
export interface UnitAnswers {
  readonly unitId: string;
  readonly n: number;
  /** Sum of the marks of each question. */
  readonly sums: Readonly<Record<EngagementQuestion, Numeric>>;
}
export type UnitEngagement = Omit<EngagementComputed['data'], 'surveyId' | 'year'>;

/**
 * The engagement of each unit, in order of unit: the mean of its questions by the highest mark, in per cent; a question of which a
 * high mark is bad counts from the other end. A unit with too few answers says nothing, and where one alone would, the next smallest
 * neither: what is left out cannot be worked out from the rest.
 * @param reversed `perf.other` engagement @param minCell `pub`
 * @source domain.md 5.3, 18 (small cells)
 */
export const engagementOf = (
  units: readonly UnitAnswers[],
  { reversed, minCell }: { readonly reversed: readonly EngagementQuestion[]; readonly minCell: number },
): UnitEngagement[] => {
  const answered = units.filter(({ n }) => n > 0);
  const cells = withoutSmallCells(new Map(answered.map(({ unitId, n }) => [unitId, n])), minCell);
  return [...answered]
    .sort((a, b) => (a.unitId < b.unitId ? -1 : 1))
    .map(({ unitId, n, sums }): UnitEngagement => {
      if (cells.get(unitId) === 'SUPPRESSED')
        return { unitId, suppressed: true, n: null, index: null, means: [] };
      const good = ENGAGEMENT_QUESTIONS.map((question) =>
        reversed.includes(question)
          ? decimal(HIGHEST + 1)
              .times(n)
              .minus(sums[question])
          : decimal(sums[question]),
      );
      const index = sum(good)
        .times(100)
        .dividedBy(n * ENGAGEMENT_QUESTIONS.length * HIGHEST);
      return {
        ...{ unitId, suppressed: false, n, index: fixed(index, 2) },
        means: ENGAGEMENT_QUESTIONS.map((question) => ({
          question,
          mean: fixed(decimal(sums[question]).dividedBy(n), 2),
        })),
      };
    });
};
