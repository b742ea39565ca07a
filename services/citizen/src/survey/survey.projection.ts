import { citizenContracts, type IkmBand, type SurveyResponseRecorded } from '@jejak/contracts/citizen';
import { projection, timers } from '@jejak/projections';
import type { Survey, SurveyEvent } from './survey.decider';

export interface SurveyRow {
  readonly surveyId: string;
  readonly unitId: string;
  readonly title: string;
  readonly fromDate: string;
  readonly toDate: string;
  readonly population: number;
  readonly sample: number;
  readonly status: Exclude<Survey['status'], 'absent'>;
  readonly indexValue: string | null;
  readonly band: IkmBand | null;
  readonly n: number | null;
  readonly elements: readonly { readonly element: string; readonly mean: string }[];
  readonly datasetId: string | null;
}

export const surveyList = projection<SurveyEvent, SurveyRow>()({
  table: 'survey',
  source: citizenContracts,
  key: ({ data }) => data.surveyId,
  opens: {
    SurveyPlanned: ({ data: { surveyId, unitId, title, period, population, sample } }) => ({
      ...{ surveyId, unitId, title, fromDate: period.from, toDate: period.to, population, sample },
      ...{ status: 'planned', indexValue: null, band: null, n: null, elements: [], datasetId: null },
    }),
  },
  on: {
    SurveyOpened: (row) => ({ ...row, status: 'collecting' }),
    SurveyClosed: (row) => ({ ...row, status: 'closed' }),
    IkmComputed: (row, { data: { index: indexValue, band, n, elements } }) => ({
      ...{ ...row, status: 'computed', indexValue, band, n, elements },
    }),
    IkmPublished: (row, { data: { datasetId } }) => ({ ...row, status: 'published', datasetId }),
  },
});

export interface SurveyResponseRow {
  readonly responseId: string;
  readonly surveyId: string;
  readonly u1: number;
  readonly u2: number;
  readonly u3: number;
  readonly u4: number;
  readonly u5: number;
  readonly u6: number;
  readonly u7: number;
  readonly u8: number;
  readonly u9: number;
}

export const surveyResponses = projection<SurveyResponseRecorded, SurveyResponseRow>()({
  table: 'survey_response',
  source: citizenContracts,
  key: ({ data }) => data.responseId,
  opens: {
    SurveyResponseRecorded: ({ data: { responseId, surveyId, answers } }) => ({
      ...{
        responseId,
        surveyId,
        u1: answers.U1,
        u2: answers.U2,
        u3: answers.U3,
        u4: answers.U4,
        u5: answers.U5,
      },
      ...{ u6: answers.U6, u7: answers.U7, u8: answers.U8, u9: answers.U9 },
    }),
  },
});

/** A survey closes when its period ends. */
export const surveyEnds = timers<SurveyEvent>({
  name: 'survey-ends',
  source: citizenContracts,
  of: {
    SurveyOpened: ({ data: { surveyId: key, closesAt: dueAt } }) => [{ dueAt, command: 'CloseSurvey', key }],
  },
  done: { SurveyClosed: ({ data: { surveyId: key } }) => [{ key }] },
});
