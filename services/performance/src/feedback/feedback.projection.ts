import {
  type BehaviourValue,
  type FeedbackGiven,
  type FeedbackKind,
  performanceContracts,
} from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';

export interface FeedbackRow {
  readonly feedbackId: string;
  readonly fromId: string;
  readonly toId: string;
  readonly value: BehaviourValue | null;
  readonly indicatorId: string | null;
  readonly kind: FeedbackKind;
  readonly anonymousToSubject: boolean;
  readonly givenAt: string;
}

export const feedbackList = projection<FeedbackGiven, FeedbackRow>()({
  table: 'feedback_list',
  source: performanceContracts,
  key: ({ data }) => data.feedbackId,
  opens: {
    FeedbackGiven: ({ data, envelope: { at } }) => {
      const { feedbackId, from, to, value, indicatorId, kind, anonymousToSubject } = data;
      return {
        feedbackId,
        fromId: from,
        toId: to,
        value,
        indicatorId,
        kind,
        anonymousToSubject,
        givenAt: at,
      };
    },
  },
});
