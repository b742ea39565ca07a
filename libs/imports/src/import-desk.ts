import type { CommandContext } from '@jejak/event-store';
import {
  contextOfHandler,
  type IncomingUpload,
  languageOf,
  problemOf,
  uploadParameter,
  waitMsOf,
} from '@jejak/http';
import { type Clock, RuleViolated } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { applyDecorators, HttpCode, Inject, Injectable } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiResponse } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBooleanString, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Request, Response } from 'express';
import type { ImportKind } from './import-kind';
import type { ImportReport } from './import-report';
import { IMPORT_REPORT } from './import-report.schema';
import { IMPORT_MODES, type ImportMode, ImportRuns } from './import-runs';
import { spool } from './spool';

/** How the sender of a file wants it to be taken. */
export class ImportQuery {
  /** Only look the file through: report what it would do, and record nothing. */
  @IsOptional()
  @IsBooleanString()
  readonly dryRun?: string;

  /** A bad row keeps everything out, or only itself. */
  @IsOptional()
  @IsIn(IMPORT_MODES)
  readonly mode: ImportMode = 'all-or-nothing';

  /** The year that the file is about, where its kind has one; default the current one. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(2000)
  @Max(2100)
  readonly year?: number;

  /** The sheet of a workbook, by its name; default the first that is not hidden. */
  @IsOptional()
  @IsString()
  @MaxLength(31)
  readonly sheet?: string;
}

/** The media type of a workbook (XLSX). */
export const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What senders call a table. Browsers on Windows call a CSV `ms-excel`; which it is, its bytes tell. */
const MEDIA_TYPES = ['text/csv', WORKBOOK_TYPE, 'application/vnd.ms-excel'];

/** A file as it is handed in: its bytes, who sends it, and where the answer goes. */
export interface HandedFile {
  readonly upload: IncomingUpload;
  readonly context: CommandContext;
  readonly headers: RequestHeaders;
  readonly response: Response;
}

/** Parameter decorator: the {@link HandedFile} of a route that takes one. */
export const HandedIn = (): ParameterDecorator =>
  uploadParameter({ types: MEDIA_TYPES, text: false }, (upload, execution): HandedFile => {
    const http = execution.switchToHttp();
    const request = http.getRequest<Request>();
    return {
      upload,
      context: contextOfHandler(execution),
      // Of the headers that are read here node joins or refuses a second one.
      headers: request.headers as RequestHeaders,
      response: http.getResponse<Response>(),
    };
  });

/**
 * Describes a route that takes a file.
 * @param limits of what it takes, in words
 */
export const ImportRoute = (limits = 'at most 10 MiB and 100 000 rows'): MethodDecorator =>
  applyDecorators(
    HttpCode(200),
    ApiConsumes('text/csv', WORKBOOK_TYPE),
    ApiBody({
      schema: { type: 'string', format: 'binary' },
      description: `CSV in UTF-8, or a workbook (XLSX), with a header row, ${limits}. The bytes tell which it is.`,
    }),
    ApiOkResponse({ schema: IMPORT_REPORT, description: 'Done, or looked through.' }),
    ApiResponse({ status: 202, schema: IMPORT_REPORT, description: 'Being recorded; ask GET /imports/:id.' }),
  );

type RequestHeaders = Readonly<Record<string, string | undefined>>;

/** Where files are handed in: what every route of an import does with request and answer. */
@Injectable()
export class ImportDesk {
  constructor(
    private readonly runs: ImportRuns,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Takes the upload and answers with its report: 200 when it is done or was only looked through, 202 while it is being
   * recorded, 422 with the bad rows when they keep everything out.
   */
  async take(
    kind: ImportKind,
    { upload, context, headers, response }: HandedFile,
    { dryRun, mode, year, sheet }: ImportQuery,
  ): Promise<object> {
    const language = languageOf(headers['accept-language']);
    const waitMs = waitMsOf(headers.prefer);
    const file = await spool(upload, sheet);
    const report = await this.runs.take(kind, file, {
      ...{ mode, context, language, waitMs, dryRun: dryRun === 'true' || dryRun === '1' },
      year: year ?? Number(this.clock.now().slice(0, 4)),
    });
    if (report.state === 'RUNNING' || report.state === 'INTERRUPTED') response.status(202);
    if (report.state !== 'REFUSED') return report;
    response.status(422).type('application/problem+json');
    const refusal = new RuleViolated(
      'IMPORT_REJECTED',
      'Rows of the file are bad, so nothing was recorded.',
      {
        params: { rows: report.rejected },
      },
    );
    // A problem may have members of its own (RFC 9457, 3.2): which rows, and why.
    return { ...problemOf(refusal, 422, language), report };
  }

  /** What became of a file, or how far it is. @throws NotFound IMPORT_NOT_FOUND */
  report(importId: string, headers: RequestHeaders): Promise<ImportReport> {
    return this.runs.report(importId, languageOf(headers['accept-language']));
  }
}
