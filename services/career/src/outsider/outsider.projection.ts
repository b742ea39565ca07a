import { careerContracts, type DutyAssigned, type DutyEnded } from '@jejak/contracts/career';
import type { Recorded } from '@jejak/kernel';
import { projection } from '@jejak/projections';
import { dutiesAfter, type HeldDuty } from '../duty/held-duties';

/** The duties of somebody who is no employee. */
export interface OutsiderRow {
  readonly personId: string;
  readonly duties: readonly HeldDuty[];
}

const folded = (
  event: Recorded<DutyAssigned> | Recorded<DutyEnded>,
  row: OutsiderRow | undefined,
): OutsiderRow | null => {
  const { personId } = event.data;
  // The same facts tell of employees, in streams of their own.
  if (!event.envelope.stream.startsWith('outsider-')) return row ?? null;
  return { personId, duties: dutiesAfter(row?.duties ?? [], event) };
};

export const outsiderList = projection<DutyAssigned | DutyEnded, OutsiderRow>()({
  table: 'outsider_list',
  source: careerContracts,
  key: ({ data }) => data.personId,
  opens: { DutyAssigned: folded, DutyEnded: folded },
});
