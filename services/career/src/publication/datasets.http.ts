import { Requires } from '@jejak/auth';
import type { Appended, CommandContext } from '@jejak/event-store';
import { Exported, publishedVersion, ServesCsv } from '@jejak/exports';
import { Context, Id, keyset, type Page, PageRequest } from '@jejak/http';
import { NotFound } from '@jejak/kernel';
import { type DatasetRow, OpenData } from '@jejak/publication';
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
  type StreamableFile,
} from '@nestjs/common';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import type { Response } from 'express';
import { OverduePublications } from './overdue-publications';
import { QUARTER } from './quarter';

export class PublishQuarterRequest {
  @IsString() @MaxLength(7) @Matches(QUARTER) readonly quarter!: string;
  /** What changed since the version before, and why; a first version needs none. */
  @IsOptional() @IsString() @MaxLength(4000) readonly change?: string;
}

const catalogue = keyset('datasets', { publishedAt: 'instant', id: 'uuid' });
const notFound = (): NotFound => new NotFound('DATASET_NOT_FOUND', 'There is no such dataset.');

/** Open data: every version, for everyone, without login. @source domain.md 2.4, 2.7 */
@Controller()
export class DatasetController {
  constructor(
    private readonly data: OpenData,
    private readonly quarters: OverduePublications,
  ) {}

  /** Publishes a quarter that is over, first or anew; the timer does the same when it ends. */
  @Post('publications/quarters')
  @HttpCode(200)
  @Requires('career:publish')
  publish(
    @Body() { quarter, change }: PublishQuarterRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.quarters.publish(quarter, change ?? null, context);
  }

  /** The latest version of each, newest first. */
  @Get('datasets')
  @Requires('career:read-published')
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
  @Requires('career:read-published')
  async versions(
    @Id() datasetId: string,
  ): Promise<{ readonly datasetId: string; readonly versions: readonly DatasetRow[] }> {
    const versions = await this.data.versions(datasetId);
    if (versions.length === 0) throw notFound();
    return { datasetId, versions };
  }

  /** One version as a CSV file: the bytes whose SHA-256 was published. */
  @Get('datasets/:id/:version')
  @Requires('career:read-published')
  @ServesCsv()
  async file(
    @Id() datasetId: string,
    @Param('version', ParseIntPipe) version: number,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const found = await this.data.open(datasetId, version);
    if (!found) throw notFound();
    return publishedVersion({ datasetId, version, sha256: found.row.sha256 }, found.content, response);
  }
}
