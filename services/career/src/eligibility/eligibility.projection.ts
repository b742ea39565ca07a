import { careerContracts, type EligibilityChecked } from '@jejak/contracts/career';
import { projection } from '@jejak/projections';
import type { Check } from './checks';

/** The last check of an employee for a kind of promotion. */
export interface EligibilityRow {
  readonly employeeId: string;
  readonly kind: EligibilityChecked['data']['kind'];
  readonly caseId: string | null;
  readonly effective: string;
  readonly eligible: boolean;
  readonly checks: readonly Check[];
  readonly proposeBy: string | null;
  readonly overdueAt: string | null;
  readonly checkedAt: string;
}

export const eligibilityList = projection<EligibilityChecked, EligibilityRow>()({
  table: 'eligibility_list',
  source: careerContracts,
  key: ({ data }) => [data.employeeId, data.kind],
  opens: {
    EligibilityChecked: ({ data, envelope: { at: checkedAt } }, row) => {
      const { employeeId, kind, caseId, effective, eligible, checks, proposeBy, overdueAt } = data;
      return row && row.checkedAt > checkedAt
        ? row
        : { employeeId, kind, caseId, effective, eligible, checks, proposeBy, overdueAt, checkedAt };
    },
  },
});
