import {
  ELEMENTS,
  type IkmComputed,
  ikmComputed,
  type IkmPublished,
  ikmPublished,
  type SurveyClosed,
  surveyClosed,
  type SurveyOpened,
  surveyOpened,
  type SurveyPlanned,
  surveyPlanned,
} from '@jejak/contracts/citizen';
import {
  type Calendar,
  Conflict,
  type Decider,
  decimal,
  endOfDay,
  NotFound,
  RuleViolated,
} from '@jejak/kernel';
import { needed } from '../needed';
import type { SurveyRules } from '../rules/rules';
import { ikmOf, requiredSample, type Tally } from './ikm';

export type SurveyEvent = SurveyPlanned | SurveyOpened | SurveyClosed | IkmComputed | IkmPublished;

export type SurveyCommand =
  | ({ readonly type: 'PlanSurvey' } & SurveyPlanned['data'])
  | { readonly type: 'OpenSurvey' }
  /** `by` is null at the end of the period. */
  | { readonly type: 'CloseSurvey'; readonly by: string | null }
  | { readonly type: 'ComputeIkm' }
  | {
      readonly type: 'PublishIkm';
      readonly by: string;
      readonly datasetId: string;
      readonly sha256: string;
    };

/** What a survey is decided by beyond its stream; each command says which of it it needs. */
export interface SurveyGiven {
  /** In force at the start of the period: when it is opened, from then on those that it pinned. */
  readonly rules?: SurveyRules;
  readonly calendar?: Calendar;
  readonly unitExists?: boolean;
  readonly tally?: Tally;
}

type Plan = SurveyPlanned['data'];
export type Survey =
  | { readonly status: 'absent' }
  | { readonly status: 'planned'; readonly plan: Plan }
  | {
      readonly status: 'collecting' | 'closed';
      readonly plan: Plan;
      readonly pinnedPolicies: readonly string[];
    }
  | {
      readonly status: 'computed' | 'published';
      readonly plan: Plan;
      readonly pinnedPolicies: readonly string[];
      readonly ikm: IkmComputed['data'];
    };

/** @throws RuleViolated SAMPLE_TOO_SMALL */
const enough = (have: number, need: number): void => {
  if (have < need)
    throw new RuleViolated('SAMPLE_TOO_SMALL', `The sample has ${have}, and needs ${need}.`, {
      rule: 'survey.sample',
      params: { have, need },
    });
};

const plan = (command: Extract<SurveyCommand, { type: 'PlanSurvey' }>, state: Survey, given: SurveyGiven) => {
  const { type: _, ...planned } = command;
  // Its id comes from the command's.
  if (state.status !== 'absent') return [];
  if (!needed(given.unitExists, 'the chart'))
    throw new NotFound('UNIT_NOT_FOUND', 'There is no such unit.', { field: 'unitId' });
  if (planned.period.to < planned.period.from)
    throw new RuleViolated('RULE_VIOLATED', 'A period ends after it began.', {
      rule: 'survey.period',
      field: 'period',
    });
  if (planned.sample > planned.population)
    throw new RuleViolated('RULE_VIOLATED', 'A sample is no larger than its population.', {
      rule: 'survey.sample-of-population',
      field: 'sample',
    });
  return [surveyPlanned(planned)];
};

const compute = (state: Survey & { readonly plan: Plan }, given: SurveyGiven): SurveyEvent[] => {
  const tally = needed(given.tally, 'the answers');
  const missing = ELEMENTS.filter((element) => decimal(tally.sums[element]).isZero());
  enough(tally.n, state.plan.sample);
  if (missing.length > 0)
    throw new RuleViolated('ELEMENT_MISSING', 'An element has no answer.', { params: { elements: missing } });
  const { surveyId, unitId, period } = state.plan;
  const { elements, index, band } = ikmOf(tally, needed(given.rules, 'the rules'));
  return [ikmComputed({ ...{ surveyId, unitId, period, elements, index, band }, n: tally.n })];
};

const wrongState = () => new Conflict('ILLEGAL_TRANSITION', 'The survey is not in a state for this.');

const decide = (command: SurveyCommand, state: Survey, given: SurveyGiven): SurveyEvent[] => {
  if (command.type === 'PlanSurvey') return plan(command, state, given);
  if (state.status === 'absent') throw new NotFound('SURVEY_NOT_FOUND', 'There is no such survey.');
  const { surveyId, unitId } = state.plan;
  switch (command.type) {
    case 'OpenSurvey': {
      if (state.status !== 'planned') throw wrongState();
      const rules = needed(given.rules, 'the rules');
      enough(state.plan.sample, requiredSample(state.plan.population, rules.sample));
      const closesAt = endOfDay(state.plan.period.to, needed(given.calendar, 'the calendar'));
      return [surveyOpened({ ...state.plan, pinnedPolicies: [...rules.pinned], closesAt })];
    }
    case 'CloseSurvey':
      // What is closed already, its end does not close again.
      if (command.by === null && state.status !== 'collecting') return [];
      if (state.status !== 'collecting') throw wrongState();
      return [surveyClosed({ surveyId, unitId, closedBy: command.by })];
    case 'ComputeIkm':
      if (state.status === 'computed' || state.status === 'published') return [];
      if (state.status !== 'closed') throw wrongState();
      return compute(state, given);
    case 'PublishIkm': {
      if (state.status !== 'computed') throw wrongState();
      const { by: publishedBy, datasetId, sha256 } = command;
      return [ikmPublished({ ...state.ikm, publishedBy, datasetId, sha256 })];
    }
  }
};

const evolve = (state: Survey, event: SurveyEvent): Survey => {
  if (event.type === 'SurveyPlanned') return { status: 'planned', plan: event.data };
  if (event.type === 'SurveyOpened') {
    const { pinnedPolicies, closesAt: _, ...planned } = event.data;
    return { status: 'collecting', plan: planned, pinnedPolicies };
  }
  if (!('pinnedPolicies' in state)) throw new Error(`${event.type} of a survey that was not opened`);
  const { plan: planned, pinnedPolicies } = state;
  switch (event.type) {
    case 'SurveyClosed':
      return { status: 'closed', plan: planned, pinnedPolicies };
    case 'IkmComputed':
      return { status: 'computed', plan: planned, pinnedPolicies, ikm: event.data };
    case 'IkmPublished':
      if (!('ikm' in state)) throw new Error('an index that was not computed');
      return { ...state, status: 'published' };
  }
};

/** A survey of public satisfaction (SKM) of one unit and period. @source PermenPANRB 14/2017; domain.md 9.1 */
export const survey: Decider<SurveyCommand, SurveyEvent, Survey, SurveyGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};
