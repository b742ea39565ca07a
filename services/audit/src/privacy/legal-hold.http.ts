import { Requires } from '@jejak/auth';
import type { Appended, CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, Id, type Page, PageRequest } from '@jejak/http';
import { type Clock, naturalId } from '@jejak/kernel';
import { Policies } from '@jejak/policies';
import { CLOCK } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import type { Shown } from '../inspection/inspection-lists';
import { onDuty } from './on-duty';
import { PrivacyFiles } from './privacy-files';
import { PrivacyLists } from './privacy-lists';
import type { ErasureRow, LegalHoldRow } from './privacy.projection';
import { HoldSearch, LiftHoldRequest, PlaceHoldRequest } from './privacy.requests';

/** Holds: while one stands, nothing about the person is erased; and what was erased. @source audit-ledger.md section 3 */
@Controller()
export class LegalHoldController {
  constructor(
    private readonly files: PrivacyFiles,
    private readonly lists: PrivacyLists,
    private readonly policies: Policies,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('legal-holds')
  @HttpCode(200)
  @Requires('audit:hold')
  place(@Body() { until, ...hold }: PlaceHoldRequest, @Context() context: CommandContext): Promise<Appended> {
    const holdId = naturalId('legal-hold', context.commandId);
    return this.files.execute(
      { type: 'PlaceLegalHold', by: context.actor, holdId, until: until ?? null, ...hold },
      onDuty(context),
    );
  }

  @Post('legal-holds/:id/lift')
  @HttpCode(200)
  @Requires('audit:hold')
  async lift(
    @Id() id: string,
    @Body() { reason }: LiftHoldRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const personId = await this.lists.heldBy(id);
    return this.files.execute(
      { type: 'LiftLegalHold', by: context.actor, personId, holdId: id, reason },
      onDuty(context),
    );
  }

  /** Newest first. */
  @Get('legal-holds')
  @Requires('audit:read-erasures')
  @Exported('legal-holds', [
    ...(['holdId', 'personId', 'ground', 'caseNumber', 'until', 'placedBy', 'placedAt'] as const),
    ...(['liftedBy', 'liftedAt'] as const),
  ])
  async holds(@Query() search: HoldSearch): Promise<Page<Shown<LegalHoldRow>>> {
    return this.lists.holds(search, (await this.policies.cityDay(this.clock.now())).date);
  }

  /** Whose key was destroyed, when and on what basis, newest first. */
  @Get('erasures')
  @Requires('audit:read-erasures')
  @Exported('erasures', [
    ...(['subjectId', 'requestId', 'basis', 'archiveCode', 'entries', 'approvedBy', 'erasedAt'] as const),
  ])
  erasures(@Query() search: PageRequest): Promise<Page<Shown<ErasureRow>>> {
    return this.lists.erasures(search);
  }
}
