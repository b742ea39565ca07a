import { auditContracts } from '@jejak/contracts/audit';
import { type Timer, timers } from '@jejak/projections';
import type { InspectionEvent } from './inspection.state';

const followUp = (
  dueAt: string,
  {
    inspectionId,
    findingId: key,
    finding: ordinal,
  }: { inspectionId: string; findingId: string; finding: number },
): readonly Timer[] => [{ dueAt, command: 'MarkFollowUpOverdue', key, payload: { inspectionId, ordinal } }];

/** When evidence, and the follow-up of a finding, are late. @source domain.md 10.2, 2.4 */
export const inspectionClocks = timers<InspectionEvent>({
  name: 'inspection-clocks',
  source: auditContracts,
  of: {
    EvidenceRequested: ({ data: { inspectionId, requestId: key, request: ordinal, dueAt } }) => [
      { dueAt, command: 'MarkEvidenceOverdue', key, payload: { inspectionId, ordinal } },
    ],
    EvidenceClockMoved: ({ data: { inspectionId, requestId: key, request: ordinal, dueAt } }) => [
      { dueAt, command: 'MarkEvidenceOverdue', key, payload: { inspectionId, ordinal } },
    ],
    FindingIssued: ({ data }) => followUp(data.followUpOverAt, data),
    FollowUpReturnedByInspector: ({ data }) => followUp(data.followUpOverAt, data),
  },
  done: {
    EvidenceProvided: ({ data: { requestId: key } }) => [{ key }],
    EvidenceOverdue: ({ data: { requestId: key } }) => [{ key }],
    FollowUpReported: ({ data: { findingId: key } }) => [{ key }],
    FollowUpOverdue: ({ data: { findingId: key } }) => [{ key }],
  },
});
