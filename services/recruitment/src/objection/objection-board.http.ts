import { Requires } from '@jejak/auth';
import {
  type ObjectionDismissed,
  type ObjectionFiled,
  type ObjectionPartlyUpheld,
  type ObjectionUpheld,
  type Stage,
  STAGES,
} from '@jejak/contracts/recruitment';
import { type CommandContext, EventStore } from '@jejak/event-store';
import { type Awaited, Context, Id, keyset, type Page, PageRequest, ReadYourWrites } from '@jejak/http';
import { type Clock, type EvidenceRef, NotFound, type Recorded, streamOf } from '@jejak/kernel';
import { Policies } from '@jejak/policies';
import { Projections } from '@jejak/projections';
import { CLOCK, FileAccess } from '@jejak/service';
import { Controller, Get, Inject, Param, Query, Res, type StreamableFile } from '@nestjs/common';
import { IsIn, IsOptional, IsUUID, MaxLength } from 'class-validator';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import { CaseFiles } from '../case-files/case-files';
import { sendFile } from '../case-files/send-file';
import { onCommittee } from '../committee/duty-holders';
import { objectionBoard, type ObjectionRow } from './objection.projection';
import type { ObjectionEvent } from './objection.state';
import { evidenceOwner, Objections } from './objections';

interface ObjectionView extends ObjectionRow {
  readonly version: number;
}

interface ObjectionDetail extends ObjectionView {
  /** Null once the applicant's data are erased. */
  readonly text: string | null;
  readonly evidence: readonly EvidenceRef[];
  /** How many members have voted; what, shows in the decision. */
  readonly votes: number;
  readonly decision: {
    readonly reasons: string | null;
    readonly majority: number;
    readonly electorate: number;
    readonly correction: ObjectionUpheld['data']['correction'];
  } | null;
}

/** What everybody may know of the objections to one stage. */
interface ObjectionCounts {
  readonly stage: Stage;
  readonly filed: number;
  readonly upheld: number;
  readonly partlyUpheld: number;
  readonly dismissed: number;
  readonly open: number;
  /** Answered late, or still not. */
  readonly overdue: number;
}

const STATES = [
  'filed',
  'upheld',
  'partly-upheld',
  'dismissed',
] as const satisfies readonly ObjectionRow['status'][];

class ObjectionSearch extends PageRequest {
  @IsOptional() @IsUUID() @MaxLength(36) readonly vacancyId?: string;
  @IsOptional() @IsIn(STAGES) readonly stage?: Stage;
  @IsOptional() @IsIn(STATES) readonly status?: (typeof STATES)[number];
}

const OBJECTION = `a.objection_id AS "objectionId", a.application_id AS "applicationId", a.vacancy_id AS "vacancyId",
  a.applicant_id AS "applicantId", a.stage, a.result_version AS "resultVersion", a.ground, a.status, a.documents, a.overdue,
  to_char(a.filed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "filedAt",
  to_char(a.answer_due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "answerDueAt",
  to_char(a.decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "decidedAt", a.version::int`;

/** Whose objections a caller may see, by the role acted under: an applicant's own, a committee's those of its vacancies. */
const VISIBLE = `FROM rm.objection a JOIN rm.vacancy v USING (vacancy_id)
  WHERE CASE $3::text WHEN 'applicant' THEN a.applicant_id::text = $1 WHEN 'committee' THEN ${onCommittee('$1', '$2')} ELSE true END`;

const newest = keyset('objections', { filedAt: 'instant', id: 'uuid' });

