import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, keyset, type Page, PageRequest, ReadYourWrites } from '@jejak/http';
import { type Clock, NotFound, streamOf } from '@jejak/kernel';
import { Policies } from '@jejak/policies';
import { Projections } from '@jejak/projections';
import { CLOCK } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { FileReadQuery, FileReads } from '../committee/file-reads';
import { onCommittee } from '../committee/duty-holders';
import { INTERVIEW, unmasked, WITH_PANEL_SHEET } from '../panel/settled-interview';
import { applicationList, type ApplicationRow } from './application.projection';

interface ApplicationView extends Omit<ApplicationRow, 'importId' | 'importRow' | 'workSampleSha256'> {
  readonly version: number;
}

interface ApplicationDetail extends ApplicationView {
  /** Whether the applicant's personal data are erased: what is left goes by the participant number. */
  readonly erased: boolean;
}

/** What the verifiers agreed on is the applicant's to know when it is published: everybody's on the same day, in any role. */
const untilPublished = (column: string): string =>
  `CASE WHEN a.applicant_id::text = $3 AND ${column} IN ('admin-passed', 'admin-rejected') AND NOT EXISTS (
    SELECT FROM rm.stage_result r WHERE r.vacancy_id = a.vacancy_id AND r.stage = 'ADMIN')
  THEN 'submitted' ELSE ${column} END`;

const APPLICATION = `a.application_id AS "applicationId", a.vacancy_id AS "vacancyId", a.applicant_id AS "applicantId",
  a.participant_no AS "participantNo", ${untilPublished('a.status')} AS status, a.channel,
  to_char(a.submitted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "submittedAt",
  a.gpa::text, a.twk, a.tiu, a.tkp, a.total, a.cat::text, (${INTERVIEW})::text AS interview, a.psychological::text, a.assessed, a.skb::text,
  a.rank, a.final::text, a.employee_id AS "employeeId", ${untilPublished('a.withdrawn_from')} AS "withdrawnFrom", a.version::int`;

/**
 * Whose applications a caller may see, by the role acted under ($2) on a legal date ($4): an applicant's own, a committee's those of
 * its vacancies, for the others all; but nobody on a panel those that it still scores. @source domain.md 13
 */
const VISIBLE = `CASE $2::text
    WHEN 'applicant' THEN a.applicant_id::text = $3
    WHEN 'committee' THEN EXISTS (SELECT FROM rm.vacancy v WHERE v.vacancy_id = a.vacancy_id AND ${onCommittee('$3', '$4')})
    ELSE true END
  AND ${unmasked('$3')}`;

const byNumber = keyset('applications', { participantNo: 'text', id: 'uuid' });

/** Applications, for those who prepare and decide, and for the applicant. */
@Controller()
export class ApplicationListController {
  constructor(
    private readonly db: DataSource,
    private readonly projections: Projections,
    private readonly reads: FileReads,
    private readonly policies: Policies,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('vacancies/:id/applications')
  @Requires('recruitment:read')
  @Exported('applications', [
    'applicationId',
    'participantNo',
    'applicantId',
    'status',
    'channel',
    'submittedAt',
    'gpa',
    'twk',
    'tiu',
    'tkp',
    'total',
    'cat',
    'interview',
    'psychological',
    'assessed',
    'skb',
    'final',
    'rank',
    'employeeId',
    'withdrawnFrom',
  ])
  async list(
    @Id() vacancyId: string,
    @Query() { cursor, limit }: PageRequest,
    @Context() { role, actor }: CommandContext,
  ): Promise<Page<ApplicationView>> {
    const after = byNumber.after(cursor);
    const rows = await this.db.query<ApplicationView[]>(
      `SELECT ${APPLICATION} FROM ${WITH_PANEL_SHEET} WHERE a.vacancy_id = $1 AND ${VISIBLE}
         AND ($5::text IS NULL OR (a.participant_no, a.application_id) > ($5, $6::uuid))
       ORDER BY a.participant_no, a.application_id LIMIT $7`,
      [
        vacancyId,
        role,
        actor,
        await this.today(),
        after?.participantNo ?? null,
        after?.id ?? null,
        limit + 1,
      ],
    );
    return byNumber.page(rows, limit, ({ participantNo, applicationId: id }) => ({ participantNo, id }));
  }

  /** One application; that somebody else read it is recorded. */
  @Get('applications/:id')
  @Requires('recruitment:read')
  async find(
    @Id() id: string,
    @Query() why: FileReadQuery,
    @Context() context: CommandContext,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<ApplicationDetail> {
    if (awaited)
      await this.projections.reached(
        applicationList,
        streamOf('application', id),
        awaited.version,
        awaited.waitMs,
      );
    const [found] = await this.db.query<ApplicationView[]>(
      `SELECT ${APPLICATION} FROM ${WITH_PANEL_SHEET} WHERE a.application_id = $1 AND ${VISIBLE}`,
      [id, context.role, context.actor, await this.today()],
    );
    if (!found) throw new NotFound('APPLICATION_NOT_FOUND', 'There is no such application for you to read.');
    const { applicantId } = found;
    const kept =
      applicantId === null ||
      (await this.reads.record(applicantId, 'recruitment.application', why, found.vacancyId, context));
    return { ...found, erased: !kept };
  }

  private async today(): Promise<string> {
    return (await this.policies.cityDay(this.clock.now())).date;
  }
}
