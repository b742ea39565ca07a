import type { Gather } from '@jejak/event-store';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Rulebook } from '../rules/rulebook';
import type { Cycle, CycleCommand, CycleGiven } from './cycle.decider';

/** Gathers what decisions about a year read beside its stream. */
@Injectable()
export class CycleReading {
  constructor(
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
  ) {}

  /** @param command what is asked of the year; policies are read by its opening only, which checks that there is such a year */
  of(year: number, command: CycleCommand['type']): Gather<Cycle, CycleGiven> {
    return async (state, now) => {
      const { calendar, refs } = await this.rulebook.today(now);
      const opening = command === 'OpenCycle' && state.status === 'absent';
      const inForce = opening ? await this.rulebook.pinnedBy(`${year}-01-01`) : [];
      const rules = opening ? await this.rulebook.cycleRules(year) : null;
      const [pending] = await this.db.query<{ plans: number; objections: number; evaluations: number }[]>(
        `select (select count(*)::int from rm.plan_list where year = $1 and status not in ('ACTIVE', 'CLOSED')) as plans,
                (select count(*)::int from rm.evaluation_list where year = $1 and contested and status <> 'ENDED') as objections,
                (select count(*)::int from rm.plan_list p left join rm.evaluation_list e using (plan_id)
                 where p.year = $1 and p.plan_version > 0
                   and (e.status is null or e.status in ('OPENED', 'RECOMMENDED', 'RATED'))
                   and not exists (select from rm.employment_end x where x.employee_id = p.employee_id)) as evaluations`,
        [year],
      );
      return {
        given: {
          calendar,
          inForce,
          rules,
          pendingPlans: pending.plans,
          pendingObjections: pending.objections,
          pendingEvaluations: pending.evaluations,
        },
        policies: [...refs, ...inForce],
      };
    };
  }
}
