import { careerContracts, type UnitCreated, type UnitRenamed } from '@jejak/contracts/career';
import { projection } from '@jejak/projections';

export interface UnitRow {
  readonly unitId: string;
  readonly code: string;
  /** As it is called now; a name is recorded when it holds. */
  readonly name: string;
  readonly parentUnitId: string | null;
}

/** The organisation chart: what imports and screens call a unit by. */
export const unitChart = projection<UnitCreated | UnitRenamed, UnitRow>()({
  table: 'unit_chart',
  source: careerContracts,
  key: ({ data }) => data.unitId,
  opens: {
    UnitCreated: ({ data: { unitId, code, name, parentUnitId } }) => ({ unitId, code, name, parentUnitId }),
  },
  // A unit that was merged keeps its row: what happened in it still happened there.
  on: { UnitRenamed: (row, { data: { name } }) => ({ ...row, name }) },
});
