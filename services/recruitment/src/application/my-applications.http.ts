import { Requires } from '@jejak/auth';
import type { SubmittedDocument } from '@jejak/contracts/recruitment';
import { type CommandContext, EventStore } from '@jejak/event-store';
import { Context } from '@jejak/http';
import { type Clock, naturalId, type Recorded, streamOf } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { Controller, Get, Inject } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { INTERVIEW, WITH_PANEL_SHEET } from '../panel/settled-interview';
import type { ComponentScores } from '../selection/weighted';
import { application } from './application.decider';
import type { ApplicationStatus } from './application.state';
import type { NamedDocument } from './documents';
import { type NextDeadline, nextDeadline, type ObjectionWindow } from './next-deadline';

/** One step of the way: which fact, when, and by what its proof is found. What a fact says in particular is not repeated here. */
interface Step {
  /** `ApplicationSubmitted` */
  readonly fact: string;
  /** ISO instant. */
  readonly at: string;
  readonly eventId: string;
  readonly stream: string;
  readonly version: number;
}

interface Scores {
  readonly twk: number | null;
  readonly tiu: number | null;
  readonly tkp: number | null;
  readonly total: number | null;
  readonly cat: string | null;
  readonly interview: string | null;
  readonly psychological: string | null;
  /** Component by component, where there is no SKD. */
  readonly assessed: ComponentScores;
  readonly rank: number | null;
  readonly final: string | null;
}

interface MyApplication {
  readonly applicationId: string;
  readonly vacancyId: string;
  readonly position: string | null;
  readonly year: number;
  readonly status: ApplicationStatus | 'draft';
  /** Null while it is a draft. */
  readonly participantNo: string | null;
  readonly documents: readonly (SubmittedDocument | NamedDocument)[];
  /** Null until there are any. */
  readonly scores: Scores | null;
  /** Oldest first. */
  readonly timeline: readonly Step[];
  readonly nextDeadline: NextDeadline | null;
  readonly version: number;
}

interface Applied {
  readonly position: string;
  readonly closeAt: string | null;
  readonly windows: readonly ObjectionWindow[];
}

/** The years in which somebody can have applied. More of them than any service sees. */
const MOST_YEARS = 50;
const INSTANT = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** What the committee does among itself: the applicant is told what comes of it. */
const INTERNAL: readonly string[] = ['ConflictDeclared', 'ApplicationVerified', 'DisqualificationVoted'];
/** What the verification came to: told to everybody on the day it is published. */
const ADMIN_OUTCOMES: readonly string[] = ['ApplicationAdminPassed', 'ApplicationAdminRejected'];

const beforeAdmin = (status: MyApplication['status']): MyApplication['status'] =>
  status === 'admin-passed' || status === 'admin-rejected' ? 'submitted' : status;

/** @param published whether the result of the verification is */
const toldOf = (facts: readonly Recorded[], stream: string, published: boolean): Step[] =>
  facts
    .filter(({ type }) => !INTERNAL.includes(type) && (published || !ADMIN_OUTCOMES.includes(type)))
    .map(({ type: fact, envelope: { at, id: eventId, version } }) => ({
      ...{ fact, at, eventId, stream, version },
    }));

/** "My application": its status, its way with dates, its documents, scores and the next deadline. @source domain.md 4.5 */
@Controller('my/applications')
export class MyApplicationsController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The caller's own, newest selection year first; from the facts themselves, so that what was just done shows. */
  @Get()
  @Requires('recruitment:apply')
  async list(@Context() { actor }: CommandContext): Promise<{ items: MyApplication[]; next: null }> {
    const years = await this.db.query<{ year: number }[]>(
      'SELECT DISTINCT year FROM rm.vacancy WHERE import_id IS NULL ORDER BY year DESC LIMIT $1',
      [MOST_YEARS],
    );
    const found = await Promise.all(years.map(({ year }) => this.of(actor, year)));
    return { items: found.filter((item) => item !== null), next: null };
  }

  private async of(actor: string, year: number): Promise<MyApplication | null> {
    const applicationId = naturalId('application', actor, String(year));
    const stream = streamOf('application', applicationId);
    const { state, version } = await this.store.state(application, stream);
    if (state.status === 'absent') return null;
    const said = state.status === 'draft' ? state.draft : state.submitted;
    const { vacancyId } = said;
    const [{ position, closeAt, windows }, scores, facts] = await Promise.all([
      this.vacancy(vacancyId),
      this.scores(applicationId, vacancyId),
      this.store.history(stream),
    ]);
    const published = windows.some(({ stage }) => stage === 'ADMIN');
    const status = published ? state.status : beforeAdmin(state.status);
    const timeline = toldOf(facts, stream, published);
    return {
      ...{ applicationId, vacancyId, position, year, status },
      participantNo: 'participantNo' in said ? said.participantNo : null,
      documents: said.documents ?? [],
      ...{ scores, timeline },
      nextDeadline: nextDeadline(status, closeAt, windows, this.clock.now()),
      version,
    };
  }

  private async vacancy(vacancyId: string): Promise<Applied> {
    const [found] = await this.db.query<Omit<Applied, 'windows'>[]>(
      `SELECT position, ${INSTANT('close_at')} AS "closeAt" FROM rm.vacancy WHERE vacancy_id = $1`,
      [vacancyId],
    );
    // Of each stage the newest version: it opens a window of its own.
    const windows = await this.db.query<ObjectionWindow[]>(
      `SELECT DISTINCT ON (stage) stage, ${INSTANT('objection_closes_at')} AS "objectionClosesAt"
       FROM rm.stage_result WHERE vacancy_id = $1 ORDER BY stage, result_version DESC`,
      [vacancyId],
    );
    // Who applied has seen it announced, so the board has it.
    return { ...found, windows };
  }

  private async scores(applicationId: string, vacancyId: string): Promise<Scores | null> {
    const [found] = await this.db.query<Scores[]>(
      `SELECT a.twk, a.tiu, a.tkp, a.total, a.cat::text, (${INTERVIEW})::numeric(6, 3)::text AS interview,
         a.psychological::text, a.assessed, a.rank, a.final::text
       FROM ${WITH_PANEL_SHEET} WHERE a.application_id = $1 AND a.vacancy_id = $2 
         AND (a.total IS NOT NULL OR a.assessed <> '{}' OR (${INTERVIEW}) IS NOT NULL)`,
      [applicationId, vacancyId],
    );
    return found ?? null;
  }
}
