import type { KeyStore } from '@jejak/event-store';
import { type IncomingUpload, UnsupportedMediaType } from '@jejak/http';
import {
  DOCUMENT_MEDIA_TYPES,
  type DocumentMediaType,
  Erased,
  type EvidenceRef,
  RuleViolated,
} from '@jejak/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { KEY_STORE } from '../platform.module';
import { mediaTypeOf } from './media-type';

/** Whose file it is: the case it belongs to, and the person under whose key it is sealed; null: nobody in particular. */
export interface FileOwner {
  readonly caseId: string;
  readonly subjectId: string | null;
}

/** A document as facts name it. */
export interface DocumentRef extends EvidenceRef {
  readonly mediaType: DocumentMediaType;
}

export interface KeptFile extends EvidenceRef {
  readonly content: Buffer;
}

/** Documents of one case: enough for any objection or complaint, and too few to fill a disk with. */
const MOST_FILES = 20;

/** Apart from the log and from the read models: nothing here can be made again from facts. For a migration; needs the schema `doc`. */
export const CASE_FILES_TABLE = `
  CREATE TABLE doc.case_file (
    case_id uuid NOT NULL, sha256 text NOT NULL, media_type text NOT NULL, size integer NOT NULL,
    sealed bytea NOT NULL, PRIMARY KEY (case_id, sha256));`;

/** Ties the sealed bytes to the case and to what they are. */
const tie = (caseId: string, sha256: string): Buffer =>
  Buffer.from(`jejak-case-file/v1\n${caseId}\n${sha256}`);

interface Row {
  readonly mediaType: string;
  readonly size: number;
  readonly sealed: Buffer;
}

/**
 * Documents of a case (an objection, a complaint, the minutes of a session): kept apart from the log, by content, sealed under the
 * key of the person whom they are about, so that erasure reaches them. The log holds only SHA-256, type and size. For a service
 * with the table of `CASE_FILES_TABLE`, which gives it in its module.
 */
@Injectable()
export class CaseFiles {
  constructor(
    private readonly db: DataSource,
    @Inject(KEY_STORE) private readonly keys: KeyStore,
  ) {}

  /**
   * Takes a document over. The same again is the same.
   * @throws UnsupportedMediaType where the bytes are not what the header says; RuleViolated RULE_VIOLATED (`case-files`)
   * @throws Erased SUBJECT_ERASED; Malformed, TooLarge of the upload
   */
  async keep({ caseId, subjectId }: FileOwner, upload: IncomingUpload): Promise<DocumentRef> {
    const chunks: Buffer[] = [];
    for await (const chunk of upload.content) chunks.push(chunk as Buffer);
    const content = Buffer.concat(chunks);
    const mediaType = mediaTypeOf(content);
    if (mediaType === null || mediaType !== upload.mediaType)
      throw new UnsupportedMediaType(DOCUMENT_MEDIA_TYPES);
    const sha256 = upload.sha256();
    const ref = { sha256, mediaType, size: content.length };
    const known = await this.refsOf(caseId);
    if (known.some((one) => one.sha256 === sha256)) return ref;
    if (known.length >= MOST_FILES)
      throw new RuleViolated('RULE_VIOLATED', 'No more documents are taken for this case.', {
        rule: 'case-files',
        params: { most: MOST_FILES },
      });
    const sealed = await this.keys.seal(subjectId, content, tie(caseId, sha256));
    await this.db.query(
      `INSERT INTO doc.case_file (case_id, sha256, media_type, size, sealed) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (case_id, sha256) DO NOTHING`,
      [caseId, sha256, mediaType, content.length, sealed],
    );
    return ref;
  }

  /** What is kept of a case, sorted. */
  refsOf(caseId: string): Promise<EvidenceRef[]> {
    return this.db.query<EvidenceRef[]>(
      `SELECT sha256, media_type AS "mediaType", size FROM doc.case_file WHERE case_id = $1 ORDER BY sha256`,
      [caseId],
    );
  }

  /** @returns null where it is not kept. @throws Erased SUBJECT_ERASED */
  async open({ caseId, subjectId }: FileOwner, sha256: string): Promise<KeptFile | null> {
    const [row] = await this.db.query<Row[]>(
      `SELECT media_type AS "mediaType", size, sealed FROM doc.case_file WHERE case_id = $1 AND sha256 = $2`,
      [caseId, sha256],
    );
    if (!row) return null;
    const content = await this.keys.openBytes(subjectId, row.sealed, tie(caseId, sha256));
    if (content === null) throw new Erased('SUBJECT_ERASED', 'The data of this person was erased.');
    const { mediaType, size } = row;
    return { sha256, mediaType, size, content };
  }
}
