import { naturalId, streamOf } from '@jejak/kernel';
import { sha256 } from '@jejak/ledger';
import {
  enrolment,
  type EnrolmentGiven,
  enrolmentIdOf,
  enrolmentStream,
  learningBalance,
  serialOf,
  session,
  type SessionGiven,
  sessionStream,
} from '@jejak/training/life';
import { asHr, asService, asSupervisor, asTrainer } from '../city/actors';
import { at, endOf, plus, workingDay, workingDaysAfter } from '../city/days';
import type { Employee } from '../city/organisation';
import { programmeIdOf, PROGRAMMES } from '../city/programmes';
import type { World } from '../city/world';
import { type Life, Thing, type ThingOf } from '../engine/step';

/** A year's hours of one person. */
type Balance = ThingOf<typeof learningBalance>;

/** Places whose people learn together, what, from when on. */
export interface Class {
  readonly nth: number;
  readonly people: readonly Employee[];
  readonly programme: number;
  /** First of its two days. */
  readonly on: string;
}

/** People of one class. */
const SEATS = 25;
/** Rounds of a year, by the day on which each begins: in each of them everybody learns once. */
const ROUNDS = ['03-02', '08-03'] as const;
/** Days over which the classes of a round are spread. */
const SPREAD = 70;

/** The classes of a year in order of the days on which they are announced. */
export const classesOf = ({ city }: World, year: number): Class[] => {
  const taught = city.employees.filter((one) => !city.trainers.includes(one));
  const size = Math.ceil(taught.length / SEATS);
  return ROUNDS.flatMap((from, round) =>
    Array.from({ length: size }, (_, nth): Class => {
      const days = Math.floor((SPREAD * nth) / size);
      return {
        nth: round * size + nth,
        people: taught.filter((_, of) => of % size === nth),
        programme: (year + round) % PROGRAMMES.length,
        on: workingDay(plus(`${year}-${from}`, days)),
      };
    }),
  );
};

/** The day on which a class is announced, and seats are asked for the day after. */
export const announcedOn = ({ on }: Class): string => workingDay(plus(on, -21));

/** The hours of everybody in one year, from its first instant to its last. */
export class Balances {
  private readonly own = new Map<string, Balance>();

  of({ id }: Employee, year: number): Balance {
    const key = `${id}|${year}`;
    const known = this.own.get(key);
    if (known) return known;
    const stream = streamOf('learning-balance', naturalId('learning-balance', id, String(year)));
    const balance = new Thing('training', learningBalance, stream);
    this.own.set(key, balance);
    return balance;
  }

  forget({ id }: Employee, year: number): void {
    this.own.delete(`${id}|${year}`);
  }
}

/** Of one person: a year of learning begins, and is closed when it is over. */
export function* learningYear(
  { rules, city }: World,
  balances: Balances,
  employee: Employee,
  year: number,
): Life {
  const given = { calendar: rules.calendar, rightOfPns: rules.training.jp.pns, endedOn: null };
  const balance = balances.of(employee, year);
  const { firstYear } = city.scenario;
  const policies = rules.training.refs;
  const { id: employeeId, file } = employee;
  // Who was taken over into the system inside a year has no whole one in it.
  const whole = year >= firstYear;
  yield balance.does(
    learningBegins(firstYear, year),
    asService('training'),
    { type: 'OpenBalance', employeeId, year, kind: file.kind, whole },
    given,
    policies,
  );
  yield balance.does(endOf(`${year}-12-31`), asService('training'), { type: 'CloseYear' }, given, policies);
  balances.forget(employee, year);
}

/** The instant at which the hours of a year are opened: with the file, or when the year before is closed. */
export const learningBegins = (firstYear: number, year: number): string =>
  year < firstYear ? at(workingDay(`${year}-12-22`), 9) : endOf(`${year - 1}-12-31`);

