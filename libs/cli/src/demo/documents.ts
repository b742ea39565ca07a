import { createHash } from 'node:crypto';

/** The SHA-256 of a document, in hexadecimal; the document itself is not part of the demonstration. */
export const sha256Of = (document: string): string => createHash('sha256').update(document).digest('hex');
