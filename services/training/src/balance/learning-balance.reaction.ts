import { careerContracts, type EmployeeRegistered, employeeRegistered } from '@jejak/contracts/career';
import {
  type CandidateAppointed,
  candidateAppointed,
  recruitmentContracts,
} from '@jejak/contracts/recruitment';
import {
  externalLearningCredited,
  type ExternalLearningCredited,
  type LearningYearClosed,
  learningYearClosed,
  type OnboardingTaskDone,
  onboardingTaskDone,
  trainingContracts,
  type TrainingPassed,
  trainingPassed,
} from '@jejak/contracts/training';
import type { Appended, CommandContext } from '@jejak/event-store';
import { eventTypeOf, naturalId, type Recorded } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Policies } from '@jejak/policies';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { LearningBalances } from './learning-balances';

const { service } = trainingContracts;
const OPEN = 'open-learning-balance';
const AGAIN = 'open-learning-balance-again';
const NEXT = 'next-learning-balance';
const CREDIT = 'credit-jp';

/** The legal date's year. */
const yearOf = (date: string): number => Number(date.slice(0, 4));

/** Opens the balances of persons and years, and credits what they learned. @source domain.md 6.3, 12 */
@Controller()
export class LearningBalanceReaction {
  constructor(
    private readonly balances: LearningBalances,
    private readonly policies: Policies,
  ) {}

  /** Of somebody who is registered inside a year, that year is not counted whole. */
  @Reaction(eventTypeOf(careerContracts.service, employeeRegistered), OPEN)
  async open(
    @Payload() event: Recorded<EmployeeRegistered>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { employeeId, kind } = event.data;
    const { date } = await this.policies.cityDay(event.envelope.at);
    const year = yearOf(date);
    const command = { type: 'OpenBalance', employeeId, year, kind, whole: date === `${year}-01-01` } as const;
    await this.record(event, command, reactionContext(event, OPEN, service, delivery));
  }

  /** Of who has a file already: somebody who comes back, or is another kind of civil servant from then on. */
  @Reaction(eventTypeOf(recruitmentContracts.service, candidateAppointed), AGAIN)
  async appointed(
    @Payload() event: Recorded<CandidateAppointed>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { employeeId, kind, tmt } = event.data;
    const year = yearOf(tmt);
    if (kind === 'JPT' || !(await this.balances.learner(employeeId, tmt))) return;
    const command = { type: 'OpenBalance', employeeId, year, kind, whole: tmt === `${year}-01-01` } as const;
    await this.record(event, command, reactionContext(event, AGAIN, service, delivery));
  }

  @Reaction(eventTypeOf(service, learningYearClosed), NEXT)
  async next(
    @Payload() event: Recorded<LearningYearClosed>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { employeeId, year, kind: before } = event.data;
    const first = `${year + 1}-01-01`;
    const learner = await this.balances.learner(employeeId, first);
    // Who has left learns no more here.
    if (learner && learner.endedOn !== null && learner.endedOn < first) return;
    const kind = learner?.kind ?? before;
    const command = { type: 'OpenBalance', employeeId, year: year + 1, kind, whole: true } as const;
    await this.record(event, command, reactionContext(event, NEXT, service, delivery));
  }

  @Reaction(eventTypeOf(service, trainingPassed), CREDIT)
  async training(
    @Payload() event: Recorded<TrainingPassed>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { employeeId, enrolmentId, jp, endedOn } = event.data;
    const credit = { employeeId, year: yearOf(endedOn), jp, ref: enrolmentId, on: endedOn };
    const command = { type: 'CreditJp', ...credit, source: 'TRAINING' } as const;
    await this.record(event, command, reactionContext(event, CREDIT, service, delivery));
  }

  @Reaction(eventTypeOf(service, externalLearningCredited), CREDIT)
  async external(
    @Payload() event: Recorded<ExternalLearningCredited>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { employeeId, learningId, jp, endedOn } = event.data;
    const credit = { employeeId, year: yearOf(endedOn), jp, ref: learningId, on: endedOn };
    const command = { type: 'CreditJp', ...credit, source: 'EXTERNAL' } as const;
    await this.record(event, command, reactionContext(event, CREDIT, service, delivery));
  }

  /** The hours of a training that is a task of an onboarding are credited by the training. */
  @Reaction(eventTypeOf(service, onboardingTaskDone), CREDIT)
  async onboarding(
    @Payload() event: Recorded<OnboardingTaskDone>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { employeeId, task, jp, doneOn, by } = event.data;
    if (jp === 0 || by !== 'PERSON') return;
    const ref = naturalId('onboarding-task', employeeId, task);
    const credit = { employeeId, year: yearOf(doneOn), jp, ref, on: doneOn };
    const command = { type: 'CreditJp', ...credit, source: 'ONBOARDING' } as const;
    await this.record(event, command, reactionContext(event, CREDIT, service, delivery));
  }

  private record(
    { envelope: { stream, version: ver, hash } }: Recorded,
    command: Parameters<LearningBalances['execute']>[0],
    context: CommandContext,
  ): Promise<Appended> {
    return this.balances.execute(command, context, [{ stream, ver, hash }]);
  }
}
