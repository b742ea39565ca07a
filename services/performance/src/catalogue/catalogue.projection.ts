import {
  type IndicatorDefined,
  type IndicatorTemplate,
  performanceContracts,
} from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';

export interface CatalogueRow extends IndicatorTemplate {
  readonly indicatorId: string;
  readonly templateVersion: number;
}

/** The catalogue as it stands; earlier versions stand in the log. */
export const catalogueList = projection<IndicatorDefined, CatalogueRow>()({
  table: 'catalogue_list',
  source: performanceContracts,
  key: ({ data }) => data.indicatorId,
  opens: {
    IndicatorDefined: ({ data: { indicatorId, version, template } }) => ({
      ...{ indicatorId, templateVersion: version },
      ...template,
    }),
  },
});
