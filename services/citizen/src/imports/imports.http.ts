import { Requires } from '@jejak/auth';
import { Exported } from '@jejak/exports';
import { Id, IsId, keyset, type Page, PageRequest } from '@jejak/http';
import {
  type HandedFile,
  HandedIn,
  ImportDesk,
  ImportQuery,
  type ImportReport,
  ImportRoute,
} from '@jejak/imports';
import { Controller, Get, Headers, Post, Query } from '@nestjs/common';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';
import type { ServiceMonthRow } from './service-request.projection';
import { ServiceRequestsImport } from './service-requests.import';
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

const months = keyset('service-months', { unitCode: 'text', fromDate: 'date' });

/** Files of answers and of cases, and what the cases came to. */
@Controller()
export class ImportsController {
  constructor(
    private readonly desk: ImportDesk,
    private readonly surveys: SurveyImport,
    private readonly requests: ServiceRequestsImport,
    private readonly db: DataSource,
  ) {}

  /** `respondent, u1 … u9`. */
  @Post('imports/survey')
  @Requires('citizen:import')
  @ImportRoute()
  importSurvey(@HandedIn() file: HandedFile, @Query() query: SurveyImportQuery): Promise<object> {
    const kind = this.surveys.of(query.surveyId, elementMap(query.map));
    return this.desk.take(kind, file, query);
  }

  /** `case, unit, category, detail, opened, closed`. */
  @Post('imports/service-requests')
  @Requires('citizen:import')
  @ImportRoute()
  importRequests(@HandedIn() file: HandedFile, @Query() query: ImportQuery): Promise<object> {
    return this.desk.take(this.requests, file, query);
  }

  /** What became of a file, or how far it is. */
  @Get('imports/:id')
  @Requires('citizen:import')
  find(@Id() id: string, @Headers() headers: RequestHeaders): Promise<ImportReport> {
    return this.desk.report(id, headers);
  }

  /** What the cases of each unit and month of opening come to. */
  @Get('service-months')
  @Requires('citizen:read-published')
  @Exported('service-months', [
    'unitCode',
    'unitId',
    'fromDate',
    'cases',
    'open',
    'medianDays',
    'shareWithin',
  ])
  async months(@Query() { cursor, limit, unitId }: MonthsRequest): Promise<Page<ServiceMonthRow>> {
    const after = months.after(cursor);
    const rows = await this.db.query<ServiceMonthRow[]>(
      `SELECT unit_code AS "unitCode", to_char(from_date, 'YYYY-MM-DD') AS "fromDate", unit_id AS "unitId", cases, open,
         median_days::text AS "medianDays", share_within::text AS "shareWithin"
       FROM rm.service_month
       WHERE ($1::uuid IS NULL OR unit_id = $1) AND ($2::text IS NULL OR (unit_code, from_date) > ($2, $3::date))
       ORDER BY unit_code, from_date LIMIT $4`,
      [unitId ?? null, after?.unitCode ?? null, after?.fromDate ?? null, limit + 1],
    );
    return months.page(rows, limit, ({ unitCode, fromDate }) => ({ unitCode, fromDate }));
  }
}
