import type { DocumentKind, SubmittedDocument } from '@jejak/contracts/recruitment';
import type { KeyStore } from '@jejak/event-store';
import { type DocumentMediaType, Erased, RuleViolated } from '@jejak/kernel';
import { KEY_STORE, SETTINGS } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { RecruitmentSettings } from '../recruitment.settings';

/** A document that an applicant has given. */
export interface StoredDocument extends SubmittedDocument {
  /** ISO instant of business time. */
  readonly uploadedAt: string;
}

/** A document with its bytes. */
export interface OpenedDocument {
  readonly kind: DocumentKind;
  readonly mediaType: DocumentMediaType;
  readonly content: Buffer;
}

const DOCUMENT = `kind, sha256, media_type AS "mediaType", size,
  to_char(uploaded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "uploadedAt"`;

/** Ties the sealed bytes to whose they are and what they are. */
const seal = (applicantId: string, sha256: string): Buffer =>
  Buffer.from(`jejak-document/v1\n${applicantId}\n${sha256}`);

/**
 * The documents of applicants, kept apart from the log and found by content (ADR 11): sealed under the applicant's own key, so
 * that destroying it erases them too, in every backup. The log holds their SHA-256 only.
 */
@Injectable()
export class DocumentStore {
  constructor(
    private readonly db: DataSource,
    @Inject(KEY_STORE) private readonly keys: KeyStore,
    @Inject(SETTINGS) private readonly settings: RecruitmentSettings,
  ) {}

  /**
   * Keeps a document; the same one again is the one that is there.
   * @param now ISO instant of business time
   * @throws RuleViolated TOO_MANY_DOCUMENTS, Erased SUBJECT_ERASED
   */
  async keep(
    applicantId: string,
    kind: DocumentKind,
    mediaType: DocumentMediaType,
    content: Buffer,
    now: string,
  ): Promise<StoredDocument> {
    const sha256 = createHash('sha256').update(content).digest('hex');
    const known = await this.find(applicantId, sha256, kind);
    if (known) return known;
    const sealed = await this.keys.seal(applicantId, content, seal(applicantId, sha256));
    await this.db.query(
      `INSERT INTO recruitment.document (applicant_id, kind, sha256, media_type, size, uploaded_at, sealed)
       SELECT $1, $2, $3, $4, $5, $6, $7
       WHERE (SELECT count(*) FROM recruitment.document WHERE applicant_id = $1) < $8
       ON CONFLICT DO NOTHING`,
      [
        applicantId,
        kind,
        sha256,
        mediaType,
        content.length,
        now,
        sealed,
        this.settings.documentsPerApplicant,
      ],
    );
    const kept = await this.find(applicantId, sha256, kind);
    if (kept) return kept;
    throw new RuleViolated('TOO_MANY_DOCUMENTS', 'So many documents of one applicant are not kept.', {
      params: { most: this.settings.documentsPerApplicant },
    });
  }

  /** Newest first; at most as many as one applicant may keep. */
  async all(applicantId: string): Promise<StoredDocument[]> {
    return this.db.query<StoredDocument[]>(
      `SELECT ${DOCUMENT} FROM recruitment.document WHERE applicant_id = $1
       ORDER BY uploaded_at DESC, kind, sha256 LIMIT 1000`,
      [applicantId],
    );
  }

  /**
   * The bytes as they came; null where this applicant gave no such document.
   * @throws Erased SUBJECT_ERASED once the applicant's key is destroyed
   */
  async open(applicantId: string, sha256: string): Promise<OpenedDocument | null> {
    const [found] = await this.db.query<(Omit<OpenedDocument, 'content'> & { sealed: Buffer })[]>(
      `SELECT kind, media_type AS "mediaType", sealed FROM recruitment.document
       WHERE applicant_id = $1 AND sha256 = $2 ORDER BY kind LIMIT 1`,
      [applicantId, sha256],
    );
    if (!found) return null;
    const content = await this.keys.openBytes(applicantId, found.sealed, seal(applicantId, sha256));
    if (content === null) throw new Erased('SUBJECT_ERASED', 'This document has been erased with its owner.');
    return { kind: found.kind, mediaType: found.mediaType, content };
  }

  private async find(
    applicantId: string,
    sha256: string,
    kind: DocumentKind,
  ): Promise<StoredDocument | undefined> {
    const [found] = await this.db.query<StoredDocument[]>(
      `SELECT ${DOCUMENT} FROM recruitment.document WHERE applicant_id = $1 AND kind = $2 AND sha256 = $3`,
      [applicantId, kind, sha256],
    );
    return found;
  }
}
