import { sha256 } from '@jejak/ledger';
import {
  enrolment,
  type EnrolmentGiven,
  enrolmentIdOf,
  enrolmentStream,
  serialOf,
  session,
  type SessionGiven,
  sessionStream,
} from '@jejak/training/life';
import { asHr, asService, asSupervisor, asTrainer } from '../city/actors';
import { at, endOf, plus } from '../city/days';
import type { Employee } from '../city/organisation';
import type { World } from '../city/world';
import { type Life, type Part, type Step, Thing, type ThingOf } from '../engine/step';
import { balanceGiven, type Balances } from './balances';

const SERVICE = asService('training');

/** A day of a session. */
export interface SessionPart {
  readonly on: string;
  /** `08:00` */
  readonly from: string;
  readonly to: string;
}

/** Somebody's seat. */
export interface Seat {
  readonly one: Employee;
  readonly enrolmentId: string;
  readonly thing: ThingOf<typeof enrolment>;
}

/** A session of the city's own, from its announcement to its end: whatever is taught, and however long. */
export class Classroom {
  private readonly own: ThingOf<typeof session>;

  constructor(
    private readonly world: World,
    private readonly of: {
      readonly sessionId: string;
      /** Of the programme, `SIM-LATSAR`. */
      readonly code: string;
      readonly programme: NonNullable<SessionGiven['programme']>;
      readonly trainerId: string;
      readonly year: number;
    },
  ) {
    this.own = new Thing('training', session, sessionStream(of.sessionId));
  }

  /** Announced, and open at once. */
  *announced(
    on: string,
    {
      capacity,
      costIdr,
      parts,
    }: { readonly capacity: number; readonly costIdr: number; readonly parts: readonly SessionPart[] },
  ): Life {
    const { sessionId, code, programme, trainerId } = this.of;
    const hr = asHr(this.world.city);
    yield this.own.does(
      at(on, 9),
      hr,
      {
        ...{ type: 'ScheduleSession', sessionId, programmeId: programme.programmeId, capacity },
        ...{ mode: 'IN_PERSON', room: 'Aula BKPSDM', trainerId, costIdr },
        materials: [sha256(Buffer.from(code)).toString('hex')],
        parts: [...parts],
      },
      this.given(on),
      this.policies,
    );
    yield this.own.does(at(on, 10), hr, { type: 'OpenEnrolment' }, this.given(on), this.policies);
  }

  /** A supervisor asks for a seat. */
  asked(on: string, hour: number, one: Employee): Step {
    return this.own.does(
      at(on, hour),
      asSupervisor(one.supervisorId),
      {
        ...{ type: 'RequestSeat', by: one.supervisorId, employeeId: one.id, nominatedAs: 'SUPERVISOR' },
        ...{ reason: '', enrolmentId: enrolmentIdOf(this.of.sessionId, one.id) },
      },
      { ...this.given(on), participant: participantOf(this.world, one, this.of.year) },
      this.policies,
    );
  }

  seat(one: Employee): Seat {
    const enrolmentId = enrolmentIdOf(this.of.sessionId, one.id);
    return { one, enrolmentId, thing: new Thing('training', enrolment, enrolmentStream(enrolmentId)) };
  }

  attended(
    on: string,
    hour: number,
    seat: Seat,
    parts: { readonly sessionPart: number; readonly present: boolean }[],
  ): Step {
    const by = this.of.trainerId;
    return this.inSeat(seat, on, hour, asTrainer(by), { type: 'RecordAttendance', by, parts });
  }

  assessed(on: string, hour: number, seat: Seat, scores: Readonly<Record<string, string>>): Step {
    const by = this.of.trainerId;
    return this.inSeat(seat, on, hour, asTrainer(by), { type: 'RecordAssessment', by, scores });
  }

  /** What it came to; who has passed has the hours. @returns whether it was passed */
  *completed(on: string, hour: number, seat: Seat, balances: Balances): Part<boolean> {
    const { one, enrolmentId } = seat;
    const { year, programme } = this.of;
    yield this.inSeat(seat, on, hour, SERVICE, { type: 'CompleteEnrolment', when: 'IF_READY' });
    if (!hasPassed(seat)) return false;
    const { jp } = programme;
    this.world.board.learns(one, year, jp);
    yield balances
      .of(one, year)
      .does(
        at(on, hour),
        SERVICE,
        { type: 'CreditJp', employeeId: one.id, year, jp, source: 'TRAINING', ref: enrolmentId, on },
        balanceGiven(this.world),
        this.policies,
      );
    return true;
  }

  /** Whoever has passed has it in writing. */
  *certified(on: string, seat: Seat): Life {
    if (!hasPassed(seat)) return;
    const serial = serialOf(seat.enrolmentId);
    yield this.inSeat(seat, on, 10, asHr(this.world.city), {
      ...{ type: 'IssueCertificate', by: hrFor(this.world, seat.one), serial },
      sha256: sha256(Buffer.from(serial)).toString('hex'),
    });
  }

  /** When what was recorded of its last day may no longer change. */
  over(last: string): Step {
    const on = plus(last, this.world.rules.training.other.attendanceDays);
    return this.own.does(endOf(on), SERVICE, { type: 'CompleteSession' }, this.given(on), this.policies);
  }

  private get policies(): readonly string[] {
    return this.world.rules.training.refs;
  }

  private inSeat(
    { one, enrolmentId, thing }: Seat,
    on: string,
    hour: number,
    by: Parameters<Seat['thing']['does']>[1],
    command: Parameters<Seat['thing']['does']>[2],
  ): Step {
    return thing.does(at(on, hour), by, command, this.seatGiven(enrolmentId, one, on), this.policies);
  }

  /** What decisions about the session read, on a day. */
  private given(date: string): SessionGiven {
    const { rules } = this.world;
    return {
      ...{ calendar: rules.calendar, date, rules: rules.training, trainerOnDuty: true },
      ...{ participant: null, resultStands: false, programme: this.of.programme },
    };
  }

  /** What decisions about a confirmed seat read, on a day. @throws Error for a session that was never announced */
  private seatGiven(
    enrolmentId: string,
    { id: employeeId, supervisorId }: Employee,
    date: string,
  ): EnrolmentGiven {
    const { state } = this.own;
    if (state.status === 'absent') throw new Error('a class that was never announced');
    const { rules } = this.world;
    const { scheduled } = state;
    return {
      ...{ calendar: rules.calendar, date, rules: rules.training, trainerOnDuty: true },
      ...{ seat: { enrolmentId, employeeId, scheduled, confirmed: true, cancelled: false }, supervisorId },
    };
  }
}

const hasPassed = ({ thing }: Seat): boolean => thing.state.result?.type === 'TrainingPassed';

/** Who of the personnel agency acts for somebody: nobody certifies themselves. */
export const hrFor = ({ city: { hr, officers } }: World, one: Employee): string =>
  hr === one ? officers[0].id : hr.id;

/** What a request for a seat reads of whoever is to have it. */
const participantOf = ({ board }: World, one: Employee, year: number): SessionGiven['participant'] => {
  const learned = board.learnedBy(one.id, year);
  return {
    ...{ kind: one.file.kind, unitId: one.unit.unitId, supervisorId: one.supervisorId, passed: [] },
    ...{ latsarTaken: false, busy: [], improvementPlan: false, gap: '0' },
    ...{ jpThisYear: learned, fundedJp: learned, employedUntil: null, talentBox: null },
  };
};
