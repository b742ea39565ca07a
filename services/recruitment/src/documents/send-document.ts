import { StreamableFile } from '@nestjs/common';
import type { Response } from 'express';
import type { OpenedDocument } from './document-store';

const EXTENSION = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' } as const;

/** Somebody's papers: kept by no cache, guessed at by no browser, and run by none. Their name says what they are, not whose. */
export const sendDocument = (
  { kind, mediaType, content }: OpenedDocument,
  response: Response,
): StreamableFile => {
  response.set({
    'Cache-Control': 'private, no-store',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
  });
  const disposition = `attachment; filename="${kind.toLowerCase()}.${EXTENSION[mediaType]}"`;
  return new StreamableFile(content, { type: mediaType, disposition, length: content.length });
};
