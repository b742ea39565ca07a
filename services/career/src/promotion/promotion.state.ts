import type {
  EligibilityChecked,
  PromotionDecided,
  PromotionEffective,
  PromotionOpened,
  PromotionOverdue,
  PromotionProposed,
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
  | PromotionEffective
  | PromotionWithdrawn
  | PromotionOverdue;

export const PROMOTION_STATUSES = [
  'OPENED',
  'PROPOSED',
  'VERIFIED',
  'APPROVED',
  'APPROVAL_REFUSED',
  'GRANTED',
  'REJECTED',
  'EFFECTIVE',
  'WITHDRAWN',
] as const;
export type PromotionStatus = (typeof PROMOTION_STATUSES)[number];

export type Promotion =
  | { readonly status: 'absent' }
  | {
      readonly status: PromotionStatus;
      readonly opened: PromotionOpened['data'];
      readonly proposed: PromotionProposed['data'] | null;
      readonly decided: PromotionDecided['data'] | null;
      readonly approval: TechnicalApprovalGiven['data'] | null;
      /** Clocks that ran out. */
      readonly overdue: readonly PromotionOverdue['data']['clock'][];
    };

export type OpenCase = Extract<Promotion, { readonly opened: object }>;

export const evolve = (state: Promotion, event: PromotionEvent): Promotion => {
  if (event.type === 'PromotionOpened')
    return {
      ...{ status: 'OPENED', opened: event.data, proposed: null, decided: null, approval: null },
      overdue: [],
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
      return { ...state, status: 'APPROVED', approval: event.data };
    case 'TechnicalApprovalRefused':
      return { ...state, status: 'APPROVAL_REFUSED' };
    case 'PromotionDecided':
      return { ...state, status: event.data.outcome, decided: event.data };
    case 'PromotionEffective':
      return { ...state, status: 'EFFECTIVE' };
    case 'PromotionWithdrawn':
      return { ...state, status: 'WITHDRAWN' };
    case 'PromotionOverdue':
      return { ...state, overdue: [...state.overdue, event.data.clock] };
  }
};
