import { Requires } from '@jejak/auth';
import type { Appended, CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, keyset, type Page, PageRequest, ReadYourWrites } from '@jejak/http';
import { type Clock, NotFound } from '@jejak/kernel';
import { readable, readerOf } from '@jejak/organisation';
import { Projections } from '@jejak/projections';
import { CLOCK, FileAccess } from '@jejak/service';
import { Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import { DataSource } from 'typeorm';
import { Rulebook } from '../rules/rulebook';
import { PROBATION_STATUSES, probationList, type ProbationRow } from './probation.projection';
import { Probations, probationStream } from './probations';

export class ProbationsRequest extends PageRequest {
  @IsOptional() @IsIn(PROBATION_STATUSES) readonly status?: ProbationRow['status'];
}

type ProbationView = ProbationRow & { readonly version: number };

const VIEW = `employee_id as "employeeId", status, ends_on::text as "endsOn", latsar, passed_on::text as "passedOn", version::int`;
const probations = keyset('probations', { employeeId: 'uuid' });

@Controller('probations')
export class ProbationController {
  constructor(
    private readonly probations: Probations,
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
    private readonly projections: Projections,
    private readonly access: FileAccess,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Puts a candidate forward for the appointment as a civil servant (PNS). @param id the employee's */
  @Post(':id/pass')
  @HttpCode(200)
  @Requires('training:pass-probation')
  pass(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    return this.probations.execute(id, { type: 'PassProbation', by: context.actor }, context);
  }

  /**
   * Probation years that the caller may read, also those that ended in one way: one that failed is a proposal to dismiss, which a named
   * official decides.
   */
  @Get()
  @Requires('training:read')
  @Exported('probations', ['employeeId', 'status', 'endsOn', 'latsar', 'passedOn'])
  async list(
    @Query() { cursor, limit, status }: ProbationsRequest,
    @Context() { actor, role }: CommandContext,
  ): Promise<Page<ProbationView>> {
    const { date } = await this.rulebook.today(this.clock.now());
    const rows = await this.db.query<ProbationView[]>(
      `select ${VIEW} from rm.probation_list where ${readable('employee_id')}
         and ($4::text is null or status = $4) and ($5::uuid is null or employee_id > $5) order by employee_id limit $6`,
      [
        ...[readerOf(actor), role, date, status ?? null],
        ...[probations.after(cursor)?.employeeId ?? null, limit + 1],
      ],
    );
    return probations.page(rows, limit, ({ employeeId }) => ({ employeeId }));
  }

  @Get(':id')
  @Requires('training:read')
  async find(
    @Id() id: string,
    @Context() context: CommandContext,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<ProbationView> {
    if (awaited)
      await this.projections.reached(probationList, probationStream(id), awaited.version, awaited.waitMs);
    const { date } = await this.rulebook.today(this.clock.now());
    const [row] = await this.db.query<ProbationView[]>(
      `select ${VIEW} from rm.probation_list where employee_id = $4 and ${readable('employee_id')}`,
      [readerOf(context.actor), context.role, date, id],
    );
    if (!row) throw new NotFound('PROBATION_NOT_FOUND', 'There is no such probation for you to read.');
    await this.access.record(id, 'training.probation', context);
    return row;
  }
}
