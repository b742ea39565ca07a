import { Requires } from '@jejak/auth';
import {
  REJECTION_CODES,
  type RejectionCode,
  SourceCode,
  VERIFICATION_METHODS,
  type VerificationMethod,
} from '@jejak/contracts/performance';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import {
  type Awaited,
  Context,
  Id,
  IsId,
  IsLegalDate,
  type Page,
  PageRequest,
  ReadYourWrites,
} from '@jejak/http';
import { type Clock, decimal, Malformed, naturalId, NotFound } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { CLOCK, FileAccess } from '@jejak/service';
import { holdsDuty, People, readable, readerOf } from '@jejak/organisation';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { DataSource } from 'typeorm';
import { EvidenceRequest, IsDecimalText } from '../request-formats';
import { readableList } from '../people/readable-list';
import { Rulebook } from '../rules/rulebook';
import { measurement } from './measurement.decider';
import type { Ingest, MeasurementCommand } from './measurement.state';
import { measurementList, type MeasurementRow } from './measurement.projection';
import { MeasurementReading } from './measurement.reading';
import { ingestedIdOf, measurementStream, reasonOf } from './measurements-read';
import { UnitResults } from '../direction/unit-results';

export class ReportProgressRequest {
  @IsId() readonly planId!: string;
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/) @MaxLength(64) readonly indicatorId!: string;
  @IsDecimalText() readonly quantity!: string;
  @IsLegalDate() readonly from!: string;
  @IsLegalDate() readonly to!: string;
  @IsOptional() @Matches(/^[A-Z][A-Z_]{0,31}$/) @MaxLength(32) readonly channel?: string;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => EvidenceRequest)
  readonly evidence?: readonly EvidenceRequest[];
}

export class VerifyMeasurementRequest {
  @IsIn(VERIFICATION_METHODS) readonly method!: VerificationMethod;
}

export class RejectMeasurementRequest {
  @IsIn(REJECTION_CODES) readonly code!: RejectionCode;
  @IsString() @MaxLength(4000) readonly reason!: string;
}

export class DisputeRejectionRequest {
  @IsString() @MaxLength(4000) readonly reason!: string;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => EvidenceRequest)
  readonly evidence?: readonly EvidenceRequest[];
}

export class ProposeCorrectionRequest extends DisputeRejectionRequest {
  @IsDecimalText() readonly quantity!: string;
}

export class DecideCorrectionRequest {
  @IsString() @MaxLength(4000) readonly reason!: string;
}

/** One amount from a registered source; files go to `imports/measurements`. */
export class IngestMeasurementRequest {
  @Matches(new RegExp(SourceCode.pattern ?? '')) @MaxLength(64) readonly source!: string;
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/) @MaxLength(64) readonly indicatorId!: string;
  /** Of an employee, of a whole unit, or of both. */
  @IsOptional() @IsId() readonly employeeId?: string;
  @IsOptional() @IsId() readonly unitId?: string;
  @IsDecimalText() readonly quantity!: string;
  @IsLegalDate() readonly from!: string;
  @IsLegalDate() readonly to!: string;
  @IsOptional() @Matches(/^[0-9a-f]{64}$/) @MaxLength(64) readonly evidenceSha256?: string;
}

const STATUSES = ['REPORTED', 'QUARANTINED', 'VERIFIED', 'REJECTED', 'DISPUTED', 'CORRECTED'] as const;

export class MeasurementsRequest extends PageRequest {
  @IsOptional() @IsIn(STATUSES) readonly status?: string;
  @IsOptional() @IsId() readonly planId?: string;
}

interface MeasurementView extends Omit<MeasurementRow, 'hash'> {
  readonly version: number;
}

const VIEW = `measurement_id as "measurementId", plan_id as "planId", employee_id as "employeeId", unit_id as "unitId",
  source, indicator_id as "indicatorId", quantity, from_date::text as "fromDate", to_date::text as "toDate", status,
  rejection_code as "rejectionCode", source_id as "sourceId", check_failed as "checkFailed", against::text as against,
  proposed::text as proposed, version::int`;

/** The row's unit: the one it names, else the one in which its employee works on a day. */
const unitOf = (day: string): string => `coalesce(unit_id, (
  select p."unitId" from rm.employee_file w, jsonb_to_recordset(w.positions) as p("unitId" uuid, "from" date, "to" date)
  where w.employee_id = measurement_list.employee_id and p."from" <= ${day}::date
    and (p."to" is null or p."to" >= ${day}::date) order by p."from" desc limit 1))`;

