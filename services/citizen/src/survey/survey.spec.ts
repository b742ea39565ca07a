import {
  ELEMENTS,
  ikmComputed,
  ikmPublished,
  surveyClosed,
  surveyOpened,
  surveyPlanned,
  surveyResponseRecorded,
} from '@jejak/contracts/citizen';
import { newId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import type { SurveyRules } from '../rules/rules';
import type { Tally } from './ikm';
import { survey } from './survey.decider';
import { type Answers, surveyResponse } from './survey-response.decider';

const { given } = specFor(survey);
const [surveyId, unitId, hr, datasetId, responseId] = Array.from({ length: 5 }, newId);
const plan = {
  ...{ surveyId, unitId, title: 'SKM 2026', period: { from: '2026-01-01', to: '2026-11-30' } },
  ...{ population: 130, sample: 97 },
};
const pinnedPolicies = ['cit.ikm.bands@1', 'cit.ikm.weight@1', 'cit.other@1'];
const rules: SurveyRules = {
  pinned: pinnedPolicies,
  bands: [{ band: 'B', from: '76.61', to: '88.30' }],
  weight: { numerator: 1, denominator: 9 },
  sample: { chiSquare: '3.841', error: '0.05' },
};
const calendar = { zone: 'Asia/Jakarta', holidays: [] };
const tally = (n: number, of: Partial<Tally['sums']> = {}): Tally => ({
  n,
  sums: {
    ...(Object.fromEntries(ELEMENTS.map((element) => [element, (324 * n) / 100])) as Tally['sums']),
    ...of,
  },
});
const planned = surveyPlanned(plan);
const opened = surveyOpened({ ...plan, pinnedPolicies, closesAt: '2026-11-30T17:00:00.000Z' });
const closed = surveyClosed({ surveyId, unitId, closedBy: hr });
const computed = ikmComputed({
  ...{ surveyId, unitId, period: plan.period, index: '81.00', band: 'B', n: 100 },
  elements: ELEMENTS.map((element) => ({ element, mean: '3.2400' })),
});

describe('a survey', () => {
  it('is planned for a unit, with a sample of its population, in a period', () => {
    const command = { type: 'PlanSurvey', ...plan } as const;
    given().when(command, { unitExists: true }).thenRecords(planned);
    given().when(command, { unitExists: false }).thenRefuses('UNIT_NOT_FOUND');
    given()
      .when({ ...command, sample: 131 }, { unitExists: true })
      .thenRefuses('RULE_VIOLATED', { rule: 'survey.sample-of-population' });
    given()
      .when({ ...command, period: { from: '2026-02-01', to: '2026-01-31' } }, { unitExists: true })
      .thenRefuses('RULE_VIOLATED', { rule: 'survey.period' });
  });
  it('is opened with a sample that stands for its population', () => {
    given(planned).when({ type: 'OpenSurvey' }, { rules, calendar }).thenRecords(opened);
    given(surveyPlanned({ ...plan, sample: 96 }))
      .when({ type: 'OpenSurvey' }, { rules, calendar })
      .thenRefuses('SAMPLE_TOO_SMALL', { params: { have: 96, need: 97 } });
    given(planned, opened)
      .when({ type: 'OpenSurvey' }, { rules, calendar })
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  it('is closed by hand, or at the end of its period', () => {
    given(planned, opened).when({ type: 'CloseSurvey', by: hr }).thenRecords(closed);
    given(planned, opened)
      .when({ type: 'CloseSurvey', by: null })
      .thenRecords(surveyClosed({ surveyId, unitId, closedBy: null }));
    given(planned, opened, closed).when({ type: 'CloseSurvey', by: null }).thenRecords();
    given(planned, opened, closed).when({ type: 'CloseSurvey', by: hr }).thenRefuses('ILLEGAL_TRANSITION');
    given().when({ type: 'CloseSurvey', by: hr }).thenRefuses('SURVEY_NOT_FOUND');
  });
  it('is computed when it is closed, from answers enough to all nine elements, once', () => {
    const compute = { type: 'ComputeIkm' } as const;
    given(planned, opened, closed)
      .when(compute, { rules, tally: tally(100) })
      .thenRecords(computed);
    given(planned, opened, closed)
      .when(compute, { rules, tally: tally(96) })
      .thenRefuses('SAMPLE_TOO_SMALL');
    given(planned, opened, closed)
      .when(compute, { rules, tally: tally(100, { U8: 0 }) })
      .thenRefuses('ELEMENT_MISSING', { params: { elements: ['U8'] } });
    given(planned, opened)
      .when(compute, { rules, tally: tally(100) })
      .thenRefuses('ILLEGAL_TRANSITION');
    given(planned, opened, closed, computed).when(compute).thenRecords();
  });
  it('is published when it is computed', () => {
    const publish = { type: 'PublishIkm', by: hr, datasetId, sha256: 'a'.repeat(64) } as const;
    const published = ikmPublished({ ...computed.data, publishedBy: hr, datasetId, sha256: publish.sha256 });
    given(planned, opened, closed, computed).when(publish).thenRecords(published);
    given(planned, opened, closed).when(publish).thenRefuses('ILLEGAL_TRANSITION');
    given(planned, opened, closed, computed, published).when(publish).thenRefuses('ILLEGAL_TRANSITION');
  });
});

describe('an answer', () => {
  const { given: before } = specFor(surveyResponse);
  const answers = Object.fromEntries(ELEMENTS.map((element) => [element, 3])) as Answers;
  const data = { responseId, surveyId, unitId, channel: 'CODE', answers: { ...answers } } as const;
  const command = { type: 'RecordResponse', ...data } as const;
  const recorded = surveyResponseRecorded(data);
  const collecting = { surveyStatus: 'collecting' } as const;
  it('is taken once by its code, while the survey collects', () => {
    before().when(command, collecting).thenRecords(recorded);
    before(recorded).when(command, collecting).thenRefuses('CODE_USED');
    for (const surveyStatus of ['absent', 'planned', 'closed', 'computed', 'published'] as const)
      before().when(command, { surveyStatus }).thenRefuses('SURVEY_NOT_COLLECTING');
  });
  it('of a file is the same again, or refused', () => {
    const row = { ...command, channel: 'IMPORT' } as const;
    before(recorded).when(row, collecting).thenRecords();
    before(recorded)
      .when({ ...row, answers: { ...answers, U1: 4 } }, collecting)
      .thenRefuses('IMPORT_MISMATCH');
  });
  it('has nine elements', () => expect(ELEMENTS).toHaveLength(9));
});
