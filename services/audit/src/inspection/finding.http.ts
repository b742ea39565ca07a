import { Requires } from '@jejak/auth';
import type { Appended, CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, type Page, ReadYourWrites } from '@jejak/http';
import type { Clock } from '@jejak/kernel';
import { Policies } from '@jejak/policies';
import { Projections } from '@jejak/projections';
import { CLOCK } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import type { InspectionCommand } from './inspection.commands';
import type { FindingFile } from './inspection-words';
import { InspectionLists, type DatedReader, type Shown } from './inspection-lists';
import { findingList, type FindingRow } from './inspection.projection';
import {
  FindingSearch,
  FollowUpRequest,
  IssueFindingRequest,
  ReplyRequest,
  RespondRequest,
  ReturnFollowUpRequest,
} from './inspection.requests';
import { Inspections, inspectionStream } from './inspections';

type OfAFinding = Extract<InspectionCommand, { readonly finding: number }>;
/** A command as its request says it: which finding and who asks are known from elsewhere. */
type Said<Command> = Command extends OfAFinding ? Omit<Command, 'finding' | 'by'> : never;

/** Findings: a draft that the unit replies to, the finding, and what the unit does about it. @source domain.md 10.2 */
@Controller('findings')
export class FindingController {
  constructor(
    private readonly inspections: Inspections,
    private readonly lists: InspectionLists,
    private readonly policies: Policies,
    private readonly projections: Projections,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post(':id/reply')
  @HttpCode(200)
  @Requires('audit:provide-evidence')
  reply(
    @Id() id: string,
    @Body() { reply }: ReplyRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'ReplyToDraft', reply }, context);
  }

  @Post(':id/issue')
  @HttpCode(200)
  @Requires('audit:issue-finding')
  issue(
    @Id() id: string,
    @Body() { events, documents = [], severity, ...words }: IssueFindingRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = { documents, severity: severity ?? null, words };
    return this.ask(id, { type: 'IssueFinding', ...command }, context, events);
  }

  @Post(':id/answer')
  @HttpCode(200)
  @Requires('audit:answer-finding')
  answer(
    @Id() id: string,
    @Body() { accepts, answer }: RespondRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'RespondFinding', accepts, answer }, context);
  }

  @Post(':id/follow-up')
  @HttpCode(200)
  @Requires('audit:answer-finding')
  followUp(
    @Id() id: string,
    @Body() { done, documents = [] }: FollowUpRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'ReportFollowUp', done, documents }, context);
  }

  @Post(':id/accept')
  @HttpCode(200)
  @Requires('audit:issue-finding')
  accept(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    return this.ask(id, { type: 'AcceptFollowUp' }, context);
  }

  @Post(':id/return')
  @HttpCode(200)
  @Requires('audit:issue-finding')
  return(
    @Id() id: string,
    @Body() { reason }: ReturnFollowUpRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'ReturnFollowUp', reason }, context);
  }

  /** The ledger of follow-up, newest first: inspectors see all, the leadership what is issued, heads what is about their units. */
  @Get()
  @Requires('audit:read-findings')
  @Exported('findings', [
    ...([
      'findingId',
      'inspectionId',
      'finding',
      'unitId',
      'about',
      'severity',
      'status',
      'replied',
    ] as const),
    ...(['answered', 'accepted', 'overdue', 'replyBy', 'followUpBy', 'sharedAt', 'issuedAt'] as const),
    'endedAt',
  ])
  async list(
    @Query() search: FindingSearch,
    @Context() context: CommandContext,
  ): Promise<Page<Shown<FindingRow>>> {
    return this.lists.findings(await this.reader(context), search);
  }

  @Get(':id')
  @Requires('audit:read-findings')
  async find(
    @Id() id: string,
    @Context() context: CommandContext,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<Shown<FindingRow> & FindingFile> {
    const reader = await this.reader(context);
    const row = await this.lists.finding(reader, id);
    const stream = inspectionStream(row.inspectionId);
    if (awaited) await this.projections.reached(findingList, stream, awaited.version, awaited.waitMs);
    const file = await this.inspections.file(row.inspectionId);
    return {
      ...(await this.lists.finding(reader, id)),
      ...file.findings[row.finding - 1],
    };
  }

  private async ask(
    id: string,
    said: Said<OfAFinding>,
    context: CommandContext,
    events: readonly string[] = [],
  ): Promise<Appended> {
    const { inspectionId, finding } = await this.lists.finding(await this.reader(context), id);
    const command: InspectionCommand = { ...said, finding, by: context.actor };
    return this.inspections.execute(inspectionId, command, context, events);
  }

  private async reader({ actor, role }: CommandContext): Promise<DatedReader> {
    const { date } = await this.policies.cityDay(this.clock.now());
    return { actor, role, date };
  }
}
