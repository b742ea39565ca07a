import { careerContracts, type UnitCreated } from '@jejak/contracts/career';
import { projection } from '@jejak/projections';

/** One unit of the organisation chart. */
export interface UnitRow {
  readonly unitId: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly parentUnitId: string | null;
  /** Legal dates. */
  readonly fromDate: string;
  readonly toDate: string | null;
}

export const unitChart = projection<UnitCreated, UnitRow>()({
  table: 'unit_chart',
  source: careerContracts,
  key: ({ data }) => data.unitId,
  opens: {
    UnitCreated: ({ data: { from, to, ...unit } }) => ({ ...unit, fromDate: from, toDate: to }),
  },
});
