import { EventStore, type Gather } from '@jejak/event-store';
import { NotFound, type StreamRef, streamOf } from '@jejak/kernel';
import { holdsDuty, People, relationOn } from '@jejak/organisation';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Rulebook } from '../rules/rulebook';
import { session } from '../session/session.decider';
import { sessionStream } from '../session/session.reading';
import type { EnrolmentGiven } from './enrolment.commands';
import type { Enrolment } from './enrolment.state';

export const enrolmentStream = (enrolmentId: string): string => streamOf('enrolment', enrolmentId);

/** Gathers what decisions about enrolments read beside their stream: the seat, from the session's own stream. */
@Injectable()
export class EnrolmentReading {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly people: People,
    private readonly rulebook: Rulebook,
  ) {}

  /** The session in which somebody has this seat. @throws NotFound ENROLMENT_NOT_FOUND */
  async sessionOf(enrolmentId: string): Promise<string> {
    const [row] = await this.db.query<{ id: string }[]>(
      'select session_id as id from rm.enrolment_list where enrolment_id = $1',
      [enrolmentId],
    );
    if (!row) throw new NotFound('ENROLMENT_NOT_FOUND', 'There is no such enrolment.');
    return row.id;
  }

  of(enrolmentId: string, sessionId: string): Gather<Enrolment, EnrolmentGiven> {
    return async (_, now) => {
      const [today, { state, head }] = await Promise.all([
        this.rulebook.today(now),
        this.store.state(session, sessionStream(sessionId)),
      ]);
      const existing = state.status === 'absent' ? null : state;
      const taken = existing && (existing.seats as Partial<typeof existing.seats>)[enrolmentId];
      const [rules, trainer, participant] = await Promise.all([
        existing ? this.rulebook.governing(existing.scheduled.startsOn, today) : today.rules,
        existing && this.people.duties(existing.scheduled.trainerId),
        taken ? this.people.file(taken.employeeId) : null,
      ]);
      const heads = [head, trainer?.head, participant?.head];
      return {
        given: {
          ...{ calendar: today.calendar, date: today.date, rules },
          seat:
            existing && taken
              ? {
                  ...{ enrolmentId, employeeId: taken.employeeId, scheduled: existing.scheduled },
                  confirmed: taken.seat === 'CONFIRMED',
                  cancelled: existing.status === 'CANCELLED',
                }
              : null,
          trainerOnDuty: holdsDuty(trainer, 'trainer', null, today.date),
          supervisorId: relationOn(participant?.file ?? null, today.date)?.supervisorId ?? null,
        },
        policy: rules.refs.find((ref) => ref.startsWith('tr.other@')),
        policies: [...new Set([...today.refs, ...rules.refs])],
        inputs: heads.filter((one): one is StreamRef => one !== undefined && one !== null),
      };
    };
  }
}
