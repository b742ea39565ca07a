import { contractsOf } from '@jejak/kernel';
import {
  deadlineMet,
  deadlineMissed,
  deadlineMoved,
  deadlineWatchEnded,
  deadlineWatchStarted,
  escalated,
  reminderSent,
} from './deadline-watch';
import {
  legalDeliveryDelayed,
  messageDelivered,
  messageFailed,
  messageGaveUp,
  messageQueued,
  messageRead,
  messageSent,
  messageWithheld,
} from './message';
import { noticeAddressed } from './notice';
import { subscriberAsked, subscriberConfirmed, subscriberLeft } from './subscriber';
import {
  addressTold,
  subscriptionSet,
  vacancyFilterRemoved,
  vacancyFilterSet,
  webhookRemoved,
  webhookSet,
} from './subscription';
import { templatePublished } from './template';

export * from './deadline-watch';
export * from './message';
export * from './notice';
export * from './subscriber';
export * from './subscription';
export * from './template';
export * from './topics';

/** All facts of the notification service. */
export const notificationContracts = contractsOf('notification', [
  deadlineWatchStarted,
  deadlineMoved,
  reminderSent,
  escalated,
  deadlineMet,
  deadlineMissed,
  deadlineWatchEnded,
  noticeAddressed,
  messageQueued,
  messageWithheld,
  messageSent,
  messageDelivered,
  messageFailed,
  messageGaveUp,
  messageRead,
  legalDeliveryDelayed,
  subscriptionSet,
  addressTold,
  webhookSet,
  webhookRemoved,
  vacancyFilterSet,
  vacancyFilterRemoved,
  subscriberAsked,
  subscriberConfirmed,
  subscriberLeft,
  templatePublished,
]);
