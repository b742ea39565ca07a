import {
  type DirectionSet,
  performanceContracts,
  type UnitResultPlanned,
} from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';

export interface DirectionRow {
  readonly directionId: string;
  readonly vision: string;
  readonly mission: string;
  readonly fromDate: string;
  readonly toDate: string;
}

export const directionList = projection<DirectionSet, DirectionRow>()({
  table: 'direction_list',
  source: performanceContracts,
  key: ({ data }) => data.directionId,
  opens: {
    DirectionSet: ({ data: { directionId, vision, mission, period } }) => ({
      ...{ directionId, vision, mission, fromDate: period.from, toDate: period.to },
    }),
  },
});

export interface UnitResultRow {
  readonly unitResultId: string;
  readonly code: string;
  readonly year: number;
  readonly unitId: string;
  readonly result: string;
  readonly measure: string;
  readonly supports: string | null;
  /** Of the stream at the row's `version`: what a plan's decision names that rested on it. */
  readonly hash: string;
}

/** What plans align to. */
export const unitResultList = projection<UnitResultPlanned, UnitResultRow>()({
  table: 'unit_result_list',
  source: performanceContracts,
  key: ({ data }) => data.unitResultId,
  opens: { UnitResultPlanned: ({ data, envelope: { hash } }) => ({ ...data, hash }) },
});
