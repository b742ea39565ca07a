import { Requires } from '@jejak/auth';
import { isVersion, publishedVersion, ServesCsv } from '@jejak/exports';
import { Id } from '@jejak/http';
import { NotFound, Unavailable } from '@jejak/kernel';
import { Controller, Get, Param, ParseIntPipe, Res, type StreamableFile } from '@nestjs/common';
import type { Response } from 'express';
import { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import { PublishedFiles } from './published-files';
import type { StageResultRow } from './stage-result.projection';

type DatasetView = Omit<StageResultRow, 'objectionOpensAt' | 'objectionClosesAt'>;

const DATASET = `dataset_id AS "datasetId", result_version AS "resultVersion", vacancy_id AS "vacancyId", stage,
  ranking_id AS "rankingId", admin_result_id AS "adminResultId", sha256, rows, advancing, cut_off AS "cutOff",
  to_char(published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "publishedAt"`;

/** Published results as open data: every version, for everyone, without login. @source domain.md 2.7 */
@Controller('datasets')
export class DatasetController {
  constructor(
    private readonly db: DataSource,
    private readonly files: PublishedFiles,
  ) {}

  /** The versions of a dataset, newest first. */
  @Get(':id')
  @Requires('recruitment:read-published')
  async versions(@Id() datasetId: string): Promise<{ datasetId: string; versions: DatasetView[] }> {
    const versions = await this.db.query<DatasetView[]>(
      `SELECT ${DATASET} FROM rm.stage_result WHERE dataset_id = $1 ORDER BY result_version DESC LIMIT 200`,
      [datasetId],
    );
    if (versions.length === 0) throw new NotFound('DATASET_NOT_FOUND', 'There is no such dataset.');
    return { datasetId, versions };
  }

  /** One version as a CSV file: the bytes whose SHA-256 was published. */
  @Get(':id/:version')
  @Requires('recruitment:read-published')
  @ServesCsv()
  async file(
    @Id() datasetId: string,
    @Param('version', ParseIntPipe) version: number,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const [found] = isVersion(version)
      ? await this.db.query<DatasetView[]>(
          `SELECT ${DATASET} FROM rm.stage_result WHERE dataset_id = $1 AND result_version = $2`,
          [datasetId, version],
        )
      : [];
    if (!found) throw new NotFound('DATASET_NOT_FOUND', 'There is no such dataset.');
    // The rows come to the read model by a reader of their own.
    if ((await this.files.rows(found)) < found.rows)
      throw new Unavailable('UNAVAILABLE', 'The rows of this version are still on their way.');
    return publishedVersion(
      { datasetId, version, sha256: found.sha256 },
      Readable.from(this.files.lines(found)),
      response,
    );
  }
}