/** The row's unit is one in which the person is a data steward on a day. */
const stewardOf = (person: string, day: string): string => `exists (
  select from rm.employee_file f, jsonb_to_recordset(f.duties) as d(duty text, scope uuid, "from" date, "to" date)
  where f.employee_id = ${person}::uuid and d.duty = 'data_steward' and (d.scope is null or d.scope = ${unitOf(day)})
    and d."from" <= ${day}::date and (d."to" is null or d."to" >= ${day}::date))`;

const measurements = readableList<MeasurementView>({
  ...{ name: 'measurements', select: VIEW, from: 'rm.measurement_list' },
  visible: `${readable('employee_id')}
    or (status in ('REPORTED', 'QUARANTINED', 'DISPUTED') and ${stewardOf('$1', '$3')})`,
  key: [['measurementId', 'uuid', 'measurement_id']],
});

@Controller('measurements')
export class MeasurementController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly reading: MeasurementReading,
    private readonly people: People,
    private readonly units: UnitResults,
    private readonly rulebook: Rulebook,
    private readonly projections: Projections,
    private readonly access: FileAccess,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Reports an amount of an own indicator. */
  @Post()
  @HttpCode(200)
  @Requires('performance:report')
  report(@Body() request: ReportProgressRequest, @Context() context: CommandContext): Promise<Appended> {
    const { planId, indicatorId, quantity, from, to, channel = 'API', evidence } = request;
    const measurementId = naturalId('measurement', context.commandId);
    const command: MeasurementCommand = {
      ...{ type: 'ReportProgress', by: context.actor, measurementId },
      ...{ planId, indicatorId, quantity, from, to, channel },
      evidence: evidenceOf(evidence),
    };
    const stream = measurementStream(measurementId);
    const amount = { measurementId, indicatorId, quantity, from, to };
    return this.store.execute(measurement, stream, command, context, this.reading.report(planId, amount));
  }

  @Post(':id/verify')
  @HttpCode(200)
  @Requires('performance:verify')
  verify(
    @Id() id: string,
    @Body() { method }: VerifyMeasurementRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.judge(id, { type: 'VerifyMeasurement', by: context.actor, method }, context);
  }

  @Post(':id/reject')
  @HttpCode(200)
  @Requires('performance:verify')
  reject(
    @Id() id: string,
    @Body() { code, reason }: RejectMeasurementRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.judge(id, { type: 'RejectMeasurement', by: context.actor, code, reason }, context);
  }

  /** The reporter contests a rejection. */
  @Post(':id/dispute')
  @HttpCode(200)
  @Requires('performance:correct')
  dispute(
    @Id() id: string,
    @Body() { reason, evidence }: DisputeRejectionRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = { type: 'DisputeRejection', by: context.actor, reason } as const;
    return this.judge(id, { ...command, evidence: evidenceOf(evidence) }, context);
  }

  /** The reporter proposes another amount. */
  @Post(':id/propose-correction')
  @HttpCode(200)
  @Requires('performance:correct')
  propose(
    @Id() id: string,
    @Body() { quantity, reason, evidence }: ProposeCorrectionRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = { type: 'ProposeCorrection', by: context.actor, quantity, reason } as const;
    return this.judge(id, { ...command, evidence: evidenceOf(evidence) }, context);
  }

  @Post(':id/confirm-correction')
  @HttpCode(200)
  @Requires('performance:verify')
  confirm(
    @Id() id: string,
    @Body() { reason }: DecideCorrectionRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.judge(id, { type: 'ConfirmCorrection', by: context.actor, reason }, context);
  }

  @Post(':id/decline-correction')
  @HttpCode(200)
  @Requires('performance:verify')
  decline(
    @Id() id: string,
    @Body() { reason }: DecideCorrectionRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.judge(id, { type: 'DeclineCorrection', by: context.actor, reason }, context);
  }

  /** A registered source delivers one amount. */
  @Post('ingest')
  @HttpCode(200)
  @Requires('performance:ingest')
  async ingest(
    @Body() request: IngestMeasurementRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const { source, indicatorId, employeeId = null, unitId = null, quantity, from, to } = request;
    await this.known(employeeId, unitId);
    const said = { source, indicatorId, unitId, employeeId, from, to };
    const measurementId = ingestedIdOf(said);
    const command: Ingest = {
      ...{ type: 'IngestMeasurement', measurementId, ...said },
      quantity: decimal(quantity).toFixed(),
      evidenceSha256: request.evidenceSha256 ?? null,
    };
    const stream = measurementStream(measurementId);
    return this.store.execute(measurement, stream, command, context, this.reading.delivery(command));
  }

  /** @throws NotFound EMPLOYEE_NOT_FOUND, UNIT_NOT_FOUND · Malformed VALIDATION_FAILED where it is of nobody */
  private async known(employeeId: string | null, unitId: string | null): Promise<void> {
    if (employeeId === null && unitId === null)
      throw new Malformed('VALIDATION_FAILED', 'An amount is of an employee or of a unit.', {
        field: 'employeeId',
      });
    if (employeeId !== null && (await this.people.file(employeeId)) === null)
      throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee.', { field: 'employeeId' });
    if (unitId !== null && !(await this.units.unitExists(unitId)))
      throw new NotFound('UNIT_NOT_FOUND', 'There is no such unit.', { field: 'unitId' });
  }

  /** Amounts that the caller may read, and for a data steward those of the steward's unit that wait for a verdict. */
  @Get()
  @Requires('performance:read')
  @Exported('measurements', [
    'measurementId',
    'planId',
    'employeeId',
    'unitId',
    'indicatorId',
    'source',
    'sourceId',
    'fromDate',
    'toDate',
    'quantity',
    'status',
    'rejectionCode',
    'checkFailed',
    'against',
    'proposed',
  ])
  async list(
    @Query() { status, planId, ...page }: MeasurementsRequest,
    @Context() { actor, role }: CommandContext,
  ): Promise<Page<MeasurementView>> {
    const { date } = await this.rulebook.today(this.clock.now());
    return measurements.page(this.db, { actor, role, date }, page, [
      ['status = ?', status],
      ['plan_id = ?', planId],
    ]);
  }

  @Get(':id')
  @Requires('performance:read')
  async find(
    @Id() id: string,
    @Context() context: CommandContext,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<MeasurementView & { readonly reason: string | null }> {
    if (awaited)
      await this.projections.reached(measurementList, measurementStream(id), awaited.version, awaited.waitMs);
    const { date } = await this.rulebook.today(this.clock.now());
    const [row] = await this.db.query<MeasurementView[]>(
      `select ${VIEW} from rm.measurement_list
       where measurement_id = $4 and (${readable('employee_id')} or ${stewardOf('$1', '$3')})`,
      [readerOf(context.actor), context.role, date, id],
    );
    if (!row) throw new NotFound('MEASUREMENT_NOT_FOUND', 'There is no such measurement for you to read.');
    if (row.employeeId !== null) await this.access.record(row.employeeId, 'performance.measurement', context);
    return { ...row, reason: await reasonOf(this.store, id) };
  }

  /** The original amount, the one that counts now, and all that happened in between. */
  @Get(':id/history')
  @Requires('performance:read')
  async trace(@Id() id: string, @Context() context: CommandContext): Promise<object> {
    const current = await this.find(id, context);
    const facts = await this.store.history(measurementStream(id));
    return {
      measurementId: id,
      items: facts.map(
        ({ type, data, reason, evidence = [], envelope: { id: eventId, at, actor, role } }) => ({
          ...{ eventId, type, at, actor, role, reason: reason?.text ?? null, evidence },
          quantity: 'quantity' in data ? data.quantity : 'new' in data ? data.new : null,
        }),
      ),
      current: { status: current.status, quantity: current.quantity },
      next: null,
    };
  }

  /** Whoever verifies by duty and not by relation is recorded as doing so (`employee:data_steward`). */
  private async judge(id: string, command: MeasurementCommand, context: CommandContext): Promise<Appended> {
    const { date } = await this.rulebook.today(this.clock.now());
    const asking = await this.people.file(context.actor);
    const steward =
      asking?.file.duties.some(({ scope }) => holdsDuty(asking.file, 'data_steward', scope, date)) ?? false;
    const acting: CommandContext =
      steward && context.role === 'employee' ? { ...context, duty: 'data_steward' } : context;
    return this.store.execute(
      measurement,
      measurementStream(id),
      command,
      acting,
      this.reading.verdict(context.actor),
    );
  }
}

const evidenceOf = (evidence: readonly EvidenceRequest[] = []) =>
  evidence.map(({ sha256, mediaType, size }) => ({ sha256, mediaType, size }));
