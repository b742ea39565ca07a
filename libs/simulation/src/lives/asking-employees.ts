import { ENGAGEMENT_QUESTIONS, type EngagementQuestion } from '@jejak/contracts/performance';
import { naturalId, streamOf } from '@jejak/kernel';
import {
  engagementAnswer,
  engagementSurvey,
  engagementSurveyIdOf,
  engagementSurveyStream,
  type UnitAnswers,
} from '@jejak/performance/life';
import { asHr, asService, PUBLIC } from '../city/actors';
import { at, endOf, plus, workingDay, workingDaysAfter } from '../city/days';
import { lineOf, type Unit } from '../city/organisation';
import type { World } from '../city/world';
import { type Life, Thing } from '../engine/step';

/** The day on which employees are asked how they are at work. */
export const askedFrom = (year: number): string => workingDay(`${year}-10-12`);
/** Who answers. */
const ANSWER = 0.8;
/** Working days over which they do. */
const DAYS = 8;

/** Once a year everybody is asked five things; nothing that is recorded says who answered what. */
export function* askingEmployees({ city, rules, board }: World, year: number): Life {
  const chance = city.chance('engagement', year);
  const surveyId = engagementSurveyIdOf(year);
  const own = new Thing('performance', engagementSurvey, engagementSurveyStream(surveyId));
  const { engagement, calendar, today } = rules;
  const on = askedFrom(year);
  const closesOn = plus(on, engagement.days);
  const policies = [...engagement.pinned, ...today];
  yield own.does(
    at(on, 9),
    asHr(city),
    { type: 'OpenEngagementSurvey', by: city.hr.id, surveyId, year, closesOn },
    { calendar, rules: engagement, answers: [] },
    policies,
  );
  const closesAt = endOf(closesOn);
  const answers = new Map<string, { unitId: string; n: number; sums: Record<EngagementQuestion, number> }>();
  const everybody = board.employeesOf(year);
  for (const [nth, { unit }] of everybody.entries()) {
    if (!chance.happens(ANSWER)) continue;
    const hours = Math.floor((nth * DAYS * HOURS) / everybody.length);
    const { unitId } = cellOf(unit);
    const good = city.chance('mood', unit.code, year).around(3.6, 0.4);
    const marks = Object.fromEntries(
      ENGAGEMENT_QUESTIONS.map((question) => {
        const mark = Math.max(1, Math.min(5, Math.round(good + chance.around(0, 0.7))));
        return [question, engagement.reversed.includes(question) ? 6 - mark : mark];
      }),
    ) as Record<EngagementQuestion, number>;
    const answerId = naturalId('simulated-engagement-answer', surveyId, String(nth));
    yield new Thing('performance', engagementAnswer, streamOf('engagement-answer', answerId)).does(
      at(workingDaysAfter(on, 1 + Math.floor(hours / HOURS)), 9 + (hours % HOURS)),
      PUBLIC,
      { type: 'AnswerEngagement', surveyId, answerId, unitId, answers: marks },
      { closesAt },
    );
    const cell = answers.get(unitId) ?? {
      ...{ unitId, n: 0 },
      sums: { MOTIVATION: 0, SATISFACTION: 0, COMMITMENT: 0, PRESSURE: 0, LEADERSHIP: 0 },
    };
    answers.set(unitId, cell);
    cell.n++;
    for (const question of ENGAGEMENT_QUESTIONS) cell.sums[question] += marks[question];
  }
  const counted: UnitAnswers[] = [...answers.values()];
  yield own.does(
    closesAt,
    asService('performance'),
    { type: 'ComputeEngagement' },
    { calendar, rules: engagement, answers: counted },
    policies,
  );

  /** A unit too small to be asked alone is asked as part of the one above it. */
  function cellOf(unit: Unit): Unit {
    const line = lineOf(unit);
    return line.find((one) => board.staffOf(one, year).length >= engagement.minCell) ?? line[line.length - 1];
  }
}

const HOURS = 7;