/** The objection board. @source domain.md 4.4, 4.5 */
@Controller()
export class ObjectionBoardController {
  constructor(
    private readonly db: DataSource,
    private readonly store: EventStore,
    private readonly projections: Projections,
    private readonly objections: Objections,
    private readonly files: CaseFiles,
    private readonly policies: Policies,
    private readonly access: FileAccess,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Newest first. */
  @Get('objections')
  @Requires('recruitment:read')
  async list(
    @Query() { cursor, limit, vacancyId, stage, status }: ObjectionSearch,
    @Context() context: CommandContext,
  ): Promise<Page<ObjectionView>> {
    const after = newest.after(cursor);
    const rows = await this.db.query<ObjectionView[]>(
      `SELECT ${OBJECTION} ${VISIBLE} AND ($4::uuid IS NULL OR a.vacancy_id = $4) AND ($5::text IS NULL OR a.stage = $5)
         AND ($6::text IS NULL OR a.status = $6)
         AND ($7::timestamptz IS NULL OR (a.filed_at, a.objection_id) < ($7, $8::uuid))
       ORDER BY a.filed_at DESC, a.objection_id DESC LIMIT $9`,
      [
        ...(await this.seenBy(context)),
        ...[vacancyId ?? null, stage ?? null, status ?? null],
        ...[after?.filedAt ?? null, after?.id ?? null, limit + 1],
      ],
    );
    return newest.page(rows, limit, ({ filedAt, objectionId: id }) => ({ filedAt, id }));
  }

  /** One objection with its words; that somebody else read it is recorded. */
  @Get('objections/:id')
  @Requires('recruitment:read')
  async find(
    @Id() id: string,
    @Context() context: CommandContext,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<ObjectionDetail> {
    const stream = streamOf('objection', id);
    if (awaited) await this.projections.reached(objectionBoard, stream, awaited.version, awaited.waitMs);
    const row = await this.visible(id, context);
    await this.access.record(row.applicantId, 'recruitment.objection', context);
    return { ...row, ...wordsOf(await this.store.history(stream)) };
  }

  /** A document of an objection. A member of the committee who opens it may vote; that somebody else read it is recorded. */
  @Get('objections/:id/evidence/:sha256')
  @Requires('recruitment:read')
  async evidence(
    @Id() id: string,
    @Param('sha256') sha256: string,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { applicationId, applicantId } = await this.visible(id, context);
    const { evidence } = wordsOf(await this.store.history(streamOf('objection', id)));
    const named = evidence.some((ref) => ref.sha256 === sha256);
    const file = named ? await this.files.open(evidenceOwner(applicationId, applicantId), sha256) : null;
    if (!file) throw new NotFound('DOCUMENT_NOT_FOUND', 'There is no such document for you to read.');
    await this.access.record(applicantId, 'recruitment.objection-evidence', context);
    if (context.role === 'committee') await this.objections.noteRead(id, sha256, context);
    return sendFile(file, response, 'private');
  }

  /** How many were filed, and what became of them, by stage: for everybody. */
  @Get('vacancies/:id/objection-counts')
  @Requires('recruitment:read-published')
  counts(@Id() vacancyId: string): Promise<ObjectionCounts[]> {
    return this.db.query<ObjectionCounts[]>(
      `SELECT s.stage, count(o.objection_id)::int AS filed,
         count(*) FILTER (WHERE o.status = 'upheld')::int AS upheld,
         count(*) FILTER (WHERE o.status = 'partly-upheld')::int AS "partlyUpheld",
         count(*) FILTER (WHERE o.status = 'dismissed')::int AS dismissed,
         count(*) FILTER (WHERE o.status = 'filed')::int AS open, count(*) FILTER (WHERE o.overdue)::int AS overdue
       FROM unnest($2::text[]) WITH ORDINALITY AS s(stage, place)
       LEFT JOIN rm.objection o ON o.vacancy_id = $1 AND o.stage = s.stage
       GROUP BY s.stage, s.place ORDER BY s.place`,
      [vacancyId, STAGES],
    );
  }

  /** @throws NotFound OBJECTION_NOT_FOUND also for one that the caller may not know of */
  private async visible(id: string, context: CommandContext): Promise<ObjectionView> {
    const [found] = await this.db.query<ObjectionView[]>(
      `SELECT ${OBJECTION} ${VISIBLE} AND a.objection_id = $4`,
      [...(await this.seenBy(context)), id],
    );
    if (!found) throw new NotFound('OBJECTION_NOT_FOUND', 'There is no such objection for you to read.');
    return found;
  }

  private async seenBy({ actor, role }: CommandContext): Promise<[string, string, string]> {
    const { date } = await this.policies.cityDay(this.clock.now());
    return [actor, date, role];
  }
}

type Decision = Recorded<ObjectionUpheld | ObjectionPartlyUpheld | ObjectionDismissed>;

/** What an objection's stream says in words. */
const wordsOf = (history: readonly Recorded[]): Omit<ObjectionDetail, keyof ObjectionView> => {
  // The stream holds the events of its decider only, the filing first.
  const events = history as readonly Recorded<ObjectionEvent>[];
  const filed = events[0] as Recorded<ObjectionFiled>;
  const votes = new Set(
    events.flatMap((event) => (event.type === 'ObjectionVoteCast' ? [event.data.voter] : [])),
  );
  const decided = events.find(
    (event): event is Decision =>
      event.type === 'ObjectionUpheld' ||
      event.type === 'ObjectionPartlyUpheld' ||
      event.type === 'ObjectionDismissed',
  );
  return {
    ...{ text: filed.data.text, evidence: filed.evidence ?? [], votes: votes.size },
    decision: decided
      ? {
          reasons: decided.data.reasons,
          majority: decided.data.majority.length,
          electorate: decided.data.electorate,
          correction: decided.type === 'ObjectionDismissed' ? null : decided.data.correction,
        }
      : null,
  };
};
