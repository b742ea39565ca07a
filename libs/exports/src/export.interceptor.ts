import { type Page, stateClass } from '@jejak/http';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { defer, lastValueFrom, type Observable } from 'rxjs';
import { attachment, CSV_TYPE } from './attachment';
import { type Cell, cellOf } from './cells';
import { csvFile } from './csv-file';
import { MEDIA_TYPES, wantedFormat } from './wanted-format';
import { wholeList, withoutFormat } from './whole-list';
import { workbookFile } from './workbook-file';

type Row = Readonly<Record<string, unknown>>;

const WRITERS = { csv: csvFile, xlsx: workbookFile };

const TYPES = { csv: CSV_TYPE, xlsx: MEDIA_TYPES.xlsx };

async function* cellsOf(
  first: readonly Row[],
  rest: AsyncIterable<readonly Row[]>,
  columns: readonly string[],
): AsyncGenerator<readonly (readonly Cell[])[]> {
  const cells = (rows: readonly Row[]) => rows.map((row) => columns.map((column) => cellOf(row[column])));
  yield cells(first);
  for await (const rows of rest) yield cells(rows);
}

/** Answers a list as a file of all its rows where that is asked for, else lets it answer a page. */
export class ExportInterceptor implements NestInterceptor {
  constructor(
    private readonly name: string,
    private readonly columns: readonly string[],
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<Page<Row>>): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    response.vary('Accept');
    const format = wantedFormat(request);
    withoutFormat(request);
    if (format === 'json') return next.handle();
    stateClass(request, 'export');
    const list = wholeList(request, () => lastValueFrom(next.handle()));
    return defer(async () => {
      // A refusal comes with the first page, before anything is sent.
      const first = await list.next();
      const pages = cellsOf(first.done ? [] : first.value, list, this.columns);
      const content = WRITERS[format](this.columns, pages);
      response.once('close', () => content.destroy());
      return attachment(content, `${this.name}.${format}`, TYPES[format]);
    });
  }
}
