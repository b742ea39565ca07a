import { EventStore, type Gather } from '@jejak/event-store';
import { type Duty, type StreamRef, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { employee } from '../employee/employee.decider';
import { streamOfEmployee } from '../employee/employee.http';
import { covers } from '../employee/period';
import { employment } from '../employment/employment.decider';
import { employmentStream } from '../employment/employments';
import { outsider } from '../outsider/outsider.decider';
import { instrument, instrumentStream, isLicensed } from './instrument.decider';
import { type CareerDay, TalentRulebook } from './talent-rulebook';
import type { Final, Talent, TalentCommand, TalentGiven } from './talent.decider';

interface FinalRow extends Final {
  readonly stream: string;
  readonly ver: string;
  readonly hash: string;
}

/** Finals of $1, newest first: what nobody contests, and of a year before only where it was not evaluated here. */
const FINALS = `
  select evaluation_id as "evaluationId", evaluation_version as "evaluationVersion", year, predicate,
    period_end::text as "periodEnd", stream, final_at as ver, hash
  from rm.talent_evaluation e
  where employee_id = $1 and final_at > 0 and contested_at <= final_at and not (evaluation_version = 0 and exists (
    select from rm.talent_evaluation here
     where here.employee_id = e.employee_id and here.year = e.year and here.evaluation_version > 0))
  order by period_end desc, evaluation_id limit $2`;

/** Gathers what decisions about talent read. */
@Injectable()
export class TalentReading {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly rulebook: TalentRulebook,
  ) {}

  of(command: TalentCommand): Gather<Talent, TalentGiven> {
    return async (state, now) => {
      const today = await this.rulebook.today(now);
      const { nineBox: rules } = today.rules;
      const employeeId = 'employeeId' in command ? command.employeeId : null;
      const [service, finals, licence, duty] = await Promise.all([
        this.serviceOf(employeeId),
        command.type === 'MapTalent' ? this.finals(command.employeeId, rules.finals) : [],
        command.type === 'AssessPotential'
          ? this.store.state(instrument, instrumentStream(command.instrumentId))
          : null,
        command.type === 'MapTalent' ? this.hasDuty(command.by, 'talent_committee', today) : null,
      ]);
      const licences = licence?.state ?? [];
      return {
        given: {
          ...{ today: today.date, rules, since: service.since, endedOn: service.endedOn },
          finals: finals.map(({ stream: _, ver: __, hash: ___, ...final }) => final),
          licensed:
            command.type !== 'AssessPotential' || licences.length === 0
              ? null
              : isLicensed(licences, command.assessedOn),
          onCommittee: duty?.held ?? false,
        },
        policy: this.rulebook.governing(today, 'car.ninebox'),
        policies: today.refs,
        inputs: [
          ...finals.map(({ stream, ver, hash }) => ({ stream, ver: Number(ver), hash })),
          ...[licence?.head, duty?.head].filter((head): head is StreamRef => Boolean(head)),
        ],
      };
    };
  }

  /** The last final evaluations of somebody, newest first. */
  finals(employeeId: string, count: number): Promise<FinalRow[]> {
    return this.db.query<FinalRow[]>(FINALS, [employeeId, count]);
  }

  /** The exact facts that made evaluations final, as they are known now. */
  factsOf(evaluationIds: readonly string[]): Promise<object[]> {
    return this.db.query<object[]>(
      `select evaluation_id as "evaluationId", evaluation_version as "evaluationVersion", stream, final_at::int as ver, hash
       from rm.talent_evaluation where evaluation_id = any($1::uuid[]) order by period_end desc, evaluation_id`,
      [evaluationIds],
    );
  }

  /** Whether somebody is in the city's service. Both are null for an id that no employee has. */
  async serviceOf(
    employeeId: string | null,
  ): Promise<{ readonly since: string | null; readonly endedOn: string | null }> {
    if (employeeId === null) return { since: null, endedOn: null };
    const [[row], { state }] = await Promise.all([
      this.db.query<{ since: string }[]>(
        'select start_date::text as since from rm.employee_directory where employee_id = $1',
        [employeeId],
      ),
      this.store.state(employment, employmentStream(employeeId)),
    ]);
    const endedOn = state.status === 'ended' ? state.proposed.on : null;
    return { since: row?.since ?? null, endedOn };
  }

  /** Whether somebody, employee or from outside, has a duty on the city's day; and the exact file that says so. */
  async hasDuty(
    personId: string,
    duty: Duty,
    { date }: CareerDay,
  ): Promise<{ readonly held: boolean; readonly head: StreamRef | null }> {
    const [staff, others] = await Promise.all([
      this.store.state(employee, streamOfEmployee(personId)),
      this.store.state(outsider, streamOf('outsider', personId)),
    ]);
    const duties = staff.state.status === 'employed' ? staff.state.duties : others.state.duties;
    return {
      held: duties.some((held) => held.duty === duty && covers(held, date)),
      head: staff.state.status === 'employed' ? staff.head : others.head,
    };
  }
}
