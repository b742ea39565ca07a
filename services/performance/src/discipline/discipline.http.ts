import { Requires } from '@jejak/auth';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, type Page, ReadYourWrites } from '@jejak/http';
import { type Clock, NotFound } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { CLOCK, FileAccess } from '@jejak/service';
import { readable, readerOf } from '@jejak/organisation';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { evidenceOf } from '../evaluation/evaluation.requests';
import { readableList } from '../people/readable-list';
import { Rulebook } from '../rules/rulebook';
import type { DisciplineCommand } from './discipline.commands';
import { discipline } from './discipline.decider';
import { disciplineList, type DisciplineRow } from './discipline.projection';
import { caseIdOf, DisciplineReading, disciplineStream, type Reported } from './discipline.reading';
import {
  AppealRequest,
  CasesRequest,
  DecideAppealRequest,
  DecideSanctionRequest,
  HoldHearingRequest,
  ReasonRequest,
  ReportViolationRequest,
  SummonRequest,
} from './discipline.requests';
import type { DisciplineEvent } from './discipline.state';
import { type CaseWords, caseWordsOf } from './case-words';

interface CaseView extends DisciplineRow {
  readonly version: number;
}

const CASE = `case_id as "caseId", employee_id as "employeeId", unit_id as "unitId", article_ref as "articleRef",
  from_date::text as "fromDate", to_date::text as "toDate", absent_days as "absentDays", status,
  hearing_on::text as "hearingOn", level, kind, months, appeal_by::text as "appealBy", answer_by::text as "answerBy",
  served_from::text as "servedFrom", until::text as until, omission, version::int`;
const cases = readableList<CaseView>({
  ...{ name: 'discipline', select: CASE, from: 'rm.discipline_list', latestFirst: true },
  key: [
    ['fromDate', 'date', 'from_date'],
    ['caseId', 'uuid', 'case_id'],
  ],
});

/** Discipline: reported, heard, decided, appealed, served. @source PP 94/2021; domain.md 5.9 */
@Controller('discipline')
export class DisciplineController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly reading: DisciplineReading,
    private readonly rulebook: Rulebook,
    private readonly projections: Projections,
    private readonly access: FileAccess,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('performance:report-violation')
  report(@Body() request: ReportViolationRequest, @Context() context: CommandContext): Promise<Appended> {
    const { employeeId, articleRef, from, to, allegation } = request;
    const reported = { employeeId, articleRef: articleRef.trim(), from, to };
    const caseId = caseIdOf(employeeId, articleRef, from);
    const { absentDays = null, consecutiveDays = null, supervisorKnewOn = null } = request;
    const command: DisciplineCommand = {
      ...{ type: 'ReportViolation', by: context.actor, caseId, ...reported, allegation },
      ...{ absentDays, consecutiveDays, supervisorKnewOn, evidence: evidenceOf(request.evidence) },
    };
    return this.ask(caseId, command, context, reported);
  }

  @Post(':id/summon')
  @HttpCode(200)
  @Requires('performance:report-violation')
  summon(
    @Id() id: string,
    @Body() { hearingOn }: SummonRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'IssueSummons', by: context.actor, hearingOn }, context);
  }

  @Post(':id/hear')
  @HttpCode(200)
  @Requires('performance:report-violation')
  hear(
    @Id() id: string,
    @Body() { employeePresent = true, statement }: HoldHearingRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = { by: context.actor, employeePresent, statement: statement ?? null };
    return this.ask(id, { type: 'HoldHearing', ...command }, context);
  }

  @Post(':id/decide')
  @HttpCode(200)
  @Requires('performance:decide-sanction')
  decide(
    @Id() id: string,
    @Body() { level, kind, months, reason }: DecideSanctionRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = { by: context.actor, level, kind, months: months ?? null, reason };
    return this.ask(id, { type: 'DecideSanction', ...command }, context);
  }

  @Post(':id/dismiss')
  @HttpCode(200)
  @Requires('performance:decide-sanction')
  dismiss(
    @Id() id: string,
    @Body() { reason }: ReasonRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'DismissViolation', by: context.actor, reason }, context);
  }

  @Post(':id/appeal')
  @HttpCode(200)
  @Requires('performance:appeal-sanction')
  appeal(
    @Id() id: string,
    @Body() { reason, evidence }: AppealRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = { by: context.actor, reason, evidence: evidenceOf(evidence) };
    return this.ask(id, { type: 'AppealSanction', ...command }, context);
  }

  @Post(':id/decide-appeal')
  @HttpCode(200)
  @Requires('performance:decide-sanction')
  decideAppeal(
    @Id() id: string,
    @Body() { outcome, reason, changed }: DecideAppealRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const becomes = changed && {
      level: changed.level,
      kind: changed.kind,
      months: changed.months ?? null,
    };
    const command = { by: context.actor, outcome, reason, changed: becomes ?? null };
    return this.ask(id, { type: 'DecideSanctionAppeal', ...command }, context);
  }

  /** Cases that the caller may read, newest violation first. */
  @Get()
  @Requires('performance:read')
  @Exported('discipline', [
    'caseId',
    'employeeId',
    'unitId',
    'articleRef',
    'fromDate',
    'toDate',
    'absentDays',
    'status',
    'hearingOn',
    'level',
    'kind',
    'months',
    'appealBy',
    'answerBy',
    'servedFrom',
    'until',
    'omission',
  ])
  async list(
    @Query() { employeeId, state, ...page }: CasesRequest,
    @Context() { actor, role }: CommandContext,
  ): Promise<Page<CaseView>> {
    const { date } = await this.rulebook.today(this.clock.now());
    return cases.page(this.db, { actor, role, date }, page, [
      ['employee_id = ?', employeeId],
      [`(? = 'open') = (status in ('REPORTED', 'SUMMONED', 'HEARD'))`, state],
    ]);
  }

  @Get(':id')
  @Requires('performance:read')
  async find(
    @Id() id: string,
    @Context() context: CommandContext,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<CaseView & { readonly words: CaseWords }> {
    if (awaited)
      await this.projections.reached(disciplineList, disciplineStream(id), awaited.version, awaited.waitMs);
    const { date } = await this.rulebook.today(this.clock.now());
    const [row] = await this.db.query<CaseView[]>(
      `select ${CASE} from rm.discipline_list where case_id = $4 and ${readable('employee_id')}`,
      [readerOf(context.actor), context.role, date, id],
    );
    if (!row) throw new NotFound('CASE_NOT_FOUND', 'There is no such case for you to read.');
    await this.access.record(row.employeeId, 'performance.discipline', context);
    const facts = await this.store.history(disciplineStream(id));
    // A stream holds the events of its own decider only.
    return { ...row, words: caseWordsOf(facts as unknown as DisciplineEvent[]) };
  }

  private ask(
    caseId: string,
    command: DisciplineCommand,
    context: CommandContext,
    reported?: Reported,
  ): Promise<Appended> {
    return this.store.execute(
      discipline,
      disciplineStream(caseId),
      command,
      context,
      this.reading.of(command.type, context.actor, context.role === 'inspector', reported),
    );
  }
}
