import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { type Awaited, Context, Id, keyset, type Page, PageRequest, ReadYourWrites } from '@jejak/http';
import { NotFound, streamOf } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { FileAccess } from '@jejak/service';
import { Controller, Get, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { INTERVIEW, unmasked, WITH_PANEL_SHEET } from '../panel/settled-interview';
import { applicationList, type ApplicationRow } from './application.projection';

interface ApplicationView extends Omit<ApplicationRow, 'importId' | 'importRow'> {
  readonly version: number;
}

/** What the verifiers agreed on is the applicant's to know when it is published: everybody's on the same day. */
const STATUS = `CASE WHEN $2::text = 'applicant' AND a.status IN ('admin-passed', 'admin-rejected') AND EXISTS (
    SELECT FROM rm.vacancy v WHERE v.vacancy_id = a.vacancy_id AND v.status = 'closed')
  THEN 'submitted' ELSE a.status END`;

const APPLICATION = `a.application_id AS "applicationId", a.vacancy_id AS "vacancyId", a.applicant_id AS "applicantId",
  a.participant_no AS "participantNo", ${STATUS} AS status, a.channel,
  to_char(a.submitted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "submittedAt",
  a.gpa::text, a.twk, a.tiu, a.tkp, a.total, a.cat::text, (${INTERVIEW})::text AS interview, a.psychological::text, a.skb::text,
  a.rank, a.final::text, a.employee_id AS "employeeId", a.withdrawn_from AS "withdrawnFrom", a.version::int`;

/**
 * Whose applications a caller may see, by the role acted under: an applicant's own, for the others all; but nobody on a
 * panel those that it still scores.
 */
const VISIBLE = `($2::text <> 'applicant' OR a.applicant_id::text = $3) AND ${unmasked('$3')}`;

const byNumber = keyset('applications', { participantNo: 'text', id: 'uuid' });

/** Applications, for those who prepare and decide, and for the applicant. */
@Controller()
export class ApplicationListController {
  constructor(
    private readonly db: DataSource,
    private readonly projections: Projections,
    private readonly access: FileAccess,
  ) {}

  @Get('vacancies/:id/applications')
  @Requires('recruitment:read')
  async list(
    @Id() vacancyId: string,
    @Query() { cursor, limit }: PageRequest,
    @Context() { role, actor }: CommandContext,
  ): Promise<Page<ApplicationView>> {
    const after = byNumber.after(cursor);
    const rows = await this.db.query<ApplicationView[]>(
      `SELECT ${APPLICATION} FROM ${WITH_PANEL_SHEET} WHERE a.vacancy_id = $1 AND ${VISIBLE}
         AND ($4::text IS NULL OR (a.participant_no, a.application_id) > ($4, $5::uuid))
       ORDER BY a.participant_no, a.application_id LIMIT $6`,
      [vacancyId, role, actor, after?.participantNo ?? null, after?.id ?? null, limit + 1],
    );
    return byNumber.page(rows, limit, ({ participantNo, applicationId: id }) => ({ participantNo, id }));
  }

  /** One application; that somebody else read it is recorded. */
  @Get('applications/:id')
  @Requires('recruitment:read')
  async find(
    @Id() id: string,
    @Context() context: CommandContext,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<ApplicationView> {
    if (awaited)
      await this.projections.reached(
        applicationList,
        streamOf('application', id),
        awaited.version,
        awaited.waitMs,
      );
    const [found] = await this.db.query<ApplicationView[]>(
      `SELECT ${APPLICATION} FROM ${WITH_PANEL_SHEET} WHERE a.application_id = $1 AND ${VISIBLE}`,
      [id, context.role, context.actor],
    );
    if (!found) throw new NotFound('APPLICATION_NOT_FOUND', 'There is no such application for you to read.');
    if (found.applicantId !== null)
      await this.access.record(found.applicantId, 'recruitment.application', context);
    return found;
  }
}
