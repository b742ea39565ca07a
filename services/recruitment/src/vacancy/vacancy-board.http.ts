import { Requires } from '@jejak/auth';
import { FORMATION_KINDS, type FormationKind } from '@jejak/contracts/recruitment';
import { Exported } from '@jejak/exports';
import {
  type Awaited,
  Id,
  IsId,
  IsLegalDate,
  keyset,
  type Page,
  PageRequest,
  ReadYourWrites,
} from '@jejak/http';
import { type Clock, endOfDay, NotFound, startOfDay, streamOf } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { CLOCK } from '@jejak/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { DataSource } from 'typeorm';
import { SelectionPolicies } from '../policies/selection-policies';
import { type StageResultRow } from '../publication/stage-result.projection';
import { type Cell, cellOf } from '@jejak/publication';
import { vacancyBoard, type VacancyRow } from './vacancy.projection';

/** The states of a vacancy that the public knows of; of a cancelled one only where it was announced. */
export const PUBLIC_STATES = [
  'announced',
  'open',
  'closed',
  'admin-published',
  'skd-published',
  'skb-published',
  'final-published',
  'completed',
  'cancelled',
] as const;

interface VacancyView extends VacancyRow {
  readonly applicants: Cell;
  readonly version: number;
}

interface FoundVacancy extends VacancyView {
  readonly applicants: number;
}

interface VacancyDetail extends VacancyView {
  /** Every version of every published result, newest first. */
  readonly results: readonly Omit<StageResultRow, 'vacancyId'>[];
}

class VacancySearch extends PageRequest {
  /** Part of the position's name or of a requirement. */
  @IsOptional() @IsString() @MaxLength(100) readonly search?: string;
  @IsOptional() @Type(() => Number) @IsInt() @Min(2000) @Max(2100) readonly year?: number;
  @IsOptional() @IsIn(PUBLIC_STATES) readonly status?: (typeof PUBLIC_STATES)[number];
  @IsOptional() @IsId() @MaxLength(36) readonly unitId?: string;
  @IsOptional() @IsIn(FORMATION_KINDS) readonly formationKind?: FormationKind;
  /** A date on which applications are taken. */
  @IsOptional() @IsLegalDate() readonly openOn?: string;
  /** The lists of one finished round. */
  @IsOptional() @IsId() @MaxLength(36) readonly import?: string;
}

const VACANCY = `v.vacancy_id AS "vacancyId", v.status, v.year, v.position, v.unit_id AS "unitId",
  v.formation_id AS "formationId",
  v.formation_kind AS "formationKind", v.appointment_kind AS "appointmentKind", v.stages, v.seats, v.requirements, v.document_kinds AS "documentKinds",
  v.pinned_policies AS "pinnedPolicies",
  to_char(v.open_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "openAt",
  to_char(v.close_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "closeAt",
  to_char(v.announced_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "announcedAt",
  v.document_sha256 AS "documentSha256", v.amendments, v.import_id AS "importId", v.formation_code AS "formationCode", v.list,
  (SELECT count(*)::int FROM rm.application a WHERE a.vacancy_id = v.vacancy_id AND a.status <> 'withdrawn') AS applicants, v.version::int`;

/** Nobody outside learns of a draft by its cancellation. */
export const KNOWN = `(v.status <> 'cancelled' OR v.announced_at IS NOT NULL)`;

const RESULTS = `dataset_id AS "datasetId", result_version AS "resultVersion", stage, ranking_id AS "rankingId",
  admin_result_id AS "adminResultId", sha256,
  rows, advancing, cut_off AS "cutOff", to_char(published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "publishedAt",
  to_char(objection_opens_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "objectionOpensAt",
  to_char(objection_closes_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "objectionClosesAt"`;

const board = keyset('vacancies', { year: 'integer', id: 'uuid' });

/** `%`, `_` and `\` mean themselves in a search. */
const pattern = (search: string): string => `%${search.replace(/[\\%_]/g, '\\$&')}%`;

