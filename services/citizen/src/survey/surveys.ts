import {
  citizenContracts,
  type Element,
  ELEMENTS,
  type SurveyClosed,
  surveyClosed,
} from '@jejak/contracts/citizen';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { eventTypeOf, naturalId, type Recorded, RuleViolated, streamOf, Unavailable } from '@jejak/kernel';
import { EventContext, isPolicyMissing, Reaction, reactionContext } from '@jejak/messaging';
import { type DueTimer, Projections } from '@jejak/projections';
import { Controller, Injectable } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { Rulebook } from '../rules/rulebook';
import type { Tally } from './ikm';
import { survey } from './survey.decider';

export const surveyStream = (surveyId: string): string => streamOf('survey', surveyId);

/** The read model has every answer after this time, or the caller tries again. */
const CAUGHT_UP_MS = 10_000;

/** Closes surveys and computes their index: by hand, at the end of their period, or by what follows from that. */
@Injectable()
export class Surveys {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
    private readonly projections: Projections,
  ) {}

  /** @throws RuleViolated SAMPLE_TOO_SMALL, ELEMENT_MISSING; Unavailable while answers are on their way to the read model */
  async compute(surveyId: string, context: CommandContext): Promise<Appended> {
    return this.store.execute(
      survey,
      surveyStream(surveyId),
      { type: 'ComputeIkm' },
      context,
      async (state) => {
        if (!('pinnedPolicies' in state)) return { given: {} };
        if (!(await this.projections.caughtUp(CAUGHT_UP_MS)))
          throw new Unavailable('UNAVAILABLE', 'Answers are still on their way.');
        const rules = await this.rulebook.pinnedSurvey(state.pinnedPolicies);
        return { given: { rules, tally: await this.tally(surveyId) }, policies: rules.pinned };
      },
    );
  }

  fire({ key, context }: DueTimer): Promise<Appended> {
    return this.store.execute(survey, surveyStream(key), { type: 'CloseSurvey', by: null }, context, {
      given: {},
    });
  }

  private async tally(surveyId: string): Promise<Tally> {
    const sums = ELEMENTS.map(
      (element) => `coalesce(sum(${element.toLowerCase()}), 0)::text AS "${element}"`,
    );
    const [row] = await this.db.query<({ n: number } & Record<Element, string>)[]>(
      `SELECT count(*)::int AS n, ${sums.join(', ')} FROM rm.survey_response WHERE survey_id = $1`,
      [surveyId],
    );
    const { n, ...elements } = row;
    return { n, sums: elements };
  }
}

const COMPUTE = 'compute-ikm';

/** A closed survey is computed at once, where it has answers enough; else it waits for who decides what to do. */
@Controller()
export class SurveyReaction {
  constructor(private readonly surveys: Surveys) {}

  @Reaction(eventTypeOf(citizenContracts.service, surveyClosed), COMPUTE)
  async compute(@Payload() event: Recorded<SurveyClosed>, @Ctx() { delivery }: EventContext): Promise<void> {
    const context = reactionContext(event, COMPUTE, citizenContracts.service, delivery);
    try {
      await this.surveys.compute(event.data.surveyId, context);
    } catch (error) {
      // Too few answers is an outcome, and who closed it sees it: the survey stays closed.
      if (isPolicyMissing(error) || !(error instanceof RuleViolated)) throw error;
    }
  }
}

/** The id of an answer: by the code's keyed hash, or by the respondent's number in a file. */
export const responseIdOf = (...parts: readonly string[]): string => naturalId('survey-response', ...parts);
