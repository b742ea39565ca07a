import { complaintDocumentAttached } from '@jejak/contracts/citizen';
import type { ComplainantCommand } from './complaint.commands';
import type { Complaint, ComplaintEvent } from './complaint.state';
import { inStatus } from './guards';

/** While somebody still looks at it. @throws Conflict ILLEGAL_TRANSITION */
export const takesDocuments = (state: Complaint) =>
  inStatus(
    state,
    ...(['filed', 'returned', 'verified', 'assigned', 'in-progress'] as const),
    ...(['answered', 'reopened', 'inspectorate'] as const),
  );

/** The same document again is the one that is there. @source domain.md 2.8, 9.1 */
export const attach = (
  { document }: Extract<ComplainantCommand, { type: 'AttachDocument' }>,
  state: Complaint,
): ComplaintEvent[] => {
  const { filed, unitId, documents } = takesDocuments(state);
  if (documents.includes(document.sha256)) return [];
  const { complaintId, complainantId: subject } = filed;
  const { sha256, mediaType, size } = document;
  return [
    complaintDocumentAttached(
      { complaintId, unitId, sha256, mediaType, size },
      { subject, evidence: [{ sha256, mediaType, size }] },
    ),
  ];
};
