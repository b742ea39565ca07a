import {
  type EngagementSurveyClosed,
  type EngagementSurveyOpened,
  performanceContracts,
} from '@jejak/contracts/performance';
import { timers } from '@jejak/projections';

/** A survey of engagement is computed when its days are over. @source domain.md 5.3 */
export const engagementTimers = timers<EngagementSurveyOpened | EngagementSurveyClosed>({
  name: 'engagement',
  source: performanceContracts,
  of: {
    EngagementSurveyOpened: ({ data: { surveyId, closesAt } }) => [
      { dueAt: closesAt, command: 'ComputeEngagement', key: surveyId },
    ],
  },
  done: { EngagementSurveyClosed: ({ data: { surveyId } }) => [{ key: surveyId }] },
});
