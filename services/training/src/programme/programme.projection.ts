import { type ProgrammeDefined, trainingContracts } from '@jejak/contracts/training';
import { projection } from '@jejak/projections';

export type ProgrammeRow = ProgrammeDefined['data'];

/** The catalogue. */
export const programmeList = projection<ProgrammeDefined, ProgrammeRow>()({
  table: 'programme_list',
  source: trainingContracts,
  key: ({ data }) => data.programmeId,
  opens: { ProgrammeDefined: ({ data }) => data },
});
