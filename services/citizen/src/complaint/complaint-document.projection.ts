import { citizenContracts, type ComplaintDocumentAttached } from '@jejak/contracts/citizen';
import type { DocumentMediaType } from '@jejak/kernel';
import { projection } from '@jejak/projections';

/** A document that a complainant gave. What is on it is kept apart, sealed. */
export interface ComplaintDocumentRow {
  readonly complaintId: string;
  readonly sha256: string;
  readonly mediaType: DocumentMediaType;
  /** Bytes. */
  readonly size: number;
  /** ISO instant. */
  readonly attachedAt: string;
}

export const complaintDocuments = projection<ComplaintDocumentAttached, ComplaintDocumentRow>()({
  table: 'complaint_document',
  source: citizenContracts,
  key: ({ data }) => [data.complaintId, data.sha256],
  opens: {
    ComplaintDocumentAttached: ({ data: { complaintId, sha256, mediaType, size }, envelope: { at } }) => ({
      ...{ complaintId, sha256, mediaType, size, attachedAt: at },
    }),
  },
});
