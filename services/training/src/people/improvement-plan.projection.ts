import {
  type CompetencyTestOrdered,
  type ImprovementPlanOpened,
  type ImprovementPlanWithdrawn,
  type ImprovementSucceeded,
  performanceContracts,
} from '@jejak/contracts/performance';
import type { Recorded } from '@jejak/kernel';
import { projection } from '@jejak/projections';

export interface ImprovementPlanRow {
  readonly improvementId: string;
  readonly employeeId: string;
  readonly open: boolean;
  /** The fact that says so. */
  readonly stream: string;
  readonly readVersion: number;
  readonly hash: string;
}

type Fact = Recorded<
  ImprovementPlanOpened | ImprovementSucceeded | CompetencyTestOrdered | ImprovementPlanWithdrawn
>;

const row = (
  { data: { improvementId, employeeId }, envelope: { stream, version: readVersion, hash } }: Fact,
  open: boolean,
): ImprovementPlanRow => ({ improvementId, employeeId, open, stream, readVersion, hash });

const over = (event: Fact): ImprovementPlanRow => row(event, false);

/** Who has to improve now, by performance's plans: they go first where a training closes a gap. @source domain.md 5.9, 6.3 */
export const improvementPlans = projection<
  ImprovementPlanOpened | ImprovementSucceeded | CompetencyTestOrdered | ImprovementPlanWithdrawn,
  ImprovementPlanRow
>()({
  table: 'improvement_plan',
  source: performanceContracts,
  key: ({ data }) => data.improvementId,
  opens: {
    ImprovementPlanOpened: (event, before) => before ?? row(event, true),
    ImprovementSucceeded: over,
    CompetencyTestOrdered: over,
    // What was required may be withdrawn before anybody opened it.
    ImprovementPlanWithdrawn: over,
  },
});
