import { Requires } from '@jejak/auth';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { type Awaited, Context, Id, type Page, ReadYourWrites } from '@jejak/http';
import { type Clock, type Recorded } from '@jejak/kernel';
import { Policies } from '@jejak/policies';
import { Projections } from '@jejak/projections';
import { CLOCK } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { inspectionFileOf, type RequestFile } from './inspection-words';
import { InspectionLists, type Shown } from './inspection-lists';
import { evidenceRequests, type EvidenceRequestRow } from './inspection.projection';
import { EvidenceRequestSearch, ProvideEvidenceRequest } from './inspection.requests';
import type { InspectionEvent } from './inspection.state';
import { Inspections, inspectionStream } from './inspections';

/** What inspectors asked people for, and what came of it. @source domain.md 10.2 */
@Controller('evidence-requests')
export class EvidenceRequestController {
  constructor(
    private readonly inspections: Inspections,
    private readonly lists: InspectionLists,
    private readonly store: EventStore,
    private readonly policies: Policies,
    private readonly projections: Projections,
    @Inject(CLOCK) private readonly clock: Clock,
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
    const { inspectionId, request } = await this.lists.request(await this.reader(context), id);
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
  async list(
    @Query() search: EvidenceRequestSearch,
    @Context() context: CommandContext,
  ): Promise<Page<Shown<EvidenceRequestRow>>> {
    return this.lists.requests(await this.reader(context), search);
  }

  @Get(':id')
  @Requires('audit:provide-evidence')
  async find(
    @Id() id: string,
    @Context() context: CommandContext,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<Shown<EvidenceRequestRow> & RequestFile> {
    const reader = await this.reader(context);
    const row = await this.lists.request(reader, id);
    const stream = inspectionStream(row.inspectionId);
    if (awaited) await this.projections.reached(evidenceRequests, stream, awaited.version, awaited.waitMs);
    // A stream holds the events of its own decider only.
    const facts = (await this.store.history(stream)) as unknown as Recorded<InspectionEvent>[];
    return {
      ...(await this.lists.request(reader, id)),
      ...inspectionFileOf(facts).requests[row.request - 1],
    };
  }

  private async reader({ actor, role }: CommandContext) {
    const { date } = await this.policies.cityDay(this.clock.now());
    return { actor, role, date };
  }
}
