import { People } from '@jejak/organisation';
import { Codes } from '@jejak/service';
import { Module } from '@nestjs/common';
import { ChangesController } from './changes/changes.http';
import { Channels } from './channel/channels';
import { Dispatcher } from './channel/dispatcher';
import { Outbox } from './channel/outbox';
import { DeadlineController } from './deadline/deadline.http';
import { DeadlineReaction } from './deadline/deadline.reaction';
import { Deadlines } from './deadline/deadlines';
import { EvidenceController } from './message/evidence.http';
import { InboxController } from './message/inbox.http';
import { Messages } from './message/messages';
import { StepReaction } from './message/step.reaction';
import { NoticeReaction } from './notice/notice.reaction';
import { Notices } from './notice/notices';
import { Readers } from './notice/readers';
import './notification.problems';
import { NotificationTimers } from './notification.timers';
import { AddresseeLookup } from './people/addressees';
import { ReportController } from './report/report.http';
import { Rulebook } from './rules/rulebook';
import { SubscriberController } from './subscriber/subscriber.http';
import { Subscribers } from './subscriber/subscribers';
import { ContactReaction } from './subscription/contact.reaction';
import { PersonSubscriptions } from './subscription/person-subscriptions';
import { SubscriptionController } from './subscription/subscription.http';
import { TemplateController } from './template/template.http';
import { Templates } from './template/templates';

@Module({
  controllers: [
    ...[DeadlineController, EvidenceController, InboxController, SubscriptionController, TemplateController],
    ...[SubscriberController, ReportController, ChangesController],
    ...[DeadlineReaction, StepReaction, NoticeReaction, ContactReaction],
  ],
  providers: [
    // What decisions read
    ...[
      Rulebook,
      People,
      AddresseeLookup,
      Readers,
      Notices,
      Templates,
      PersonSubscriptions,
      Subscribers,
      Codes,
    ],
    // What runs by itself, or beside a request
    ...[Deadlines, Messages, NotificationTimers],
    // What leaves the installation
    ...[Channels, Outbox, Dispatcher],
  ],
})
export class NotificationModule {}
