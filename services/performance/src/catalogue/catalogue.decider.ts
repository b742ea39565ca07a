import {
  type IndicatorDefined,
  indicatorDefined,
  type IndicatorTemplate,
} from '@jejak/contracts/performance';
import { type Decider, RuleViolated } from '@jejak/kernel';

export interface DefineIndicator {
  readonly type: 'DefineIndicator';
  readonly indicatorId: string;
  readonly template: IndicatorTemplate;
  /** As shipped: says nothing where the catalogue has it already. */
  readonly shipped: boolean;
}
export interface CatalogueEntry {
  readonly version: number;
}

/** One indicator of the city's catalogue; each change is a version, and plans that stand keep theirs. @source domain.md 5.2 */
export const catalogueEntry: Decider<DefineIndicator, IndicatorDefined, CatalogueEntry> = {
  initial: { version: 0 },
  decide: ({ indicatorId, template, shipped }, { version }) => {
    if (shipped && version > 0) return [];
    if (template.unit.trim() === '' || template.sourceName.trim() === '')
      throw new RuleViolated('NOT_MEASURABLE', 'An indicator has a unit, and somebody who knows it.', {
        field: template.unit.trim() === '' ? 'unit' : 'sourceName',
        params: { indicator: indicatorId },
      });
    return [indicatorDefined({ indicatorId, version: version + 1, template })];
  },
  evolve: (_, { data: { version } }) => ({ version }),
};
