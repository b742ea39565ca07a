import { recruitmentContracts, type SanggahGround, type Stage } from '@jejak/contracts/recruitment';
import { projection } from '@jejak/projections';
import type { ObjectionEvent, ObjectionStatus } from './objection.state';

/** An objection as the boards show it. Its words stay under the applicant's key. */
export interface ObjectionRow {
  readonly objectionId: string;
  readonly applicationId: string;
  readonly vacancyId: string;
  readonly applicantId: string;
  readonly stage: Stage;
  readonly resultVersion: number;
  readonly ground: SanggahGround;
  readonly status: ObjectionStatus;
  /** How many documents it rests on. */
  readonly documents: number;
  readonly overdue: boolean;
  /** Whether the decision changes what the result rests on: a score, or who was let in. */
  readonly changes: boolean;
  /** ISO instants. */
  readonly filedAt: string;
  readonly answerDueAt: string;
  readonly decidedAt: string | null;
}

export const objectionBoard = projection<ObjectionEvent, ObjectionRow>()({
  table: 'objection',
  source: recruitmentContracts,
  key: ({ data }) => data.objectionId,
  opens: {
    ObjectionFiled: ({ data: { text: _, ...filed }, envelope, evidence }) => ({
      ...filed,
      ...{ status: 'filed', documents: evidence?.length ?? 0, overdue: false, changes: false },
      ...{ filedAt: envelope.at, decidedAt: null },
    }),
  },
  on: {
    ObjectionUpheld: (row, { data, envelope }) => ({
      ...row,
      ...{ status: 'upheld', decidedAt: envelope.at },
      changes: data.correction !== null || data.stage === 'ADMIN',
    }),
    ObjectionPartlyUpheld: (row, { data, envelope }) => ({
      ...row,
      ...{ status: 'partly-upheld', decidedAt: envelope.at, changes: data.correction !== null },
    }),
    ObjectionDismissed: (row, { envelope }) => ({ ...row, status: 'dismissed', decidedAt: envelope.at }),
    ObjectionOverdue: (row) => ({ ...row, overdue: true }),
  },
  ignores: ['ObjectionEvidenceRead', 'ObjectionVoteCast'],
});
