import { PREDICATES } from '@jejak/contracts/performance';
import { decimal } from '@jejak/kernel';
import { type Cell, columnOf, csvRow, wholeAndParts } from '@jejak/publication';
import type { OverdueDuty } from './overdue-duty.projection';
import { type PredicateCounts, staffOf } from '../scoring/distribution';

/** What a quarter comes to, before anything of it is left out. Units by their codes. */
export interface QuarterFigures {
  readonly achievements: readonly {
    readonly unit: string;
    readonly indicatorId: string;
    readonly measured: number;
    readonly mean: string | null;
  }[];
  /** Plans that were to be agreed in the quarter. */
  readonly plans: readonly { readonly unit: string; readonly onTime: number; readonly late: number }[];
  /** Evaluations that became final in it. */
  readonly predicates: readonly { readonly unit: string; readonly counts: PredicateCounts }[];
  readonly rewards: readonly {
    readonly unit: string;
    readonly ruleId: string;
    readonly granted: number;
    /** Whole rupiah. */
    readonly amount: number;
  }[];
  /** Objections that were filed in it, by what became of them. */
  readonly objections: readonly {
    readonly unit: string;
    readonly upheld: number;
    readonly partly: number;
    readonly dismissed: number;
    readonly pending: number;
  }[];
  /** Duties that somebody let pass in it; a unit without any is not there. */
  readonly overdue: readonly {
    readonly unit: string;
    readonly duty: OverdueDuty;
    readonly overdue: number;
  }[];
  /** Samples of self-reports, of the year before the quarter's end. */
  readonly samples: readonly {
    readonly period: string;
    readonly population: number;
    readonly drawn: number;
    readonly checked: number;
    readonly correct: number;
  }[];
}

/** One published table. */
export interface Table {
  readonly kind: string;
  readonly title: string;
  readonly rows: number;
  /** CSV. */
  readonly content: string;
}

const HIDDEN: Cell = 'SUPPRESSED';

const percent = (part: number, whole: number): string =>
  whole === 0 ? '' : decimal(part).times(100).dividedBy(whole).toFixed(2);

const table = (
  kind: string,
  title: string,
  columns: readonly string[],
  lines: readonly (readonly (string | number)[])[],
): Table => ({
  ...{ kind: `performance-${kind}`, title, rows: lines.length },
  content: csvRow(columns) + lines.map((line) => csvRow(line)).join(''),
});

/**
 * The tables of a quarter as open data. Each table is one set of cells: counts below the least are left out, and where one alone
 * would be, the next smallest too; 0 is shown. A figure that is computed from a count goes with it.
 * @param minCell the smallest count that is shown (`pub`)
 * @source domain.md 5.10 (published quarterly), 2.4 (overdue duties), 2.7, 18 (small cells)
 */
export const quarterTables = (figures: QuarterFigures, minCell: number): Table[] => {
  const { achievements, plans, predicates, rewards, objections, samples, overdue: missed } = figures;
  const cells = {
    achievements: columnOf(
      achievements.map(({ measured }) => measured),
      minCell,
    ),
    plans: columnOf(
      plans.map(({ onTime, late }) => onTime + late),
      minCell,
    ),
    predicates: columnOf(
      predicates.map(({ counts }) => staffOf(counts)),
      minCell,
    ),
    rewards: columnOf(
      rewards.map(({ granted }) => granted),
      minCell,
    ),
    objections: columnOf(
      objections.map(({ upheld, partly, dismissed, pending }) => upheld + partly + dismissed + pending),
      minCell,
    ),
    missed: columnOf(
      missed.map(({ overdue }) => overdue),
      minCell,
    ),
    samples: columnOf(
      samples.map(({ checked }) => checked),
      minCell,
    ),
  };
  return [
    table(
      'achievement',
      'Capaian per unit dan indikator',
      ['unit', 'indicator', 'plans_measured', 'achievement_percent'],
      achievements.map(({ unit, indicatorId, mean }, at) => {
        const cell = cells.achievements[at];
        return [unit, indicatorId, cell, cell === HIDDEN ? HIDDEN : (mean ?? '')];
      }),
    ),
    table(
      'plans',
      'SKP yang disepakati tepat waktu',
      ['unit', 'due', 'on_time', 'late', 'on_time_percent'],
      plans.map(({ unit, onTime, late }, at) => {
        const parts = wholeAndParts(cells.plans[at], { onTime, late }, minCell);
        const share = parts.onTime === HIDDEN ? HIDDEN : percent(onTime, onTime + late);
        return [unit, cells.plans[at], parts.onTime, parts.late, share];
      }),
    ),
    table(
      'predicates',
      'Sebaran predikat',
      ['unit', 'final', ...PREDICATES.map((predicate) => predicate.toLowerCase())],
      predicates.map(({ unit, counts }, at) => {
        const parts = wholeAndParts(cells.predicates[at], counts, minCell);
        return [unit, cells.predicates[at], ...PREDICATES.map((predicate) => parts[predicate])];
      }),
    ),
    table(
      'rewards',
      'Penghargaan yang diberikan',
      ['unit', 'rule', 'granted', 'amount_idr'],
      rewards.map(({ unit, ruleId, amount }, at) => {
        const cell = cells.rewards[at];
        return [unit, ruleId, cell, cell === HIDDEN ? HIDDEN : amount];
      }),
    ),
    table(
      'objections',
      'Keberatan atas penilaian',
      ['unit', 'filed', 'upheld', 'partly', 'dismissed', 'pending'],
      objections.map(({ unit, ...outcomes }, at) => {
        const { upheld, partly, dismissed, pending } = wholeAndParts(cells.objections[at], outcomes, minCell);
        return [unit, cells.objections[at], upheld, partly, dismissed, pending];
      }),
    ),
    table(
      'overdue',
      'Kewajiban yang lewat waktu',
      ['unit', 'duty', 'overdue'],
      missed.map(({ unit, duty }, at) => [unit, duty, cells.missed[at]]),
    ),
    table(
      'data-quality',
      'Mutu data: laporan mandiri yang diuji',
      ['period', 'self_reports', 'drawn', 'checked', 'correct', 'accuracy_percent'],
      samples.map(({ period, population, drawn, checked, correct }, at) => {
        const cell = cells.samples[at];
        const parts = wholeAndParts(cell, { correct, wrong: checked - correct }, minCell);
        const accuracy = parts.correct === HIDDEN ? HIDDEN : percent(correct, checked);
        return [period, population, drawn, cell, parts.correct, accuracy];
      }),
    ),
  ];
};
