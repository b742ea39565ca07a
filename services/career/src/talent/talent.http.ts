import { Requires } from '@jejak/auth';
import type { PotentialAssessed, TalentMapped } from '@jejak/contracts/career';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, keyset, type Page, PageRequest, ReadYourWrites } from '@jejak/http';
import { type Clock, naturalId, NotFound } from '@jejak/kernel';
import { readable } from '@jejak/organisation';
import { Projections } from '@jejak/projections';
import { CLOCK, FileAccess } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CareerRulebook } from '../credit/career-rulebook';
import { Readership } from '../employee/readership';
import { instrument, instrumentStream } from './instrument.decider';
import { type WayUp, waysUp } from './nine-box';
import { talentProfiles } from './talent.projection';
import { TalentReading } from './talent.reading';
import { Talents, talentStream } from './talents';
import { AssessPotentialRequest, LicenseInstrumentRequest, TalentListRequest } from './talent.requests';

interface TalentLine {
  readonly employeeId: string;
  readonly box: number | null;
  readonly outdated: object | null;
  readonly version: number;
}
interface TalentView extends TalentLine {
  readonly assessment: PotentialAssessed['data'] | null;
  readonly map: TalentMapped['data'] | null;
  readonly mappedAt: string | null;
  /** The exact facts that the map rests on. */
  readonly inputs: readonly object[];
  readonly policies: readonly string[];
  readonly waysUp: readonly WayUp[];
}

interface InstrumentView {
  readonly instrumentId: string;
  readonly code: string;
  readonly centre: string;
  readonly licence: string;
  readonly from: string;
  readonly to: string;
  readonly version: number;
}

const BY_PERSON = keyset('talent', { id: 'uuid' });

/** The nine-box. @source domain.md 7.5 */
@Controller('talent')
export class TalentController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly projections: Projections,
    private readonly talents: Talents,
    private readonly reading: TalentReading,
    private readonly rulebook: CareerRulebook,
    private readonly access: FileAccess,
    private readonly readership: Readership,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('instruments')
  @HttpCode(200)
  @Requires('career:assess-potential')
  license(@Body() given: LicenseInstrumentRequest, @Context() context: CommandContext): Promise<Appended> {
    const { code, centre, licence, from, to } = given;
    const instrumentId = naturalId('instrument', code);
    const command = {
      type: 'LicenseInstrument',
      instrument: { instrumentId, code, centre, licence, from, to },
    } as const;
    return this.store.execute(instrument, instrumentStream(instrumentId), command, context);
  }

  @Get('instruments')
  @Requires('career:read')
  @Exported('instruments', ['instrumentId', 'code', 'centre', 'licence', 'from', 'to'])
  async instruments(@Query() { cursor, limit }: PageRequest): Promise<Page<InstrumentView>> {
    const after = BY_PERSON.after(cursor);
    const rows = await this.db.query<InstrumentView[]>(
      `select instrument_id as "instrumentId", code, centre, licence, from_date::text as "from", to_date::text as "to",
         version::int
       from rm.instrument_list where $1::uuid is null or instrument_id > $1 order by instrument_id limit $2`,
      [after?.id ?? null, limit + 1],
    );
    return BY_PERSON.page(rows, limit, ({ instrumentId }) => ({ id: instrumentId }));
  }

  @Post(':id/assess')
  @HttpCode(200)
  @Requires('career:assess-potential')
  assess(
    @Id() id: string,
    @Body() given: AssessPotentialRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const { competency, assessment, trackRecord, instrumentId, assessedOn, documentSha256 } = given;
    return this.talents.execute(
      id,
      {
        ...{ type: 'AssessPotential', by: context.actor, employeeId: id },
        components: { competency, assessment, trackRecord },
        ...{ instrumentId, assessedOn, documentSha256 },
      },
      context,
    );
  }

  @Post(':id/map')
  @HttpCode(200)
  @Requires('career:map-talent')
  map(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    return this.talents.execute(id, { type: 'MapTalent', by: context.actor, employeeId: id }, context);
  }

  /** Those whom the caller may read, also those of one box. */
  @Get()
  @Requires('career:read')
  @Exported('talent', ['employeeId', 'box', 'outdated'])
  async list(
    @Query() { cursor, limit, box }: TalentListRequest,
    @Context() context: CommandContext,
  ): Promise<Page<TalentLine>> {
    const after = BY_PERSON.after(cursor);
    const rows = await this.db.query<TalentLine[]>(
      `select employee_id as "employeeId", box, outdated, version::int from rm.talent_profile
       where ${readable('employee_id')} and ($4::int is null or box = $4) and ($5::uuid is null or employee_id > $5)
       order by employee_id limit $6`,
      [...(await this.readership.of(context)), box ?? null, after?.id ?? null, limit + 1],
    );
    return BY_PERSON.page(rows, limit, ({ employeeId }) => ({ id: employeeId }));
  }

  /** The box, what it rests on, and how to move. */
  @Get(':id')
  @Requires('career:read')
  async find(
    @Id() id: string,
    @Context() context: CommandContext,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<TalentView> {
    if (awaited)
      await this.projections.reached(talentProfiles, talentStream(id), awaited.version, awaited.waitMs);
    const [row] = await this.db.query<Omit<TalentView, 'waysUp' | 'inputs'>[]>(
      `select employee_id as "employeeId", box, assessment, map, mapped_at as "mappedAt", policies, outdated, version::int
       from rm.talent_profile where ${readable('employee_id')} and employee_id = $4`,
      [...(await this.readership.of(context)), id],
    );
    if (!row) throw new NotFound('TALENT_NOT_FOUND', 'There is no talent profile for you to read.');
    await this.access.record(id, 'career.talent', context);
    const { rules } = await this.rulebook.talentToday(this.clock.now());
    const { map } = row;
    const inputs = map
      ? [
          ...(await this.reading.factsOf(id, map.finals)),
          { stream: talentStream(id), ver: map.assessmentVersion },
        ]
      : [];
    return { ...row, inputs, waysUp: map ? waysUp(map, rules.nineBox) : [] };
  }
}
