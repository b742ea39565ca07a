import {
  type OrganisationPredicate,
  type OrganisationResultSet,
  performanceContracts,
} from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';

export interface OrganisationResultRow {
  readonly unitId: string;
  readonly year: number;
  readonly predicate: OrganisationPredicate;
}

export const organisationResultList = projection<OrganisationResultSet, OrganisationResultRow>()({
  table: 'organisation_result_list',
  source: performanceContracts,
  key: ({ data: { unitId, year } }) => [unitId, String(year)],
  opens: {
    OrganisationResultSet: ({ data: { unitId, year, predicate } }) => ({ unitId, year, predicate }),
  },
});
