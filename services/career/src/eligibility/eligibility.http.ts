import { Requires } from '@jejak/auth';
import { PROMOTION_KINDS, type PromotionKind } from '@jejak/contracts/career';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Context, Id, IsId, IsLegalDate } from '@jejak/http';
import { type Clock, naturalId, NotAuthorised, NotFound, plusMonths, streamOf } from '@jejak/kernel';
import { readable, readerOf } from '@jejak/organisation';
import { CLOCK, FileAccess } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';
import { CareerRulebook } from '../credit/career-rulebook';
import { eligibility } from './eligibility.decider';
import { EligibilityReading } from './eligibility.reading';
import { LAST_CHECK, type LastCheck } from './last-checks';

/** The kind of a promotion, when it would take effect, and of a structural one the post. */
export class PromotionQuestion {
  @IsIn(PROMOTION_KINDS) @MaxLength(20) readonly kind!: PromotionKind;
  /** Legal date; left out: the first of the next month. */
  @IsOptional() @IsLegalDate() readonly effective?: string;
  /** Of a structural promotion: the post, as its formation names it. */
  @IsOptional() @IsString() @MaxLength(200) @Matches(/\S/) readonly position?: string;
  @IsOptional() @IsId() @MaxLength(36) readonly unitId?: string;
}

export const eligibilityStream = (employeeId: string): string =>
  streamOf('eligibility', naturalId('eligibility', employeeId));

/** The post that a question names, where it names one. */
export const postOf = ({
  position,
  unitId,
}: PromotionQuestion): { readonly post?: { readonly position: string; readonly unitId: string } } =>
  position === undefined || unitId === undefined ? {} : { post: { position, unitId } };

/** The first of the month after a legal date. */
export const nextMonth = (date: string): string => plusMonths(`${date.slice(0, 7)}-01`, 1);

/** Whether somebody meets the conditions of a promotion, and why not. @source domain.md 7.2, 7.4, 7.7 */
@Controller('employees')
export class EligibilityController {
  constructor(
    private readonly store: EventStore,
    private readonly reading: EligibilityReading,
    private readonly rulebook: CareerRulebook,
    private readonly access: FileAccess,
    private readonly db: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Of oneself; hr_admin of anybody. */
  @Post(':id/check-eligibility')
  @HttpCode(200)
  @Requires('career:check-eligibility')
  async check(
    @Id() employeeId: string,
    @Body() question: PromotionQuestion,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    if (context.role !== 'hr_admin' && context.actor !== employeeId)
      throw new NotAuthorised('NOT_RELATED', 'Everybody asks about themselves.');
    const { kind } = question;
    const command = { type: 'CheckEligibility', employeeId, kind } as const;
    return this.store.execute(
      eligibility,
      eligibilityStream(employeeId),
      command,
      context,
      async (_, now) => {
        const { date } = await this.rulebook.today(now);
        const effective = question.effective ?? nextMonth(date);
        const read = await this.reading.read({ employeeId, kind, effective, ...postOf(question) }, now);
        return { ...read, given: { read: read.given } };
      },
    );
  }

  /** The last check of each kind: every condition with what it needs and what there is. */
  @Get(':id/eligibility')
  @Requires('career:read')
  async find(@Id() employeeId: string, @Context() context: CommandContext): Promise<LastCheck[]> {
    const { date } = await this.rulebook.today(this.clock.now());
    const rows = await this.db.query<LastCheck[]>(
      `select ${LAST_CHECK} from rm.eligibility_list where employee_id = $4 and ${readable('employee_id')} order by kind`,
      [readerOf(context.actor), context.role, date, employeeId],
    );
    if (rows.length === 0)
      throw new NotFound('ELIGIBILITY_NOT_FOUND', 'Nobody has asked, or not for you to read.');
    await this.access.record(employeeId, 'career.eligibility', context);
    return rows;
  }
}
