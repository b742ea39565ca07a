import {
  type AdoptionIndexComputed,
  type AdoptionMeasure,
  trainingContracts,
} from '@jejak/contracts/training';
import { projection } from '@jejak/projections';
import type { AdoptionEvent } from './adoption.decider';

export type AdoptionRow = Omit<AdoptionIndexComputed['data'], 'policyRefs' | 'index' | 'inputsSha256'> & {
  readonly indexValue: string;
  readonly measures: readonly AdoptionMeasure[];
};

/** The indices of all units and quarters. */
export const adoptionList = projection<AdoptionEvent, AdoptionRow>()({
  table: 'adoption_list',
  source: trainingContracts,
  key: ({ data }) => data.adoptionId,
  opens: {
    AdoptionIndexComputed: ({ data: { policyRefs: _, index, inputsSha256: __, ...data } }, row) => ({
      ...{ ...data, indexValue: index, measures: row?.measures ?? [] },
    }),
  },
  on: {
    AdoptionSupportGiven: (row, { data: { measure } }) => ({ ...row, measures: [...row.measures, measure] }),
  },
});
