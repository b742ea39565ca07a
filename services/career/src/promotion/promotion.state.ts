import type {
  EligibilityChecked,
  PromotionDecided,
  PromotionEffective,
  PromotionHeld,
  PromotionLapsed,
  PromotionOpened,
  PromotionOverdue,
  PromotionProposed,
  PromotionRevoked,
  PromotionVerified,
  PromotionWithdrawn,
  TechnicalApprovalGiven,
  TechnicalApprovalRefused,
} from '@jejak/contracts/career';

export type PromotionEvent =
  | PromotionOpened
  | EligibilityChecked
  | PromotionProposed
  | PromotionVerified
  | TechnicalApprovalGiven
  | TechnicalApprovalRefused
  | PromotionDecided
  | PromotionHeld
  | PromotionEffective
  | PromotionWithdrawn
  | PromotionRevoked
  | PromotionLapsed
  | PromotionOverdue;

export const PROMOTION_STATUSES = [
  'OPENED',
  'PROPOSED',
  'VERIFIED',
  'APPROVED',
  'APPROVAL_REFUSED',
  'GRANTED',
  'HELD',
  'REJECTED',
  'EFFECTIVE',
  'WITHDRAWN',
  'REVOKED',
  'LAPSED',
] as const;
export type PromotionStatus = (typeof PROMOTION_STATUSES)[number];

/** In which a case is on its way. */
export const UNDER_WAY = [
  'OPENED',
  'PROPOSED',
  'VERIFIED',
  'APPROVED',
  'GRANTED',
  'HELD',
] as const satisfies readonly PromotionStatus[];

export type Promotion =
  | { readonly status: 'absent' }
  | {
      readonly status: PromotionStatus;
      readonly opened: PromotionOpened['data'];
      readonly proposed: PromotionProposed['data'] | null;
      readonly decided: PromotionDecided['data'] | null;
      /** Why it waits for another decision, as long as it does. */
      readonly held: PromotionHeld['data'] | null;
      /** Last day for the decision; null while none is due. */
      readonly decideBy: string | null;
      /** Clocks that ran out, each with the day on which it did: `DECISION|2027-03-31`. */
      readonly overdue: readonly string[];
    };

export type OpenCase = Extract<Promotion, { readonly opened: object }>;

export const evolve = (state: Promotion, event: PromotionEvent): Promotion => {
  if (event.type === 'PromotionOpened')
    return {
      ...{ status: 'OPENED', opened: event.data, proposed: null, decided: null, held: null },
      ...{ decideBy: null, overdue: [] },
    };
  if (state.status === 'absent') return state;
  switch (event.type) {
    case 'EligibilityChecked':
      return state;
    case 'PromotionProposed':
      return { ...state, status: 'PROPOSED', proposed: event.data };
    case 'PromotionVerified':
      return { ...state, status: 'VERIFIED' };
    case 'TechnicalApprovalGiven':
      return { ...state, status: 'APPROVED', decideBy: event.data.decideBy };
    case 'TechnicalApprovalRefused':
      return { ...state, status: 'APPROVAL_REFUSED' };
    case 'PromotionDecided':
      return { ...state, status: event.data.outcome, decided: event.data, held: null };
    case 'PromotionHeld':
      return { ...state, status: 'HELD', held: event.data, decideBy: event.data.decideBy };
    case 'PromotionEffective':
      return { ...state, status: 'EFFECTIVE' };
    case 'PromotionWithdrawn':
      return { ...state, status: 'WITHDRAWN' };
    case 'PromotionRevoked':
      return { ...state, status: 'REVOKED' };
    case 'PromotionLapsed':
      return { ...state, status: 'LAPSED' };
    case 'PromotionOverdue':
      return { ...state, overdue: [...state.overdue, `${event.data.clock}|${event.data.dueOn}`] };
  }
};
