import { ENGAGEMENT_QUESTIONS, type EngagementQuestion } from '@jejak/contracts/performance';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { naturalId, streamOf, Unavailable } from '@jejak/kernel';
import { type DueTimer, Projections } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Rulebook } from '../rules/rulebook';
import type { UnitAnswers } from './engagement-index';
import { engagementSurvey } from './engagement-survey.decider';

export const engagementSurveyStream = (surveyId: string): string => streamOf('engagement-survey', surveyId);

/** One survey a year. */
export const engagementSurveyIdOf = (year: number): string => naturalId('engagement-survey', String(year));

/** The read model has every answer after this time, or the timer tries again. */
const CAUGHT_UP_MS = 10_000;

/** Opens surveys of engagement, and computes them when they are over. */
@Injectable()
export class EngagementSurveys implements TimerCommands {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
    private readonly projections: Projections,
  ) {}

  open(year: number, closesOn: string, context: CommandContext): Promise<Appended> {
    const surveyId = engagementSurveyIdOf(year);
    const command = { type: 'OpenEngagementSurvey', by: context.actor, surveyId, year, closesOn } as const;
    const stream = engagementSurveyStream(surveyId);
    return this.store.execute(engagementSurvey, stream, command, context, async (_, now) => {
      const { calendar, date, refs } = await this.rulebook.today(now);
      const rules = await this.rulebook.engagementFrom(date);
      return { given: { calendar, rules, answers: [] }, policies: [...refs, ...rules.pinned] };
    });
  }

  fire({ key, context }: DueTimer): Promise<Appended> {
    const command = { type: 'ComputeEngagement' } as const;
    const stream = engagementSurveyStream(key);
    return this.store.execute(engagementSurvey, stream, command, context, async (state, now) => {
      const { calendar, date, refs } = await this.rulebook.today(now);
      const pinned = state.status === 'absent' ? [] : state.opened.pinnedPolicies;
      const rules = await (pinned.length > 0
        ? this.rulebook.engagementPinned(pinned)
        : this.rulebook.engagementFrom(date));
      if (!(await this.projections.caughtUp(CAUGHT_UP_MS)))
        throw new Unavailable('UNAVAILABLE', 'Answers are still on their way.');
      return {
        given: { calendar, rules, answers: await this.answers(key) },
        policy: rules.pinned[0],
        policies: [...refs, ...rules.pinned],
      };
    });
  }

  private async answers(surveyId: string): Promise<readonly UnitAnswers[]> {
    const sums = ENGAGEMENT_QUESTIONS.map(
      (question) => `sum(${question.toLowerCase()})::text as "${question}"`,
    );
    const rows = await this.db.query<({ unitId: string; n: number } & Record<EngagementQuestion, string>)[]>(
      `select unit_id as "unitId", count(*)::int as n, ${sums.join(', ')} from rm.engagement_answer
       where survey_id = $1 group by unit_id order by unit_id`,
      [surveyId],
    );
    return rows.map(({ unitId, n, ...marks }) => ({ unitId, n, sums: marks }));
  }
}
