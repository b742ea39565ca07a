import { Requires } from '@jejak/auth';
import type { Appended, CommandContext } from '@jejak/event-store';
import { type Awaited, Context, Id, ReadYourWrites } from '@jejak/http';
import { type Clock, NotFound } from '@jejak/kernel';
import { readable, readerOf } from '@jejak/organisation';
import { Projections } from '@jejak/projections';
import { CLOCK, FileAccess } from '@jejak/service';
import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Rulebook } from '../rules/rulebook';
import { probationList, type ProbationRow } from './probation.projection';
import { Probations, probationStream } from './probations';

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

  @Get(':id')
  @Requires('training:read')
  async find(
    @Id() id: string,
    @Context() context: CommandContext,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<ProbationRow> {
    if (awaited)
      await this.projections.reached(probationList, probationStream(id), awaited.version, awaited.waitMs);
    const { date } = await this.rulebook.today(this.clock.now());
    const [row] = await this.db.query<ProbationRow[]>(
      `select employee_id as "employeeId", status, ends_on::text as "endsOn", latsar, passed_on::text as "passedOn", version::int
       from rm.probation_list where employee_id = $4 and ${readable('employee_id')}`,
      [readerOf(context.actor), context.role, date, id],
    );
    if (!row) throw new NotFound('PROBATION_NOT_FOUND', 'There is no such probation for you to read.');
    await this.access.record(id, 'training.probation', context);
    return row;
  }
}
