import {
  auditContracts,
  type DataRequestGround,
  type DataRequestKind,
  type ErasureBasis,
  type HoldGround,
} from '@jejak/contracts/audit';
import { projection } from '@jejak/projections';
import type { PrivacyEvent } from './privacy.state';

type Of<Names extends PrivacyEvent['type']> = Extract<PrivacyEvent, { type: Names }>;

export const DATA_REQUEST_STATES = ['OPEN', 'FULFILLED', 'REFUSED'] as const;
export type DataRequestStatus = (typeof DATA_REQUEST_STATES)[number];

/** A request about somebody's data, with what became of it. Its words stand in the log only. */
export interface DataRequestRow {
  readonly requestId: string;
  readonly personId: string;
  readonly request: number;
  readonly kind: DataRequestKind;
  readonly status: DataRequestStatus;
  /** Who wrote it down for the person; null: the person. */
  readonly filedBy: string | null;
  readonly filedAt: string;
  readonly dueAt: string;
  /** No answer had come when it was due. */
  readonly overdue: boolean;
  /** Why it was refused last, and until when that stood. */
  readonly ground: DataRequestGround | null;
  readonly until: string | null;
  readonly handledBy: string | null;
  readonly handledAt: string | null;
}

export const dataRequests = projection<
  Of<
    | 'DataRequestFiled'
    | 'DataRequestFulfilled'
    | 'DataRequestRefused'
    | 'DataRequestLaidAgain'
    | 'DataRequestOverdue'
  >,
  DataRequestRow
>()({
  table: 'data_request',
  source: auditContracts,
  key: ({ data }) => data.requestId,
  opens: {
    DataRequestFiled: ({ data: { requestId, personId, request, kind, filedBy, dueAt }, envelope }) => ({
      ...{ requestId, personId, request, kind, status: 'OPEN', filedBy, filedAt: envelope.at, dueAt },
      ...{ overdue: false, ground: null, until: null, handledBy: null, handledAt: null },
    }),
  },
  on: {
    DataRequestFulfilled: (row, { data: { handledBy }, envelope }) => ({
      ...{ ...row, status: 'FULFILLED', handledBy, handledAt: envelope.at },
    }),
    DataRequestRefused: (row, { data: { ground, until, handledBy }, envelope }) => ({
      ...{ ...row, status: 'REFUSED', ground, until, handledBy, handledAt: envelope.at },
    }),
    DataRequestLaidAgain: (row, { data: { dueAt } }) => ({ ...row, status: 'OPEN', dueAt, overdue: false }),
    DataRequestOverdue: (row) => ({ ...row, overdue: true }),
  },
});

/** A hold: nothing about the person is erased while it stands. */
export interface LegalHoldRow {
  readonly holdId: string;
  readonly personId: string;
  readonly ground: HoldGround;
  readonly caseNumber: string;
  readonly until: string | null;
  readonly placedBy: string;
  readonly placedAt: string;
  readonly liftedBy: string | null;
  readonly liftedAt: string | null;
}

export const legalHolds = projection<Of<'LegalHoldPlaced' | 'LegalHoldLifted'>, LegalHoldRow>()({
  table: 'legal_hold',
  source: auditContracts,
  key: ({ data }) => data.holdId,
  opens: {
    LegalHoldPlaced: ({ data: { holdId, personId, ground, caseNumber, until, placedBy }, envelope }) => ({
      ...{ holdId, personId, ground, caseNumber, until, placedBy, placedAt: envelope.at },
      ...{ liftedBy: null, liftedAt: null },
    }),
  },
  on: {
    LegalHoldLifted: (row, { data: { liftedBy }, envelope }) => ({ ...row, liftedBy, liftedAt: envelope.at }),
  },
});

/** A key that was destroyed, and on what that rests. */
export interface ErasureRow {
  readonly subjectId: string;
  readonly requestId: string;
  readonly basis: ErasureBasis;
  readonly archiveCode: string | null;
  readonly entries: number;
  readonly approvedBy: string;
  readonly erasedAt: string;
}

export const erasures = projection<Of<'SubjectKeyDestroyed'>, ErasureRow>()({
  table: 'erasure',
  source: auditContracts,
  key: ({ data }) => data.subjectId,
  opens: { SubjectKeyDestroyed: ({ data, envelope }) => ({ ...data, erasedAt: envelope.at }) },
});
