import { naturalId } from '@jejak/kernel';
import { sha256 } from '@jejak/ledger';
import {
  enrolment,
  enrolmentIdOf,
  enrolmentStream,
  probation,
  type ProbationCommand,
  probationStream,
  serialOf,
  session,
  sessionStream,
} from '@jejak/training/life';
import { asHr, asService, asSupervisor, asTrainer } from '../city/actors';
import { at, endOf, plus, workingDay, workingDaysAfter } from '../city/days';
import { LATSAR, programmeIdOf } from '../city/programmes';
import type { World } from '../city/world';
import { type Actor, type Life, type Step, Thing, type ThingOf } from '../engine/step';
import { type Balances, heldSeat, hrFor, participantOf, sessionGiven } from './learning';

/** Days of one week in class; two such weeks are a month apart, and between them is work in the own unit. */
const WEEK = 5;
const SECOND_WEEK_AFTER = 28;

/** The day on which the basic training of a year is announced: between the classes of everybody. */
export const latsarAnnouncedOn = (year: number): string => workingDay(`${year}-05-17`);

const does = (
  { rules }: World,
  own: ThingOf<typeof probation>,
  when: string,
  by: Actor,
  command: ProbationCommand,
): Step =>
  own.does(
    when,
    by,
    command,
    { calendar: rules.calendar, months: rules.training.other.probationMonths },
    rules.training.refs,
  );

/** Whoever is appointed as a candidate is on probation from the first day on. */
export const beginning = (world: World, employeeId: string, tmt: string, when: string): Step => {
  const own = new Thing('training', probation, probationStream(employeeId));
  world.board.probations.set(employeeId, own);
  return does(world, own, when, asService('training'), { type: 'StartProbation', employeeId, tmt });
};

/** The candidates of a year pass the basic training together, and are put forward as civil servants before the year ends. */
export function* basicTraining(world: World, balances: Balances, year: number): Life {
  const { city, rules, board } = world;
  const people = board
    .employeesOf(year)
    .filter(({ file: { kind, start } }) => kind === 'CPNS' && start === `${year}-01-01`);
  if (people.length === 0) return;
  const policies = rules.training.refs;
  const { code, ...contents } = LATSAR;
  const programmeId = programmeIdOf(code);
  const jp = rules.training.programme.latsar;
  const programme = { programmeId, edition: 1, jp, prerequisites: [], mandatory: true, ...contents };
  const sessionId = naturalId('simulated-latsar', String(city.scenario.seed), String(year));
  const own = new Thing('training', session, sessionStream(sessionId));
  const announced = latsarAnnouncedOn(year);
  const begins = workingDay(plus(announced, 21));
  const weeks = [begins, workingDay(plus(begins, SECOND_WEEK_AFTER))].map((first) => [
    first,
    ...Array.from({ length: WEEK - 1 }, (_, nth) => workingDaysAfter(first, nth + 1)),
  ]);
  const days = weeks.flat();
  const by = city.trainers[0].id;
  const hr = asHr(city);
  yield own.does(
    at(announced, 9),
    hr,
    {
      ...{ type: 'ScheduleSession', sessionId, programmeId, capacity: people.length, mode: 'IN_PERSON' },
      ...{ room: 'Aula BKPSDM', trainerId: by, costIdr: 11_000_000 * people.length },
      materials: [sha256(Buffer.from(code)).toString('hex')],
      parts: days.map((on) => ({ on, from: '07:30', to: '16:30' })),
    },
    sessionGiven(world, announced, programme),
    policies,
  );
  yield own.does(
    at(announced, 10),
    hr,
    { type: 'OpenEnrolment' },
    sessionGiven(world, announced, programme),
    policies,
  );
  const asked = workingDaysAfter(announced, 1);
  for (const one of people)
    yield own.does(
      at(asked, 9),
      asSupervisor(one.supervisorId),
      {
        ...{ type: 'RequestSeat', by: one.supervisorId, employeeId: one.id, nominatedAs: 'SUPERVISOR' },
        ...{ reason: '', enrolmentId: enrolmentIdOf(sessionId, one.id) },
      },
      { ...sessionGiven(world, asked, programme), participant: participantOf(world, one, year) },
      policies,
    );
  const seats = people.map((one) => {
    const enrolmentId = enrolmentIdOf(sessionId, one.id);
    return { one, enrolmentId, thing: new Thing('training', enrolment, enrolmentStream(enrolmentId)) };
  });
  const chance = city.chance('latsar', year);
  const last = days[days.length - 1];
  for (const [nth, week] of weeks.entries()) {
    const on = week[week.length - 1];
    const parts = week.map((_, day) => ({ sessionPart: nth * WEEK + day + 1, present: true }));
    for (const { one, enrolmentId, thing } of seats)
      yield thing.does(
        at(on, 16),
        asTrainer(by),
        { type: 'RecordAttendance', by, parts },
        heldSeat(world, own, enrolmentId, one, on),
        policies,
      );
  }
  for (const { one, enrolmentId, thing } of seats) {
    const scores = { THEORY: String(chance.between(74, 95)), PRACTICE: String(chance.between(74, 95)) };
    yield thing.does(
      at(last, 17),
      asTrainer(by),
      { type: 'RecordAssessment', by, scores },
      heldSeat(world, own, enrolmentId, one, last),
      policies,
    );
  }
  for (const { one, enrolmentId, thing } of seats) {
    const service = asService('training');
    yield thing.does(
      at(last, 18),
      service,
      { type: 'CompleteEnrolment', when: 'IF_READY' },
      heldSeat(world, own, enrolmentId, one, last),
      policies,
    );
    board.learns(one, year, jp);
    yield balances
      .of(one, year)
      .does(
        at(last, 18),
        service,
        { type: 'CreditJp', employeeId: one.id, year, jp, source: 'TRAINING', ref: enrolmentId, on: last },
        { calendar: rules.calendar, rightOfPns: rules.training.jp.pns, endedOn: null },
        policies,
      );
    const trial = board.probations.get(one.id);
    if (trial)
      yield does(world, trial, at(last, 18), service, {
        ...{ type: 'NoteLatsar', employeeId: one.id, enrolmentId },
      });
  }
  const certified = workingDaysAfter(last, 2);
  for (const { one, enrolmentId, thing } of seats) {
    const serial = serialOf(enrolmentId);
    yield thing.does(
      at(certified, 10),
      hr,
      {
        ...{ type: 'IssueCertificate', by: hrFor(world, one), serial },
        sha256: sha256(Buffer.from(serial)).toString('hex'),
      },
      heldSeat(world, own, enrolmentId, one, certified),
      policies,
    );
  }
  const settled = plus(last, rules.training.other.attendanceDays);
  yield own.does(
    endOf(settled),
    asService('training'),
    { type: 'CompleteSession' },
    sessionGiven(world, settled, programme),
    policies,
  );
  const forward = workingDay(`${year}-11-15`);
  for (const { one } of seats) {
    const trial = board.probations.get(one.id);
    if (trial) yield does(world, trial, at(forward, 9), hr, { type: 'PassProbation', by: hrFor(world, one) });
    board.probations.delete(one.id);
  }
}
