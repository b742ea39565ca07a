import { careerContracts } from '@jejak/contracts/career';
import { plusDays } from '@jejak/kernel';
import { projection } from '@jejak/projections';
import type { UnitEvent } from './unit.decider';

/** One unit of the organisation chart. */
export interface UnitRow {
  readonly unitId: string;
  readonly code: string;
  /** The last of its names. */
  readonly name: string;
  readonly kind: string;
  readonly parentUnitId: string | null;
  /** Legal dates. */
  readonly fromDate: string;
  readonly toDate: string | null;
  /** Every name that it had, with its first day, oldest first. */
  readonly names: readonly { readonly name: string; readonly from: string }[];
  /** Where it went; null while it is there. */
  readonly mergedInto: string | null;
}

export const unitChart = projection<UnitEvent, UnitRow>()({
  table: 'unit_chart',
  source: careerContracts,
  key: ({ data }) => data.unitId,
  opens: {
    UnitCreated: ({ data: { from, to, ...unit } }) => ({
      ...{ ...unit, fromDate: from, toDate: to },
      ...{ names: [{ name: unit.name, from }], mergedInto: null },
    }),
  },
  on: {
    UnitRenamed: (row, { data: { name, from } }) => ({ ...row, name, names: [...row.names, { name, from }] }),
    UnitMerged: (row, { data: { intoUnitId, from } }) => ({
      ...{ ...row, mergedInto: intoUnitId, toDate: plusDays(from, -1) },
    }),
  },
});
