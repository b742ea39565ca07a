import {
  absencePunishment,
  caseIdOf,
  discipline,
  type DisciplineCommand,
  type DisciplineGiven,
  disciplineStream,
} from '@jejak/performance/life';
import { asEmployee, asLeader, asService, asSupervisor } from '../city/actors';
import { at, endOf, plus, workingDay, workingDaysAfter } from '../city/days';
import type { Employee } from '../city/organisation';
import { refOf } from '../city/rules';
import { VIOLATION } from '../city/texts';
import type { World } from '../city/world';
import { type Actor, type Life, type Step, Thing } from '../engine/step';

/** How often somebody stays away without a word in a year. */
const SHARE = 0.012;

/** Cases of a year, by the last day of the absence; in order of the people. */
export const casesOf = (
  { city, board }: World,
  year: number,
): { one: Employee; to: string; days: number }[] =>
  city.employees.flatMap((one) => {
    // Only of those who were there before the year, and are after it.
    if (board.holderOf(one, year) !== one || board.holderOf(one, year + 1) !== one) return [];
    const chance = city.chance('absence', one.id, year);
    if (one.leads || one.superiorId === null || !chance.happens(SHARE)) return [];
    const days = chance.happens(0.7) ? chance.between(3, 9) : chance.between(11, 20);
    return [{ one, days, to: workingDay(`${year}-0${chance.between(2, 8)}-${chance.between(10, 28)}`) }];
  });

/** The day on which an absence is reported: not before it is over. */
export const reportedOn = ({ to }: { readonly to: string }): string => workingDaysAfter(to, 2);

/** An absence is reported, heard and decided by another than who reported it; some appeal, and somebody else again answers. */
export function* disciplining(world: World, { one, to, days }: ReturnType<typeof casesOf>[number]): Life {
  const { city, rules, board } = world;
  const { id: employeeId, supervisorId, superiorId } = one;
  if (superiorId === null) return;
  const chance = city.chance('discipline', employeeId, to);
  // Scattered over some weeks: no run of them is long enough to dismiss.
  const from = plus(to, -2 * days);
  const { articleRef, allegation } = VIOLATION;
  const caseId = caseIdOf(employeeId, articleRef, from);
  const own = new Thing('performance', discipline, disciplineStream(caseId));
  const given = (authorities: DisciplineGiven['authorities']): DisciplineGiven => ({
    ...{ calendar: rules.calendar, reasonMinimum: rules.reasonMinimum, rules: rules.discipline },
    ...{ unitId: one.unit.unitId, supervisorThen: supervisorId, supervisorId, superiorId, authorities },
    ...{ inspector: false, excepted: false, punished: false },
  });
  const does = (
    when: string,
    by: Actor,
    command: DisciplineCommand,
    authorities: DisciplineGiven['authorities'] = [],
  ): Step =>
    own.does(when, by, command, given(authorities), [
      ...[refOf('disc.other'), refOf('disc.absence')],
      ...rules.today,
    ]);
  const line = asSupervisor(supervisorId);
  const reported = reportedOn({ to });
  yield does(at(reported, 9), line, {
    ...{ type: 'ReportViolation', by: supervisorId, caseId, employeeId, articleRef, from, to, allegation },
    ...{ absentDays: days, consecutiveDays: Math.min(2, days), supervisorKnewOn: to, evidence: [] },
  });
  const hearingOn = workingDaysAfter(reported, rules.discipline.summonsWorkingDays + 2);
  yield does(at(reported, 14), line, { type: 'IssueSummons', by: supervisorId, hearingOn });
  const present = { employeePresent: true, statement: VIOLATION.statement };
  yield does(at(hearingOn, 10), line, { type: 'HoldHearing', by: supervisorId, ...present });
  const decided = workingDaysAfter(hearingOn, chance.between(2, 6));
  const leader = asLeader(superiorId);
  const punishment = absencePunishment(days, 2, rules.discipline.absence);
  if (!punishment || chance.happens(0.15)) {
    const dismissal = { type: 'DismissViolation', by: superiorId, reason: VIOLATION.dismissed } as const;
    yield does(at(decided, 10), leader, dismissal, ['UNIT_HEAD']);
    return;
  }
  const decision = {
    type: 'DecideSanction',
    by: superiorId,
    reason: VIOLATION.decided,
    ...punishment,
  } as const;
  yield does(at(decided, 10), leader, decision, ['UNIT_HEAD']);
  const { state } = own;
  if (state.status !== 'DECIDED' || !state.decided) return;
  const { level } = punishment;
  board.sanctioned(employeeId, caseId, { level, until: null, servedFrom: null });
  if (chance.happens(0.3)) {
    const appealed = workingDaysAfter(decided, chance.between(2, 6));
    const { appealed: reason } = VIOLATION;
    yield does(at(appealed, 9), asEmployee(one), {
      type: 'AppealSanction',
      by: employeeId,
      reason,
      evidence: [],
    });
    const answered = workingDaysAfter(appealed, chance.between(5, 15));
    const revoked = chance.happens(0.25);
    const mayor = asLeader(city.mayorId);
    yield does(
      at(answered, 10),
      mayor,
      {
        ...{ type: 'DecideSanctionAppeal', by: city.mayorId, outcome: revoked ? 'REVOKED' : 'UPHELD' },
        ...{ reason: revoked ? VIOLATION.revoked : VIOLATION.upheld, changed: null },
      },
      ['TOP'],
    );
    if (revoked) {
      board.sanctioned(employeeId, caseId, null);
      return;
    }
    yield does(at(answered, 10), asService('performance'), { type: 'ServeSanction' });
  } else yield does(endOf(state.decided.appealBy), asService('performance'), { type: 'ServeSanction' });
  const served = own.state;
  if (served.status === 'absent' || served.until === null) return;
  const { until, servedFrom } = served;
  board.sanctioned(employeeId, caseId, { level, until, servedFrom });
  // What ends after the years that are played, the service ends itself.
  const { firstYear, years } = city.scenario;
  if (served.until >= `${firstYear + years}-01-01`) return;
  yield does(endOf(served.until), asService('performance'), { type: 'EndSanction' });
}
