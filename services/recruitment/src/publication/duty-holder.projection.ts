import { careerContracts, type DutyAssigned, type DutyEnded } from '@jejak/contracts/career';
import { projection } from '@jejak/projections';

/** Since when, and until when, somebody has a duty. */
export interface DutyHolderRow {
  readonly personId: string;
  readonly duty: string;
  /** The vacancy or unit to which it is limited; empty: all of the city's. */
  readonly scope: string;
  /** Legal dates, both included; `toDate` is null while it lasts. */
  readonly fromDate: string;
  readonly toDate: string | null;
}

/** The duties that career has told of, as far as publishing asks for them. */
export const dutyHolders = projection<DutyAssigned | DutyEnded, DutyHolderRow>()({
  table: 'duty_holder',
  source: careerContracts,
  key: ({ data: { personId, duty, scope, from } }) => [personId, duty, scope ?? '', from],
  opens: {
    DutyAssigned: ({ data: { personId, duty, scope, from, to } }) => ({
      ...{ personId, duty, scope: scope ?? '', fromDate: from, toDate: to },
    }),
  },
  on: {
    DutyEnded: (row, { data }) => ({ ...row, toDate: data.to }),
  },
});
