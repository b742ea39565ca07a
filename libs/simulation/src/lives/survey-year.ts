import { requiredSample, responseIdOf, survey, surveyResponse, surveyStream } from '@jejak/citizen/life';
import { type Element, ELEMENTS, type IkmComputed } from '@jejak/contracts/citizen';
import { naturalId, streamOf } from '@jejak/kernel';
import { asHr, asService, PUBLIC } from '../city/actors';
import { at, endOf, plus, workingDay } from '../city/days';
import type { Unit } from '../city/organisation';
import type { World } from '../city/world';
import { type Life, Thing } from '../engine/step';

/** The day on which a year's surveys begin. */
export const surveyedFrom = (year: number): string => workingDay(`${year}-09-07`);
/** Days on which people are asked. */
const DAYS = 28;
/** So many a day, by the largest sample that a survey of a counter has. */
const MOST_A_DAY = 12;

/** Once a year many of those who were served are asked about nine things, and the unit has its index. */
export function* surveyYear({ city, rules, board }: World, unit: Unit, year: number): Life {
  const chance = city.chance('survey', unit.code, year);
  const { unitId } = unit;
  const surveyId = naturalId('simulated-survey', unitId, String(year));
  const own = new Thing('citizen', survey, surveyStream(surveyId));
  const from = surveyedFrom(year);
  const population = chance.between(150, 500);
  const sample = requiredSample(population, rules.surveys.sample);
  const period = { from, to: plus(from, 60) };
  const { pinned } = rules.surveys;
  yield own.does(
    at(from, 8),
    asHr(city),
    {
      type: 'PlanSurvey',
      surveyId,
      unitId,
      title: `Survei kepuasan ${unit.name} ${year}`,
      period,
      population,
      sample,
    },
    { unitExists: true },
    rules.today,
  );
  const opening = { rules: rules.surveys, calendar: rules.calendar };
  yield own.does(at(from, 9), asHr(city), { type: 'OpenSurvey' }, opening, pinned);
  const good = chance.around(3.3, 0.18);
  const sums = Object.fromEntries(ELEMENTS.map((element) => [element, 0])) as Record<Element, number>;
  let n = 0;
  const wanted = Math.ceil(sample * 1.04);
  const aDay = Math.max(MOST_A_DAY, Math.ceil(wanted / DAYS));
  for (let day = 1; n < wanted; day++)
    for (let of = 0; of < aDay && n < wanted; of++) {
      const answers = Object.fromEntries(
        ELEMENTS.map((element) => [
          element,
          Math.max(1, Math.min(4, Math.round(good + chance.around(0, 0.6)))),
        ]),
      ) as Record<Element, number>;
      const responseId = responseIdOf('simulated', surveyId, String(n));
      yield new Thing('citizen', surveyResponse, streamOf('survey-response', responseId)).does(
        at(plus(from, day), 9 + Math.floor((of * 8) / aDay)),
        PUBLIC,
        { type: 'RecordResponse', surveyId, unitId, responseId, channel: 'CODE', answers },
        { surveyStatus: own.state.status },
      );
      for (const element of ELEMENTS) sums[element] += answers[element];
      n++;
    }
  const over = endOf(period.to);
  yield own.does(over, asService('citizen'), { type: 'CloseSurvey', by: null }, {});
  const events = yield own.does(
    over,
    asService('citizen'),
    { type: 'ComputeIkm' },
    { rules: rules.surveys, tally: { n, sums } },
    pinned,
  );
  const computed = events.find((event) => event.type === 'IkmComputed');
  if (computed) board.found(unit, year, (computed.data as IkmComputed['data']).index);
}
