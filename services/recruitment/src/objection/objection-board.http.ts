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
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, IsId, keyset, type Page, PageRequest, ReadYourWrites } from '@jejak/http';
import { type Clock, type EvidenceRef, NotFound, type Recorded, streamOf } from '@jejak/kernel';
import { Policies } from '@jejak/policies';
import { Projections } from '@jejak/projections';
import { CaseFiles, CLOCK, sendFile } from '@jejak/service';
import { Controller, Get, Inject, Param, Query, Res, type StreamableFile } from '@nestjs/common';
import { IsIn, IsOptional, MaxLength } from 'class-validator';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import { FileReadQuery, FileReads } from '../committee/file-reads';
import { onCommittee } from '../committee/duty-holders';
import { type Committee, Electorates } from './electorates';
import { objectionBoard, type ObjectionRow } from './objection.projection';
import type { ObjectionEvent } from './objection.state';
import { evidenceOwner, Objections } from './objections';

interface FoundObjection extends ObjectionRow {
  readonly version: number;
}

interface ObjectionView extends FoundObjection {
  /**
   * How many may vote on it today; null once it is decided. 0: all of the committee scored or verified the candidate, or are tied to
   * them, and the HR agency assigns further members by their duty, who may vote from that day on.
   */
  readonly voters: number | null;
}

interface ObjectionDetail extends ObjectionView {
  /** Whether the applicant's personal data are erased: the objection is decided no more. */
  readonly erased: boolean;
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

const STATES = [
  'filed',
  'upheld',
  'partly-upheld',
  'dismissed',
] as const satisfies readonly ObjectionRow['status'][];

class ObjectionSearch extends PageRequest {
  @IsOptional() @IsId() @MaxLength(36) readonly vacancyId?: string;
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
    private readonly electorates: Electorates,
    private readonly files: CaseFiles,
    private readonly policies: Policies,
    private readonly reads: FileReads,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Newest first. */
  @Get('objections')
  @Requires('recruitment:read')
  @Exported('objections', [
    'objectionId',
    'vacancyId',
    'applicationId',
    'applicantId',
    'stage',
    'resultVersion',
    'ground',
    'status',
    'documents',
    'filedAt',
    'answerDueAt',
    'decidedAt',
    'overdue',
    'voters',
  ])
  async list(
    @Query() { cursor, limit, vacancyId, stage, status }: ObjectionSearch,
    @Context() context: CommandContext,
  ): Promise<Page<ObjectionView>> {
    const after = newest.after(cursor);
    const rows = await this.db.query<FoundObjection[]>(
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
    const { items, next } = newest.page(rows, limit, ({ filedAt, objectionId: id }) => ({ filedAt, id }));
    return { items: await this.withVoters(items), next };
  }

  /** One objection with its words; that somebody else read it is recorded. */
  @Get('objections/:id')
  @Requires('recruitment:read')
  async find(
    @Id() id: string,
    @Query() why: FileReadQuery,
    @Context() context: CommandContext,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<ObjectionDetail> {
    const stream = streamOf('objection', id);
    if (awaited) await this.projections.reached(objectionBoard, stream, awaited.version, awaited.waitMs);
    const row = await this.visible(id, context);
    const kept = await this.reads.record(row.applicantId, 'recruitment.objection', why, id, context);
    const [shown] = await this.withVoters([row]);
    return { ...shown, erased: !kept, ...wordsOf(await this.store.history(stream)) };
  }

  /** A document of an objection. A member of the committee who opens it may vote; that somebody else read it is recorded. */
  @Get('objections/:id/evidence/:sha256')
  @Requires('recruitment:read')
  async evidence(
    @Id() id: string,
    @Param('sha256') sha256: string,
    @Query() why: FileReadQuery,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { applicationId, applicantId } = await this.visible(id, context);
    const { evidence } = wordsOf(await this.store.history(streamOf('objection', id)));
    const named = evidence.some((ref) => ref.sha256 === sha256);
    const file = named ? await this.files.open(evidenceOwner(applicationId, applicantId), sha256) : null;
    if (!file) throw new NotFound('DOCUMENT_NOT_FOUND', 'There is no such document for you to read.');
    await this.reads.record(applicantId, 'recruitment.objection-evidence', why, id, context);
    if (context.role === 'committee') await this.objections.noteRead(id, sha256, context);
    return sendFile(file, response, 'private');
  }

  /** The committee of each vacancy is looked up once a page. */
  private async withVoters(found: readonly FoundObjection[]): Promise<ObjectionView[]> {
    const committees = new Map<string, Promise<Committee>>();
    const committeeOf = (vacancyId: string): Promise<Committee> => {
      const known = committees.get(vacancyId) ?? this.electorates.committeeOf(vacancyId);
      committees.set(vacancyId, known);
      return known;
    };
    return Promise.all(
      found.map(async (one) => ({
        ...one,
        voters:
          one.status === 'filed' ? await this.electorates.size(one, await committeeOf(one.vacancyId)) : null,
      })),
    );
  }

  /** @throws NotFound OBJECTION_NOT_FOUND also for one that the caller may not know of */
  private async visible(id: string, context: CommandContext): Promise<FoundObjection> {
    const [found] = await this.db.query<FoundObjection[]>(
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
const wordsOf = (history: readonly Recorded[]): Omit<ObjectionDetail, keyof ObjectionView | 'erased'> => {
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
