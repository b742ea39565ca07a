import type { EmployeeKind } from '@jejak/contracts/career';
import { type CandidateAppointed, recruitmentContracts } from '@jejak/contracts/recruitment';
import { projection } from '@jejak/projections';

export interface AppointedKindRow {
  readonly employeeId: string;
  /** In order of `from`, a legal date. */
  readonly kinds: readonly { readonly kind: EmployeeKind; readonly from: string }[];
}

/**
 * What people became by a selection, and from which day on. A senior post (JPT) is held by who is a civil servant already.
 * @source PP 11/2017 as amended by PP 17/2020; PP 49/2018
 */
export const appointedKinds = projection<CandidateAppointed, AppointedKindRow>()({
  table: 'appointed_kind',
  source: recruitmentContracts,
  key: ({ data }) => data.employeeId,
  opens: {
    CandidateAppointed: ({ data: { employeeId, kind, tmt: from } }, row = { employeeId, kinds: [] }) =>
      kind === 'JPT'
        ? row
        : {
            employeeId,
            kinds: [...row.kinds.filter((other) => other.from !== from), { kind, from }].sort((one, other) =>
              one.from < other.from ? -1 : 1,
            ),
          },
  },
});
