import {
  ENGAGEMENT_QUESTIONS,
  type EngagementComputed,
  engagementComputed,
  type EngagementSurveyClosed,
  engagementSurveyClosed,
  type EngagementSurveyOpened,
  engagementSurveyOpened,
} from '@jejak/contracts/performance';
import {
  type Calendar,
  Conflict,
  type Decider,
  endOfDay,
  isBefore,
  isUuid,
  legalDate,
  type Moment,
  NotAuthorised,
  NotFound,
  plusDays,
  RuleViolated,
} from '@jejak/kernel';
import type { EngagementRules } from '../rules/engagement-rules';
import { engagementOf, type UnitAnswers } from './engagement-index';

export type EngagementSurveyCommand =
  | {
      readonly type: 'OpenEngagementSurvey';
      readonly by: string;
      readonly surveyId: string;
      readonly year: number;
      /** Last legal date of answers. */
      readonly closesOn: string;
    }
  | { readonly type: 'ComputeEngagement' };
export type EngagementSurveyEvent = EngagementSurveyOpened | EngagementComputed | EngagementSurveyClosed;
export type EngagementSurvey =
  | { readonly status: 'absent' }
  | { readonly status: 'open' | 'closed'; readonly opened: EngagementSurveyOpened['data'] };

export interface EngagementSurveyGiven {
  readonly calendar: Calendar;
  readonly rules: EngagementRules;
  /** By unit; none for the opening. */
  readonly answers: readonly UnitAnswers[];
}

const open = (
  { by, surveyId, year, closesOn }: Extract<EngagementSurveyCommand, { type: 'OpenEngagementSurvey' }>,
  state: EngagementSurvey,
  { calendar, rules, now }: EngagementSurveyGiven & Moment,
): EngagementSurveyEvent[] => {
  if (state.status !== 'absent')
    throw new Conflict('ILLEGAL_TRANSITION', 'The survey of this year was opened already.');
  if (!isUuid(by)) throw new NotAuthorised('NOT_RELATED', 'A person opens a survey.');
  const today = legalDate(now, calendar);
  if (Number(today.slice(0, 4)) !== year)
    throw new RuleViolated('RULE_VIOLATED', 'A survey is of the year in which it is held.', {
      field: 'year',
      rule: 'engagement.year',
    });
  const latest = plusDays(today, rules.days);
  if (closesOn < today || closesOn > latest)
    throw new RuleViolated('RULE_VIOLATED', `A survey closes by ${latest}.`, {
      field: 'closesOn',
      rule: 'engagement.days',
      params: { latest },
    });
  return [
    engagementSurveyOpened({
      ...{ surveyId, year, questions: [...ENGAGEMENT_QUESTIONS], openedBy: by, closesOn },
      ...{ closesAt: endOfDay(closesOn, calendar), pinnedPolicies: [...rules.pinned] },
    }),
  ];
};

const decide = (
  command: EngagementSurveyCommand,
  state: EngagementSurvey,
  given: EngagementSurveyGiven & Moment,
): EngagementSurveyEvent[] => {
  if (command.type === 'OpenEngagementSurvey') return open(command, state, given);
  if (state.status === 'absent') throw new NotFound('SURVEY_NOT_FOUND', 'There is no such survey.');
  if (state.status === 'closed') return [];
  const { surveyId, year, closesAt, closesOn } = state.opened;
  if (isBefore(given.now, closesAt))
    throw new Conflict('ILLEGAL_TRANSITION', `That waits until ${closesOn} is over.`, {
      params: { deadline: closesOn },
    });
  const { answers, rules } = given;
  return [
    ...engagementOf(answers, rules).map((unit) => engagementComputed({ surveyId, year, ...unit })),
    engagementSurveyClosed({ surveyId, answers: answers.reduce((total, { n }) => total + n, 0) }),
  ];
};

const evolve = (state: EngagementSurvey, event: EngagementSurveyEvent): EngagementSurvey => {
  if (event.type === 'EngagementSurveyOpened') return { status: 'open', opened: event.data };
  if (state.status === 'absent') return state;
  return event.type === 'EngagementSurveyClosed' ? { ...state, status: 'closed' } : state;
};

/** The yearly survey of employees: opened by the HR agency, computed by itself when its days are over. @source domain.md 5.3, 5.9 */
export const engagementSurvey: Decider<
  EngagementSurveyCommand,
  EngagementSurveyEvent,
  EngagementSurvey,
  EngagementSurveyGiven
> = { initial: { status: 'absent' }, decide, evolve };
