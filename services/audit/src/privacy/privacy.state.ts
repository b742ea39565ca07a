import type {
  DataRequestFiled,
  DataRequestFulfilled,
  DataRequestGround,
  DataRequestLaidAgain,
  DataRequestOverdue,
  DataRequestRefused,
  LegalHoldLifted,
  LegalHoldPlaced,
  SubjectKeyDestroyed,
} from '@jejak/contracts/audit';

export type PrivacyEvent =
  | DataRequestFiled
  | DataRequestFulfilled
  | DataRequestRefused
  | DataRequestLaidAgain
  | DataRequestOverdue
  | LegalHoldPlaced
  | LegalHoldLifted
  | SubjectKeyDestroyed;

export interface DataRequest {
  readonly filed: DataRequestFiled['data'];
  readonly status: 'OPEN' | 'FULFILLED' | 'REFUSED';
  /** The first instant at which an answer comes too late; it moves when the request is laid before the officer again. */
  readonly dueAt: string;
  readonly overdue: boolean;
  /** Why it was refused last. */
  readonly refused: { readonly ground: DataRequestGround; readonly until: string | null } | null;
}

export interface LegalHold {
  readonly placed: LegalHoldPlaced['data'];
  readonly lifted: boolean;
}

/** What one person asked about their own data, and what stands against erasing it. */
export interface PrivacyFile {
  /** In their order: number 1 stands first. */
  readonly requests: readonly DataRequest[];
  readonly holds: readonly LegalHold[];
  readonly erased: boolean;
}

export const NOTHING_ASKED: PrivacyFile = { requests: [], holds: [], erased: false };

const withRequest = (state: PrivacyFile, ordinal: number, change: Partial<DataRequest>): PrivacyFile => ({
  ...state,
  requests: state.requests.map((item, at) => (at === ordinal - 1 ? { ...item, ...change } : item)),
});

/** Pure. */
export const evolve = (state: PrivacyFile, event: PrivacyEvent): PrivacyFile => {
  switch (event.type) {
    case 'DataRequestFiled': {
      const { data: filed } = event;
      const open: DataRequest = {
        ...{ filed, status: 'OPEN', dueAt: filed.dueAt, overdue: false, refused: null },
      };
      return { ...state, requests: [...state.requests, open] };
    }
    case 'DataRequestFulfilled':
      return withRequest(state, event.data.request, { status: 'FULFILLED' });
    case 'DataRequestRefused': {
      const { request, ground, until } = event.data;
      return withRequest(state, request, { status: 'REFUSED', refused: { ground, until } });
    }
    case 'DataRequestLaidAgain': {
      const { request, dueAt } = event.data;
      return withRequest(state, request, { status: 'OPEN', dueAt, overdue: false });
    }
    case 'DataRequestOverdue':
      return withRequest(state, event.data.request, { overdue: true });
    case 'LegalHoldPlaced':
      return { ...state, holds: [...state.holds, { placed: event.data, lifted: false }] };
    case 'LegalHoldLifted': {
      const { holdId } = event.data;
      const holds = state.holds.map((hold) =>
        hold.placed.holdId === holdId ? { ...hold, lifted: true } : hold,
      );
      return { ...state, holds };
    }
    case 'SubjectKeyDestroyed':
      return { ...state, erased: true };
  }
};
