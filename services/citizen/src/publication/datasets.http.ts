import { Requires } from '@jejak/auth';
import type { Appended, CommandContext } from '@jejak/event-store';
import { Exported, isVersion, publishedVersion, ServesCsv } from '@jejak/exports';
import { Context, Id, keyset, type Page, PageRequest } from '@jejak/http';
import { NotFound } from '@jejak/kernel';
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
import { DataSource } from 'typeorm';
import { ComplaintPublications } from './complaint-publications';
import { DatasetFiles, type DatasetRow } from './dataset-files';
import { IkmPublications } from './ikm-publications';

class PublishMonthRequest {
  @IsString() @MaxLength(7) @Matches(/^20\d{2}-(0[1-9]|1[0-2])$/) readonly month!: string;
  /** What changed since the version before, and why. */
  @IsOptional() @IsString() @MaxLength(4000) readonly change?: string;
}

class PublishIndicesRequest {
  /** A year, or a half of one: 2026, 2026-H1, 2026-H2. */
  @IsString() @MaxLength(7) @Matches(/^20\d{2}(-H[12])?$/) readonly span!: string;
  /** What changed since the version before, and why. */
  @IsOptional() @IsString() @MaxLength(4000) readonly change?: string;
}

const DATASET = `dataset_id AS "datasetId", dataset_version AS "datasetVersion", kind, title,
  to_char(from_date, 'YYYY-MM-DD') AS "fromDate", to_char(to_date, 'YYYY-MM-DD') AS "toDate", rows, sha256,
  policy_refs AS "policyRefs", change, to_char(published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "publishedAt"`;

const catalogue = keyset('datasets', { publishedAt: 'instant', id: 'uuid' });

/** Open data: every version, for everyone, without login. @source domain.md 2.7 */
@Controller()
export class DatasetController {
  constructor(
    private readonly db: DataSource,
    private readonly files: DatasetFiles,
    private readonly complaints: ComplaintPublications,
    private readonly indices: IkmPublications,
  ) {}

  @Post('publications/complaints')
  @HttpCode(200)
  @Requires('citizen:publish')
  publish(
    @Body() { month, change }: PublishMonthRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.complaints.publish(month, change ?? null, context);
  }

  @Post('publications/ikm')
  @HttpCode(200)
  @Requires('citizen:publish')
  publishIndices(
    @Body() { span, change }: PublishIndicesRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.indices.publish(span, change ?? null, context);
  }

  /** Newest first, the latest version of each. */
  @Get('datasets')
  @Requires('citizen:read-published')
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
    const after = catalogue.after(cursor);
    const rows = await this.db.query<DatasetRow[]>(
      `SELECT ${DATASET} FROM rm.dataset d
       WHERE NOT EXISTS (SELECT FROM rm.dataset l WHERE l.dataset_id = d.dataset_id AND l.dataset_version > d.dataset_version)
         AND ($1::timestamptz IS NULL OR (d.published_at, d.dataset_id) < ($1, $2::uuid))
       ORDER BY d.published_at DESC, d.dataset_id DESC LIMIT $3`,
      [after?.publishedAt ?? null, after?.id ?? null, limit + 1],
    );
    return catalogue.page(rows, limit, ({ publishedAt, datasetId: id }) => ({ publishedAt, id }));
  }

  /** The versions of a dataset, newest first. */
  @Get('datasets/:id')
  @Requires('citizen:read-published')
  async versions(@Id() datasetId: string): Promise<{ datasetId: string; versions: DatasetRow[] }> {
    const versions = await this.db.query<DatasetRow[]>(
      `SELECT ${DATASET} FROM rm.dataset WHERE dataset_id = $1 ORDER BY dataset_version DESC LIMIT 200`,
      [datasetId],
    );
    if (versions.length === 0) throw new NotFound('DATASET_NOT_FOUND', 'There is no such dataset.');
    return { datasetId, versions };
  }

  /** One version as a CSV file: the bytes whose SHA-256 was published. */
  @Get('datasets/:id/:version')
  @Requires('citizen:read-published')
  @ServesCsv()
  async file(
    @Id() datasetId: string,
    @Param('version', ParseIntPipe) version: number,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const [found] = isVersion(version)
      ? await this.db.query<DatasetRow[]>(
          `SELECT ${DATASET} FROM rm.dataset WHERE dataset_id = $1 AND dataset_version = $2`,
          [datasetId, version],
        )
      : [];
    const content = found && (await this.files.open(found.sha256));
    if (!content) throw new NotFound('DATASET_NOT_FOUND', 'There is no such dataset.');
    return publishedVersion({ datasetId, version, sha256: found.sha256 }, content, response);
  }
}
