import { StreamableFile } from '@nestjs/common';
import type { Response } from 'express';
import type { KeptFile } from './case-files';

/** A kept file as an answer: to be saved, never shown as part of a page. @param seenBy `public` where anyone may keep it */
export const sendFile = (
  { sha256, mediaType, content }: KeptFile,
  response: Response,
  seenBy: 'public' | 'private',
): StreamableFile => {
  const digest = Buffer.from(sha256, 'hex').toString('base64');
  response.set({
    'Cache-Control': seenBy === 'public' ? 'public, max-age=31536000, immutable' : 'private, no-store',
    ETag: `"${sha256}"`,
    'Repr-Digest': `sha-256=:${digest}:`,
    'X-Content-Type-Options': 'nosniff',
  });
  const name = `${sha256.slice(0, 16)}.${mediaType.split('/')[1]}`;
  return new StreamableFile(content, { type: mediaType, disposition: `attachment; filename="${name}"` });
};
