import { eventTypeOf, type Recorded } from '@jejak/kernel';
import { EventContext, reactionContext } from '@jejak/messaging';
import { Policies } from '@jejak/policies';
import { Controller } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { linkTo } from '../deadline/deadline-kinds';
import { type Due, lastDay } from '../deadline/deadline-watch.decider';
import { NOTIFICATION } from '../deadline/deadlines';
import { Messages } from '../message/messages';
import { NOTICE_TABLE } from './notice-table';
import { Notices } from './notices';

const NOTICES = 'notices';

const ruleOf = new Map(NOTICE_TABLE.map((rule) => [`${rule.service}.${rule.contract.type}`, rule]));
const TOLD = NOTICE_TABLE.map(({ service, contract }) => eventTypeOf(service, contract));

/** Tells people once what has happened. @source domain.md 11, 12 */
@Controller()
export class NoticeReaction {
  constructor(
    private readonly messages: Messages,
    private readonly notices: Notices,
    private readonly policies: Policies,
  ) {}

  @EventPattern(TOLD, { name: NOTICES })
  async heard(@Payload() event: Recorded, @Ctx() { delivery }: EventContext): Promise<void> {
    const { source, stream: object, version, at } = event.envelope;
    const rule = ruleOf.get(`${source}.${event.type}`);
    if (!rule) throw new Error(`nobody is told of ${event.type}`);
    const { topic, to, due, link } = rule.of(event);
    const context = reactionContext(event, NOTICES, NOTIFICATION, delivery);
    const recipients = await this.notices.recipients(event, topic, to, context);
    if (recipients.length === 0) return;
    const news = {
      ...({
        topic,
        object,
        step: 'NOTICE',
        occasion: 'NOTICE',
        late: false,
        since: at,
        unitId: null,
      } as const),
      // A thing may have several: the second amendment of a vacancy is told too.
      turn: `${event.type} ${version}`,
      link: linkTo(link, object),
      dueOn: await this.lastDay(due, at),
    };
    await this.messages.tell(news, recipients, context);
  }

  private async lastDay(due: Due | null, at: string): Promise<string | null> {
    if (due === null) return null;
    if ('on' in due) return due.on;
    const { calendar } = await this.policies.cityDay(at);
    return lastDay(due.at, calendar);
  }
}
