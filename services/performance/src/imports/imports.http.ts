import { Requires } from '@jejak/auth';
import { Id } from '@jejak/http';
import {
  type HandedFile,
  HandedIn,
  ImportDesk,
  ImportQuery,
  type ImportReport,
  ImportRoute,
} from '@jejak/imports';
import { Controller, Get, Headers, Post, Query } from '@nestjs/common';
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
  importMeasurements(@HandedIn() file: HandedFile, @Query() query: ImportQuery): Promise<object> {
    return this.desk.take(this.measurements, file, query);
  }

  /** What became of a file, or how far it is. */
  @Get(':id')
  @Requires('performance:import-measurements')
  find(@Id() id: string, @Headers() headers: RequestHeaders): Promise<ImportReport> {
    return this.desk.report(id, headers);
  }
}
