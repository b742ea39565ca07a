import {
  type CompetencyTestOrdered,
  type ImprovementPlanOpened,
  type ImprovementPlanWithdrawn,
  type ImprovementSucceeded,
  performanceContracts,
} from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';

export interface ImprovementPlanRow {
  readonly improvementId: string;
  readonly employeeId: string;
  readonly open: boolean;
}

const over = ({
  data: { improvementId, employeeId },
}: {
  readonly data: Omit<ImprovementPlanRow, 'open'>;
}): ImprovementPlanRow => ({ improvementId, employeeId, open: false });

/** Who has to improve now, by performance's plans: they go first where a training closes a gap. @source domain.md 5.9, 6.3 */
export const improvementPlans = projection<
  ImprovementPlanOpened | ImprovementSucceeded | CompetencyTestOrdered | ImprovementPlanWithdrawn,
  ImprovementPlanRow
>()({
  table: 'improvement_plan',
  source: performanceContracts,
  key: ({ data }) => data.improvementId,
  opens: {
    ImprovementPlanOpened: ({ data: { improvementId, employeeId } }, row) =>
      row ?? { improvementId, employeeId, open: true },
    ImprovementSucceeded: over,
    CompetencyTestOrdered: over,
    // What was required may be withdrawn before anybody opened it.
    ImprovementPlanWithdrawn: over,
  },
});
