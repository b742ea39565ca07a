import { Requires } from '@jejak/auth';
import { CONSEQUENCE_KINDS, type ConsequenceKind } from '@jejak/contracts/performance';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, IsId, type Page, PageRequest, ReadYourWrites } from '@jejak/http';
import { type Clock, NotFound } from '@jejak/kernel';
import { readable, readerOf } from '@jejak/organisation';
import { Projections } from '@jejak/projections';
import { CLOCK, FileAccess } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { DataSource } from 'typeorm';
import { EvidenceRequest } from '../request-formats';
import { readableList } from '../people/readable-list';
import { Rulebook } from '../rules/rulebook';
import { improvement } from './improvement.decider';
import { improvementList, type ImprovementRow } from './improvement.projection';
import { ImprovementReading, improvementStream } from './improvement.reading';
import type { ImprovementCommand, ImprovementEvent } from './improvement.state';
import { type ImprovementWords, improvementWordsOf } from './improvement-words';

export class OpenImprovementRequest {
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MaxLength(4000, { each: true })
  readonly goals!: readonly string[];
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MaxLength(4000, { each: true })
  readonly support!: readonly string[];
}

class ReasonedRequest {
  @IsString() @MaxLength(4000) readonly reason!: string;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => EvidenceRequest)
  readonly evidence?: readonly EvidenceRequest[];
}

export class AssessImprovementRequest extends ReasonedRequest {
  @IsBoolean() readonly succeeded!: boolean;
}

export class ProposeConsequenceRequest extends ReasonedRequest {
  @IsIn(CONSEQUENCE_KINDS) readonly kind!: ConsequenceKind;
  /** Number of the report of the competency test; left out: the test that career told of. */
  @IsOptional() @IsString() @MaxLength(200) readonly testRef?: string;
}

export class DecideConsequenceRequest {
  @IsBoolean() readonly approve!: boolean;
  @IsString() @MaxLength(4000) readonly reason!: string;
}

export class ImprovementsRequest extends PageRequest {
  @IsOptional() @IsId() readonly employeeId?: string;
}

interface ImprovementView extends ImprovementRow {
  readonly version: number;
}

const VIEW = `improvement_id as "improvementId", employee_id as "employeeId", unit_id as "unitId", year, cause, status,
  open_by::text as "openBy", months, from_date::text as "fromDate", until_date::text as "untilDate",
  assess_by::text as "assessBy", overdue, training_jp as "trainingJp", test_passed as "testPassed",
  test_score::text as "testScore", test_taken_on::text as "testTakenOn", consequence, approved, version::int`;
const plans = readableList<ImprovementView>({
  ...{ name: 'improvements', select: VIEW, from: 'rm.improvement_list', latestFirst: true },
  key: [
    ['year', 'integer', 'year'],
    ['improvementId', 'uuid', 'improvement_id'],
  ],
});

/** Improvement plans: due by computation, opened and assessed by the supervisor, decided by the PPK. @source domain.md 5.9 */
@Controller('improvements')
export class ImprovementController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly reading: ImprovementReading,
    private readonly rulebook: Rulebook,
    private readonly projections: Projections,
    private readonly access: FileAccess,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post(':id/open')
  @HttpCode(200)
  @Requires('performance:improve')
  open(
    @Id() id: string,
    @Body() { goals, support }: OpenImprovementRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'OpenImprovementPlan', by: context.actor, goals, support }, context);
  }

  @Post(':id/assess')
  @HttpCode(200)
  @Requires('performance:improve')
  assess(
    @Id() id: string,
    @Body() { succeeded, reason, evidence }: AssessImprovementRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = { by: context.actor, succeeded, reason, evidence: evidenceOf(evidence) };
    return this.ask(id, { type: 'AssessImprovement', ...command }, context);
  }

  @Post(':id/propose')
  @HttpCode(200)
  @Requires('performance:improve')
  propose(
    @Id() id: string,
    @Body() { kind, testRef = '', reason, evidence }: ProposeConsequenceRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = { by: context.actor, kind, testRef, reason, evidence: evidenceOf(evidence) };
    return this.ask(id, { type: 'ProposeConsequence', ...command }, context);
  }

  @Post(':id/decide')
  @HttpCode(200)
  @Requires('performance:decide-sanction')
  decide(
    @Id() id: string,
    @Body() { approve, reason }: DecideConsequenceRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'DecideConsequence', by: context.actor, approve, reason }, context);
  }

  /** Plans that the caller may read, newest year first. */
  @Get()
  @Requires('performance:read')
  @Exported('improvements', [
    'improvementId',
    'employeeId',
    'unitId',
    'year',
    'cause',
    'status',
    'openBy',
    'months',
    'fromDate',
    'untilDate',
    'assessBy',
    'overdue',
    'trainingJp',
    'testPassed',
    'testScore',
    'testTakenOn',
    'consequence',
    'approved',
  ])
  async list(
    @Query() { employeeId, ...page }: ImprovementsRequest,
    @Context() { actor, role }: CommandContext,
  ): Promise<Page<ImprovementView>> {
    const { date } = await this.rulebook.today(this.clock.now());
    return plans.page(this.db, { actor, role, date }, page, [['employee_id = ?', employeeId]]);
  }

  @Get(':id')
  @Requires('performance:read')
  async find(
    @Id() id: string,
    @Context() context: CommandContext,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<ImprovementView & { readonly words: ImprovementWords }> {
    if (awaited)
      await this.projections.reached(improvementList, improvementStream(id), awaited.version, awaited.waitMs);
    const { date } = await this.rulebook.today(this.clock.now());
    const [row] = await this.db.query<ImprovementView[]>(
      `select ${VIEW} from rm.improvement_list where improvement_id = $4 and ${readable('employee_id')}`,
      [readerOf(context.actor), context.role, date, id],
    );
    if (!row) throw new NotFound('IMPROVEMENT_NOT_FOUND', 'There is no such plan for you to read.');
    await this.access.record(row.employeeId, 'performance.improvement', context);
    const facts = await this.store.history(improvementStream(id));
    // A stream holds the events of its own decider only.
    return { ...row, words: improvementWordsOf(facts as unknown as ImprovementEvent[]) };
  }

  private ask(id: string, command: ImprovementCommand, context: CommandContext): Promise<Appended> {
    const gather = this.reading.of(context.actor);
    return this.store.execute(improvement, improvementStream(id), command, context, gather);
  }
}

const evidenceOf = (evidence: readonly EvidenceRequest[] = []) =>
  evidence.map(({ sha256, mediaType, size }) => ({ sha256, mediaType, size }));
