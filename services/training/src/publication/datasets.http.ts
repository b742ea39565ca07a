import { Requires } from '@jejak/auth';
import type { Appended, CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { AnswersMore, Context, Id, keyset, Measured, type Page, PageRequest } from '@jejak/http';
import { NotFound } from '@jejak/kernel';
import { csvRecords, type DatasetRow, OpenData } from '@jejak/publication';
import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseIntPipe,
  Post,
  Query,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Response } from 'express';
import { createHash } from 'node:crypto';
import { YearPublications } from './year-publications';

export class PublishYearRequest {
  @IsInt() @Min(2000) @Max(2999) readonly year!: number;
  /** What changed since the version before, and why; a first version needs none. */
  @IsOptional() @IsString() @MaxLength(4000) readonly change?: string;
}

export class DatasetRequest {
  /** The bytes that were published, or the same as records. */
  @IsOptional() @IsIn(['csv', 'json']) readonly format: 'csv' | 'json' = 'csv';
}

const catalogue = keyset('datasets', { publishedAt: 'instant', id: 'uuid' });

/** Open data: every version, for everyone, without login. @source domain.md 2.7, 6.4 */
@Controller()
export class DatasetController {
  constructor(
    private readonly data: OpenData,
    private readonly years: YearPublications,
  ) {}

  /** Publishes a year that is over, first or anew; of a year with a reported plan the timer does the same. */
  @Post('publications/years')
  @HttpCode(200)
  @Requires('training:publish')
  @AnswersMore()
  async publish(
    @Body() { year, change }: PublishYearRequest,
    @Context() context: CommandContext,
  ): Promise<{ readonly datasets: readonly Appended[] }> {
    return { datasets: await this.years.publish(year, change ?? null, context) };
  }

  /** The latest version of each, newest first. */
  @Get('datasets')
  @Requires('training:read-published')
  @Exported('datasets', [
    'datasetId',
    'datasetVersion',
    'kind',
    'title',
    'fromDate',
    'toDate',
    'rows',
    'sha256',
    'policyRefs',
    'change',
    'publishedAt',
  ])
  async list(@Query() { cursor, limit }: PageRequest): Promise<Page<DatasetRow>> {
    const rows = await this.data.list(catalogue.after(cursor), limit + 1);
    return catalogue.page(rows, limit, ({ publishedAt, datasetId: id }) => ({ publishedAt, id }));
  }

  /** The versions of a dataset, newest first. */
  @Get('datasets/:id')
  @Requires('training:read-published')
  async versions(
    @Id() datasetId: string,
  ): Promise<{ readonly datasetId: string; readonly versions: readonly DatasetRow[] }> {
    const versions = await this.data.versions(datasetId);
    if (versions.length === 0) throw new NotFound('DATASET_NOT_FOUND', 'There is no such dataset.');
    return { datasetId, versions };
  }

  /** One version: as CSV the bytes whose SHA-256 was published, as JSON the same rows, which name that hash. */
  @Get('datasets/:id/:version')
  @Requires('training:read-published')
  @Measured('export')
  @ApiProduces('text/csv', 'application/json')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async file(
    @Id() datasetId: string,
    @Param('version', ParseIntPipe) version: number,
    @Query() { format }: DatasetRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const found = await this.data.open(datasetId, version);
    if (!found) throw new NotFound('DATASET_NOT_FOUND', 'There is no such dataset.');
    const { row, content } = found;
    const bytes = format === 'csv' ? content : recordsOf(row, content);
    const digest = createHash('sha256').update(bytes).digest();
    response.set({
      // A version never changes.
      'Cache-Control': 'public, max-age=31536000, immutable',
      ETag: `"${digest.toString('hex')}"`,
      'Repr-Digest': `sha-256=:${digest.toString('base64')}:`,
    });
    return new StreamableFile(bytes, {
      type: format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/json',
      disposition: `attachment; filename="${datasetId}-v${version}.${format}"`,
    });
  }
}

const recordsOf = (row: DatasetRow, content: Buffer): Buffer => {
  const { columns, rows: records } = csvRecords(content.toString('utf8'));
  return Buffer.from(JSON.stringify({ ...row, columns, records }), 'utf8');
};
