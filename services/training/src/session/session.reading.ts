import type { EmployeeKind } from '@jejak/contracts/career';
import { EventStore, type Gather } from '@jejak/event-store';
import { naturalId, type StreamRef, streamOf } from '@jejak/kernel';
import { holdsDuty, People, positionOn, relationOn } from '@jejak/organisation';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { learningBalance } from '../balance/learning-balance.decider';
import { balanceStream } from '../balance/learning-balances';
import { enrolment } from '../enrolment/enrolment.decider';
import { need } from '../need/need.decider';
import { needStream } from '../need/needs';
import { programme } from '../programme/programme.decider';
import { Rulebook } from '../rules/rulebook';
import type { Block } from './schedule';
import type { Participant, ScheduledSession, SessionCommand, SessionGiven } from './session.commands';
import type { Session } from './session.state';

export const sessionStream = (sessionId: string): string => streamOf('session', sessionId);

/** The seat of a person in a session. */
export const enrolmentIdOf = (sessionId: string, employeeId: string): string =>
  naturalId('enrolment', sessionId, employeeId);

interface Known {
  readonly kind: EmployeeKind | null;
  readonly passed: string[];
  readonly latsarTaken: boolean;
  readonly busy: Block[];
  readonly improvementPlan: boolean;
  readonly gap: string;
  readonly jpThisYear: number;
  readonly fundedJp: number;
  readonly employedUntil: string | null;
  readonly talentBox: number | null;
  /** Which needs count for the waiting list. */
  readonly needs: readonly string[];
  /** What career and performance told of the person: the box of the talent map, and open improvement plans. */
  readonly told: readonly (StreamRef & { readonly what: 'BOX' | 'PLAN' })[];
}

/** A gap that moves somebody up a waiting list: what people say of themselves does once HR has looked at it. */
const COUNTS = `status <> 'DECLINED' and (identified_by is distinct from 'EMPLOYEE' or status <> 'IDENTIFIED')`;

/** What is known here of a person $1 who asks for a seat in a session $2 of the year $3 that teaches $4 and begins on $5. */
const KNOWN = `select
  rm.kind_of($1, $5::date) as kind, rm.employed_until($1)::text as "employedUntil",
  (select box from rm.talent_box where employee_id = $1) as "talentBox",
  (select coalesce(array_agg(distinct s.programme_id), '{}') from rm.enrolment_list e join rm.session_list s using (session_id)
    where e.employee_id = $1 and e.result = 'PASSED') as passed,
  exists (select from rm.enrolment_list e join rm.session_list s using (session_id)
    where e.employee_id = $1 and s.kind = 'LATSAR' and e.result is not null) as "latsarTaken",
  (select coalesce(jsonb_agg(part), '[]') from rm.enrolment_list e join rm.session_list s using (session_id),
    jsonb_array_elements(s.parts) part
    where e.employee_id = $1 and e.session_id <> $2 and e.seat in ('CONFIRMED', 'WAITLISTED')
      and s.status in ('SCHEDULED', 'OPEN')) as busy,
  coalesce((select bool_or(improvement_plan or exists (select from rm.improvement_plan i where i.employee_id = $1 and i.open))
    from rm.need_list where employee_id = $1 and competency = any($4::text[]) and ${COUNTS}), false) as "improvementPlan",
  coalesce((select max(gap * indicator_weight) from rm.need_list
    where employee_id = $1 and competency = any($4::text[]) and ${COUNTS}), 0)::numeric(20, 4)::text as gap,
  (select coalesce(jsonb_agg(fact order by fact ->> 'stream'), '[]') from (
    select jsonb_build_object('what', 'BOX', 'stream', stream, 'ver', read_version, 'hash', hash) as fact
    from rm.talent_box where employee_id = $1
    union all
    select jsonb_build_object('what', 'PLAN', 'stream', stream, 'ver', read_version, 'hash', hash)
    from rm.improvement_plan where employee_id = $1 and open) facts) as told,
  (select coalesce(array_agg(need_id order by need_id), '{}') from rm.need_list
    where employee_id = $1 and competency = any($4::text[]) and ${COUNTS}) as needs,
  coalesce((select credited from rm.learning_balance where employee_id = $1 and year = $3), 0) as "jpThisYear",
  (select coalesce(sum(s.jp), 0)::int from rm.enrolment_list e join rm.session_list s using (session_id)
    where e.employee_id = $1 and e.session_id <> $2 and e.seat = 'CONFIRMED' and s.status <> 'CANCELLED'
      and extract(year from s.ends_on) = $3) as "fundedJp"`;

