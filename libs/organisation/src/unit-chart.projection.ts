import { careerContracts, type UnitCreated } from '@jejak/contracts/career';
import { projection } from '@jejak/projections';

export interface UnitRow {
  readonly unitId: string;
  readonly code: string;
  readonly name: string;
  readonly parentUnitId: string | null;
}

/** The organisation chart: what imports and screens call a unit by. */
export const unitChart = projection<UnitCreated, UnitRow>()({
  table: 'unit_chart',
  source: careerContracts,
  key: ({ data }) => data.unitId,
  opens: {
    UnitCreated: ({ data: { unitId, code, name, parentUnitId } }) => ({ unitId, code, name, parentUnitId }),
  },
});
