import {
  citizenContracts,
  reviewExcluded,
  reviewQuarantined,
  reviewReleased,
  reviewSubmitted,
} from '@jejak/contracts/citizen';
import {
  type EvaluationOpened,
  evaluationOpened,
  type EvaluationReopened,
  evaluationReopened,
  performanceContracts,
} from '@jejak/contracts/performance';
import { type CommandContext, EventStore, type Gather } from '@jejak/event-store';
import { Conflict, eventTypeOf, naturalId, NotFound, type Recorded, RuleViolated } from '@jejak/kernel';
import { type Delivery, EventContext, isPolicyMissing, Reaction, reactionContext } from '@jejak/messaging';
import { Projections } from '@jejak/projections';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import type { EvaluationGiven } from '../evaluation/evaluation.commands';
import { evaluation } from '../evaluation/evaluation.decider';
import { evaluationStream } from '../evaluation/evaluation-id';
import { evaluationList } from '../evaluation/evaluation.projection';
import { EvaluationReading } from '../evaluation/evaluation.reading';
import type { Evaluation } from '../evaluation/evaluation.state';
import { citizenReviewList, type ReviewFact } from './citizen-review.projection';
import { CitizenReviews } from './citizen-reviews';
import { shown } from './shown';

const NAME = 'citizen-index';
const own = performanceContracts.service;

/**
 * What citizens said of an employee goes into the evaluation of the period in which they said it: counted when the evaluation
 * opens, and again with each review that comes, is quarantined, released or excluded after that.
 * @source domain.md 5.4, 9.2, 9.3
 */
@Controller()
export class CitizenIndexReaction {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly projections: Projections,
    private readonly reading: EvaluationReading,
    private readonly reviews: CitizenReviews,
  ) {}

  @Reaction(eventTypeOf(own, evaluationOpened), NAME)
  opened(@Payload() event: Recorded<EvaluationOpened>, @Ctx() { delivery }: EventContext): Promise<void> {
    return this.begin(event, delivery);
  }

  @Reaction(eventTypeOf(own, evaluationReopened), NAME)
  reopened(@Payload() event: Recorded<EvaluationReopened>, @Ctx() { delivery }: EventContext): Promise<void> {
    return this.begin(event, delivery);
  }

  @Reaction(eventTypeOf(citizenContracts.service, reviewSubmitted), NAME)
  submitted(@Payload() event: Recorded<ReviewFact>, @Ctx() { delivery }: EventContext): Promise<void> {
    return this.told(event, delivery);
  }

  @Reaction(eventTypeOf(citizenContracts.service, reviewQuarantined), NAME)
  quarantined(@Payload() event: Recorded<ReviewFact>, @Ctx() { delivery }: EventContext): Promise<void> {
    return this.told(event, delivery);
  }

  @Reaction(eventTypeOf(citizenContracts.service, reviewReleased), NAME)
  released(@Payload() event: Recorded<ReviewFact>, @Ctx() { delivery }: EventContext): Promise<void> {
    return this.told(event, delivery);
  }

  @Reaction(eventTypeOf(citizenContracts.service, reviewExcluded), NAME)
  excluded(@Payload() event: Recorded<ReviewFact>, @Ctx() { delivery }: EventContext): Promise<void> {
    return this.told(event, delivery);
  }

  private async begin(
    event: Recorded<EvaluationOpened | EvaluationReopened>,
    delivery?: Delivery,
  ): Promise<void> {
    await shown(this.projections, evaluationList, event);
    await this.count(event.data.evaluationId, reactionContext(event, NAME, own, delivery));
  }

  private async told(event: Recorded<ReviewFact>, delivery?: Delivery): Promise<void> {
    await shown(this.projections, citizenReviewList, event);
    const { officerId, submittedOn } = event.data;
    const rows = await this.db.query<{ id: string }[]>(
      `select evaluation_id as id from rm.evaluation_list
       where employee_id = $1 and $2::date between period_start and period_end and status not in ('FINAL', 'ENDED')
       order by evaluation_id`,
      [officerId, submittedOn],
    );
    const context = reactionContext(event, NAME, own, delivery);
    for (const { id } of rows)
      await this.count(id, { ...context, commandId: naturalId(context.commandId, id) });
  }

  private async count(evaluationId: string, context: CommandContext): Promise<void> {
    const stream = evaluationStream(evaluationId);
    const command = { type: 'CountCitizenReviews' } as const;
    const { events } = await this.store.execute(evaluation, stream, command, context, this.counting(stream));
    const { state } = await this.store.state(evaluation, stream);
    if (events.length > 0 && state.status === 'RECOMMENDED') await this.recommendAgain(stream, context);
  }

  /** What was recommended rested on the earlier count. */
  private async recommendAgain(stream: string, context: CommandContext): Promise<void> {
    const command = { type: 'ComputeRecommendation' } as const;
    const next = { ...context, commandId: naturalId(context.commandId, command.type) };
    try {
      await this.store.execute(evaluation, stream, command, next, this.reading.of(command.type));
    } catch (error) {
      // Rated in between, or an amount waits again: whoever computes next reads the new count.
      if (isPolicyMissing(error) || !(error instanceof Conflict || error instanceof RuleViolated))
        throw error;
    }
  }

  private counting(stream: string): Gather<Evaluation, EvaluationGiven> {
    return async (state, now) => {
      if (state.status === 'absent')
        throw new NotFound('EVALUATION_NOT_FOUND', 'There is no such evaluation.');
      const { employeeId, periodStart, periodEnd } = state.opened;
      const [gathered, reviews, history] = await Promise.all([
        this.reading.of('CountCitizenReviews')(state, now),
        this.reviews.of(employeeId, periodStart, periodEnd),
        this.store.history(stream),
      ]);
      const last = history.findLast(({ type }) => type === 'CitizenIndexRecorded');
      const countedBefore = last?.envelope.id ?? null;
      return { ...gathered, given: { ...gathered.given, reviews: { ...reviews, countedBefore } } };
    };
  }
}
