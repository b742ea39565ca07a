import { type PlanAgreed, performanceContracts, planAgreed } from '@jejak/contracts/performance';
import {
  type CandidateAppointed,
  candidateAppointed,
  recruitmentContracts,
} from '@jejak/contracts/recruitment';
import {
  onboardingStarted,
  type OnboardingStarted,
  trainingContracts,
  type TrainingPassed,
  trainingPassed,
} from '@jejak/contracts/training';
import { type CommandContext, EventStore } from '@jejak/event-store';
import { eventTypeOf, legalDate, naturalId, type Recorded, type StreamRef, Unavailable } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Policies } from '@jejak/policies';
import { Projections } from '@jejak/projections';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { Probations } from '../probation/probations';
import { onboarding, type OnboardingCommand } from './onboarding.decider';
import { OnboardingReading, onboardingStream } from './onboarding.reading';
import { workPlans } from './work-plan.projection';

const { service } = trainingContracts;
const APPOINTED = 'onboard-appointed';
const FIRST_SKP = 'first-skp';
const TRAINED = 'onboarding-training';
/** The fact that a command rests on. */
const refOf = ({ envelope: { stream, version: ver, hash } }: Recorded): StreamRef => ({ stream, ver, hash });

/** So long the read model of the plans is awaited; then the event is tried again. */
const SEEN_MS = 5_000;

/**
 * A candidate who is appointed is onboarded from the first day on, and a CPNS begins the probation year. The first work plan is
 * done when performance says that it is agreed, whichever of the two this service hears of first.
 * @source domain.md 6.2 StartOnboarding, 12
 */
@Controller()
export class OnboardingReaction {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly reading: OnboardingReading,
    private readonly probations: Probations,
    private readonly policies: Policies,
    private readonly projections: Projections,
  ) {}

  @Reaction(eventTypeOf(recruitmentContracts.service, candidateAppointed), APPOINTED)
  async appointed(
    @Payload() event: Recorded<CandidateAppointed>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { employeeId, unitId, position, tmt, kind } = event.data;
    const context = reactionContext(event, APPOINTED, service, delivery);
    const command = { type: 'ScheduleOnboarding', employeeId, unitId, position, tmt } as const;
    await this.ask(employeeId, command, context, refOf(event));
    if (kind !== 'CPNS') return;
    const started = { ...context, commandId: naturalId(context.commandId, 'probation') };
    const probation = { type: 'StartProbation', employeeId, tmt } as const;
    await this.probations.execute(employeeId, probation, started, [refOf(event)]);
  }

  @Reaction(eventTypeOf(performanceContracts.service, planAgreed), FIRST_SKP)
  async agreed(@Payload() event: Recorded<PlanAgreed>, @Ctx() { delivery }: EventContext): Promise<void> {
    const { stream, version } = event.envelope;
    // The draft, which names the employee, stands in the read model.
    if (!(await this.projections.reached(workPlans, stream, version, SEEN_MS)))
      throw new Unavailable('UNAVAILABLE', 'The draft of this plan is not known here yet.');
    const [plan] = await this.db.query<{ id: string }[]>(
      'select employee_id as id from rm.work_plan where plan_id = $1',
      [event.data.planId],
    );
    if (plan)
      await this.firstSkp(plan.id, reactionContext(event, FIRST_SKP, service, delivery), refOf(event));
  }

  /** The plan may have been agreed before this service knew of the onboarding. */
  @Reaction(eventTypeOf(service, onboardingStarted), FIRST_SKP)
  async started(
    @Payload() event: Recorded<OnboardingStarted>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const context = reactionContext(event, FIRST_SKP, service, delivery);
    await this.firstSkp(event.data.employeeId, context, refOf(event));
  }

  /** A training in ethics, or of the onboarding itself, is the task that it teaches; the basic training ends another wait. */
  @Reaction(eventTypeOf(service, trainingPassed), TRAINED)
  async trained(
    @Payload() event: Recorded<TrainingPassed>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { employeeId, enrolmentId, kind, jp, endedOn } = event.data;
    const context = reactionContext(event, TRAINED, service, delivery);
    if (kind === 'LATSAR')
      await this.probations.execute(employeeId, { type: 'NoteLatsar', employeeId, enrolmentId }, context, [
        refOf(event),
      ]);
    if (kind !== 'ETHICS' && kind !== 'ONBOARDING') return;
    const task = kind === 'ETHICS' ? 'ETHICS' : 'ADMINISTRATION';
    const command = { type: 'TakeTaskAsDone', task, jp, doneOn: endedOn, evidence: 'TRAINING' } as const;
    await this.ask(employeeId, command, context, refOf(event));
  }

  /** @param told the fact by which it is asked */
  private async firstSkp(employeeId: string, context: CommandContext, told: StreamRef): Promise<void> {
    const { state } = await this.store.state(onboarding, onboardingStream(employeeId));
    if (state.status !== 'started') return;
    const [plan] = await this.db.query<{ at: string }[]>(
      `select to_char(agreed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at from rm.work_plan
       where employee_id = $1 and agreed_at is not null and period_start >= $2::date order by agreed_at limit 1`,
      [employeeId, state.started.startedOn],
    );
    if (!plan) return;
    const { calendar } = await this.policies.cityDay(plan.at);
    const doneOn = legalDate(plan.at, calendar);
    const command = {
      type: 'TakeTaskAsDone',
      task: 'FIRST_SKP',
      jp: 0,
      doneOn,
      evidence: 'WORK_PLAN',
    } as const;
    await this.ask(employeeId, command, context, told);
  }

  private async ask(
    employeeId: string,
    command: OnboardingCommand,
    context: CommandContext,
    told: StreamRef,
  ): Promise<void> {
    const gather = this.reading.of(undefined, [told]);
    await this.store.execute(onboarding, onboardingStream(employeeId), command, context, gather);
  }
}
