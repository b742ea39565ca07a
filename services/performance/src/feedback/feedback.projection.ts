import { type BehaviourValue, type FeedbackKind, performanceContracts } from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';
import type { FeedbackEvent } from './feedback.decider';

export interface FeedbackRow {
  readonly feedbackId: string;
  readonly fromId: string;
  readonly toId: string;
  readonly value: BehaviourValue | null;
  readonly indicatorId: string | null;
  readonly kind: FeedbackKind;
  readonly anonymousToSubject: boolean;
  readonly givenAt: string;
  readonly acknowledgedAt: string | null;
}

export const feedbackList = projection<FeedbackEvent, FeedbackRow>()({
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
        acknowledgedAt: null,
      };
    },
  },
  on: { FeedbackAcknowledged: (row, { envelope: { at } }) => ({ ...row, acknowledgedAt: at }) },
});
