import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { Context, Id, type IncomingUpload, Upload } from '@jejak/http';
import { IMPORT_REPORT, ImportDesk, ImportQuery, type ImportReport, ImportRoute } from '@jejak/imports';
import { Controller, Get, Headers, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import { ScoresImport } from './scores.import';
import { SelectionImport } from './selection.import';

type RequestHeaders = Readonly<Record<string, string | undefined>>;

/** Files with many rows, taken over whole: scores of the test provider, and finished rounds. */
@Controller('imports')
export class ImportsController {
  constructor(
    private readonly desk: ImportDesk,
    private readonly selection: SelectionImport,
    private readonly scores: ScoresImport,
  ) {}

  /** A finished selection round: each list is ranked and published. */
  @Post('selection')
  @Requires('recruitment:import-selection')
  @ImportRoute()
  importSelection(
    @Upload({ text: false }) upload: IncomingUpload,
    @Query() query: ImportQuery,
    @Context() context: CommandContext,
    @Headers() headers: RequestHeaders,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    return this.desk.take(this.selection, upload, query, context, headers, response);
  }

  /**
   * Scores of the SKD (`participant, twk, tiu, tkp`), of components (`participant, component, raw, of`), or of the test of a PPPK
   * (`participant, technical, managerial, sociocultural, interview`).
   */
  @Post('scores')
  @Requires('recruitment:import')
  @ImportRoute()
  importScores(
    @Upload({ text: false }) upload: IncomingUpload,
    @Query() query: ImportQuery,
    @Context() context: CommandContext,
    @Headers() headers: RequestHeaders,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    return this.desk.take(this.scores, upload, query, context, headers, response);
  }

  /** What became of a file, or how far it is. */
  @Get(':id')
  @Requires('recruitment:import-selection')
  @ApiOkResponse({ schema: IMPORT_REPORT })
  find(@Id() id: string, @Headers() headers: RequestHeaders): Promise<ImportReport> {
    return this.desk.report(id, headers);
  }
}
