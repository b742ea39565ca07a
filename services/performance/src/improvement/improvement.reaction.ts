import {
  careerContracts,
  type CompetencyTestFailed,
  competencyTestFailed,
  type CompetencyTestPassed,
  competencyTestPassed,
} from '@jejak/contracts/career';
import {
  type EvaluationFinalised,
  evaluationFinalised,
  performanceContracts,
} from '@jejak/contracts/performance';
import { trainingContracts, type TrainingPassed, trainingPassed } from '@jejak/contracts/training';
import { type CommandContext, EventStore } from '@jejak/event-store';
import { eventTypeOf, naturalId, type Recorded } from '@jejak/kernel';
import { type Delivery, EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Projections } from '@jejak/projections';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { shown } from '../citizens-voice/shown';
import { evaluationList } from '../evaluation/evaluation.projection';
import { improvement } from './improvement.decider';
import { improvementIdOf, ImprovementReading, improvementStream } from './improvement.reading';
import type { ImprovementCommand } from './improvement.state';

const own = performanceContracts.service;
const NAME = 'improvement-need';
const TRAINING = 'improvement-training';
const TEST = 'improvement-test';

/**
 * A final evaluation may make an improvement plan due, in its year or, together with the next one, in the next; one that is
 * corrected may end it. A training that is passed in its months is progress, and a test after them what a proposal can rest on. @source domain.md 5.9, 12
 */
@Controller()
export class ImprovementReaction {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly projections: Projections,
    private readonly reading: ImprovementReading,
  ) {}

  @Reaction(eventTypeOf(own, evaluationFinalised), NAME)
  async review(
    @Payload() event: Recorded<EvaluationFinalised>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    await shown(this.projections, evaluationList, event);
    const { employeeId, year: rated } = event.data;
    const context = reactionContext(event, NAME, own, delivery);
    for (const year of [rated, rated + 1]) {
      const improvementId = improvementIdOf(employeeId, year);
      const command = { type: 'ReviewImprovementNeed', improvementId, employeeId, year } as const;
      await this.store.execute(
        improvement,
        improvementStream(improvementId),
        command,
        { ...context, commandId: naturalId(context.commandId, String(year)) },
        this.reading.of(context.actor, { employeeId, year }),
      );
    }
  }

  @Reaction(eventTypeOf(trainingContracts.service, trainingPassed), TRAINING)
  async progress(
    @Payload() event: Recorded<TrainingPassed>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { employeeId, enrolmentId, jp, endedOn } = event.data;
    const command = { type: 'NoteTraining', enrolmentId, jp, endedOn } as const;
    await this.note(employeeId, command, reactionContext(event, TRAINING, own, delivery));
  }

  @Reaction(eventTypeOf(careerContracts.service, competencyTestPassed), TEST)
  passed(@Payload() event: Recorded<CompetencyTestPassed>, @Ctx() { delivery }: EventContext): Promise<void> {
    return this.tested(event, true, delivery);
  }

  @Reaction(eventTypeOf(careerContracts.service, competencyTestFailed), TEST)
  failed(@Payload() event: Recorded<CompetencyTestFailed>, @Ctx() { delivery }: EventContext): Promise<void> {
    return this.tested(event, false, delivery);
  }

  private tested(
    event: Recorded<CompetencyTestPassed | CompetencyTestFailed>,
    passed: boolean,
    delivery?: Delivery,
  ): Promise<void> {
    const { employeeId, testId, score, passMark, takenOn } = event.data;
    const command = { type: 'NoteTest', testId, passed, score, passMark, takenOn } as const;
    return this.note(employeeId, command, reactionContext(event, TEST, own, delivery));
  }

  /** What others tell is noted in each plan of the employee that it concerns. */
  private async note(
    employeeId: string,
    command: ImprovementCommand,
    context: CommandContext,
  ): Promise<void> {
    const rows = await this.db.query<{ id: string }[]>(
      'select improvement_id as id from rm.improvement_list where employee_id = $1 order by year limit 100',
      [employeeId],
    );
    for (const { id } of rows)
      await this.store.execute(
        improvement,
        improvementStream(id),
        command,
        { ...context, commandId: naturalId(context.commandId, id) },
        this.reading.of(context.actor),
      );
  }
}
