import { type Element, type SurveyResponseRecorded, surveyResponseRecorded } from '@jejak/contracts/citizen';
import { Conflict, type Decider, RuleViolated } from '@jejak/kernel';
import type { Survey } from './survey.decider';

export type Answers = Readonly<Record<Element, number>>;

export type RecordResponse = { readonly type: 'RecordResponse' } & SurveyResponseRecorded['data'];

/** Null: nobody has answered with this code. */
export type SurveyResponse = Answers | null;

/** What a response is decided by beyond its stream. */
export interface ResponseGiven {
  readonly surveyStatus: Survey['status'];
}

export const sameAnswers = (a: Answers, b: Answers): boolean =>
  (Object.keys(a) as Element[]).every((element) => a[element] === b[element]);

/** One answer, once. @source domain.md 9.1 */
export const surveyResponse: Decider<RecordResponse, SurveyResponseRecorded, SurveyResponse, ResponseGiven> =
  {
    initial: null,
    decide: ({ type: _, ...data }, recorded, { surveyStatus }) => {
      if (recorded) {
        if (data.channel === 'CODE') throw new Conflict('CODE_USED', 'This code was used.');
        if (sameAnswers(recorded, data.answers)) return [];
        throw new Conflict('IMPORT_MISMATCH', 'This respondent has answered otherwise.');
      }
      if (surveyStatus !== 'collecting')
        throw new RuleViolated('SURVEY_NOT_COLLECTING', 'Answers are taken between opening and closing.');
      return [surveyResponseRecorded(data)];
    },
    evolve: (_, { data }) => data.answers,
  };
