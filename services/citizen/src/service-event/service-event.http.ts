import { Requires } from '@jejak/auth';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { AnswersMore, Context, IsId } from '@jejak/http';
import { legalDate, naturalId, streamOf } from '@jejak/kernel';
import { type FileRead, People, positionOn } from '@jejak/organisation';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { IsString, Matches, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';
import { inMillis, IsInstant } from '../request-formats';
import { ReceiptCodes } from '../review/receipt-codes';
import { Rulebook } from '../rules/rulebook';
import { standardIdOf } from '../standard/service-standard.http';
import { type RecordService, serviceEvent } from './service-event.decider';

class RecordServiceRequest {
  @IsId() readonly unitId!: string;
  /** Who served. */
  @IsId() readonly officerId!: string;
  /** Of the unit's standard. */
  @IsString() @Matches(/^[A-Z0-9][A-Z0-9._-]{0,39}$/) @MaxLength(40) readonly standardCode!: string;
  @IsInstant() readonly arrivedAt!: string;
  @IsInstant() readonly startedAt!: string;
  @IsInstant() readonly finishedAt!: string;
}

/** Served cases, from a queue system or by hand. @source domain.md 9.1 */
@Controller('service-events')
export class ServiceEventController {
  constructor(
    private readonly store: EventStore,
    private readonly rulebook: Rulebook,
    private readonly people: People,
    private readonly receipts: ReceiptCodes,
    private readonly db: DataSource,
  ) {}

  /** The code for the receipt is given here, once; sent again with the same Idempotency-Key it is the same. */
  @Post()
  @HttpCode(200)
  @Requires('citizen:record-service')
  @AnswersMore()
  async record(
    @Body() { unitId, officerId, standardCode, ...times }: RecordServiceRequest,
    @Context() context: CommandContext,
  ): Promise<Appended & { readonly reviewCode: string }> {
    const serviceEventId = naturalId('service-event', context.commandId);
    const command: RecordService = {
      ...{ type: 'RecordService', by: context.role === 'service' ? null : context.actor, serviceEventId },
      ...{ unitId, officerId, arrivedAt: inMillis(times.arrivedAt), startedAt: inMillis(times.startedAt) },
      finishedAt: inMillis(times.finishedAt),
    };
    const stream = streamOf('service-event', serviceEventId);
    const appended = await this.store.execute(serviceEvent, stream, command, context, async (_, now) => {
      const { calendar, refs } = await this.rulebook.today(now);
      const on = legalDate(command.finishedAt, calendar);
      const [officer, recorder, standard] = await Promise.all([
        this.people.file(officerId),
        command.by === null ? null : this.people.file(command.by),
        this.standard(standardIdOf(unitId, standardCode), on),
      ]);
      const inUnit = (read: FileRead | null) => positionOn(read?.file ?? null, on)?.unitId === unitId;
      return {
        given: { calendar, standard, officerInUnit: inUnit(officer), recorderInUnit: inUnit(recorder) },
        policies: refs,
        inputs: [officer, recorder].flatMap((read) => (read ? [read.head] : [])),
      };
    });
    const servedOn = await this.rulebook.dateOf(command.finishedAt);
    const reviewCode = await this.receipts.issue(serviceEventId, { unitId, officerId, servedOn });
    return { ...appended, reviewCode };
  }

  /** The version in force on a legal date. */
  private async standard(standardId: string, on: string) {
    const [row] = await this.db.query<
      { standardId: string; version: number; minutes: number | null; days: number | null }[]
    >(
      `SELECT standard_id AS "standardId", standard_version AS version, standard_minutes AS minutes, standard_days AS days
       FROM rm.service_standard WHERE standard_id = $1 AND from_date <= $2::date ORDER BY standard_version DESC LIMIT 1`,
      [standardId, on],
    );
    return row ?? null;
  }
}
