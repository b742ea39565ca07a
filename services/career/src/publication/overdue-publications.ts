import { careerContracts, type EligibilityRoundPlanned } from '@jejak/contracts/career';
import type { DatasetPublished } from '@jejak/contracts/every-service';
import type { Appended, CommandContext } from '@jejak/event-store';
import { type Clock, naturalId, plusDays, plusMonths, RuleViolated, startOfDay } from '@jejak/kernel';
import { parametersOf, Policies } from '@jejak/policies';
import { type DueTimer, timers } from '@jejak/projections';
import { datasetsOf, OpenData, publishing } from '@jejak/publication';
import { CLOCK, type TimerCommands } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type OverdueCount, overdueFile } from './overdue-file';
import { nameOf, periodOf, quarterOf } from './quarter';

/** What was published of quarters, version by version. */
export const datasets = datasetsOf(careerContracts);

const KIND = 'career-overdue';

/** The id of the dataset of a quarter, `2027-Q1`. */
export const datasetIdOf = (quarter: string): string => naturalId('dataset', KIND, quarter);

/** 00:00 UTC of the day after a quarter, by its first day: by then it is over everywhere from Greenwich to the Pacific. */
const publicationOf = (quarter: string) => ({
  ...{ dueAt: `${plusMonths(quarter, 3)}T00:00:00.000Z`, command: 'PublishQuarter', key: nameOf(quarter) },
});

/** The quarter in which the city first plans a round is published when it is over, and each one after it. @source domain.md 2.4, 7.4 */
export const overdueTimers = timers<EligibilityRoundPlanned | DatasetPublished>({
  name: 'overdue-publication',
  source: publishing(careerContracts),
  of: {
    EligibilityRoundPlanned: ({ envelope: { at } }) => [publicationOf(quarterOf(at.slice(0, 10)))],
    DatasetPublished: ({ data: { kind, period, version } }) =>
      kind === KIND && period && version === 1 ? [publicationOf(plusMonths(period.from, 3))] : [],
  },
  done: {
    DatasetPublished: ({ data: { kind, period } }) =>
      kind === KIND && period ? [{ key: nameOf(period.from) }] : [],
  },
});

/** Of the unit in which somebody worked on the day that was missed. */
const OVERDUE = `
  select coalesce(u.code, '') as unit, o.clock, count(*)::int as overdue
  from rm.promotion_overdue o
    left join lateral (
      select (p ->> 'unitId')::uuid as unit_id from rm.employee_directory d, jsonb_array_elements(d.positions) p
      where d.employee_id = o.employee_id and (p ->> 'from')::date <= o.due_on
        and (p ->> 'to' is null or (p ->> 'to')::date >= o.due_on)
      order by p ->> 'from' desc limit 1) held on true
    left join rm.unit_chart u on u.unit_id = held.unit_id
  where o.marked_at >= $1::timestamptz and o.marked_at < $2::timestamptz
  group by 1, 2 order by 1, 2`;

/** What came in between is a later version, and says so. */
const MORE = 'Data yang masuk setelah terbitan sebelumnya ditambahkan.';

/** Publishes how many promotions were late in a quarter. @source domain.md 2.4, 2.7; UU 14/2008 */
@Injectable()
export class OverduePublications implements TimerCommands {
  constructor(
    private readonly data: OpenData,
    private readonly db: DataSource,
    private readonly policies: Policies,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * A quarter that is over; one that is published already as it is says nothing new.
   * @param name `2027-Q1`
   * @param change what a later version changes and why
   * @throws RuleViolated RULE_VIOLATED (`publication.quarter-over`), REASON_REQUIRED, POLICY_MISSING
   */
  async publish(name: string, change: string | null, context: CommandContext): Promise<Appended> {
    const { calendar, date, ref } = await this.policies.cityDay(this.clock.now());
    const period = periodOf(name);
    if (period.to >= date)
      throw new RuleViolated('RULE_VIOLATED', 'The quarter is not over.', {
        ...{ field: 'quarter', rule: 'publication.quarter-over' },
      });
    const pub = await this.policies.inForce('pub', date);
    const counts = await this.db.query<OverdueCount[]>(OVERDUE, [
      startOfDay(period.from, calendar),
      startOfDay(plusDays(period.to, 1), calendar),
    ]);
    const file = {
      ...{
        datasetId: datasetIdOf(name),
        kind: KIND,
        title: `Kenaikan pangkat yang terlambat, ${name}`,
        period,
      },
      ...{ policies: [ref, pub.ref].sort() },
      ...overdueFile(counts, parametersOf(pub).integer('minCell')),
    };
    const [appended] = await this.data.publish([file], change, context);
    return appended;
  }

  /** The quarter is over. */
  fire({ key, context }: DueTimer): Promise<Appended> {
    return this.publish(key, MORE, context);
  }
}
