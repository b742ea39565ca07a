import { Requires } from '@jejak/auth';
import {
  EMPLOYMENT_END_KINDS,
  type EmploymentEndGround,
  type EmploymentEndKind,
} from '@jejak/contracts/career';
import type { Appended, CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import {
  type Awaited,
  Context,
  Id,
  IsLegalDate,
  keyset,
  type Page,
  PageRequest,
  ReadYourWrites,
} from '@jejak/http';
import { NotFound } from '@jejak/kernel';
import { readable } from '@jejak/organisation';
import { Projections } from '@jejak/projections';
import { FileAccess } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';
import { Readership } from '../employee/readership';
import { employmentEndList } from './employment.projection';
import { Employments, employmentStream } from './employments';

export class ProposeEndRequest {
  @IsIn(EMPLOYMENT_END_KINDS) @MaxLength(16) readonly kind!: EmploymentEndKind;
  /** Legal date: the last day. */
  @IsLegalDate() readonly on!: string;
  /** Needed where a case about the person is open. */
  @IsOptional() @IsString() @MaxLength(4000) readonly reason?: string;
}
export class DecideEndRequest {
  /** Needed where a case about the person is open. */
  @IsOptional() @IsString() @MaxLength(4000) readonly reason?: string;
}
export class DeclineEndRequest {
  @IsString() @MaxLength(4000) readonly reason!: string;
}

interface EmploymentEndView {
  readonly employeeId: string;
  readonly kind: EmploymentEndKind;
  readonly on: string;
  readonly status: string;
  /** Null: the service, because of what follows. */
  readonly proposedBy: string | null;
  readonly because: EmploymentEndGround | null;
  readonly decidedBy: string | null;
  readonly openCases: readonly object[];
  readonly version: number;
}

const VIEW = `employee_id as "employeeId", kind, last_day::text as "on", status, proposed_by as "proposedBy", because,
  decided_by as "decidedBy", open_cases as "openCases", version::int`;
const BY_DAY = keyset('employment-ends', { on: 'date', employeeId: 'uuid' });

/** Ends of employment. @source domain.md 7.2 */
@Controller('employment-ends')
export class EmploymentController {
  constructor(
    private readonly employments: Employments,
    private readonly projections: Projections,
    private readonly db: DataSource,
    private readonly access: FileAccess,
    private readonly readership: Readership,
  ) {}

  @Post(':id/propose')
  @HttpCode(200)
  @Requires('career:end-employment')
  propose(
    @Id() id: string,
    @Body() { kind, on, reason = '' }: ProposeEndRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = { type: 'ProposeEnd', by: context.actor, employeeId: id, kind, on, reason } as const;
    return this.employments.execute(id, command, context);
  }

  @Post(':id/approve')
  @HttpCode(200)
  @Requires('career:decide-employment-end')
  approve(
    @Id() id: string,
    @Body() { reason = '' }: DecideEndRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.employments.execute(id, { type: 'ApproveEnd', by: context.actor, reason }, context);
  }

  @Post(':id/decline')
  @HttpCode(200)
  @Requires('career:decide-employment-end')
  decline(
    @Id() id: string,
    @Body() { reason }: DeclineEndRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.employments.execute(id, { type: 'DeclineEnd', by: context.actor, reason }, context);
  }

  /** Those that the caller may read, by last day. */
  @Get()
  @Requires('career:read')
  @Exported('employment-ends', [
    'employeeId',
    'kind',
    'on',
    'status',
    'proposedBy',
    'decidedBy',
    'openCases',
    'because',
  ])
  async list(
    @Query() { cursor, limit }: PageRequest,
    @Context() context: CommandContext,
  ): Promise<Page<EmploymentEndView>> {
    const after = BY_DAY.after(cursor);
    const rows = await this.db.query<EmploymentEndView[]>(
      `select ${VIEW} from rm.employment_end_list where ${readable('employee_id')}
          and ($4::date is null or (last_day, employee_id) > ($4::date, $5::uuid))
        order by last_day, employee_id limit $6`,
      [...(await this.readership.of(context)), after?.on ?? null, after?.employeeId ?? null, limit + 1],
    );
    return BY_DAY.page(rows, limit, ({ on, employeeId }) => ({ on, employeeId }));
  }

  @Get(':id')
  @Requires('career:read')
  async find(
    @Id() id: string,
    @Context() context: CommandContext,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<EmploymentEndView> {
    if (awaited)
      await this.projections.reached(
        ...([employmentEndList, employmentStream(id), awaited.version, awaited.waitMs] as const),
      );
    const [row] = await this.db.query<EmploymentEndView[]>(
      `select ${VIEW} from rm.employment_end_list where ${readable('employee_id')} and employee_id = $4`,
      [...(await this.readership.of(context)), id],
    );
    if (!row) throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no end of employment for you to read.');
    await this.access.record(id, 'career.employment-end', context);
    return row;
  }
}
