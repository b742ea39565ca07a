import { Requires } from '@jejak/auth';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, IsId, IsLegalDate, keyset, type Page, PageRequest } from '@jejak/http';
import { naturalId, streamOf } from '@jejak/kernel';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { DataSource } from 'typeorm';
import { Rulebook } from '../rules/rulebook';
import type { TeamActivityRow } from './forum.projection';
import { teamActivity, type TeamActivityCommand } from './team-activity.decider';

export class HoldActivityRequest {
  @IsLegalDate() readonly heldOn!: string;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsId({ each: true })
  @MaxLength(36, { each: true })
  readonly units!: string[];
  @IsInt() @Min(2) @Max(100_000) readonly participants!: number;
  @IsString() @MaxLength(4000) @Matches(/\S/) readonly goal!: string;
}

type TeamActivityView = TeamActivityRow & { readonly version: number };

const activities = keyset('team-activities', { heldOn: 'date', activityId: 'uuid' });

@Controller('team-activities')
export class TeamActivityController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('training:share')
  hold(
    @Body() { heldOn, units, participants, goal }: HoldActivityRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const activityId = naturalId('team-activity', context.commandId);
    const command: TeamActivityCommand = {
      ...{
        type: 'HoldTeamActivity',
        activityId,
        organisedBy: context.actor,
        heldOn,
        units,
        participants,
        goal,
      },
    };
    const stream = streamOf('team-activity', activityId);
    return this.store.execute(teamActivity, stream, command, context, async (_, now) => {
      const { date, refs } = await this.rulebook.today(now);
      const known = await this.db.query<{ id: string }[]>(
        'select unit_id as id from rm.unit_chart where unit_id = any($1::uuid[])',
        [units],
      );
      const ids = new Set(known.map(({ id }) => id));
      return { given: { date, unknown: units.filter((unit) => !ids.has(unit)) }, policies: refs };
    });
  }

  /** Activities, the latest first. */
  @Get()
  @Requires('training:read')
  @Exported('team-activities', ['activityId', 'organisedBy', 'heldOn', 'units', 'participants'])
  async list(@Query() { cursor, limit }: PageRequest): Promise<Page<TeamActivityView>> {
    const after = activities.after(cursor);
    const rows = await this.db.query<TeamActivityView[]>(
      `select activity_id as "activityId", organised_by as "organisedBy", held_on::text as "heldOn", units, participants,
         version::int
       from rm.team_activity_list where $1::date is null or (held_on, activity_id) < ($1, $2::uuid)
       order by held_on desc, activity_id desc limit $3`,
      [after?.heldOn ?? null, after?.activityId ?? null, limit + 1],
    );
    return activities.page(rows, limit, ({ heldOn, activityId }) => ({ heldOn, activityId }));
  }
}
