import type { EmployeeKind } from '@jejak/contracts/career';
import { decimal } from '@jejak/kernel';
import { type Cell, cellOf, columnOf, csvRow, wholeAndParts } from '@jejak/publication';
import type { OverdueDuty } from './overdue-duty.projection';

/** What a year of learning comes to, before anything of it is left out. Units by their codes, programmes by their ids. */
export interface YearFigures {
  /** Training hours of everybody who had a balance. */
  readonly hours: readonly { readonly kind: EmployeeKind; readonly credited: number }[];
  /** Seats that were taken, by programme and unit, with what became of them. */
  readonly seats: readonly {
    readonly programmeId: string;
    readonly title: string;
    readonly unit: string;
    readonly passed: number;
    readonly failed: number;
    /** Without a result yet. */
    readonly open: number;
  }[];
  readonly programmes: readonly {
    readonly programmeId: string;
    readonly title: string;
    readonly kind: string;
    readonly sessions: number;
    /** Whole rupiah. */
    readonly costIdr: number;
    readonly passed: number;
    readonly failed: number;
    /** Training hours of those who passed. */
    readonly jp: number;
    readonly reactions: number;
    /** Mean of 1 to 5, 2 places; null of none. */
    readonly reaction: string | null;
  }[];
  /** What was not done in time, by unit; none for who is of no unit any more. */
  readonly overdue: readonly {
    readonly unit: string;
    readonly duty: OverdueDuty;
    readonly overdue: number;
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

const table = (
  kind: string,
  title: string,
  columns: readonly string[],
  lines: readonly (readonly (string | number)[])[],
): Table => ({
  ...{ kind: `training-${kind}`, title, rows: lines.length },
  content: csvRow(columns) + lines.map((line) => csvRow(line)).join(''),
});

/**
 * The bands of training hours: none, then steps of half the right of a civil servant, and everything from twice the right on.
 * @param right hours a year
 */
export const hourBands = (right: number): readonly { readonly name: string; readonly from: number }[] => {
  const step = Math.max(1, Math.ceil(right / 2));
  const froms = [1, step, 2 * step, 3 * step, 4 * step].filter((from, at, all) => all.indexOf(from) === at);
  return [
    { name: '0', from: 0 },
    ...froms.map((from, at) => ({
      name: at === froms.length - 1 ? `${from}+` : `${from}-${froms[at + 1] - 1}`,
      from,
    })),
  ];
};

/** People by kind and band, every band of every kind that there is; a kind is one set of cells. */
const hoursTable = ({ hours }: YearFigures, right: number, minCell: number): Table => {
  const bands = hourBands(right);
  const kinds = [...new Set(hours.map(({ kind }) => kind))].sort();
  const lines = kinds.flatMap((kind) => {
    const own = hours.filter((one) => one.kind === kind).map(({ credited }) => credited);
    const counts = bands.map(
      ({ from }, at) =>
        own.filter(
          (credited) => credited >= from && (at === bands.length - 1 || credited < bands[at + 1].from),
        ).length,
    );
    return columnOf(counts, minCell).map((cell, at) => [kind, bands[at].name, cell]);
  });
  return table('hours', 'Jam pelajaran per pegawai', ['employee_kind', 'jp', 'employees'], lines);
};

/** Seats by programme and unit. What is told of a programme elsewhere must not give away one unit: a programme is one set of cells. */
const seatsTable = ({ seats }: YearFigures, minCell: number): Table => {
  const programmes = [...new Set(seats.map(({ programmeId }) => programmeId))];
  const lines = programmes.flatMap((programmeId) => {
    const own = seats.filter((one) => one.programmeId === programmeId);
    const cells = columnOf(
      own.map(({ passed, failed, open }) => passed + failed + open),
      minCell,
    );
    return own.map(({ title, unit }, at) => [programmeId, title, unit, cells[at]]);
  });
  return table('seats', 'Kursi per program dan unit', ['programme', 'title', 'unit', 'seats'], lines);
};

const percent = (part: number, whole: number): string =>
  whole === 0 ? '' : decimal(part).times(100).dividedBy(whole).toFixed(2);

const resultsTable = ({ programmes }: YearFigures, minCell: number): Table => {
  const lines = programmes.map(({ programmeId, title, passed, failed, reactions, reaction }) => {
    const results = cellOf(passed + failed, minCell);
    const parts = wholeAndParts(results, { passed, failed }, minCell);
    const rate = parts.passed === HIDDEN ? HIDDEN : percent(passed, passed + failed);
    const said = cellOf(reactions, minCell);
    return [
      ...[programmeId, title, results, parts.passed, parts.failed, rate],
      ...[said, said === HIDDEN ? HIDDEN : (reaction ?? '')],
    ];
  });
  const columns = [
    ...['programme', 'title', 'results', 'passed', 'failed', 'pass_rate_percent'],
    ...['reactions', 'satisfaction_mean'],
  ];
  return table('results', 'Kelulusan dan kepuasan per program', columns, lines);
};

/** Hours tell how many passed, for a programme has so many each: they go with that count. */
const costTable = ({ programmes }: YearFigures, minCell: number): Table => {
  const lines = programmes.map(({ programmeId, title, kind, sessions, costIdr, passed, failed, jp }) => {
    const shown = wholeAndParts(cellOf(passed + failed, minCell), { passed, failed }, minCell).passed;
    const perJp = jp === 0 ? '' : decimal(costIdr).dividedBy(jp).toFixed(0);
    return [
      ...[programmeId, title, kind, sessions, costIdr],
      ...(shown === HIDDEN ? [HIDDEN, HIDDEN] : [jp, perJp]),
    ];
  });
  const columns = ['programme', 'title', 'kind', 'sessions', 'cost_idr', 'jp_earned', 'cost_per_jp_idr'];
  return table('cost', 'Biaya per jam pelajaran', columns, lines);
};

/** What was missed, one set of cells. @source domain.md 2.4 */
const overdueTable = ({ overdue }: YearFigures, minCell: number): Table => {
  const cells = columnOf(
    overdue.map(({ overdue: n }) => n),
    minCell,
  );
  const lines = overdue.map(({ unit, duty }, at) => [unit, duty, cells[at]]);
  return table('overdue', 'Kewajiban yang terlambat', ['unit', 'duty', 'overdue'], lines);
};

/**
 * The tables of a year as open data. Counts below the least are left out, and where one alone would be, the next smallest too; 0 is
 * shown. A figure that is computed from a count goes with it.
 * @param right training hours to which a civil servant (PNS) has a right (`tr.jp`)
 * @param minCell the smallest count that is shown (`pub`)
 * @source domain.md 6.4 (published yearly), 2.4 (overdue duties), 2.7, 18 (small cells)
 */
export const yearTables = (figures: YearFigures, right: number, minCell: number): Table[] => [
  hoursTable(figures, right, minCell),
  seatsTable(figures, minCell),
  resultsTable(figures, minCell),
  costTable(figures, minCell),
  overdueTable(figures, minCell),
];
