import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, Id, IsId, keyset, type Page, PageRequest } from '@jejak/http';
import {
  type HandedFile,
  HandedIn,
  ImportDesk,
  ImportQuery,
  type ImportReport,
  ImportRoute,
  ImportRows,
  type NotedRow,
} from '@jejak/imports';
import type { Clock } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { Controller, Get, Headers, Inject, Post, Query, UseInterceptors } from '@nestjs/common';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';
import { seesAll } from '../organisation/sees-all';
import { Rulebook } from '../rules/rulebook';
import { RegisterUpload } from '../upload-limit';
import type { ServiceMonthRow } from './service-request.projection';
import { ServiceRequestsImport } from './service-requests.import';
import { type ShownMonth, shownMonth } from './shown-month';
import { elementMap } from './survey-file';
import { SurveyImport } from './survey.import';

type RequestHeaders = Readonly<Record<string, string | undefined>>;

class SurveyImportQuery extends ImportQuery {
  @IsId() readonly surveyId!: string;
  /** Which element a column asks about, where it is not the one of its number: `u8:U9,u9:U8`. */
  @IsOptional() @IsString() @MaxLength(80) readonly map?: string;
}

class MonthsRequest extends PageRequest {
  @IsOptional() @IsId() readonly unitId?: string;
}

class NotedRowsRequest extends PageRequest {
  @IsOptional() @IsIn(['REJECTED', 'FLAGGED']) readonly outcome?: NotedRow['outcome'];
}

const notedRows = keyset('import-rows', { row: 'integer', code: 'text' });

const months = keyset('service-months', { unitCode: 'text', fromDate: 'date' });

/** Files of answers and of cases, and what the cases came to. */
@Controller()
export class ImportsController {
  constructor(
    private readonly desk: ImportDesk,
    private readonly surveys: SurveyImport,
    private readonly requests: ServiceRequestsImport,
    private readonly rows: ImportRows,
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** `respondent, u1 … u9`. */
  @Post('imports/survey')
  @Requires('citizen:import')
  @ImportRoute()
  importSurvey(@HandedIn() file: HandedFile, @Query() query: SurveyImportQuery): Promise<object> {
    const kind = this.surveys.of(query.surveyId, elementMap(query.map));
    return this.desk.take(kind, file, query);
  }

  /** `case, unit, category, detail, opened, closed`. A file that takes long to look through is answered before it is. */
  @Post('imports/service-requests')
  @Requires('citizen:import')
  @UseInterceptors(RegisterUpload)
  @ImportRoute('at most as large as the installation allows (JEJAK_REGISTER_BYTES, JEJAK_REGISTER_ROWS)')
  importRequests(@HandedIn() file: HandedFile, @Query() query: ImportQuery): Promise<object> {
    return this.desk.take(this.requests, file, query);
  }

  /** What became of a file, or how far it is. */
  @Get('imports/:id')
  @Requires('citizen:import')
  find(@Id() id: string, @Headers() headers: RequestHeaders): Promise<ImportReport> {
    return this.desk.report(id, headers);
  }

  /** Every bad and every marked row of a file of cases; its report names the first 5 000. */
  @Get('imports/:id/rows')
  @Requires('citizen:import')
  @Exported('import-rows', ['row', 'line', 'outcome', 'code', 'column'])
  async notedRows(
    @Id() id: string,
    @Query() { cursor, limit, outcome }: NotedRowsRequest,
  ): Promise<Page<NotedRow>> {
    const rows = await this.rows.after(id, notedRows.after(cursor), limit + 1, outcome ?? null);
    return notedRows.page(rows, limit, ({ row, code }) => ({ row: String(row), code }));
  }

  /** What the cases of each unit and month of opening come to; to others than HR, leaders and inspectors without small cells. */
  @Get('service-months')
  @Requires('citizen:read-figures')
  @Exported('service-months', [
    'unitCode',
    'unitId',
    'fromDate',
    'cases',
    'open',
    'medianDays',
    'shareWithin',
  ])
  async months(
    @Query() { cursor, limit, unitId }: MonthsRequest,
    @Context() { role }: CommandContext,
  ): Promise<Page<ShownMonth>> {
    const after = months.after(cursor);
    const rows = await this.db.query<ServiceMonthRow[]>(
      `SELECT unit_code AS "unitCode", to_char(from_date, 'YYYY-MM-DD') AS "fromDate", unit_id AS "unitId", cases, open,
         median_days::text AS "medianDays", share_within::text AS "shareWithin"
       FROM rm.service_month
       WHERE ($1::uuid IS NULL OR unit_id = $1) AND ($2::text IS NULL OR (unit_code, from_date) > ($2, $3::date))
       ORDER BY unit_code, from_date LIMIT $4`,
      [unitId ?? null, after?.unitCode ?? null, after?.fromDate ?? null, limit + 1],
    );
    const page = months.page(rows, limit, ({ unitCode, fromDate }) => ({ unitCode, fromDate }));
    if (seesAll(role)) return page;
    const { date } = await this.rulebook.today(this.clock.now());
    const { rules: minCell } = await this.rulebook.smallestCell(date);
    return { ...page, items: page.items.map((month) => shownMonth(month, minCell)) };
  }
}
