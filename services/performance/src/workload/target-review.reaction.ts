import {
  performanceContracts,
  type TargetFlaggedUnrealistic,
  targetFlaggedUnrealistic,
} from '@jejak/contracts/performance';
import { EventStore } from '@jejak/event-store';
import { eventTypeOf, naturalId, type Recorded, streamOf } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { PlanReading } from '../plan/plan.reading';
import { Rulebook } from '../rules/rulebook';
import { targetReview } from './target-review.decider';

const NAME = 'target-review';

/** When too many targets of a unit are flagged, the HR agency looks at all of them. @source domain.md 5.9 */
@Controller()
export class TargetReviewReaction {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly plans: PlanReading,
    private readonly rulebook: Rulebook,
  ) {}

  @Reaction(eventTypeOf(performanceContracts.service, targetFlaggedUnrealistic), NAME)
  async count(
    @Payload() event: Recorded<TargetFlaggedUnrealistic>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const found = await this.plans.of(event.data.planId);
    if (!found) throw new Error('a target was flagged of a plan that is not there');
    const { unitId, year } = found.plan;
    const stream = streamOf('target-review', naturalId('target-review', unitId, String(year)));
    const command = { type: 'TriggerTargetReview', unitId, year } as const;
    const context = reactionContext(event, NAME, 'performance', delivery);
    await this.store.execute(targetReview, stream, command, context, async (_, now) => {
      const { date } = await this.rulebook.today(now);
      const { rules, ref } = await this.rulebook.executionRules(date);
      const [{ targets, flagged }] = await this.db.query<{ targets: number; flagged: number }[]>(
        `select coalesce(sum(jsonb_array_length(indicators)), 0)::int as targets,
           coalesce(sum((select count(*) from jsonb_each(realism) r where (r.value ->> 'flagged')::boolean)), 0)::int as flagged
         from rm.plan_list where unit_id = $1 and year = $2 and status <> 'DRAFT'`,
        [unitId, year],
      );
      return { given: { targets, flagged, maxShare: rules.flaggedTargetsShare }, policies: [ref] };
    });
  }
}
