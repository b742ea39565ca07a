import { Requires } from '@jejak/auth';
import type { PlacementProposed } from '@jejak/contracts/career';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, keyset, type Page, PageRequest, ReadYourWrites } from '@jejak/http';
import { isUuid, naturalId, NotFound, streamOf } from '@jejak/kernel';
import { readable } from '@jejak/organisation';
import { Projections } from '@jejak/projections';
import { FileAccess } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Readership } from '../employee/readership';
import { TalentReading } from '../talent/talent.reading';
import { kinship, kinshipIdOf, relatives } from './kinship.decider';
import { placementList } from './placement.projections';
import {
  DecidePlacementRequest,
  KinshipRequest,
  PostProfileRequest,
  ProposePlacementRequest,
} from './placement.requests';
import { placementStream } from './placement-stream';
import { Placements } from './placements';
import { postProfile, postProfileIdOf, postProfileStream } from './post-profile.decider';

interface PlacementView {
  readonly placementId: string;
  readonly employeeId: string;
  readonly kind: string;
  readonly position: string;
  readonly unitId: string;
  readonly supervisorId: string | null;
  readonly from: string;
  readonly matchScore: string;
  readonly match: PlacementProposed['data']['match'];
  readonly missing: readonly string[];
  /** Cases of promotion that the place would undo. */
  readonly openPromotions: readonly string[];
  readonly status: string;
  readonly proposedBy: string;
  readonly decidedBy: string | null;
  readonly version: number;
}

interface ProfileView {
  readonly profileId: string;
  readonly position: string;
  readonly competencies: readonly string[];
  readonly experienceMonths: number;
  readonly version: number;
}

const VIEW = `placement_id as "placementId", employee_id as "employeeId", kind, position, unit_id as "unitId",
  supervisor_id as "supervisorId", from_date::text as "from", match_score::text as "matchScore", match, missing,
  open_promotions as "openPromotions", status,
  proposed_by as "proposedBy", decided_by as "decidedBy", version::int`;
const BY_ID = keyset('placements', { id: 'uuid' });
const BY_PROFILE = keyset('post-profiles', { id: 'uuid' });

/** Rotations and transfers, what posts ask for, and who is whose relative. @source domain.md 7.2 */
@Controller()
export class PlacementController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly projections: Projections,
    private readonly placements: Placements,
    private readonly talents: TalentReading,
    private readonly access: FileAccess,
    private readonly readership: Readership,
  ) {}

  @Post('placements')
  @HttpCode(200)
  @Requires('career:propose-placement')
  propose(@Body() given: ProposePlacementRequest, @Context() context: CommandContext): Promise<Appended> {
    const { employeeId, kind, unitId, from, supervisorId = null, reason = '' } = given;
    const place = { position: given.position.trim(), unitId, supervisorId, from };
    const placementId = naturalId('placement', context.commandId);
    return this.placements.execute(
      placementId,
      {
        ...{ type: 'ProposePlacement', by: context.actor, placementId, employeeId, kind, ...place, reason },
      },
      context,
    );
  }

  @Post('placements/:id/decide')
  @HttpCode(200)
  @Requires('career:decide-placement')
  decide(
    @Id() id: string,
    @Body() { outcome, reason = '' }: DecidePlacementRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.placements.execute(
      id,
      { type: 'DecidePlacement', by: context.actor, outcome, reason },
      context,
    );
  }

  /** Those that the caller may read. */
  @Get('placements')
  @Requires('career:read')
  @Exported('placements', [
    ...(['placementId', 'employeeId', 'kind', 'position', 'unitId', 'supervisorId', 'from'] as const),
    ...(['matchScore', 'match', 'missing', 'openPromotions', 'status', 'proposedBy', 'decidedBy'] as const),
  ])
  async list(
    @Query() { cursor, limit }: PageRequest,
    @Context() context: CommandContext,
  ): Promise<Page<PlacementView>> {
    const after = BY_ID.after(cursor);
    const rows = await this.db.query<PlacementView[]>(
      `select ${VIEW} from rm.placement_list where ${readable('employee_id')}
         and ($4::uuid is null or placement_id > $4) order by placement_id limit $5`,
      [...(await this.readership.of(context)), after?.id ?? null, limit + 1],
    );
    return BY_ID.page(rows, limit, ({ placementId }) => ({ id: placementId }));
  }

  @Get('placements/:id')
  @Requires('career:read')
  async find(
    @Id() id: string,
    @Context() context: CommandContext,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<PlacementView> {
    if (awaited)
      await this.projections.reached(placementList, placementStream(id), awaited.version, awaited.waitMs);
    const [row] = await this.db.query<PlacementView[]>(
      `select ${VIEW} from rm.placement_list where ${readable('employee_id')} and placement_id = $4`,
      [...(await this.readership.of(context)), id],
    );
    if (!row) throw new NotFound('PLACEMENT_NOT_FOUND', 'There is no placement for you to read.');
    await this.access.record(row.employeeId, 'career.placement', context);
    return row;
  }

  /** What a position asks for, against which every match is measured. */
  @Post('post-profiles')
  @HttpCode(200)
  @Requires('career:organise')
  setProfile(@Body() given: PostProfileRequest, @Context() context: CommandContext): Promise<Appended> {
    const { competencies, experienceMonths } = given;
    const position = given.position.trim();
    const profileId = postProfileIdOf(position);
    const profile = { profileId, position, competencies, experienceMonths, setBy: context.actor };
    return this.store.execute(
      ...([postProfile, postProfileStream(profileId), { type: 'SetPostProfile', profile }, context] as const),
    );
  }

  @Get('post-profiles')
  @Requires('career:read')
  @Exported('post-profiles', ['profileId', 'position', 'competencies', 'experienceMonths'])
  async profiles(@Query() { cursor, limit }: PageRequest): Promise<Page<ProfileView>> {
    const after = BY_PROFILE.after(cursor);
    const rows = await this.db.query<ProfileView[]>(
      `select profile_id as "profileId", position, competencies, experience_months as "experienceMonths", version::int
       from rm.post_profile where $1::uuid is null or profile_id > $1 order by profile_id limit $2`,
      [after?.id ?? null, limit + 1],
    );
    return BY_PROFILE.page(rows, limit, ({ profileId }) => ({ id: profileId }));
  }

  /** The caller says who else of the city is a relative. */
  @Post('kinships')
  @HttpCode(200)
  @Requires('career:declare-kinship')
  async declare(
    @Body() { relativeId }: KinshipRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const people = relatives(context.actor, relativeId);
    for (const person of people) {
      const { since } = isUuid(person) ? await this.talents.serviceOf(person) : { since: null };
      if (since === null)
        throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee.', {
          ...(person === relativeId ? { field: 'relativeId' } : {}),
        });
    }
    return this.store.execute(
      ...([kinship, streamOf('kinship', kinshipIdOf(people))] as const),
      { type: 'DeclareKinship', by: context.actor, people },
      context,
    );
  }
}
