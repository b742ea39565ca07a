import { Requires } from '@jejak/auth';
import { Id } from '@jejak/http';
import {
  type HandedFile,
  HandedIn,
  IMPORT_REPORT,
  ImportDesk,
  ImportQuery,
  type ImportReport,
  ImportRoute,
} from '@jejak/imports';
import { Controller, Get, Headers, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
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
  importSelection(@HandedIn() file: HandedFile, @Query() query: ImportQuery): Promise<object> {
    return this.desk.take(this.selection, file, query);
  }

  /**
   * Scores of the SKD (`participant, twk, tiu, tkp`), of components (`participant, component, raw, of`), or of the test of a PPPK
   * (`participant, technical, managerial, sociocultural, interview`).
   */
  @Post('scores')
  @Requires('recruitment:import')
  @ImportRoute()
  importScores(@HandedIn() file: HandedFile, @Query() query: ImportQuery): Promise<object> {
    return this.desk.take(this.scores, file, query);
  }

  /** What became of a file, or how far it is. */
  @Get(':id')
  @Requires('recruitment:import-selection')
  @ApiOkResponse({ schema: IMPORT_REPORT })
  find(@Id() id: string, @Headers() headers: RequestHeaders): Promise<ImportReport> {
    return this.desk.report(id, headers);
  }
}
