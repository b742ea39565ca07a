import type { Predicate } from '@jejak/contracts/performance';
import { csvRow } from '@jejak/publication';
import type { AllowanceFactors } from '../rules/view-rules';

/** A final rating from which an allowance follows. */
export interface FinalRating {
  readonly employeeId: string;
  readonly unit: string;
  readonly evaluationId: string;
  readonly evaluationVersion: number;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly predicate: Predicate;
  /** The version of `perf.other` that the evaluation pinned. */
  readonly policy: string;
}

export const ALLOWANCE_COLUMNS = [
  'employee_id',
  'unit',
  'evaluation_id',
  'evaluation_version',
  'from',
  'to',
  'predicate',
  'factor',
  'policy',
] as const;

/**
 * The file from which another system pays: for each final rating the factor of the performance allowance (TPP), by the policy
 * that the evaluation pinned. Nothing is paid here.
 * @param factors by version of `perf.other`
 * @throws Error for a version that was not read
 * @source domain.md 5.8
 */
export const allowanceFile = (
  ratings: readonly FinalRating[],
  factors: ReadonlyMap<string, AllowanceFactors>,
): string =>
  csvRow(ALLOWANCE_COLUMNS) +
  ratings
    .map(
      ({ employeeId, unit, evaluationId, evaluationVersion, periodStart, periodEnd, predicate, policy }) => {
        const of = factors.get(policy);
        if (!of) throw new Error(`${policy} was not read`);
        return csvRow([
          ...[employeeId, unit, evaluationId, evaluationVersion, periodStart, periodEnd],
          ...[predicate, of[predicate], policy],
        ]);
      },
    )
    .join('');
