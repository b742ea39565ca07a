import { citizenContracts, type IkmComputed } from '@jejak/contracts/citizen';
import { projection } from '@jejak/projections';

/** A satisfaction index of a unit, as the citizen service computed it. */
export interface UnitIkmRow {
  readonly surveyId: string;
  readonly unitId: string;
  readonly fromDate: string;
  readonly toDate: string;
  readonly indexValue: string;
  readonly computedAt: string;
}

export const unitIkmList = projection<IkmComputed, UnitIkmRow>()({
  table: 'unit_ikm',
  source: citizenContracts,
  key: ({ data }) => data.surveyId,
  opens: {
    IkmComputed: ({ data: { surveyId, unitId, period, index }, envelope: { at } }) => ({
      ...{ surveyId, unitId, fromDate: period.from, toDate: period.to },
      ...{ indexValue: index, computedAt: at },
    }),
  },
});
