import {
  type BehaviourRated,
  behaviourRated,
  type CitizenIndexRecorded,
  citizenIndexRecorded,
  type EvaluationReopened,
  evaluationReopened,
  type MeasurementCorrected,
  measurementCorrected,
  type MeasurementIngested,
  measurementIngested,
  type MeasurementRejected,
  measurementRejected,
  type MeasurementVerified,
  measurementVerified,
  type OrganisationResultSet,
  organisationResultSet,
  performanceContracts,
  type PerformanceInterviewHeld,
  performanceInterviewHeld,
} from '@jejak/contracts/performance';
import { type CommandContext, EventStore } from '@jejak/event-store';
import { Conflict, eventTypeOf, naturalId, type Recorded, RuleViolated } from '@jejak/kernel';
import { type Delivery, EventContext, isPolicyMissing, Reaction, reactionContext } from '@jejak/messaging';
import { Projections } from '@jejak/projections';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { shown } from '../citizens-voice/shown';
import { measurementList } from '../measurement/measurement.projection';
import { evaluation } from './evaluation.decider';
import { evaluationStream } from './evaluation-id';
import { evaluationList } from './evaluation.projection';
import { EvaluationReading } from './evaluation.reading';

const NAME = 'recommendation';
const own = performanceContracts.service;

type Basis = BehaviourRated | PerformanceInterviewHeld | CitizenIndexRecorded | EvaluationReopened;
/** Nobody has rated yet, and there is something to recommend by. */
const TO_BE_RATED = "e.status in ('OPENED', 'RECOMMENDED') and e.behaviour is not null";

type Amount = MeasurementIngested | MeasurementVerified | MeasurementRejected | MeasurementCorrected;

/**
 * A rating is recommended as soon as behaviour is rated and the last amount is verified, whichever comes second, and anew with
 * whatever is recorded before the supervisor rates, or with its being opened again. So nothing is left that a fact heard again
 * could recommend by: what changes nothing that the formulas read recommends nothing.
 * @source domain.md 5.3 (ComputeRecommendation), 5.4, 2.9
 */
@Controller()
export class RecommendationReaction {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly projections: Projections,
    private readonly reading: EvaluationReading,
  ) {}

  @Reaction(eventTypeOf(own, behaviourRated), NAME)
  behaviour(@Payload() event: Recorded<BehaviourRated>, @Ctx() { delivery }: EventContext): Promise<void> {
    return this.recorded(event, delivery);
  }

  @Reaction(eventTypeOf(own, performanceInterviewHeld), NAME)
  interview(
    @Payload() event: Recorded<PerformanceInterviewHeld>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    return this.recorded(event, delivery);
  }

  @Reaction(eventTypeOf(own, citizenIndexRecorded), NAME)
  index(@Payload() event: Recorded<CitizenIndexRecorded>, @Ctx() { delivery }: EventContext): Promise<void> {
    return this.recorded(event, delivery);
  }

  /** What nobody records anew goes into the next recommendation as it was. */
  @Reaction(eventTypeOf(own, evaluationReopened), NAME)
  reopened(@Payload() event: Recorded<EvaluationReopened>, @Ctx() { delivery }: EventContext): Promise<void> {
    return this.recorded(event, delivery);
  }

  /** The result of a unit is that of its head; of the others it changes nothing. */
  @Reaction(eventTypeOf(own, organisationResultSet), NAME)
  async unitResult(
    @Payload() event: Recorded<OrganisationResultSet>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { unitId, year } = event.data;
    const waiting = await this.db.query<{ id: string }[]>(
      `select e.evaluation_id as id from rm.evaluation_list e
       where e.unit_id = $1 and e.year = $2 and ${TO_BE_RATED} order by 1`,
      [unitId, year],
    );
    await this.recommendEach(waiting, event, delivery);
  }

  @Reaction(eventTypeOf(own, measurementIngested), NAME)
  ingested(
    @Payload() event: Recorded<MeasurementIngested>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    return this.amount(event, delivery);
  }

  @Reaction(eventTypeOf(own, measurementVerified), NAME)
  verified(
    @Payload() event: Recorded<MeasurementVerified>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    return this.amount(event, delivery);
  }

  @Reaction(eventTypeOf(own, measurementRejected), NAME)
  rejected(
    @Payload() event: Recorded<MeasurementRejected>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    return this.amount(event, delivery);
  }

  @Reaction(eventTypeOf(own, measurementCorrected), NAME)
  corrected(
    @Payload() event: Recorded<MeasurementCorrected>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    return this.amount(event, delivery);
  }

  private async recorded(event: Recorded<Basis>, delivery?: Delivery): Promise<void> {
    await shown(this.projections, evaluationList, event);
    const { state } = await this.store.state(evaluation, evaluationStream(event.data.evaluationId));
    // Without behaviour there is nothing to recommend by; with it, this is tried again.
    if (state.status === 'absent' || !state.behaviour) return;
    await this.recommend(event.data.evaluationId, reactionContext(event, NAME, own, delivery));
  }

  private async amount(event: Recorded<Amount>, delivery?: Delivery): Promise<void> {
    await shown(this.projections, measurementList, event);
    const waiting = await this.db.query<{ id: string }[]>(
      `select e.evaluation_id as id from rm.measurement_list m
       join rm.evaluation_list e on (e.employee_id = m.employee_id or (m.employee_id is null and e.unit_id = m.unit_id))
         and m.from_date >= e.period_start and m.to_date <= e.period_end
       where m.measurement_id = $1 and ${TO_BE_RATED} order by 1`,
      [event.data.measurementId],
    );
    await this.recommendEach(waiting, event, delivery);
  }

  private async recommendEach(
    waiting: readonly { readonly id: string }[],
    event: Recorded,
    delivery?: Delivery,
  ): Promise<void> {
    const context = reactionContext(event, NAME, own, delivery);
    for (const { id } of waiting)
      await this.recommend(id, { ...context, commandId: naturalId(context.commandId, id) });
  }

  private async recommend(evaluationId: string, context: CommandContext): Promise<void> {
    const command = { type: 'ComputeRecommendation' } as const;
    const stream = evaluationStream(evaluationId);
    try {
      await this.store.execute(evaluation, stream, command, context, this.reading.of(command.type));
    } catch (error) {
      // An amount waits to be verified, or the supervisor has rated: the next fact, or nobody, asks again.
      if (isPolicyMissing(error) || !(error instanceof Conflict || error instanceof RuleViolated))
        throw error;
    }
  }
}
