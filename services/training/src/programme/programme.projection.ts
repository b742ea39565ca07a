import { trainingContracts } from '@jejak/contracts/training';
import { projection } from '@jejak/projections';
import type { Edition, ProgrammeEvent } from './programme.decider';

export interface ProgrammeRow extends Edition {
  /** Of the first edition: what sessions were held by whose facts name no edition. */
  readonly firstTitle: string;
}

/** The catalogue: the latest edition of every programme. */
export const programmeList = projection<ProgrammeEvent, ProgrammeRow>()({
  table: 'programme_list',
  source: trainingContracts,
  key: ({ data }) => data.programmeId,
  opens: { ProgrammeDefined: ({ data }) => ({ ...data, edition: 1, firstTitle: data.title }) },
  on: { ProgrammeRevised: (row, { data }) => ({ ...row, ...data }) },
});
