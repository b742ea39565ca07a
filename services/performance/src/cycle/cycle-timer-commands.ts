import type { CyclePeriod } from '@jejak/contracts/performance';
import { type Appended, EventStore, execution } from '@jejak/event-store';
import { DomainError, naturalId, streamOf } from '@jejak/kernel';
import { canonical, sha256 } from '@jejak/ledger';
import type { DueTimer } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { period } from '../period/period.decider';
import { periodicIdOf, PeriodReading, periodStream } from '../period/period.reading';
import { QuarterPublications } from '../publication/quarter-publications';
import { Rulebook } from '../rules/rulebook';
import { drawn } from '../sample/draw';
import { sample } from '../sample/sample.decider';
import { SupervisorMeasurements } from '../supervision/supervisor-measurements';
import { cycle } from './cycle.decider';
import { CycleReading } from './cycle.reading';
import { cycleStream } from './cycles';

interface PlanOfPeriod {
  readonly planId: string;
  readonly employeeId: string;
  readonly unitId: string;
  readonly from: string;
  readonly to: string;
}

/** Gives the commands that the passing of the year gives. */
@Injectable()
export class CycleTimerCommands implements TimerCommands {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly cycles: CycleReading,
    private readonly periods: PeriodReading,
    private readonly rulebook: Rulebook,
    private readonly quarters: QuarterPublications,
    private readonly supervisors: SupervisorMeasurements,
  ) {}

  async fire(timer: DueTimer): Promise<Appended | void> {
    switch (timer.command) {
      case 'BeginEvaluation': {
        const year = Number(timer.key);
        return this.store.execute(
          cycle,
          cycleStream(year),
          { type: timer.command },
          timer.context,
          this.cycles.of(year, timer.command),
        );
      }
      case 'OpenPeriods':
        return this.openPeriods(timer);
      case 'DrawSample':
        return this.drawSample(timer);
      case 'MeasureSupervisors':
        return this.supervisors.fire(timer);
      case 'PublishQuarter':
        return this.quarters.fire(timer);
      default:
        throw new Error(`no timer of cycles gives ${timer.command}`);
    }
  }

  /** For every plan that bound in the period, whatever became of it since. */
  private async openPeriods({ payload, context }: DueTimer): Promise<void> {
    // Of this set, whose payload it is.
    const of = payload as unknown as Omit<CyclePeriod, 'opensAt'>;
    const plans = await this.db.query<PlanOfPeriod[]>(
      `select plan_id as "planId", employee_id as "employeeId", unit_id as "unitId",
         greatest(period_start, $1::date)::text as "from", least(period_end, $2::date)::text as "to"
       from rm.plan_list
       where plan_version > 0 and period_start <= $2::date and period_end >= $1::date order by plan_id`,
      [of.from, of.to],
    );
    const results = await this.store.executeEach(
      plans.map((plan) => {
        const periodicId = periodicIdOf(plan.planId, of.period);
        const { period: name, selfReportBy, rateBy, overdueAt } = of;
        return execution({
          decider: period,
          stream: periodStream(periodicId),
          command: {
            type: 'OpenPeriod',
            periodicId,
            ...plan,
            period: name,
            selfReportBy,
            rateBy,
            overdueAt,
          } as const,
          context: { ...context, commandId: naturalId(context.commandId, plan.planId) },
          gather: this.periods.of('OpenPeriod'),
        });
      }),
    );
    // Tried again later: those that are there say nothing then.
    for (const result of results) if (result instanceof DomainError) throw result;
  }

  /**
   * Draws from the self-reports of the period. The seed is the hash of what is drawn from, so nobody can choose it, and it is
   * published with the sample, so everybody can draw again.
   */
  private async drawSample({ payload, context }: DueTimer): Promise<Appended> {
    const { period: name, from, to } = payload as unknown as Omit<CyclePeriod, 'opensAt'>;
    const rows = await this.db.query<{ id: string; hash: string }[]>(
      `select measurement_id as id, hash from rm.measurement_list
       where source = 'SELF' and from_date >= $1::date and to_date <= $2::date order by measurement_id`,
      [from, to],
    );
    const sampleId = naturalId('sample', name);
    const seed = sha256(canonical(rows.map(({ id, hash }) => [id, hash]))).toString('hex');
    const date = to;
    const { rules, ref } = await this.rulebook.executionRules(date);
    const measurementIds = drawn(
      seed,
      rows.map(({ id }) => id),
      rules.sampleShare,
    );
    const command = {
      ...({ type: 'DrawSample', sampleId, period: name, from, to } as const),
      ...{ population: rows.length, share: rules.sampleShare, seed, measurementIds },
    };
    return this.store.execute(sample, streamOf('sample', sampleId), command, context, {
      given: { steward: false, involved: [] },
      policies: [ref],
    });
  }
}
