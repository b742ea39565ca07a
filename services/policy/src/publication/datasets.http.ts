import { Requires } from '@jejak/auth';
import { Exported, publishedVersion, ServesCsv } from '@jejak/exports';
import { Id, keyset, type Page, PageRequest } from '@jejak/http';
import { NotFound } from '@jejak/kernel';
import { type DatasetRow, OpenData } from '@jejak/publication';
import { Controller, Get, Param, ParseIntPipe, Query, Res, type StreamableFile } from '@nestjs/common';
import type { Response } from 'express';

const catalogue = keyset('datasets', { publishedAt: 'instant', id: 'uuid' });

/** Open data: every version, for everyone, without login. @source domain.md 2.7 */
@Controller('datasets')
export class DatasetController {
  constructor(private readonly data: OpenData) {}

  /** The latest version of each, newest first. */
  @Get()
  @Requires('policy:read')
  @Exported('datasets', [
    ...(['datasetId', 'datasetVersion', 'kind', 'title', 'fromDate', 'toDate', 'rows', 'sha256'] as const),
    ...(['policyRefs', 'change', 'publishedAt'] as const),
  ])
  async list(@Query() { cursor, limit }: PageRequest): Promise<Page<DatasetRow>> {
    const rows = await this.data.list(catalogue.after(cursor), limit + 1);
    return catalogue.page(rows, limit, ({ publishedAt, datasetId: id }) => ({ publishedAt, id }));
  }

  /** The versions of a dataset, newest first. */
  @Get(':id')
  @Requires('policy:read')
  async versions(
    @Id() datasetId: string,
  ): Promise<{ readonly datasetId: string; readonly versions: readonly DatasetRow[] }> {
    const versions = await this.data.versions(datasetId);
    if (versions.length === 0) throw new NotFound('DATASET_NOT_FOUND', 'There is no such dataset.');
    return { datasetId, versions };
  }

  /** One version as a CSV file: the bytes whose SHA-256 was published. */
  @Get(':id/:version')
  @Requires('policy:read')
  @ServesCsv()
  async file(
    @Id() datasetId: string,
    @Param('version', ParseIntPipe) version: number,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const found = await this.data.open(datasetId, version);
    if (!found) throw new NotFound('DATASET_NOT_FOUND', 'There is no such dataset.');
    const { row, content } = found;
    return publishedVersion({ datasetId, version, sha256: row.sha256 }, content, response);
  }
}