/** A class is announced, filled, held and settled; who passes has a certificate and the hours. */
export function* learning(world: World, balances: Balances, of: Class, year: number): Life {
  const { city, rules } = world;
  const { nth, on } = of;
  const people = of.people.flatMap((place) => world.board.holderOf(place, year) ?? []);
  const { seed } = city.scenario;
  const chance = city.chance('class', year, nth);
  const { code, ...contents } = PROGRAMMES[of.programme];
  const programmeId = programmeIdOf(code);
  const sessionId = naturalId('simulated-session', String(seed), String(year), String(nth));
  const trainer = city.trainers[nth % city.trainers.length];
  const own = new Thing('training', session, sessionStream(sessionId));
  const [first, second] = [on, workingDaysAfter(on, 1)];
  const announced = announcedOn(of);
  const policies = rules.training.refs;
  const given = (date: string): SessionGiven =>
    sessionGiven(world, date, {
      ...{ programmeId, edition: 1, ...contents, stateProgramme: null, prerequisites: [], mandatory: false },
    });
  yield own.does(
    at(announced, 9),
    asHr(city),
    {
      ...{ type: 'ScheduleSession', sessionId, programmeId, capacity: SEATS + 5, mode: 'IN_PERSON' },
      ...{ room: 'Aula BKPSDM', trainerId: trainer.id, costIdr: 5_000_000 },
      materials: [sha256(Buffer.from(code)).toString('hex')],
      parts: [first, second].map((day) => ({ on: day, from: '08:00', to: '11:45' })),
    },
    given(announced),
    policies,
  );
  yield own.does(at(announced, 10), asHr(city), { type: 'OpenEnrolment' }, given(announced), policies);
  const asked = workingDaysAfter(announced, 1);
  for (const [of, one] of people.entries())
    yield own.does(
      at(asked, 9 + Math.floor((of * 8) / people.length)),
      asSupervisor(one.supervisorId),
      {
        ...{
          type: 'RequestSeat',
          by: one.supervisorId,
          employeeId: one.id,
          nominatedAs: 'SUPERVISOR',
          reason: '',
        },
        enrolmentId: enrolmentIdOf(sessionId, one.id),
      },
      { ...given(asked), participant: participantOf(world, one, year) },
      policies,
    );
  const seats = people.map((one) => ({
    ...{ one, enrolmentId: enrolmentIdOf(sessionId, one.id) },
    ...{ there: !chance.happens(0.03), before: chance.between(45, 70), after: chance.between(72, 98) },
    thing: new Thing('training', enrolment, enrolmentStream(enrolmentIdOf(sessionId, one.id))),
  }));
  const seatGiven = (enrolmentId: string, one: Employee, date: string): EnrolmentGiven =>
    heldSeat(world, own, enrolmentId, one, date);
  const by = trainer.id;
  for (const [part, date] of [first, second].entries())
    for (const { one, enrolmentId, there, thing } of seats)
      yield thing.does(
        at(date, 12),
        asTrainer(by),
        { type: 'RecordAttendance', by, parts: [{ sessionPart: part + 1, present: there || part === 0 }] },
        seatGiven(enrolmentId, one, date),
        policies,
      );
  for (const { one, enrolmentId, thing, before, after } of seats)
    yield thing.does(
      at(second, 14),
      asTrainer(by),
      { type: 'RecordAssessment', by, scores: { PRE: String(before), POST: String(after) } },
      seatGiven(enrolmentId, one, second),
      policies,
    );
  for (const { one, enrolmentId, thing } of seats) {
    yield thing.does(
      at(second, 15),
      asService('training'),
      { type: 'CompleteEnrolment', when: 'IF_READY' },
      seatGiven(enrolmentId, one, second),
      policies,
    );
    if (thing.state.result?.type !== 'TrainingPassed') continue;
    const { jp } = contents;
    world.board.learns(one, year, jp);
    yield balances
      .of(one, year)
      .does(
        at(second, 15),
        asService('training'),
        { type: 'CreditJp', employeeId: one.id, year, jp, source: 'TRAINING', ref: enrolmentId, on: second },
        { calendar: rules.calendar, rightOfPns: rules.training.jp.pns, endedOn: null },
        policies,
      );
  }
  const certified = workingDaysAfter(second, 2);
  for (const { one, enrolmentId, thing } of seats) {
    if (thing.state.result?.type !== 'TrainingPassed') continue;
    const serial = serialOf(enrolmentId);
    yield thing.does(
      at(certified, 10),
      asHr(city),
      {
        type: 'IssueCertificate',
        by: hrFor(world, one),
        serial,
        sha256: sha256(Buffer.from(serial)).toString('hex'),
      },
      seatGiven(enrolmentId, one, certified),
      policies,
    );
  }
  yield own.does(
    endOf(plus(second, rules.training.other.attendanceDays)),
    asService('training'),
    { type: 'CompleteSession' },
    given(plus(second, rules.training.other.attendanceDays)),
    policies,
  );
}

/** What decisions about a session read, on a day. */
export const sessionGiven = (
  { rules }: World,
  date: string,
  programme: SessionGiven['programme'],
): SessionGiven => ({
  ...{ calendar: rules.calendar, date, rules: rules.training, trainerOnDuty: true },
  ...{ participant: null, resultStands: false, programme },
});

/** What decisions about a confirmed seat read, on a day. @throws Error for a session that was never announced */
export const heldSeat = (
  { rules }: World,
  { state }: ThingOf<typeof session>,
  enrolmentId: string,
  { id: employeeId, supervisorId }: Employee,
  date: string,
): EnrolmentGiven => {
  if (state.status === 'absent') throw new Error('a class that was never announced');
  const { scheduled } = state;
  return {
    ...{ calendar: rules.calendar, date, rules: rules.training, trainerOnDuty: true },
    ...{ seat: { enrolmentId, employeeId, scheduled, confirmed: true, cancelled: false }, supervisorId },
  };
};

/** Nobody certifies themselves. */
export const hrFor = ({ city: { hr, officers } }: World, one: Employee): string =>
  hr === one ? officers[0].id : hr.id;

/** What a request for a seat reads of whoever is to have it. */
export const participantOf = ({ board }: World, one: Employee, year: number): SessionGiven['participant'] => {
  const learned = board.learnedBy(one.id, year);
  return {
    ...{ kind: one.file.kind, unitId: one.unit.unitId, supervisorId: one.supervisorId, passed: [] },
    ...{
      latsarTaken: false,
      busy: [],
      improvementPlan: false,
      gap: '0',
      jpThisYear: learned,
      fundedJp: learned,
    },
    ...{ employedUntil: null, talentBox: null },
  };
};
