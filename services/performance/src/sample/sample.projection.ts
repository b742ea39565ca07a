import { performanceContracts } from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';
import type { SampleEvent } from './sample.decider';

export interface SampleRow {
  readonly sampleId: string;
  readonly period: string;
  readonly population: number;
  readonly share: string;
  readonly seed: string;
  readonly measurementIds: readonly string[];
  readonly checked: number;
  readonly correct: number;
}

export const sampleList = projection<SampleEvent, SampleRow>()({
  table: 'sample_list',
  source: performanceContracts,
  key: ({ data }) => data.sampleId,
  opens: {
    SampleDrawn: ({ data: { sampleId, period, population, share, seed, measurementIds } }) => ({
      ...{ sampleId, period, population, share, seed, measurementIds, checked: 0, correct: 0 },
    }),
  },
  on: {
    SampleChecked: (row, { data: { correct } }) => ({
      ...row,
      checked: row.checked + 1,
      correct: row.correct + (correct ? 1 : 0),
    }),
  },
});
