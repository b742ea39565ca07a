import { Requires } from '@jejak/auth';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, IsId, keyset, type Page, PageRequest, ReadYourWrites } from '@jejak/http';
import { NotFound, streamOf } from '@jejak/kernel';
import { readable } from '@jejak/organisation';
import { Projections } from '@jejak/projections';
import { FileAccess } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { IsOptional, Matches, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';
import { AssignDutyRequest, EndDutyRequest } from '../duty/duty.requests';
import { Dates } from './dates.request';
import { employee, type EmployeeCommand } from './employee.decider';
import { employeeDirectory } from './employee.projection';
import { EmployeeReading } from './employee.reading';
import { Readership } from './readership';

export const streamOfEmployee = (employeeId: string): string => streamOf('employee', employeeId);

class AssignPositionRequest extends Dates {
  @Matches(/\S/) @MaxLength(200) readonly position!: string;
  @IsId() @MaxLength(36) readonly unitId!: string;
}
class AssignSupervisorRequest extends Dates {
  /** Left out at the top of the line. */
  @IsOptional() @IsId() @MaxLength(36) readonly supervisorId?: string;
}
interface EmployeeView {
  readonly employeeId: string;
  readonly kind: string;
  readonly golongan: string | null;
  readonly jenjang: string | null;
  readonly start: string;
  readonly contractEnd: string | null;
  readonly positions: readonly object[];
  readonly relations: readonly object[];
  readonly duties: readonly object[];
  readonly version: number;
}

/** Whoever came as a candidate stays one in the file; passing the probation makes a civil servant. */
const KIND = `case when kind = 'CPNS' and exists (
    select from rm.passed_probation p where p.employee_id = employee_directory.employee_id) then 'PNS' else kind end`;
const VIEW = `employee_id as "employeeId", ${KIND} as kind, golongan, jenjang, start_date::text as start,
  contract_end::text as "contractEnd", positions, relations, duties, version::int`;

const BY_ID = keyset('employees', { id: 'uuid' });

/** Employees and their places in the organisation. */
@Controller('employees')
export class EmployeeController {
  constructor(
    private readonly store: EventStore,
    private readonly projections: Projections,
    private readonly reading: EmployeeReading,
    private readonly db: DataSource,
    private readonly access: FileAccess,
    private readonly readership: Readership,
  ) {}

  @Post(':id/assign-position')
  @HttpCode(200)
  @Requires('career:assign')
  assignPosition(
    @Id() id: string,
    @Body() request: AssignPositionRequest,
    @Context() context: CommandContext,
  ) {
    const { to = null, ...given } = request;
    return this.execute(id, { ...given, to, type: 'AssignPosition' }, context);
  }

  @Post(':id/assign-supervisor')
  @HttpCode(200)
  @Requires('career:assign')
  assignSupervisor(
    @Id() id: string,
    @Body() request: AssignSupervisorRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const { supervisorId = null, to = null, from } = request;
    return this.execute(id, { supervisorId, from, to, type: 'AssignSupervisor' }, context);
  }

  @Post(':id/assign-duty')
  @HttpCode(200)
  @Requires('career:assign')
  assignDuty(@Id() id: string, @Body() request: AssignDutyRequest, @Context() context: CommandContext) {
    const { scope = null, to = null, ...given } = request;
    return this.execute(id, { ...given, scope, to, type: 'AssignDuty' }, context);
  }

  @Post(':id/end-duty')
  @HttpCode(200)
  @Requires('career:assign')
  endDuty(@Id() id: string, @Body() request: EndDutyRequest, @Context() context: CommandContext) {
    const { scope = null, ...given } = request;
    return this.execute(id, { ...given, scope, type: 'EndDuty' }, context);
  }

  @Get()
  @Requires('career:read')
  @Exported('employees', [
    'employeeId',
    'kind',
    'golongan',
    'jenjang',
    'start',
    'contractEnd',
    'positions',
    'relations',
    'duties',
  ])
  async list(
    @Query() { cursor, limit }: PageRequest,
    @Context() context: CommandContext,
  ): Promise<Page<EmployeeView>> {
    const after = BY_ID.after(cursor);
    const rows = await this.db.query<EmployeeView[]>(
      `select ${VIEW} from rm.employee_directory
        where ${readable('employee_id')} and ($4::uuid is null or employee_id > $4::uuid) order by employee_id limit $5`,
      [...(await this.readership.of(context)), after?.id ?? null, limit + 1],
    );
    return BY_ID.page(rows, limit, ({ employeeId }) => ({ id: employeeId }));
  }

  @Get(':id')
  @Requires('career:read')
  async find(
    @Id() id: string,
    @Context() context: CommandContext,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<EmployeeView> {
    if (awaited)
      await this.projections.reached(
        employeeDirectory,
        streamOfEmployee(id),
        awaited.version,
        awaited.waitMs,
      );
    const [row] = await this.db.query<EmployeeView[]>(
      `select ${VIEW} from rm.employee_directory where ${readable('employee_id')} and employee_id = $4`,
      [...(await this.readership.of(context)), id],
    );
    if (!row) throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee for you to read.');
    await this.access.record(id, 'career.employee', context);
    return row;
  }

  private execute(id: string, command: EmployeeCommand, context: CommandContext): Promise<Appended> {
    return this.store.execute(employee, streamOfEmployee(id), command, context, this.reading.of(command));
  }
}
