import type { Recorded } from '@jejak/kernel';
import type { ProvenEntry } from '@jejak/contracts/audit';
import type { PrivacyEvent } from './privacy.state';

/** What was said about a request, one entry each time; null where nothing was, or where the key of the words is gone. */
export interface RequestAct {
  readonly at: string;
  readonly act: 'FILED' | 'FULFILLED' | 'REFUSED' | 'LAID_AGAIN' | 'OVERDUE';
  readonly text: string | null;
  /** Facts that put something right. */
  readonly refs: readonly ProvenEntry[];
}

const actOf = (event: Recorded<PrivacyEvent>): Omit<RequestAct, 'at'> | null => {
  switch (event.type) {
    case 'DataRequestFiled':
      return { act: 'FILED', text: event.data.text, refs: [] };
    case 'DataRequestFulfilled':
      return { act: 'FULFILLED', text: event.data.answer, refs: event.data.refs };
    case 'DataRequestRefused':
      return { act: 'REFUSED', text: event.reason?.text ?? null, refs: [] };
    case 'DataRequestLaidAgain':
      return { act: 'LAID_AGAIN', text: null, refs: [] };
    case 'DataRequestOverdue':
      return { act: 'OVERDUE', text: null, refs: [] };
    case 'LegalHoldPlaced':
    case 'LegalHoldLifted':
    case 'SubjectKeyDestroyed':
      return null;
  }
};

/** Pure. @param facts of one person, in their order */
export const actsOf = (facts: readonly Recorded<PrivacyEvent>[], requestId: string): RequestAct[] =>
  facts.flatMap((event) => {
    const act = actOf(event);
    if (act === null || !('requestId' in event.data) || event.data.requestId !== requestId) return [];
    return [{ at: event.envelope.at, ...act }];
  });
