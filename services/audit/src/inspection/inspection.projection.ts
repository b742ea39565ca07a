import { auditContracts, type FindingSeverity } from '@jejak/contracts/audit';
import { projection } from '@jejak/projections';
import type { InspectionEvent } from './inspection.state';

type Of<Names extends InspectionEvent['type']> = Extract<InspectionEvent, { type: Names }>;

/** An inspection on the list. Its words stand in the log only. */
export interface InspectionRow {
  readonly inspectionId: string;
  readonly inspectorId: string;
  readonly assignment: string;
  readonly units: readonly string[];
  readonly objects: readonly string[];
  /** Legal dates. */
  readonly fromDate: string;
  readonly toDate: string;
  readonly status: 'OPEN' | 'CLOSED';
  /** ISO instants. */
  readonly openedAt: string;
  readonly closedAt: string | null;
}

type InspectionFacts = Of<'InspectionOpened' | 'InspectionClosed'>;
export const inspectionList = projection<InspectionFacts, InspectionRow>()({
  table: 'inspection',
  source: auditContracts,
  key: ({ data }) => data.inspectionId,
  opens: {
    InspectionOpened: ({ data: { inspectionId, inspectorId, assignment, scope, from, to }, envelope }) => ({
      ...{ inspectionId, inspectorId, assignment: assignment.number, ...scope, fromDate: from, toDate: to },
      ...{ status: 'OPEN', openedAt: envelope.at, closedAt: null },
    }),
  },
  on: {
    InspectionClosed: (row, { envelope }) => ({ ...row, status: 'CLOSED', closedAt: envelope.at }),
  },
});

/** A request for evidence, with what became of it. */
export interface EvidenceRequestRow {
  readonly requestId: string;
  readonly inspectionId: string;
  readonly request: number;
  readonly askedOf: string;
  readonly dueOn: string;
  readonly status: 'ASKED' | 'PROVIDED';
  /** Nothing had come when its day was over. */
  readonly overdue: boolean;
  readonly requestedAt: string;
  /** When the first of it came. */
  readonly providedAt: string | null;
}

export const evidenceRequests = projection<
  Of<'EvidenceRequested' | 'EvidenceProvided' | 'EvidenceClockMoved' | 'EvidenceOverdue'>,
  EvidenceRequestRow
>()({
  table: 'evidence_request',
  source: auditContracts,
  key: ({ data }) => data.requestId,
  opens: {
    EvidenceRequested: ({ data: { requestId, inspectionId, request, askedOf, dueOn }, envelope }) => ({
      ...{ requestId, inspectionId, request, askedOf, dueOn, status: 'ASKED', overdue: false },
      ...{ requestedAt: envelope.at, providedAt: null },
    }),
  },
  on: {
    EvidenceProvided: (row, { envelope }) => ({
      ...{ ...row, status: 'PROVIDED', providedAt: row.providedAt ?? envelope.at },
    }),
    EvidenceClockMoved: (row, { data: { dueOn } }) => ({ ...row, dueOn }),
    EvidenceOverdue: (row) => ({ ...row, overdue: true }),
  },
});

/** How far a finding is. */
export const FINDING_STATES = ['DRAFT', 'ISSUED', 'REPORTED', 'RETURNED', 'ACCEPTED'] as const;
export type FindingStatus = (typeof FINDING_STATES)[number];

/** A finding on the ledger of follow-up. @source domain.md 10.4 */
export interface FindingRow {
  readonly findingId: string;
  readonly inspectionId: string;
  readonly finding: number;
  readonly unitId: string;
  readonly about: string | null;
  readonly severity: FindingSeverity;
  readonly status: FindingStatus;
  readonly replied: boolean;
  readonly answered: boolean;
  /** Whether the unit accepts it; null before it is answered. */
  readonly accepted: boolean | null;
  readonly overdue: boolean;
  readonly replyBy: string;
  readonly followUpBy: string | null;
  readonly sharedAt: string;
  readonly issuedAt: string | null;
  readonly endedAt: string | null;
}

type FindingFacts = Of<
  | 'DraftFindingShared'
  | 'DraftReplied'
  | 'FindingIssued'
  | 'FindingAnswered'
  | 'FollowUpReported'
  | 'FollowUpReturnedByInspector'
  | 'FollowUpAccepted'
  | 'FollowUpOverdue'
>;
export const findingList = projection<FindingFacts, FindingRow>()({
  table: 'inspection_finding',
  source: auditContracts,
  key: ({ data }) => data.findingId,
  opens: {
    DraftFindingShared: ({ data: { findingId, inspectionId, finding, ...draft }, envelope }) => ({
      ...{ findingId, inspectionId, finding, unitId: draft.unitId, about: draft.about },
      ...{ severity: draft.severity, status: 'DRAFT', replied: false, answered: false, accepted: null },
      ...{ overdue: false, replyBy: draft.replyBy, followUpBy: null, sharedAt: envelope.at },
      ...{ issuedAt: null, endedAt: null },
    }),
  },
  on: {
    DraftReplied: (row) => ({ ...row, replied: true }),
    FindingIssued: (row, { data: { severity, followUpBy }, envelope }) => ({
      ...{ ...row, status: 'ISSUED', severity, followUpBy, issuedAt: envelope.at },
    }),
    FindingAnswered: (row, { data: { accepts } }) => ({ ...row, answered: true, accepted: accepts }),
    FollowUpReported: (row) => ({ ...row, status: 'REPORTED' }),
    FollowUpReturnedByInspector: (row) => ({ ...row, status: 'RETURNED' }),
    FollowUpAccepted: (row, { envelope }) => ({ ...row, status: 'ACCEPTED', endedAt: envelope.at }),
    FollowUpOverdue: (row) => ({ ...row, overdue: true }),
  },
});
