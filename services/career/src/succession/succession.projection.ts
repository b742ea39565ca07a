import { careerContracts, type SuccessionFormed } from '@jejak/contracts/career';
import { projection } from '@jejak/projections';
import type { SuccessionEvent } from './succession.decider';

export interface SuccessionRow {
  readonly successionId: string;
  readonly position: string;
  readonly unitId: string;
  readonly candidates: SuccessionFormed['data']['candidates'];
}

export const successionBoard = projection<SuccessionEvent, SuccessionRow>()({
  table: 'succession_board',
  source: careerContracts,
  key: ({ data }) => data.successionId,
  opens: {
    SuccessionFormed: ({ data: { formedBy: _, ...formed } }) => formed,
  },
  on: {
    SuccessorNominated: (row, { data: { successionId: _, nominatedBy: __, ...candidate } }) => ({
      ...{ ...row, candidates: [...row.candidates, candidate] },
    }),
  },
});
