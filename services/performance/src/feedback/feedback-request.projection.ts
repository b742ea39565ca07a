import {
  type BehaviourValue,
  type FeedbackRequested,
  performanceContracts,
} from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';

export interface FeedbackRequestRow {
  readonly requestId: string;
  readonly byId: string;
  readonly ofId: string;
  readonly value: BehaviourValue | null;
  readonly indicatorId: string | null;
  readonly askedAt: string;
}

export const feedbackRequestList = projection<FeedbackRequested, FeedbackRequestRow>()({
  table: 'feedback_request_list',
  source: performanceContracts,
  key: ({ data }) => data.requestId,
  opens: {
    FeedbackRequested: ({ data: { requestId, by, of, value, indicatorId }, envelope: { at } }) => ({
      ...{ requestId, byId: by, ofId: of, value, indicatorId, askedAt: at },
    }),
  },
});
