import { citizenContracts, type ComplaintClosed, complaintClosed } from '@jejak/contracts/citizen';
import { performanceContracts } from '@jejak/contracts/performance';
import { EventStore } from '@jejak/event-store';
import { decimal, eventTypeOf, fixed, naturalId, type Recorded } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { People } from '@jejak/organisation';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { feedback } from '../feedback/feedback.decider';
import { feedbackStream } from '../feedback/feedback.http';
import { SystemMeasurements } from '../measurement/system-measurements';
import { Rulebook } from '../rules/rulebook';

const FEEDBACK = 'proven-complaint';
const RESPONSE = 'complaint-response';
const MINUTES_OF_AN_HOUR = 60;
const own = performanceContracts.service;

export const complaintFeedbackIdOf = (complaintId: string): string =>
  naturalId('feedback', 'complaint', complaintId);
export const responseMeasurementIdOf = (indicatorId: string, complaintId: string): string =>
  naturalId('measurement', 'SYSTEM', indicatorId, complaintId);

/** What follows for people and units from a complaint that is closed. @source domain.md 9.2, 9.3, 12 */
@Controller()
export class ComplaintReaction {
  constructor(
    private readonly store: EventStore,
    private readonly people: People,
    private readonly measurements: SystemMeasurements,
    private readonly rulebook: Rulebook,
  ) {}

  /** Proven against an employee by name, it is a feedback entry (CORRECT); no rating and no score changes by it. */
  @Reaction(eventTypeOf(citizenContracts.service, complaintClosed), FEEDBACK)
  async tell(@Payload() event: Recorded<ComplaintClosed>, @Ctx() { delivery }: EventContext): Promise<void> {
    const { complaintId, provenAgainst: to, answeredBy: by, category, answeredOn } = event.data;
    if (to === null || by === undefined) return;
    const feedbackId = complaintFeedbackIdOf(complaintId);
    const command = {
      ...({ type: 'RecordProvenComplaint', by, feedbackId, complaintId } as const),
      ...{ to, category, answeredOn },
    };
    const context = reactionContext(event, FEEDBACK, own, delivery);
    await this.store.execute(feedback, feedbackStream(feedbackId), command, context, async () => {
      const about = await this.people.file(to);
      return { given: { employed: about !== null, minimum: 0 }, inputs: about ? [about.head] : [] };
    });
  }

  /** How long its first answer took is an amount of its unit, unless there was nothing to the complaint. */
  @Reaction(eventTypeOf(citizenContracts.service, complaintClosed), RESPONSE)
  async measure(
    @Payload() event: Recorded<ComplaintClosed>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { complaintId, unitId, groundless, answeredOn, responseMinutes } = event.data;
    if (groundless) return;
    const { date } = await this.rulebook.today(event.envelope.at);
    const indicators = await this.rulebook.citizenIndicators(date);
    const hours = decimal(fixed(decimal(responseMinutes).dividedBy(MINUTES_OF_AN_HOUR), 4)).toFixed();
    const context = reactionContext(event, RESPONSE, own, delivery);
    for (const indicatorId of indicators?.responseHours ?? []) {
      const measurementId = responseMeasurementIdOf(indicatorId, complaintId);
      const said = {
        source: 'SYSTEM',
        indicatorId,
        unitId,
        employeeId: null,
        from: answeredOn,
        to: answeredOn,
      };
      await this.measurements.record(
        { measurementId, ...said, quantity: hours, ofCase: complaintId },
        context,
      );
    }
  }
}
