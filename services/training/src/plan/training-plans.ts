import type { ProgrammeKind } from '@jejak/contracts/training';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { naturalId, type StreamRef, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { programme } from '../programme/programme.decider';
import { Rulebook } from '../rules/rulebook';
import { type Realised, trainingPlan, type TrainingPlanCommand } from './training-plan.decider';

export const trainingPlanIdOf = (year: number): string => naturalId('training-plan', String(year));
export const trainingPlanStream = (year: number): string => streamOf('training-plan', trainingPlanIdOf(year));

/**
 * What is planned for everybody who is a PNS through the whole year $1, by its first and last day $3 and $4: the hours of the programmes
 * that are to close their needs in it; the right is $2.
 */
const BELOW_RIGHT = `select count(*)::int as n from rm.learner e
  where rm.kind_of(e.employee_id, $3::date) = 'PNS' and coalesce(rm.employed_until(e.employee_id) >= $4::date, true) and coalesce((select sum(p.jp) from rm.need_list n join rm.programme_list p using (programme_id)
    where n.employee_id = e.employee_id and n.status = 'PLANNED' and n.year = $1), 0) < $2`;

const REALISED = `select
  (select count(*)::int from rm.enrolment_list e join rm.session_list s using (session_id)
    where extract(year from s.ends_on) = $1 and s.status <> 'CANCELLED' and e.seat = 'CONFIRMED') as "seatsTaken",
  (select count(*)::int from rm.enrolment_list e join rm.session_list s using (session_id)
    where extract(year from s.ends_on) = $1 and e.result = 'PASSED') as passed,
  (select coalesce(sum(cost_idr), 0)::float8 from rm.session_list
    where extract(year from ends_on) = $1 and status <> 'CANCELLED') as "spentIdr",
  (select coalesce(jsonb_object_agg(kind, n), '{}') from (
    select kind, count(*)::int as n from rm.session_list
    where extract(year from ends_on) = $1 and status <> 'CANCELLED' group by kind) held) as held`;

/** Gives commands to the plans of years, with what they read. */
@Injectable()
export class TrainingPlans {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
  ) {}

  execute(year: number, command: TrainingPlanCommand, context: CommandContext): Promise<Appended> {
    return this.store.execute(trainingPlan, trainingPlanStream(year), command, context, async (_, now) => {
      const today = await this.rulebook.today(now);
      const rules = await this.rulebook.governing(`${year}-01-01`, today);
      const named = command.type === 'DraftPlan' ? command.lines.map(({ programmeId }) => programmeId) : [];
      const [programmes, belowRight, realised] = await Promise.all([
        Promise.all(named.map((id) => this.store.state(programme, streamOf('programme', id)))),
        this.db.query<{ n: number }[]>(BELOW_RIGHT, [year, rules.jp.pns, `${year}-01-01`, `${year}-12-31`]),
        this.realised(year),
      ]);
      const kinds: Record<string, ProgrammeKind> = {};
      for (const { state } of programmes)
        if (state.status === 'defined') kinds[state.programmeId] = state.kind;
      return {
        given: {
          ...{ calendar: today.calendar, kinds, belowRight: belowRight[0].n, realised },
          offersPerYear: rules.other.catalogueOffersPerYear,
          publicationDays: rules.other.publicationDays ?? null,
        },
        policy: rules.refs.find((ref) => ref.startsWith('tr.jp@')),
        policies: [...new Set([...today.refs, ...rules.refs])],
        inputs: programmes.flatMap(({ head }): StreamRef[] => (head ? [head] : [])),
      };
    });
  }

  /** What became of a year so far. */
  async realised(year: number): Promise<Realised> {
    const [row] = await this.db.query<Realised[]>(REALISED, [year]);
    return row;
  }
}
