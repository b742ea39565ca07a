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
  importUnits(@HandedIn() file: HandedFile, @Query() query: ImportQuery): Promise<object> {
    return this.desk.take(this.units, file, query);
  }

  @Post('employees')
  @Requires('career:import')
  @ImportRoute()
  importEmployees(@HandedIn() file: HandedFile, @Query() query: ImportQuery): Promise<object> {
    return this.desk.take(this.employees, file, query);
  }

  /** What became of a file, or how far it is. */
  @Get(':id')
  @Requires('career:import')
  find(@Id() id: string, @Headers() headers: RequestHeaders): Promise<ImportReport> {
    return this.desk.report(id, headers);
  }
}
