import { notificationContracts } from '@jejak/contracts/notification';
import type { FormationKind } from '@jejak/contracts/recruitment';
import { projection } from '@jejak/projections';
import type { SubscriptionEvent } from './subscription.decider';

/** Whose filters a vacancy may fit; what they look for in words stands in the log alone. */
export interface VacancyFilterRow {
  readonly filterId: string;
  readonly personId: string;
  readonly unitId: string | null;
  readonly formationKind: FormationKind | null;
}

export const vacancyFilters = projection<
  Extract<SubscriptionEvent, { type: 'VacancyFilterSet' | 'VacancyFilterRemoved' }>,
  VacancyFilterRow
>()({
  table: 'vacancy_filter',
  source: notificationContracts,
  key: ({ data }) => data.filterId,
  opens: {
    VacancyFilterSet: ({ data: { filterId, personId, unitId, formationKind } }) => ({
      ...{ filterId, personId, unitId, formationKind },
    }),
    VacancyFilterRemoved: () => null,
  },
});
