import type {
  DraftFindingShared,
  DraftReplied,
  EvidenceClockMoved,
  EvidenceOverdue,
  EvidenceProvided,
  EvidenceRequested,
  FindingAnswered,
  FindingIssued,
  FollowUpAccepted,
  FollowUpOverdue,
  FollowUpReported,
  FollowUpReturned,
  InspectionClosed,
  InspectionOpened,
} from '@jejak/contracts/audit';

export type InspectionEvent =
  | InspectionOpened
  | EvidenceRequested
  | EvidenceProvided
  | EvidenceClockMoved
  | EvidenceOverdue
  | DraftFindingShared
  | DraftReplied
  | FindingIssued
  | FindingAnswered
  | FollowUpReported
  | FollowUpAccepted
  | FollowUpReturned
  | FollowUpOverdue
  | InspectionClosed;

export interface EvidenceAsked {
  readonly asked: EvidenceRequested['data'];
  readonly provided: boolean;
  readonly overdue: boolean;
}

export interface Finding {
  readonly draft: DraftFindingShared['data'];
  readonly replied: boolean;
  readonly issued: FindingIssued['data'] | null;
  readonly answered: boolean;
  readonly followUp: 'NONE' | 'REPORTED' | 'RETURNED' | 'ACCEPTED';
  readonly overdue: boolean;
}

export type Inspection =
  | { readonly status: 'absent' }
  | {
      readonly status: 'OPEN' | 'CLOSED';
      readonly opened: InspectionOpened['data'];
      /** In their order: number 1 stands first. */
      readonly requests: readonly EvidenceAsked[];
      readonly findings: readonly Finding[];
    };
type Known = Exclude<Inspection, { status: 'absent' }>;

const changed = <Item>(items: readonly Item[], ordinal: number, change: Partial<Item>): readonly Item[] =>
  items.map((item, at) => (at === ordinal - 1 ? { ...item, ...change } : item));

const withRequest = (state: Known, ordinal: number, change: Partial<EvidenceAsked>): Known => ({
  ...state,
  requests: changed(state.requests, ordinal, change),
});
const withFinding = (state: Known, ordinal: number, change: Partial<Finding>): Known => ({
  ...state,
  findings: changed(state.findings, ordinal, change),
});

/** Pure. */
export const evolve = (state: Inspection, event: InspectionEvent): Inspection => {
  if (event.type === 'InspectionOpened')
    return { status: 'OPEN', opened: event.data, requests: [], findings: [] };
  if (state.status === 'absent') return state;
  switch (event.type) {
    case 'EvidenceRequested': {
      const asked: EvidenceAsked = { asked: event.data, provided: false, overdue: false };
      return { ...state, requests: [...state.requests, asked] };
    }
    case 'EvidenceProvided':
      return withRequest(state, event.data.request, { provided: true });
    case 'EvidenceClockMoved': {
      const { request, dueOn, dueAt } = event.data;
      const asked = state.requests[request - 1]?.asked;
      return asked ? withRequest(state, request, { asked: { ...asked, dueOn, dueAt } }) : state;
    }
    case 'EvidenceOverdue':
      return withRequest(state, event.data.request, { overdue: true });
    case 'DraftFindingShared': {
      const draft: Finding = {
        ...{ draft: event.data, replied: false, issued: null, answered: false },
        ...{ followUp: 'NONE', overdue: false },
      };
      return { ...state, findings: [...state.findings, draft] };
    }
    case 'DraftReplied':
      return withFinding(state, event.data.finding, { replied: true });
    case 'FindingIssued':
      return withFinding(state, event.data.finding, { issued: event.data });
    case 'FindingAnswered':
      return withFinding(state, event.data.finding, { answered: true });
    case 'FollowUpReported':
      return withFinding(state, event.data.finding, { followUp: 'REPORTED' });
    case 'FollowUpReturnedByInspector':
      return withFinding(state, event.data.finding, { followUp: 'RETURNED' });
    case 'FollowUpAccepted':
      return withFinding(state, event.data.finding, { followUp: 'ACCEPTED' });
    case 'FollowUpOverdue':
      return withFinding(state, event.data.finding, { overdue: true });
    case 'InspectionClosed':
      return { ...state, status: 'CLOSED' };
  }
};