/** The vacancies as everybody sees them, and before their announcement those who prepare them. */
@Controller()
export class VacancyBoardController {
  constructor(
    private readonly db: DataSource,
    private readonly projections: Projections,
    private readonly policies: SelectionPolicies,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The board: newest selection year first. */
  @Get('vacancies')
  @Requires('recruitment:read-published')
  @Exported('vacancies', [
    'vacancyId',
    'year',
    'status',
    'position',
    'unitId',
    'formationKind',
    'appointmentKind',
    'seats',
    'applicants',
    'openAt',
    'closeAt',
    'announcedAt',
    'documentKinds',
    'documentSha256',
    'pinnedPolicies',
    'importId',
    'formationCode',
    'list',
  ])
  list(@Query() search: VacancySearch): Promise<Page<VacancyView>> {
    return this.page(search, PUBLIC_STATES);
  }

  /** Drafts, and vacancies that are approved but not announced. */
  @Get('vacancy-drafts')
  @Requires('recruitment:read-drafts')
  @Exported('vacancy-drafts', [
    'vacancyId',
    'year',
    'status',
    'position',
    'unitId',
    'formationId',
    'formationKind',
    'appointmentKind',
    'seats',
    'openAt',
    'closeAt',
    'announcedAt',
    'documentKinds',
    'documentSha256',
  ])
  drafts(@Query() search: PageRequest): Promise<Page<VacancyView>> {
    return this.page(search, ['draft', 'approved']);
  }

  @Get('vacancies/:id')
  @Requires('recruitment:read-published')
  async find(@Id() id: string, @ReadYourWrites() awaited?: Awaited): Promise<VacancyDetail> {
    if (awaited)
      await this.projections.reached(vacancyBoard, streamOf('vacancy', id), awaited.version, awaited.waitMs);
    const [found] = await this.db.query<FoundVacancy[]>(
      `SELECT ${VACANCY} FROM rm.vacancy v WHERE v.vacancy_id = $1 AND v.status = ANY($2) AND ${KNOWN}`,
      [id, PUBLIC_STATES],
    );
    if (!found) throw new NotFound('VACANCY_NOT_FOUND', 'There is no such vacancy.');
    const results = await this.db.query<VacancyDetail['results']>(
      `SELECT ${RESULTS} FROM rm.stage_result WHERE vacancy_id = $1 ORDER BY published_at DESC LIMIT 200`,
      [id],
    );
    const [shown] = await this.forPublic([found]);
    return { ...shown, results };
  }

  /** First instant of a legal date, and the first after it. */
  private async hoursOf(date: string | undefined): Promise<[string, string] | [null, null]> {
    if (date === undefined) return [null, null];
    const calendar = await this.policies.calendar(this.clock.now());
    return [startOfDay(date, calendar), endOfDay(date, calendar)];
  }

  /** Without counts of applicants that would point at people: each by the policies pinned to it. */
  private async forPublic(found: readonly FoundVacancy[]): Promise<VacancyView[]> {
    const now = this.clock.now();
    // A page of one year's vacancies has pinned the same versions: they are read once.
    const minCells = new Map<string, Promise<number>>();
    const minCellOf = (pinned: readonly string[]): Promise<number> => {
      const key = pinned.join();
      const known = minCells.get(key) ?? this.policies.forPublic(pinned, now).then(({ minCell }) => minCell);
      minCells.set(key, known);
      return known;
    };
    return Promise.all(
      found.map(async (one) => ({
        ...one,
        applicants: cellOf(one.applicants, await minCellOf(one.pinnedPolicies)),
      })),
    );
  }

  private async page(
    search: VacancySearch | PageRequest,
    states: readonly string[],
  ): Promise<Page<VacancyView>> {
    const { cursor, limit } = search;
    const wanted: Partial<VacancySearch> = search;
    const after = board.after(cursor);
    const rows = await this.db.query<FoundVacancy[]>(
      `SELECT ${VACANCY} FROM rm.vacancy v
       WHERE v.status = ANY($1) AND ${KNOWN} AND ($3::int IS NULL OR v.year = $3)
         AND ($2::text IS NULL OR v.position ILIKE $2
           OR EXISTS (SELECT FROM jsonb_array_elements(v.requirements) r WHERE r->>'text' ILIKE $2))
         AND ($4::uuid IS NULL OR v.import_id = $4)
         AND ($8::uuid IS NULL OR v.unit_id = $8) AND ($9::text IS NULL OR v.formation_kind = $9)
         AND ($10::timestamptz IS NULL OR (v.close_at > $10 AND v.open_at < $11 AND v.status <> 'cancelled'))
         AND ($5::int IS NULL OR v.year < $5 OR (v.year = $5 AND v.vacancy_id > $6::uuid))
       ORDER BY v.year DESC, v.vacancy_id LIMIT $7`,
      [
        wanted.status ? [wanted.status] : states,
        wanted.search ? pattern(wanted.search) : null,
        ...[wanted.year ?? null, wanted.import ?? null, after?.year ?? null, after?.id ?? null, limit + 1],
        ...[wanted.unitId ?? null, wanted.formationKind ?? null, ...(await this.hoursOf(wanted.openOn))],
      ],
    );
    return board.page(await this.forPublic(rows), limit, ({ year, vacancyId }) => ({
      year: String(year),
      id: vacancyId,
    }));
  }
}
