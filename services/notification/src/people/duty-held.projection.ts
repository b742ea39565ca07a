import { careerContracts, type DutyAssigned, type DutyEnded } from '@jejak/contracts/career';
import { projection } from '@jejak/projections';

export interface DutyHeldRow {
  readonly personId: string;
  readonly duty: string;
  /** The unit or vacancy; empty: the whole city. */
  readonly scope: string;
  readonly fromDate: string;
  readonly toDate: string | null;
}

const held = ({
  data: { personId, duty, scope, from, to },
}: {
  readonly data: DutyAssigned['data'];
}): DutyHeldRow => ({ personId, duty, scope: scope ?? '', fromDate: from, toDate: to });

/** Who has which duty, people from outside among them: whom a deadline of an office reaches. */
export const dutiesHeld = projection<DutyAssigned | DutyEnded, DutyHeldRow>()({
  table: 'duty_held',
  source: careerContracts,
  key: ({ data: { personId, duty, scope, from } }) => [personId, duty, scope ?? '', from],
  opens: { DutyAssigned: held, DutyEnded: held },
});
