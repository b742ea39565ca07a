import {
  engagementComputed,
  ENGAGEMENT_QUESTIONS,
  engagementAnswered,
  engagementSurveyClosed,
  engagementSurveyOpened,
} from '@jejak/contracts/performance';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { at, calendar, UNIT } from '../../test/nurse';
import { engagementRulesOf } from '../rules/engagement-rules';
import { engagementAnswer } from './engagement-answer.decider';
import type { UnitAnswers } from './engagement-index';
import { engagementSurvey } from './engagement-survey.decider';

const HR = '0198c1a2-0000-7000-8000-000000000006';
const [surveyId, answerId] = ['0198c1a2-0000-7000-8000-000000000091', '0198c1a2-0000-7000-8000-000000000092'];
const policy = (key: string, parameters: Record<string, never> | object) => ({
  ...{ key, ref: `${key}@1`, version: 1 },
  parameters: parameters as never,
});
const rules = engagementRulesOf(
  policy('perf.other', { engagement: { days: 14, reversed: ['PRESSURE'] } }),
  policy('pub', { minCell: 5 }),
);
const reads = (date: string, answers: readonly UnitAnswers[] = [], time?: string) => ({
  ...{ now: at(date, time), calendar, rules, answers },
});
const open = {
  type: 'OpenEngagementSurvey',
  ...{ by: HR, surveyId, year: 2026, closesOn: '2026-10-14' },
} as const;
const opened = engagementSurveyOpened({
  ...{ surveyId, year: 2026, questions: [...ENGAGEMENT_QUESTIONS], openedBy: HR, closesOn: '2026-10-14' },
  ...{ closesAt: '2026-10-14T17:00:00.000Z', pinnedPolicies: ['perf.other@1', 'pub@1'] },
});
const five: UnitAnswers = {
  ...{ unitId: UNIT, n: 5 },
  sums: { MOTIVATION: 20, SATISFACTION: 15, COMMITMENT: 25, PRESSURE: 10, LEADERSHIP: 15 },
};

describe('a survey of engagement', () => {
  const { given } = specFor(engagementSurvey);
  const compute = { type: 'ComputeEngagement' } as const;
  it('is opened by a person, once for its year, for so many days at most', () => {
    given().when(open, reads('2026-10-01')).thenRecords(opened);
    given(opened).when(open, reads('2026-10-01')).thenRefuses('ILLEGAL_TRANSITION');
    given()
      .when({ ...open, by: 'svc' }, reads('2026-10-01'))
      .thenRefuses('NOT_RELATED');
    given()
      .when({ ...open, year: 2025 }, reads('2026-10-01'))
      .thenRefuses('RULE_VIOLATED');
    given()
      .when({ ...open, closesOn: '2026-10-15' }, reads('2026-10-01'))
      .thenRecords(
        engagementSurveyOpened({
          ...{ ...opened.data, closesOn: '2026-10-15', closesAt: '2026-10-15T17:00:00.000Z' },
        }),
      );
    for (const closesOn of ['2026-10-16', '2026-09-30'])
      given()
        .when({ ...open, closesOn }, reads('2026-10-01'))
        .thenRefuses('RULE_VIOLATED');
  });
  it('is computed when its last day is over, and once', () => {
    given(opened)
      .when(compute, reads('2026-10-14', [five], '23:59:59.999'))
      .thenRefuses('ILLEGAL_TRANSITION');
    const closed = engagementSurveyClosed({ surveyId, answers: 5 });
    const means = [
      { question: 'MOTIVATION', mean: '4.00' },
      { question: 'SATISFACTION', mean: '3.00' },
      { question: 'COMMITMENT', mean: '5.00' },
      { question: 'PRESSURE', mean: '2.00' },
      { question: 'LEADERSHIP', mean: '3.00' },
    ] as const;
    const computed = engagementComputed({
      ...{ surveyId, year: 2026, unitId: UNIT, suppressed: false, n: 5, index: '76.00', means: [...means] },
    });
    given(opened)
      .when(compute, reads('2026-10-15', [five], '00:00:00.000'))
      .thenRecords(computed, closed);
    given(opened, computed, closed).when(compute, reads('2026-10-15')).thenRecords();
    given().when(compute, reads('2026-10-15')).thenRefuses('SURVEY_NOT_FOUND');
  });
  it('takes a policy that says something else as a defect', () =>
    expect(() => engagementRulesOf(policy('perf.other', {}), policy('pub', { minCell: 5 }))).toThrow(
      'perf.other@1 has no engagement',
    ));
});

describe('an answer', () => {
  const { given } = specFor(engagementAnswer);
  const answers = { MOTIVATION: 4, SATISFACTION: 3, COMMITMENT: 5, PRESSURE: 2, LEADERSHIP: 3 };
  const answer = { type: 'AnswerEngagement', surveyId, answerId, unitId: UNIT, answers } as const;
  const before = { now: at('2026-10-14', '23:59:59.999'), closesAt: opened.data.closesAt };
  it('is one for a code, until the last moment of the last day', () => {
    const answered = engagementAnswered({ surveyId, answerId, unitId: UNIT, answers });
    given().when(answer, before).thenRecords(answered);
    given(answered).when(answer, before).thenRefuses('CODE_USED');
    given()
      .when(answer, { ...before, now: opened.data.closesAt })
      .thenRefuses('DEADLINE_PASSED');
  });
});
