import { Requires } from '@jejak/auth';
import { ONBOARDING_TASKS, type OnboardingTask } from '@jejak/contracts/training';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import {
  type Awaited,
  Context,
  Id,
  IsId,
  IsLegalDate,
  keyset,
  type Page,
  PageRequest,
  ReadYourWrites,
} from '@jejak/http';
import { type Clock, NotFound } from '@jejak/kernel';
import { readable, readerOf } from '@jejak/organisation';
import { Projections } from '@jejak/projections';
import { CLOCK, FileAccess } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { IsIn, IsInt, IsOptional, Max, MaxLength, Min } from 'class-validator';
import { DataSource } from 'typeorm';
import { Rulebook } from '../rules/rulebook';
import { onboarding, type OnboardingCommand } from './onboarding.decider';
import { onboardingList, type OnboardingRow } from './onboarding.projection';
import { OnboardingReading, onboardingStream } from './onboarding.reading';

export class MarkTaskRequest {
  @IsIn(ONBOARDING_TASKS) readonly task!: OnboardingTask;
  /** Training hours, of a task that is counted in hours. */
  @IsOptional() @IsInt() @Min(0) @Max(2000) readonly jp?: number;
  /** Left out: today. */
  @IsOptional() @IsLegalDate() readonly doneOn?: string;
}

export class AssignBuddyRequest {
  @IsId() @MaxLength(36) readonly buddy!: string;
}

type OnboardingView = OnboardingRow & { readonly version: number };

const VIEW = `employee_id as "employeeId", unit_id as "unitId", status, tmt::text, due::text, buddy_id as "buddyId", tasks,
  overdue, completed_on::text as "completedOn", version::int`;
/** The buddy too: they are to meet. */
const MAY_READ = `(${readable('employee_id')} or buddy_id = $1)`;
const onboardings = keyset('onboardings', { tmt: 'date', employeeId: 'uuid' });

/** The first days of newcomers; each goes by the employee's id. */
@Controller('onboardings')
export class OnboardingController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly reading: OnboardingReading,
    private readonly rulebook: Rulebook,
    private readonly projections: Projections,
    private readonly access: FileAccess,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post(':id/mark-task')
  @HttpCode(200)
  @Requires('training:onboard')
  async markTask(
    @Id() id: string,
    @Body() { task, jp = 0, doneOn }: MarkTaskRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const day = doneOn ?? (await this.rulebook.today(this.clock.now())).date;
    const asHr = context.role !== 'employee';
    const command = { by: context.actor, asHr, task, jp, doneOn: day };
    return this.ask(id, { type: 'MarkTaskDone', ...command }, context);
  }

  @Post(':id/assign-buddy')
  @HttpCode(200)
  @Requires('training:assign-buddy')
  assignBuddy(
    @Id() id: string,
    @Body() { buddy }: AssignBuddyRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'AssignBuddy', buddy }, context, buddy);
  }

  /** Onboardings that the caller may read, the newest appointment first. */
  @Get()
  @Requires('training:read')
  @Exported('onboardings', [
    'employeeId',
    'unitId',
    'status',
    'tmt',
    'due',
    'buddyId',
    'overdue',
    'completedOn',
    'tasks',
  ])
  async list(
    @Query() { cursor, limit }: PageRequest,
    @Context() { actor, role }: CommandContext,
  ): Promise<Page<OnboardingView>> {
    const after = onboardings.after(cursor);
    const { date } = await this.rulebook.today(this.clock.now());
    const rows = await this.db.query<OnboardingView[]>(
      `select ${VIEW} from rm.onboarding_list
       where ${MAY_READ} and ($4::date is null or (tmt, employee_id) < ($4, $5::uuid))
       order by rm.onboarding_list.tmt desc, employee_id desc limit $6`,
      [readerOf(actor), role, date, after?.tmt ?? null, after?.employeeId ?? null, limit + 1],
    );
    return onboardings.page(rows, limit, ({ tmt, employeeId }) => ({ tmt, employeeId }));
  }

  @Get(':id')
  @Requires('training:read')
  async find(
    @Id() id: string,
    @Context() context: CommandContext,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<OnboardingView> {
    if (awaited)
      await this.projections.reached(onboardingList, onboardingStream(id), awaited.version, awaited.waitMs);
    const { date } = await this.rulebook.today(this.clock.now());
    const [row] = await this.db.query<OnboardingView[]>(
      `select ${VIEW} from rm.onboarding_list where ${MAY_READ} and employee_id = $4`,
      [readerOf(context.actor), context.role, date, id],
    );
    if (!row) throw new NotFound('ONBOARDING_NOT_FOUND', 'There is no such onboarding for you to read.');
    await this.access.record(id, 'training.onboarding', context);
    return row;
  }

  private ask(
    id: string,
    command: OnboardingCommand,
    context: CommandContext,
    buddy?: string,
  ): Promise<Appended> {
    return this.store.execute(onboarding, onboardingStream(id), command, context, this.reading.of(buddy));
  }
}
