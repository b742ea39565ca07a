import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { Context, Id, type IncomingUpload, Upload } from '@jejak/http';
import { ImportDesk, ImportQuery, type ImportReport, ImportRoute } from '@jejak/imports';
import { Controller, Get, Headers, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { EmployeesImport } from './employees.import';
import { UnitsImport } from './units.import';

type RequestHeaders = Readonly<Record<string, string | undefined>>;

/** The organisation as files: first the chart, then the people in it. */
@Controller('imports')
export class ImportsController {
  constructor(
    private readonly desk: ImportDesk,
    private readonly units: UnitsImport,
    private readonly employees: EmployeesImport,
  ) {}

  @Post('units')
  @Requires('career:import')
  @ImportRoute()
  importUnits(
    @Upload({ text: false }) upload: IncomingUpload,
    @Query() query: ImportQuery,
    @Context() context: CommandContext,
    @Headers() headers: RequestHeaders,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    return this.desk.take(this.units, upload, query, context, headers, response);
  }

  @Post('employees')
  @Requires('career:import')
  @ImportRoute()
  importEmployees(
    @Upload({ text: false }) upload: IncomingUpload,
    @Query() query: ImportQuery,
    @Context() context: CommandContext,
    @Headers() headers: RequestHeaders,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    return this.desk.take(this.employees, upload, query, context, headers, response);
  }

  /** What became of a file, or how far it is. */
  @Get(':id')
  @Requires('career:import')
  find(@Id() id: string, @Headers() headers: RequestHeaders): Promise<ImportReport> {
    return this.desk.report(id, headers);
  }
}
