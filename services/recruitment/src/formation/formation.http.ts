import { Requires } from '@jejak/auth';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, IsId, keyset, type Page, PageRequest, ReadYourWrites } from '@jejak/http';
import { naturalId, NotFound, streamOf } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { DataSource } from 'typeorm';
import { SelectionPolicies } from '../policies/selection-policies';
import { MOST_SEATS } from '../request-formats';
import { formation } from './formation.decider';
import { formationList, type FormationRow } from './formation.projection';

class ProposeFormationRequest {
  @IsId() @MaxLength(36) readonly unitId!: string;
  @IsString() @Matches(/\S/) @MaxLength(200) readonly position!: string;
  /** The level of the position (jenjang). */
  @IsString() @Matches(/\S/) @MaxLength(100) readonly level!: string;
  /** The least education that the position asks for. */
  @IsString() @Matches(/\S/) @MaxLength(200) readonly education!: string;
  @IsInt() @Min(1) @Max(MOST_SEATS) readonly seats!: number;
  /** Hours of work a year, by the analysis of the workload. */
  @IsOptional()
  @IsString()
  @MaxLength(12)
  @Matches(/^(0|[1-9]\d{0,8})(\.\d{1,2})?$/)
  readonly workloadHours?: string;
}

class ApproveFormationRequest {
  /** At most those proposed. */
  @IsInt() @Min(1) @Max(MOST_SEATS) readonly seats!: number;
  /** The budget line that pays for them. */
  @IsString() @Matches(/\S/) @MaxLength(200) readonly budgetRef!: string;
}

class RejectFormationRequest {
  @IsString() @MaxLength(4000) readonly reason!: string;
}

const STATES = ['proposed', 'approved', 'rejected'] as const satisfies readonly FormationRow['status'][];

class FormationSearch extends PageRequest {
  @IsOptional() @IsIn(STATES) readonly status?: (typeof STATES)[number];
  @IsOptional() @IsId() @MaxLength(36) readonly unitId?: string;
}

interface FormationView extends FormationRow {
  /** Seats that promotions hold. */
  readonly seatsPromoted: number;
  readonly version: number;
}

const FORMATION = `formation_id AS "formationId", status, unit_id AS "unitId", position, level, education,
  seats_proposed AS "seatsProposed", seats_approved AS "seatsApproved", seats_taken AS "seatsTaken",
  coalesce((SELECT jsonb_array_length(p.cases) FROM rm.promotion_seats p WHERE p.formation_id = formation.formation_id), 0)
    AS "seatsPromoted",
  workload_hours::text AS "workloadHours", budget_ref AS "budgetRef",
  to_char(proposed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "proposedAt",
  to_char(decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "decidedAt", version::int`;

const newest = keyset('formations', { proposedAt: 'instant', id: 'uuid' });

/** Seats, from the proposal to the decision. @source domain.md 4.2 */
@Controller('formations')
export class FormationController {
  constructor(
    private readonly store: EventStore,
    private readonly policies: SelectionPolicies,
    private readonly db: DataSource,
    private readonly projections: Projections,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('recruitment:propose-formation')
  propose(
    @Body() { workloadHours, ...request }: ProposeFormationRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    // Repeated with the same key it is the same formation.
    const formationId = naturalId('formation', context.commandId);
    const command = {
      ...request,
      type: 'ProposeFormation',
      by: context.actor,
      formationId,
      workloadHours: workloadHours ?? null,
    } as const;
    return this.store.execute(formation, streamOf('formation', formationId), command, context, { given: {} });
  }

  @Post(':id/approve')
  @HttpCode(200)
  @Requires('recruitment:approve-formation')
  approve(
    @Id() id: string,
    @Body() request: ApproveFormationRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = { ...request, type: 'ApproveFormation', by: context.actor } as const;
    return this.store.execute(formation, streamOf('formation', id), command, context, { given: {} });
  }

  @Post(':id/reject')
  @HttpCode(200)
  @Requires('recruitment:approve-formation')
  reject(
    @Id() id: string,
    @Body() { reason }: RejectFormationRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = { type: 'RejectFormation', by: context.actor, reason } as const;
    return this.store.execute(formation, streamOf('formation', id), command, context, (_, now) =>
      this.policies.reasons(now),
    );
  }

  /** Newest proposal first. */
  @Get()
  @Requires('recruitment:read-drafts')
  @Exported('formations', [
    'formationId',
    'status',
    'unitId',
    'position',
    'level',
    'education',
    'seatsProposed',
    'seatsApproved',
    'seatsTaken',
    'seatsPromoted',
    'workloadHours',
    'budgetRef',
    'proposedAt',
    'decidedAt',
  ])
  async list(@Query() { cursor, limit, status, unitId }: FormationSearch): Promise<Page<FormationView>> {
    const after = newest.after(cursor);
    const rows = await this.db.query<FormationView[]>(
      `SELECT ${FORMATION} FROM rm.formation
       WHERE ($1::text IS NULL OR status = $1) AND ($2::uuid IS NULL OR unit_id = $2)
         AND ($3::timestamptz IS NULL OR (proposed_at, formation_id) < ($3, $4::uuid))
       ORDER BY proposed_at DESC, formation_id DESC LIMIT $5`,
      [status ?? null, unitId ?? null, after?.proposedAt ?? null, after?.id ?? null, limit + 1],
    );
    return newest.page(rows, limit, ({ proposedAt, formationId }) => ({ proposedAt, id: formationId }));
  }

  @Get(':id')
  @Requires('recruitment:read-drafts')
  async find(@Id() id: string, @ReadYourWrites() awaited?: Awaited): Promise<FormationView> {
    if (awaited)
      await this.projections.reached(
        formationList,
        streamOf('formation', id),
        awaited.version,
        awaited.waitMs,
      );
    const [found] = await this.db.query<FormationView[]>(
      `SELECT ${FORMATION} FROM rm.formation WHERE formation_id = $1`,
      [id],
    );
    if (!found) throw new NotFound('FORMATION_NOT_FOUND', 'There is no such formation.');
    return found;
  }
}
