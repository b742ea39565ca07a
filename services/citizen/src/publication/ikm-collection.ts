import { fixed, naturalId } from '@jejak/kernel';
import { csvLine } from './csv-text';
import type { DatasetFile } from './dataset-files';

/** A published index as a line of a collection. */
export interface PublishedIkm {
  /** The unit's code; its id where the chart has none. */
  readonly unit: string;
  readonly from: string;
  readonly to: string;
  readonly index: string;
  readonly band: string;
  readonly n: number;
}

/** A year yyyy, or a half of one, yyyy-H1 or yyyy-H2. */
export interface Span {
  readonly key: string;
  readonly kind: 'ikm-year' | 'ikm-half-year';
  /** Legal dates, both included. */
  readonly from: string;
  readonly to: string;
}

/** @param key as it is named in requests and timers */
export const spanOf = (key: string): Span => {
  const year = key.slice(0, 4);
  const kind = key.length > 4 ? 'ikm-half-year' : 'ikm-year';
  return {
    ...{ key, kind },
    from: key.endsWith('H2') ? `${year}-07-01` : `${year}-01-01`,
    to: key.endsWith('H1') ? `${year}-06-30` : `${year}-12-31`,
  };
};

/** The half-year and the year in which a survey's period ends. */
export const spansOf = (to: string): readonly Span[] => {
  const year = to.slice(0, 4);
  return [spanOf(`${year}-${to < `${year}-07-01` ? 'H1' : 'H2'}`), spanOf(year)];
};

/** The indices of all surveys whose period ended in a half-year or year, as one table of open data. @source domain.md 9.3 */
export const ikmCollection = (
  { key, kind, from, to }: Span,
  lines: readonly PublishedIkm[],
  policies: readonly string[],
  change: string | null,
): DatasetFile => ({
  datasetId: naturalId('dataset', kind, key),
  ...{ kind, title: `IKM ${key}`, period: { from, to }, policies, rows: lines.length, change },
  content:
    csvLine(['unit', 'from', 'to', 'index', 'band', 'n']) +
    lines
      .map((line) => csvLine([line.unit, line.from, line.to, fixed(line.index, 2), line.band, line.n]))
      .join(''),
});
