import { Requires } from '@jejak/auth';
import type { Appended, CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, type Page, ReadYourWrites } from '@jejak/http';
import { naturalId } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import type { InspectionFile } from './inspection-words';
import { InspectionLists, type Shown } from './inspection-lists';
import { inspectionList, type InspectionRow } from './inspection.projection';
import {
  CloseInspectionRequest,
  InspectionSearch,
  OpenInspectionRequest,
  RequestEvidenceRequest,
  ShareDraftRequest,
} from './inspection.requests';
import { Inspections, inspectionStream } from './inspections';

/** Inspections: opened on a letter of assignment, closed by the chief inspector. @source domain.md 10.2 */
@Controller('inspections')
export class InspectionController {
  constructor(
    private readonly inspections: Inspections,
    private readonly lists: InspectionLists,
    private readonly projections: Projections,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('audit:inspect')
  open(@Body() request: OpenInspectionRequest, @Context() context: CommandContext): Promise<Appended> {
    const { assignment = null, letter = null, units = [], objects = [], from, to, question } = request;
    const inspectionId = naturalId('inspection', context.commandId);
    const asked = { inspectionId, assignment, letter, units, objects, from, to, question };
    return this.inspections.execute(
      inspectionId,
      { type: 'OpenInspection', by: context.actor, ...asked },
      context,
    );
  }

  @Post(':id/evidence-requests')
  @HttpCode(200)
  @Requires('audit:inspect')
  request(
    @Id() id: string,
    @Body() { askedOf, what }: RequestEvidenceRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.inspections.execute(
      id,
      { type: 'RequestEvidence', by: context.actor, askedOf, what },
      context,
    );
  }

  @Post(':id/findings')
  @HttpCode(200)
  @Requires('audit:inspect')
  share(
    @Id() id: string,
    @Body() { about, ...draft }: ShareDraftRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.inspections.execute(
      id,
      { type: 'ShareDraftFinding', by: context.actor, about: about ?? null, ...draft },
      context,
    );
  }

  @Post(':id/close')
  @HttpCode(200)
  @Requires('audit:inspect')
  close(
    @Id() id: string,
    @Body() { summary }: CloseInspectionRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.inspections.execute(id, { type: 'CloseInspection', by: context.actor, summary }, context);
  }

  /** Newest first. */
  @Get()
  @Requires('audit:read-timeline')
  @Exported('inspections', [
    ...(['inspectionId', 'inspectorId', 'assignment', 'fromDate', 'toDate', 'status'] as const),
    ...(['openedAt', 'closedAt'] as const),
  ])
  list(@Query() search: InspectionSearch): Promise<Page<Shown<InspectionRow>>> {
    return this.lists.inspections(search);
  }

  /** With everything that was said in it. */
  @Get(':id')
  @Requires('audit:read-timeline')
  async find(
    @Id() id: string,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<Shown<InspectionRow> & InspectionFile> {
    const stream = inspectionStream(id);
    if (awaited) await this.projections.reached(inspectionList, stream, awaited.version, awaited.waitMs);
    const row = await this.lists.inspection(id);
    const file = await this.inspections.file(id);
    return { ...row, ...file };
  }
}
