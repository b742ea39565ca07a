import {
  citizenContracts,
  type ServiceRequestsMeasured,
  serviceRequestsMeasured,
} from '@jejak/contracts/citizen';
import { performanceContracts } from '@jejak/contracts/performance';
import { eventTypeOf, type Recorded } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { SystemMeasurements } from '../measurement/system-measurements';
import { Rulebook } from '../rules/rulebook';

const NAME = 'register-measurement';
const own = performanceContracts.service;

/**
 * What the cases of a unit's month come to are amounts of its indicators of that name. A month that goes on is none yet, and what a later
 * import makes of a measured one is, as with every file, a correction that somebody answers for. @source domain.md 2.9
 */
@Controller()
export class RegisterMeasurementReaction {
  constructor(
    private readonly measurements: SystemMeasurements,
    private readonly rulebook: Rulebook,
  ) {}

  @Reaction(eventTypeOf(citizenContracts.service, serviceRequestsMeasured), NAME)
  async measured(
    @Payload() event: Recorded<ServiceRequestsMeasured>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { unitId, from, to, medianDays, shareWithin } = event.data;
    if (unitId === null) return;
    const { date } = await this.rulebook.today(event.envelope.at);
    const indicators = await this.rulebook.citizenIndicators(date);
    if (!indicators) return;
    const { caseDays, casesInTime } = indicators;
    const amounts = [
      ...(medianDays === null ? [] : caseDays.map((indicatorId) => ({ indicatorId, quantity: medianDays }))),
      ...casesInTime.map((indicatorId) => ({ indicatorId, quantity: shareWithin })),
    ];
    const context = reactionContext(event, NAME, own, delivery);
    for (const { indicatorId, quantity } of amounts)
      await this.measurements.record(
        { source: 'SYSTEM', indicatorId, unitId, employeeId: null, from, to, quantity },
        context,
      );
  }
}
