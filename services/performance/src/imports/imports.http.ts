import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { Context, Id, type IncomingUpload, Upload } from '@jejak/http';
import { ImportDesk, ImportQuery, type ImportReport, ImportRoute } from '@jejak/imports';
import { Controller, Get, Headers, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { MeasurementsImport } from './measurements.import';

type RequestHeaders = Readonly<Record<string, string | undefined>>;

/** Files of amounts: `source, indicator_id, unit_code, nip, from, to, quantity`, and `evidence_sha256` where there is any. */
@Controller('imports')
export class ImportsController {
  constructor(
    private readonly desk: ImportDesk,
    private readonly measurements: MeasurementsImport,
  ) {}

  @Post('measurements')
  @Requires('performance:import-measurements')
  @ImportRoute()
  importMeasurements(
    @Upload({ text: false }) upload: IncomingUpload,
    @Query() query: ImportQuery,
    @Context() context: CommandContext,
    @Headers() headers: RequestHeaders,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    return this.desk.take(this.measurements, upload, query, context, headers, response);
  }

  /** What became of a file, or how far it is. */
  @Get(':id')
  @Requires('performance:import-measurements')
  find(@Id() id: string, @Headers() headers: RequestHeaders): Promise<ImportReport> {
    return this.desk.report(id, headers);
  }
}
