import {
  type EngagementAnswered,
  type EngagementComputed,
  performanceContracts,
} from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';
import type { EngagementSurveyEvent } from './engagement-survey.decider';

export interface EngagementSurveyRow {
  readonly surveyId: string;
  readonly year: number;
  readonly status: string;
  readonly closesOn: string;
}

export const engagementSurveyList = projection<EngagementSurveyEvent, EngagementSurveyRow>()({
  table: 'engagement_survey_list',
  source: performanceContracts,
  key: ({ data }) => data.surveyId,
  opens: {
    EngagementSurveyOpened: ({ data: { surveyId, year, closesOn } }) => ({
      ...{ surveyId, year, status: 'OPEN', closesOn },
    }),
  },
  on: { EngagementSurveyClosed: (row) => ({ ...row, status: 'CLOSED' }) },
  ignores: ['EngagementComputed'],
});

export interface EngagementAnswerRow {
  readonly answerId: string;
  readonly surveyId: string;
  readonly unitId: string;
  readonly motivation: number;
  readonly satisfaction: number;
  readonly commitment: number;
  readonly pressure: number;
  readonly leadership: number;
}

/** Answers as they are summed; no route shows one. */
export const engagementAnswerList = projection<EngagementAnswered, EngagementAnswerRow>()({
  table: 'engagement_answer',
  source: performanceContracts,
  key: ({ data }) => data.answerId,
  opens: {
    EngagementAnswered: ({ data: { answerId, surveyId, unitId, answers } }) => ({
      ...{ answerId, surveyId, unitId, motivation: answers.MOTIVATION, satisfaction: answers.SATISFACTION },
      ...{ commitment: answers.COMMITMENT, pressure: answers.PRESSURE, leadership: answers.LEADERSHIP },
    }),
  },
});

export interface EngagementTrendRow {
  readonly surveyId: string;
  readonly unitId: string;
  readonly year: number;
  readonly suppressed: boolean;
  readonly n: number | null;
  readonly indexValue: string | null;
  readonly means: EngagementComputed['data']['means'];
}

/** How units are from year to year. @source domain.md 5.10 */
export const engagementTrend = projection<EngagementComputed, EngagementTrendRow>()({
  table: 'engagement_trend',
  source: performanceContracts,
  key: ({ data: { surveyId, unitId } }) => [surveyId, unitId],
  opens: {
    EngagementComputed: ({ data: { index, ...data } }) => ({ ...data, indexValue: index }),
  },
});
