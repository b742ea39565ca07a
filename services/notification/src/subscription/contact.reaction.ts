import { careerContracts, type EmployeeRegistered, employeeRegistered } from '@jejak/contracts/career';
import {
  type ApplicantRegistered,
  applicantRegistered,
  type BoardSubscribed,
  boardSubscribed,
  type BoardUnsubscribed,
  boardUnsubscribed,
  recruitmentContracts,
} from '@jejak/contracts/recruitment';
import { Erased, eventTypeOf, type Recorded } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { isMailAddress } from '../channel/mail-text';
import { NOTIFICATION } from '../deadline/deadlines';
import { PersonSubscriptions } from './person-subscriptions';
import type { SubscriptionCommand } from './subscription.decider';

const ADDRESS = 'address';
const BOARD = 'board';

/** Learns under which address people are reached, and which vacancies applicants wait for. @source domain.md 4.5, 11 */
@Controller()
export class ContactReaction {
  constructor(private readonly subscriptions: PersonSubscriptions) {}

  @Reaction(eventTypeOf(careerContracts.service, employeeRegistered), ADDRESS)
  employee(@Payload() event: Recorded<EmployeeRegistered>, @Ctx() context: EventContext): Promise<void> {
    return this.address(event.data.employeeId, event.data.email, event, context);
  }

  @Reaction(eventTypeOf(recruitmentContracts.service, applicantRegistered), ADDRESS)
  applicant(@Payload() event: Recorded<ApplicantRegistered>, @Ctx() context: EventContext): Promise<void> {
    return this.address(event.data.applicantId, event.data.email, event, context);
  }

  @Reaction(eventTypeOf(recruitmentContracts.service, boardSubscribed), BOARD)
  subscribed(@Payload() event: Recorded<BoardSubscribed>, @Ctx() context: EventContext): Promise<void> {
    const { applicantId: personId, subscriptionId: filterId, filter } = event.data;
    const { text = null, unitId, formationKind } = filter;
    const command = { type: 'SetVacancyFilter', personId, filterId, text, unitId, formationKind } as const;
    return this.told(command, BOARD, event, context);
  }

  @Reaction(eventTypeOf(recruitmentContracts.service, boardUnsubscribed), BOARD)
  unsubscribed(@Payload() event: Recorded<BoardUnsubscribed>, @Ctx() context: EventContext): Promise<void> {
    const { applicantId: personId, subscriptionId: filterId } = event.data;
    return this.told({ type: 'RemoveVacancyFilter', personId, filterId }, BOARD, event, context);
  }

  /** What is no address, or was erased, reaches nobody. */
  private async address(
    personId: string,
    email: string | null,
    event: Recorded,
    context: EventContext,
  ): Promise<void> {
    if (email !== null && isMailAddress(email))
      await this.told({ type: 'TellAddress', personId, email }, ADDRESS, event, context);
  }

  private async told(
    command: SubscriptionCommand,
    name: string,
    event: Recorded,
    { delivery }: EventContext,
  ): Promise<void> {
    try {
      await this.subscriptions.execute(command, reactionContext(event, name, NOTIFICATION, delivery));
    } catch (error) {
      if (!(error instanceof Erased)) throw error;
    }
  }
}
