import type { IkmComputed, SurveyPlanned } from '@jejak/contracts/citizen';
import { fixed, naturalId } from '@jejak/kernel';
import { csvLine } from './csv-text';
import type { DatasetFile } from './dataset-files';

/** The index of one unit and period as open data. @source domain.md 9.3 */
export const ikmFile = (
  { surveyId, title, population }: SurveyPlanned['data'],
  { unitId, period, elements, index, band, n }: IkmComputed['data'],
  policies: readonly string[],
): DatasetFile => ({
  ...{
    datasetId: naturalId('dataset', 'ikm', surveyId),
    kind: 'ikm',
    period,
    rows: 1,
    policies,
    change: null,
  },
  title: `IKM: ${title}`,
  content:
    csvLine([
      'unit',
      'from',
      'to',
      'population',
      'n',
      ...elements.map(({ element }) => element),
      'index',
      'band',
    ]) +
    csvLine([
      ...[unitId, period.from, period.to, population, n],
      ...elements.map(({ mean }) => fixed(mean, 2)),
      ...[index, band],
    ]),
});
