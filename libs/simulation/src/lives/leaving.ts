import { employment, type EmploymentCommand, employmentStream } from '@jejak/career/life';
import { asHr, asLeader } from '../city/actors';
import { at, workingDay } from '../city/days';
import type { Employee } from '../city/organisation';
import { lastDayIn } from '../city/turnover';
import type { World } from '../city/world';
import { type Actor, type Life, type Step, Thing } from '../engine/step';

/** The day on which the end of an employment is proposed. */
export const endProposedOn = (year: number): string => workingDay(`${year}-01-19`);

/** Somebody leaves: the personnel agency proposes the end of the employment, and the mayor decides. */
export function* leaving({ city, rules }: World, { id, file }: Employee, year: number): Life {
  const chance = city.chance('leaving', id);
  const own = new Thing('career', employment, employmentStream(id));
  const does = (on: string, by: Actor, command: EmploymentCommand): Step =>
    own.does(
      at(on, 9),
      by,
      command,
      { since: file.start, today: on, openCases: [], reasonMinimum: rules.reasonMinimum },
      rules.today,
    );
  const kind =
    Number(file.nip?.slice(0, 4) ?? year) < year - OLD || chance.happens(0.4) ? 'RETIRED' : 'RESIGNED';
  yield does(endProposedOn(year), asHr(city), {
    ...{ type: 'ProposeEnd', by: city.hr.id, employeeId: id, kind, on: lastDayIn(year), reason: '' },
  });
  yield does(workingDay(`${year}-02-03`), asLeader(city.mayorId), {
    ...{ type: 'ApproveEnd', by: city.mayorId, reason: '' },
  });
}

/** From this age on nobody resigns. */
const OLD = 45;
