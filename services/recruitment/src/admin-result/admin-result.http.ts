import { Requires } from '@jejak/auth';
import type { AdminResultRow } from '@jejak/contracts/recruitment';
import { type Appended, type CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, Id, IsId, keyset, type Page, PageRequest } from '@jejak/http';
import { type Duty, naturalId, NotAuthorised } from '@jejak/kernel';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { AnnouncedVacancies } from '../committee/announced-vacancies';
import { COMMITTEE_DUTIES, DutyHolders } from '../committee/duty-holders';
import { Publications } from '../publication/publications';
import { assertSettled } from './admin-result.decider';
import { AdminResults } from './admin-results';

class PublishAdminRequest {
  /** The result that the chair has seen. */
  @IsId() @MaxLength(36) readonly adminResultId!: string;
  /** For a later version: what it changes and why, for the public. */
  @IsOptional() @IsString() @MaxLength(4000) readonly change?: string;
}

interface AdminResultView extends Page<AdminResultRow> {
  /** What the chair publishes by. */
  readonly adminResultId: string;
  readonly passed: number;
  readonly rejected: number;
}

const byNumber = keyset('admin-result', { participantNo: 'text' });

/** The result of the verification: seen by the committee, published by its chair. */
@Controller('vacancies')
export class AdminResultController {
  constructor(
    private readonly vacancies: AnnouncedVacancies,
    private readonly results: AdminResults,
    private readonly publications: Publications,
    private readonly duties: DutyHolders,
  ) {}

  /** What the verification comes to now, once it is complete: before that it would say what single verifiers found. */
  @Get(':id/admin-result')
  @Requires('recruitment:publish')
  @Exported('admin-result', ['applicationId', 'participantNo', 'outcome', 'requirementRefs'])
  async computed(
    @Id() vacancyId: string,
    @Query() { cursor, limit }: PageRequest,
    @Context() { actor }: CommandContext,
  ): Promise<AdminResultView> {
    if (!(await this.rulesFor(vacancyId, actor, COMMITTEE_DUTIES)).holds)
      throw new NotAuthorised(
        'NOT_RELATED',
        'Only the committee of this vacancy sees its result before the public.',
      );
    const { head, rows, passed, unsettled } = await this.results.compute(vacancyId);
    assertSettled(unsettled);
    const last = byNumber.after(cursor)?.participantNo;
    const start = last === undefined ? 0 : rows.findIndex(({ participantNo }) => participantNo > last);
    const page = start < 0 ? [] : rows.slice(start, start + limit + 1);
    return {
      ...{ adminResultId: head.adminResultId, passed, rejected: rows.length - passed },
      ...byNumber.page(page, limit, ({ participantNo }) => ({ participantNo })),
    };
  }

  /** Publishes it, first or anew, if the records still give what the chair has seen. Asks for the duty `committee_chair`. */
  @Post(':id/publish-admin-result')
  @HttpCode(200)
  @Requires('recruitment:publish')
  async publish(
    @Id() vacancyId: string,
    @Body() { adminResultId, change }: PublishAdminRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const { holds: chairs, rules } = await this.rulesFor(vacancyId, context.actor, ['committee_chair']);
    const by: CommandContext = chairs ? { ...context, duty: 'committee_chair' } : context;
    const computed = await this.results.compute(vacancyId);
    // What it was computed from changes no more once it is recorded: it is recorded as the chair has seen it, or not at all.
    if (chairs && (computed.unsettled > 0 || computed.head.adminResultId === adminResultId)) {
      const { expectedVersion: _, ...plain } = by;
      await this.results.record(computed, { ...plain, commandId: naturalId(by.commandId, 'admin-result') });
    }
    return this.publications.publishAdmin(
      { vacancyId, adminResultId, change: change ?? null },
      computed,
      await this.results.recordedRowsSha256(adminResultId),
      { ...rules, chairs },
      by,
    );
  }

  /** What governs the publication, and whether the caller holds one of the duties. */
  private async rulesFor(vacancyId: string, actor: string, duties: readonly Duty[]) {
    const { rules, scope } = await this.vacancies.of(vacancyId);
    const { windowDays, calendar, reasonMinChars } = rules;
    const holds = await this.duties.holds(actor, duties, scope);
    return { holds, rules: { objection: { windowDays, calendar }, reasonMinChars } };
  }
}
