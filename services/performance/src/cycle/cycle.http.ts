import { Requires } from '@jejak/auth';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, keyset, type Page, PageRequest, ReadYourWrites } from '@jejak/http';
import { naturalId, NotFound } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { IsInt, Max, Min } from 'class-validator';
import { DataSource } from 'typeorm';
import { cycle } from './cycle.decider';
import { cycleList, type CycleRow } from './cycle.projection';
import { CycleReading } from './cycle.reading';
import { cycleStream } from './cycles';

export class OpenCycleRequest {
  @IsInt() @Min(2000) @Max(2999) readonly year!: number;
}

interface CycleView extends CycleRow {
  /** How many plans, and how many evaluations, stand in which state. */
  readonly plans: Readonly<Record<string, number>>;
  readonly evaluations: Readonly<Record<string, number>>;
  readonly version: number;
}

const VIEW = `c.cycle_id as "cycleId", c.year, c.status, c.pinned_policies as "pinnedPolicies", c.version::int,
  (select coalesce(jsonb_object_agg(status, n), '{}') from (
    select status, count(*) n from rm.plan_list where year = c.year group by status) p) as plans,
  (select coalesce(jsonb_object_agg(status, n), '{}') from (
    select status, count(*) n from rm.evaluation_list where year = c.year group by status) e) as evaluations`;
const cycles = keyset('cycles', { year: 'integer' });

@Controller('cycles')
export class CycleController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly reading: CycleReading,
    private readonly projections: Projections,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('performance:cycle')
  open(@Body() { year }: OpenCycleRequest, @Context() context: CommandContext): Promise<Appended> {
    const command = { type: 'OpenCycle', cycleId: naturalId('cycle', String(year)), year } as const;
    return this.store.execute(
      cycle,
      cycleStream(year),
      command,
      context,
      this.reading.of(year, command.type),
    );
  }

  @Post(':year/close')
  @HttpCode(200)
  @Requires('performance:cycle')
  close(@Param('year', ParseIntPipe) year: number, @Context() context: CommandContext): Promise<Appended> {
    return this.store.execute(
      cycle,
      cycleStream(year),
      { type: 'CloseCycle' },
      context,
      this.reading.of(year, 'CloseCycle'),
    );
  }

  /** Every year that was opened, the latest first, and how far its plans and evaluations are. */
  @Get()
  @Requires('performance:read')
  @Exported('cycles', ['cycleId', 'year', 'status', 'pinnedPolicies', 'plans', 'evaluations', 'version'])
  async list(@Query() { cursor, limit }: PageRequest): Promise<Page<CycleView>> {
    const rows = await this.db.query<CycleView[]>(
      `select ${VIEW} from rm.cycle_list c where $1::bigint is null or c.year < $1::bigint order by c.year desc limit $2`,
      [cycles.after(cursor)?.year ?? null, limit + 1],
    );
    return cycles.page(rows, limit, ({ year }) => ({ year: String(year) }));
  }

  /** The year, and how far its plans and evaluations are. */
  @Get(':year')
  @Requires('performance:read')
  async find(
    @Param('year', ParseIntPipe) year: number,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<CycleView> {
    if (awaited)
      await this.projections.reached(cycleList, cycleStream(year), awaited.version, awaited.waitMs);
    const [row] = await this.db.query<CycleView[]>(`select ${VIEW} from rm.cycle_list c where c.year = $1`, [
      year,
    ]);
    if (!row) throw new NotFound('CYCLE_NOT_FOUND', 'This year was never opened.');
    return row;
  }
}
