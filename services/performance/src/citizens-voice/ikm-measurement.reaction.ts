import { citizenContracts, type IkmComputed, ikmComputed } from '@jejak/contracts/citizen';
import {
  performanceContracts,
  type PlanAgreed,
  planAgreed,
  type PlanChanged,
  planChanged,
} from '@jejak/contracts/performance';
import type { CommandContext } from '@jejak/event-store';
import { eventTypeOf, legalDate, type Recorded } from '@jejak/kernel';
import { type Delivery, EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Projections } from '@jejak/projections';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { SystemMeasurements } from '../measurement/system-measurements';
import { planList } from '../plan/plan.projection';
import { Rulebook } from '../rules/rulebook';
import { shown } from './shown';
import { unitIkmList } from './unit-ikm.projection';

const NAME = 'ikm-measurement';
const own = performanceContracts.service;

/** An index, and an indicator of which it is an amount. */
interface Fed {
  readonly unitId: string;
  readonly indicatorId: string;
  readonly from: string;
  readonly to: string;
  readonly index: string;
  readonly computedAt: string;
}

/**
 * The satisfaction index of a unit is an amount of the unit's indicators that come from that survey: with its two published
 * decimals, for the period of the survey. What a plan asks for that is agreed or changed later gets the index then.
 * @source domain.md 12, 18
 */
@Controller()
export class IkmMeasurementReaction {
  constructor(
    private readonly db: DataSource,
    private readonly projections: Projections,
    private readonly measurements: SystemMeasurements,
    private readonly rulebook: Rulebook,
  ) {}

  @Reaction(eventTypeOf(citizenContracts.service, ikmComputed), NAME)
  async computed(@Payload() event: Recorded<IkmComputed>, @Ctx() { delivery }: EventContext): Promise<void> {
    await shown(this.projections, unitIkmList, event);
    await this.feed('survey_id', event.data.surveyId, event, delivery);
  }

  @Reaction(eventTypeOf(own, planAgreed), NAME)
  agreed(@Payload() event: Recorded<PlanAgreed>, @Ctx() { delivery }: EventContext): Promise<void> {
    return this.asked(event, delivery);
  }

  @Reaction(eventTypeOf(own, planChanged), NAME)
  changed(@Payload() event: Recorded<PlanChanged>, @Ctx() { delivery }: EventContext): Promise<void> {
    return this.asked(event, delivery);
  }

  private async asked(event: Recorded<PlanAgreed | PlanChanged>, delivery?: Delivery): Promise<void> {
    await shown(this.projections, planList, event);
    await this.feed('plan_id', event.data.planId, event, delivery);
  }

  private async feed(
    by: 'survey_id' | 'plan_id',
    id: string,
    event: Recorded,
    delivery?: Delivery,
  ): Promise<void> {
    const { calendar, date } = await this.rulebook.today(event.envelope.at);
    const indicators = await this.rulebook.citizenIndicators(date);
    if (!indicators) return;
    // The catalogue is asked of which survey an indicator is; one that it does not know has no other.
    const fed = await this.db.query<Fed[]>(
      `with line as (
         select k.*, p.plan_id, i.value ->> 'indicatorId' as indicator_id
         from rm.unit_ikm k
         join rm.plan_list p on p.unit_id = k.unit_id and p.plan_version > 0
           and p.period_start <= k.to_date and p.period_end >= k.from_date
         cross join lateral jsonb_array_elements(p.indicators) i
         where i.value ->> 'source' = 'SURVEY' and not exists (select from rm.catalogue_list c
           where c.indicator_id = i.value ->> 'indicatorId' and c.source_name <> $2)
         union all
         select k.*, null, always.id from rm.unit_ikm k cross join unnest($3::text[]) always(id))
       select distinct unit_id as "unitId", indicator_id as "indicatorId", from_date::text as "from", to_date::text as "to",
         index_value::text as index, to_char(computed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "computedAt"
       from line where ${by} = $1 order by 2, 3`,
      [id, indicators.ikmSurvey, indicators.ikm],
    );
    const context = reactionContext(event, NAME, own, delivery);
    for (const one of fed) await this.record(one, legalDate(one.computedAt, calendar), context);
  }

  private record(fed: Fed, computedOn: string, context: CommandContext): Promise<void> {
    const { unitId, indicatorId, from, index: quantity } = fed;
    // A survey that is computed before its period ends has measured until then.
    const to = computedOn < fed.to ? computedOn : fed.to;
    const said = { source: 'SURVEY', indicatorId, unitId, employeeId: null, from, to };
    return this.measurements.record({ ...said, quantity }, context);
  }
}
