import { Requires } from '@jejak/auth';
import {
  type Component,
  COMPONENTS,
  PROGRAMME_KINDS,
  type ProgrammeKind,
  STATE_PROGRAMMES,
  type StateProgramme,
} from '@jejak/contracts/training';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, IsId, keyset, type Page, PageRequest, ReadYourWrites } from '@jejak/http';
import { naturalId, NotFound, streamOf } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { DataSource } from 'typeorm';
import { Rulebook } from '../rules/rulebook';
import { programme, type ProgrammeCommand } from './programme.decider';
import { programmeList, type ProgrammeRow } from './programme.projection';

export class DefineProgrammeRequest {
  @IsString() @MaxLength(200) @Matches(/\S/) readonly title!: string;
  @IsIn(PROGRAMME_KINDS) readonly kind!: ProgrammeKind;
  /** Left out: a programme of the city. */
  @IsOptional() @IsIn(STATE_PROGRAMMES) readonly stateProgramme?: StateProgramme;
  @IsInt() @Min(1) @Max(2000) readonly jp!: number;
  @IsArray()
  @ArrayMaxSize(6)
  @ArrayUnique()
  @IsIn(COMPONENTS, { each: true })
  readonly components!: Component[];
  @IsArray()
  @ArrayMaxSize(20)
  @Matches(/^[A-Z][A-Z0-9_]{1,63}$/, { each: true })
  @MaxLength(64, { each: true })
  readonly competencies!: string[];
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsId({ each: true })
  @MaxLength(36, { each: true })
  readonly prerequisites?: string[];
  @IsOptional() @IsBoolean() readonly mandatory?: boolean;
}

type ProgrammeView = Omit<ProgrammeRow, 'firstTitle'> & { readonly version: number };

const VIEW = `programme_id as "programmeId", edition, title, kind, state_programme as "stateProgramme", jp, components, competencies,
  prerequisites, mandatory, version::int`;
const programmes = keyset('programmes', { title: 'text', programmeId: 'uuid' });

@Controller('programmes')
export class ProgrammeController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
    private readonly projections: Projections,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('training:define')
  define(@Body() request: DefineProgrammeRequest, @Context() context: CommandContext): Promise<Appended> {
    return this.ask('DefineProgramme', naturalId('programme', context.commandId), request, context);
  }

  /** A new edition: sessions that are scheduled already keep the one that they were scheduled by. */
  @Post(':id/revise')
  @HttpCode(200)
  @Requires('training:define')
  revise(
    @Id() id: string,
    @Body() request: DefineProgrammeRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask('ReviseProgramme', id, request, context);
  }

  /** The catalogue, by title. */
  @Get()
  @Requires('training:read')
  @Exported('programmes', [
    'programmeId',
    'edition',
    'title',
    'kind',
    'stateProgramme',
    'jp',
    'components',
    'competencies',
    'prerequisites',
    'mandatory',
  ])
  async list(@Query() { cursor, limit }: PageRequest): Promise<Page<ProgrammeView>> {
    const after = programmes.after(cursor);
    const rows = await this.db.query<ProgrammeView[]>(
      `select ${VIEW} from rm.programme_list
       where $1::text is null or (title, programme_id) > ($1, $2::uuid) order by title, programme_id limit $3`,
      [after?.title ?? null, after?.programmeId ?? null, limit + 1],
    );
    return programmes.page(rows, limit, ({ title, programmeId }) => ({ title, programmeId }));
  }

  @Get(':id')
  @Requires('training:read')
  async find(@Id() id: string, @ReadYourWrites() awaited?: Awaited): Promise<ProgrammeView> {
    if (awaited) {
      const { version, waitMs } = awaited;
      await this.projections.reached(programmeList, streamOf('programme', id), version, waitMs);
    }
    const [row] = await this.db.query<ProgrammeView[]>(
      `select ${VIEW} from rm.programme_list where programme_id = $1`,
      [id],
    );
    if (!row) throw new NotFound('PROGRAMME_NOT_FOUND', 'There is no such programme.');
    return row;
  }

  private ask(
    type: ProgrammeCommand['type'],
    programmeId: string,
    request: DefineProgrammeRequest,
    context: CommandContext,
  ): Promise<Appended> {
    const { title, kind, jp, components, competencies, prerequisites = [] } = request;
    const { stateProgramme = null, mandatory = false } = request;
    const command: ProgrammeCommand = {
      ...{ type, programmeId, title: title.trim(), kind, stateProgramme, jp, components },
      ...{ competencies, prerequisites, mandatory },
    };
    const stream = streamOf('programme', programmeId);
    return this.store.execute(programme, stream, command, context, async (_, now) => {
      const { rules, refs } = await this.rulebook.today(now);
      const known = await Promise.all(
        prerequisites.map((id) => this.store.state(programme, streamOf('programme', id))),
      );
      const { latsar: LATSAR, pkp: PKP, pka: PKA, pkn2: PKN2 } = rules.programme;
      return {
        given: {
          statutoryJp: { LATSAR, PKP, PKA, PKN2 },
          unknown: prerequisites.filter((_id, at) => known[at].state.status === 'absent'),
        },
        policy: refs.find((ref) => ref.startsWith('tr.programme@')),
        policies: refs,
        inputs: known.flatMap(({ head }) => head ?? []),
      };
    });
  }
}
