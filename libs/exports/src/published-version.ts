import { Measured } from '@jejak/http';
import { applyDecorators, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Readable } from 'node:stream';
import { attachment, CSV_TYPE } from './attachment';
import { MEDIA_TYPES } from './wanted-format';

const HIGHEST_VERSION = 2_147_483_647;

/** Whether a dataset can have such a version: what no column of the read model could hold is asked of nobody. */
export const isVersion = (version: number): boolean => version > 0 && version <= HIGHEST_VERSION;

/** One published version of a dataset. */
export interface PublishedVersion {
  readonly datasetId: string;
  readonly version: number;
  /** Of its bytes, in hexadecimal, as the log has it. */
  readonly sha256: string;
}

/** A route that answers with the bytes of a published version. */
export const ServesCsv = () =>
  applyDecorators(
    Measured('export'),
    ApiProduces(MEDIA_TYPES.csv),
    ApiOkResponse({ schema: { type: 'string', format: 'binary' } }),
  );

/** The bytes of a published version, which never change, and by which digest they were published. @source domain.md 2.7 */
export const publishedVersion = (
  { datasetId, version, sha256 }: PublishedVersion,
  content: Readable | Buffer,
  response: Response,
): StreamableFile => {
  response.set({
    'Cache-Control': 'public, max-age=31536000, immutable',
    ETag: `"${sha256}"`,
    'Repr-Digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
  });
  return attachment(content, `${datasetId}-v${version}.csv`, CSV_TYPE);
};
