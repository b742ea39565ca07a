import { Requires } from '@jejak/auth';
import type { Appended, CommandContext } from '@jejak/event-store';
import { type Awaited, Context, Id, type Page, ReadYourWrites } from '@jejak/http';
import { Projections } from '@jejak/projections';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import type { RequestFile } from './inspection-words';
import { InspectionLists, type Shown } from './inspection-lists';
import { evidenceRequests, type EvidenceRequestRow } from './inspection.projection';
import { EvidenceRequestSearch, ProvideEvidenceRequest } from './inspection.requests';
import { Inspections, inspectionStream } from './inspections';

/** What inspectors asked people for, and what came of it. @source domain.md 10.2 */
@Controller('evidence-requests')
export class EvidenceRequestController {
  constructor(
    private readonly inspections: Inspections,
    private readonly lists: InspectionLists,
    private readonly projections: Projections,
  ) {}

  /** Events of the log, documents, or a note of what there is. */
  @Post(':id/provide')
  @HttpCode(200)
  @Requires('audit:provide-evidence')
  async provide(
    @Id() id: string,
    @Body() { events = [], documents = [], note }: ProvideEvidenceRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const { inspectionId, request } = await this.lists.request(context, id);
    return this.inspections.execute(
      inspectionId,
      { type: 'ProvideEvidence', by: context.actor, request, note: note ?? null, documents },
      context,
      events,
    );
  }

  /** Newest first: inspectors see all, others what they are asked for. */
  @Get()
  @Requires('audit:provide-evidence')
  list(
    @Query() search: EvidenceRequestSearch,
    @Context() context: CommandContext,
  ): Promise<Page<Shown<EvidenceRequestRow>>> {
    return this.lists.requests(context, search);
  }

  @Get(':id')
  @Requires('audit:provide-evidence')
  async find(
    @Id() id: string,
    @Context() context: CommandContext,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<Shown<EvidenceRequestRow> & RequestFile> {
    const row = await this.lists.request(context, id);
    const stream = inspectionStream(row.inspectionId);
    if (awaited) await this.projections.reached(evidenceRequests, stream, awaited.version, awaited.waitMs);
    const file = await this.inspections.file(row.inspectionId);
    return {
      ...(await this.lists.request(context, id)),
      ...file.requests[row.request - 1],
    };
  }
}