/** Gathers what decisions about sessions and their seats read beside their stream. */
@Injectable()
export class SessionReading {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly people: People,
    private readonly rulebook: Rulebook,
  ) {}

  /**
   * @param employeeId of whom a command about a seat is
   * @param rests the facts that the command rests on
   */
  of(
    command: SessionCommand,
    employeeId?: string,
    rests: readonly StreamRef[] = [],
  ): Gather<Session, SessionGiven> {
    return async (state, now) => {
      const today = await this.rulebook.today(now);
      const scheduled = state.status === 'absent' ? null : state.scheduled;
      const planned = command.type === 'ScheduleSession' ? command : null;
      const startsOn = scheduled?.startsOn ?? planned?.parts.map(({ on }) => on).sort()[0] ?? today.date;
      const rules = await this.rulebook.governing(startsOn, today);
      const trainerId = planned?.trainerId ?? scheduled?.trainerId;
      const givenUp =
        command.type === 'WithdrawSeat' || command.type === 'LapseSeat' ? command.enrolmentId : null;
      const [taught, trainer, person, seat] = await Promise.all([
        planned && this.store.state(programme, streamOf('programme', planned.programmeId)),
        trainerId === undefined ? null : this.people.duties(trainerId),
        employeeId === undefined ? null : this.people.file(employeeId),
        givenUp && this.store.state(enrolment, streamOf('enrolment', givenUp)),
      ]);
      const participant =
        employeeId === undefined || !scheduled
          ? null
          : await this.participant(employeeId, scheduled, {
              unitId: positionOn(person?.file ?? null, today.date)?.unitId ?? null,
              supervisorId: relationOn(person?.file ?? null, today.date)?.supervisorId ?? null,
            });
      const heads = [
        ...[taught?.head, trainer?.head, person?.head, seat ? seat.head : null],
        ...(participant?.rests ?? []),
      ];
      return {
        given: {
          ...{ calendar: today.calendar, date: today.date, rules, participant: participant?.value ?? null },
          programme: taught?.state.status === 'defined' ? taught.state : null,
          trainerOnDuty: holdsDuty(trainer, 'trainer', null, startsOn),
          resultStands: seat ? seat.state.result !== null : false,
        },
        policy: rules.refs.find((ref) => ref.startsWith('tr.other@')),
        policies: [...new Set([...today.refs, ...rules.refs])],
        inputs: [...rests, ...heads.filter((head): head is StreamRef => head !== undefined && head !== null)],
      };
    };
  }

  /** With what the seat, or the place on a waiting list, rests on: needs, hours of the year, and facts of other services. */
  private async participant(
    employeeId: string,
    { sessionId, kind, startsOn, endsOn, competencies }: ScheduledSession,
    place: Pick<Participant, 'unitId' | 'supervisorId'>,
  ): Promise<{ readonly value: Participant; readonly rests: readonly (StreamRef | null)[] }> {
    const year = Number(endsOn.slice(0, 4));
    const [{ needs, told, ...found }] = await this.db.query<Known[]>(KNOWN, [
      ...[employeeId, sessionId, year, competencies, startsOn],
    ]);
    const [balance, ...lacking] = await Promise.all([
      this.store.state(learningBalance, balanceStream(employeeId, year)),
      ...needs.map((id) => this.store.state(need, needStream(id))),
    ]);
    // The box decides about leadership only, an improvement plan where something is lacking.
    const others = told
      .filter(({ what }) => (what === 'BOX' ? kind === 'LEADERSHIP' : needs.length > 0))
      .map(({ stream, ver, hash }) => ({ stream, ver, hash }));
    return {
      value: { ...found, ...place },
      rests: [balance.head, ...lacking.map(({ head }) => head), ...others],
    };
  }
}
