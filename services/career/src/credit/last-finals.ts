import type { Predicate } from '@jejak/contracts/performance';
import { naturalId } from '@jejak/kernel';
import { type EvaluationRecordRow, isFinal } from './evaluation-record.projection';

/** A final evaluation, or the predicate of a year before the installation. */
export interface Final {
  readonly evaluationId: string;
  /** 0: imported. */
  readonly evaluationVersion: number;
  readonly year: number;
  readonly predicate: Predicate;
  /** Legal date. */
  readonly periodEnd: string;
}

/** A year of the time before, as its document says it. */
export interface PastPredicate {
  readonly year: number;
  readonly predicate: Predicate;
}

/** The id under which a year before the installation is known. */
export const importedIdOf = (employeeId: string, year: number): string =>
  naturalId('past-predicate', employeeId, String(year));

/**
 * The years that count by their document: those of which performance knows no evaluation, not even an open one. Where there is one,
 * it alone counts, and until it is final nothing does.
 */
export const importedYears = <Year extends { readonly year: number }>(
  past: readonly Year[],
  here: readonly { readonly year: number | null }[],
): Year[] => past.filter(({ year }) => here.every((own) => own.year !== year));

/**
 * The last finals of somebody that nobody contests, newest first, at most `count`.
 * @source domain.md 7.5; parameter `car.ninebox` finals
 */
export const lastFinals = (
  employeeId: string,
  here: readonly EvaluationRecordRow[],
  past: readonly PastPredicate[],
  count: number,
): Final[] =>
  [
    ...here.flatMap((row) => {
      const { evaluationId, evaluationVersion, year, predicate, periodEnd } = row;
      if (!isFinal(row) || year === null || predicate === null || periodEnd === null) return [];
      return [{ evaluationId, evaluationVersion, year, predicate, periodEnd }];
    }),
    ...importedYears(past, here).map(({ year, predicate }) => ({
      ...{ evaluationId: importedIdOf(employeeId, year), evaluationVersion: 0, year, predicate },
      periodEnd: `${year}-12-31`,
    })),
  ]
    .sort((a, b) =>
      a.periodEnd === b.periodEnd
        ? a.evaluationId.localeCompare(b.evaluationId)
        : b.periodEnd.localeCompare(a.periodEnd),
    )
    .slice(0, count);
