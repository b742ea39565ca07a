import {
  type EngagementComputed,
  engagementComputed,
  performanceContracts,
} from '@jejak/contracts/performance';
import { EventStore } from '@jejak/event-store';
import { eventTypeOf, type Recorded } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { SystemMeasurements } from '../measurement/system-measurements';
import { Rulebook } from '../rules/rulebook';
import { engagementSurvey } from './engagement-survey.decider';
import { engagementSurveyStream } from './engagement-surveys';

const NAME = 'engagement-measurement';
const own = performanceContracts.service;

/** The engagement of a unit is an amount of its indicators of that name; a unit that says nothing has none. @source domain.md 5.2 */
@Controller()
export class EngagementMeasurementReaction {
  constructor(
    private readonly store: EventStore,
    private readonly measurements: SystemMeasurements,
    private readonly rulebook: Rulebook,
  ) {}

  @Reaction(eventTypeOf(own, engagementComputed), NAME)
  async computed(
    @Payload() event: Recorded<EngagementComputed>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { surveyId, unitId, year, index } = event.data;
    const { state } = await this.store.state(engagementSurvey, engagementSurveyStream(surveyId));
    if (index === null || state.status === 'absent') return;
    const { date } = await this.rulebook.today(event.envelope.at);
    const indicators = await this.rulebook.systemIndicators(date);
    const context = reactionContext(event, NAME, own, delivery);
    for (const indicatorId of indicators?.engagement ?? []) {
      const period = { from: `${year}-01-01`, to: state.opened.closesOn };
      const said = { source: 'SURVEY', indicatorId, unitId, employeeId: null, ...period };
      await this.measurements.record({ ...said, quantity: index }, context);
    }
  }
}
