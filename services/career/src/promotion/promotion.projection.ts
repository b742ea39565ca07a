import {
  careerContracts,
  type EligibilityChecked,
  type EligibilityRule,
  type PromotionHeld,
  type PromotionKind,
  type PromotionLapsed,
  type PromotionOverdue,
  type PromotionRevoked,
} from '@jejak/contracts/career';
import { projection } from '@jejak/projections';
import type { Standing } from '../eligibility/promotion-target';
import type { PromotionEvent, PromotionStatus } from './promotion.state';

/** A case on the list: how far it is, and what it rests on. Why something was refused stands in the log only. */
export interface PromotionRow {
  readonly caseId: string;
  readonly employeeId: string;
  readonly kind: PromotionKind;
  readonly status: PromotionStatus;
  readonly held: Standing;
  readonly target: Standing;
  readonly position: string;
  readonly unitId: string;
  readonly formationId: string | null;
  readonly effective: string;
  readonly openedBy: string;
  readonly openedAt: string;
  readonly proposedBy: string | null;
  readonly verifiedBy: string | null;
  readonly approvalNumber: string | null;
  readonly decideBy: string | null;
  readonly decidedBy: string | null;
  /** ISO instant of the last decision. */
  readonly decidedAt: string | null;
  /** The conditions that this kind asks, which were met. */
  readonly rules: readonly EligibilityRule[];
  /** On which the last check or decision rests. */
  readonly evaluations: EligibilityChecked['data']['evaluations'];
  /** Why it waits for another decision, was revoked, or ended by itself; null of every other case. */
  readonly stopped: Stopped | null;
}

type Stopped =
  | Pick<PromotionHeld['data'], 'because' | 'failed'>
  | Pick<PromotionRevoked['data'], 'grounds' | 'failed'>
  | Pick<PromotionLapsed['data'], 'why' | 'on' | 'movedTo'>;

const opening = {
  status: 'OPENED',
  ...{ proposedBy: null, verifiedBy: null, approvalNumber: null, decideBy: null },
  ...{ decidedBy: null, decidedAt: null, rules: [], evaluations: [], stopped: null },
} as const;

export const promotionCases = projection<PromotionEvent, PromotionRow>()({
  table: 'promotion_case',
  source: careerContracts,
  // A check without a case concerns no row.
  key: ({ data }) => data.caseId ?? data.employeeId,
  opens: {
    PromotionOpened: ({ data, envelope: { at: openedAt } }) => {
      const { caseId, employeeId, kind, from, to, position, unitId, formationId, effective, openedBy } = data;
      return {
        ...{ caseId, employeeId, kind, held: from, target: to, position, unitId, formationId, effective },
        ...{ ...opening, openedBy, openedAt },
      };
    },
    EligibilityChecked: ({ data: { checks, evaluations } }, row) => {
      if (!row) return null;
      const rules = checks.filter(({ needed }) => needed !== null).map(({ rule }) => rule);
      return { ...row, rules, evaluations };
    },
    PromotionOverdue: (_, row) => row ?? null,
  },
  on: {
    PromotionProposed: (row, { data: { proposedBy, from, to, formationId, effective } }) => ({
      ...row,
      ...{ status: 'PROPOSED', proposedBy, held: from, target: to, formationId, effective },
    }),
    PromotionVerified: (row, { data: { verifiedBy } }) => ({ ...row, status: 'VERIFIED', verifiedBy }),
    TechnicalApprovalGiven: (row, { data: { number, decideBy } }) => ({
      ...row,
      ...{ status: 'APPROVED', approvalNumber: number, decideBy },
    }),
    TechnicalApprovalRefused: (row, { data: { number } }) => ({
      ...row,
      ...{ status: 'APPROVAL_REFUSED', approvalNumber: number },
    }),
    PromotionDecided: (
      row,
      { data: { outcome, decidedBy, effective, evaluations }, envelope: { at: decidedAt } },
    ) => ({
      ...row,
      ...{ status: outcome, decidedBy, decidedAt, effective: effective ?? row.effective, stopped: null },
      evaluations: outcome === 'GRANTED' ? evaluations : row.evaluations,
    }),
    PromotionHeld: (row, { data: { because, failed, decideBy } }) => ({
      ...{ ...row, status: 'HELD', decideBy, stopped: { because, failed } },
    }),
    PromotionEffective: (row) => ({ ...row, status: 'EFFECTIVE' }),
    PromotionWithdrawn: (row) => ({ ...row, status: 'WITHDRAWN' }),
    PromotionRevoked: (row, { data: { grounds, failed } }) => ({
      ...{ ...row, status: 'REVOKED', stopped: { grounds, failed } },
    }),
    PromotionLapsed: (row, { data: { why, on, movedTo } }) => ({
      ...{ ...row, status: 'LAPSED', stopped: { why, on, movedTo } },
    }),
  },
});

/** A time that passed. */
export interface PromotionOverdueRow {
  readonly employeeId: string;
  readonly kind: PromotionKind;
  readonly clock: PromotionOverdue['data']['clock'];
  readonly dueOn: string;
  readonly caseId: string | null;
  readonly markedAt: string;
}

export const promotionOverdues = projection<PromotionOverdue, PromotionOverdueRow>()({
  table: 'promotion_overdue',
  source: careerContracts,
  key: ({ data }) => [data.employeeId, data.kind, data.clock, data.dueOn],
  opens: { PromotionOverdue: ({ data, envelope: { at: markedAt } }) => ({ ...data, markedAt }) },
});
