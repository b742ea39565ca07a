import { Requires } from '@jejak/auth';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, keyset, type Page, PageRequest, ReadYourWrites } from '@jejak/http';
import { NotFound, streamOf } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AssignDutyRequest, EndDutyRequest } from '../duty/duty.requests';
import type { HeldDuty } from '../duty/held-duties';
import { employee } from '../employee/employee.decider';
import { streamOfEmployee } from '../employee/employee.http';
import { outsider, type OutsiderCommand } from './outsider.decider';
import { outsiderList } from './outsider.projection';

interface OutsiderView {
  readonly personId: string;
  readonly duties: readonly HeldDuty[];
  readonly version: number;
}

const streamOfOutsider = (personId: string): string => streamOf('outsider', personId);

const BY_PERSON = keyset('outsiders', { id: 'uuid' });

/** People from outside and their duties; only HR, the leadership and inspectors see them. */
@Controller('outsiders')
export class OutsiderController {
  constructor(
    private readonly store: EventStore,
    private readonly projections: Projections,
    private readonly db: DataSource,
  ) {}

  @Post(':id/assign-duty')
  @HttpCode(200)
  @Requires('career:assign')
  assignDuty(
    @Id() id: string,
    @Body() { scope, to, ...given }: AssignDutyRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.execute(
      { ...given, scope: scope ?? null, to: to ?? null, personId: id, type: 'AssignDuty' },
      context,
    );
  }

  @Post(':id/end-duty')
  @HttpCode(200)
  @Requires('career:assign')
  endDuty(
    @Id() id: string,
    @Body() { scope, ...given }: EndDutyRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.execute({ ...given, scope: scope ?? null, personId: id, type: 'EndDuty' }, context);
  }

  @Get()
  @Requires('career:read-outsiders')
  @Exported('outsiders', ['personId', 'duties'])
  async list(@Query() { cursor, limit }: PageRequest): Promise<Page<OutsiderView>> {
    const after = BY_PERSON.after(cursor);
    const rows = await this.db.query<OutsiderView[]>(
      `select person_id as "personId", duties, version::int from rm.outsider_list
        where $1::uuid is null or person_id > $1::uuid order by person_id limit $2`,
      [after?.id ?? null, limit + 1],
    );
    return BY_PERSON.page(rows, limit, ({ personId }) => ({ id: personId }));
  }

  @Get(':id')
  @Requires('career:read-outsiders')
  async find(@Id() id: string, @ReadYourWrites() awaited?: Awaited): Promise<OutsiderView> {
    if (awaited)
      await this.projections.reached(outsiderList, streamOfOutsider(id), awaited.version, awaited.waitMs);
    const [row] = await this.db.query<OutsiderView[]>(
      `select person_id as "personId", duties, version::int from rm.outsider_list where person_id = $1`,
      [id],
    );
    if (!row) throw new NotFound('OUTSIDER_NOT_FOUND', 'Nobody from outside has a duty under this id.');
    return row;
  }

  private execute(command: OutsiderCommand, context: CommandContext): Promise<Appended> {
    const { personId } = command;
    return this.store.execute(outsider, streamOfOutsider(personId), command, context, async () => {
      const { state, head } = await this.store.state(employee, streamOfEmployee(personId));
      return { given: { employed: state.status === 'employed' }, inputs: head ? [head] : [] };
    });
  }
}
