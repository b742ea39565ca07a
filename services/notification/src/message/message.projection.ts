import {
  type LegalDeliveryDelayed,
  type MessageQueued,
  notificationContracts,
  type OutboundChannel,
} from '@jejak/contracts/notification';
import { projection } from '@jejak/projections';
import type { MessageEvent } from './message.state';

/** How far one channel has come; what a dispute about a delivery looks at. */
export interface ChannelRow {
  readonly channel: OutboundChannel;
  readonly state: 'QUEUED' | 'SENT' | 'DELIVERED' | 'FAILED' | 'GAVE_UP';
  readonly attempts: number;
  /** Of the last attempt; null before the first. */
  readonly at: string | null;
  /** When it is tried next; null where it is not. */
  readonly nextAt: string | null;
  readonly fault: string | null;
  readonly answer: number | null;
  readonly evidence: string | null;
}

export interface MessageRow extends Pick<
  MessageQueued['data'],
  | 'messageId'
  | 'recipient'
  | 'topic'
  | 'object'
  | 'step'
  | 'legal'
  | 'late'
  | 'title'
  | 'templateVersion'
  | 'link'
  | 'dueOn'
  | 'unitId'
> {
  readonly queuedAt: string;
  readonly channels: readonly ChannelRow[];
  /** The earliest of the channels'; null where nothing is to be sent. */
  readonly nextAt: string | null;
  readonly failed: boolean;
  readonly readAt: string | null;
  readonly readBy: string | null;
  /** Where two channels failed: when it counts as received. */
  readonly receivedOn: LegalDeliveryDelayed['data']['receivedOn'] | null;
}

const earliest = (channels: readonly ChannelRow[]): string | null =>
  channels.reduce<string | null>(
    (first, { nextAt }) => (nextAt !== null && (first === null || nextAt < first) ? nextAt : first),
    null,
  );

const along = (row: MessageRow, channel: string, change: Partial<ChannelRow>): MessageRow => {
  const channels = row.channels.map((way) => (way.channel === channel ? { ...way, ...change } : way));
  return {
    ...row,
    channels,
    nextAt: earliest(channels),
    failed: channels.some(({ state }) => state === 'GAVE_UP'),
  };
};

/** Every message and what became of it: inboxes, what waits to be sent, and the evidence of deliveries. Nothing personal. */
export const messageList = projection<MessageEvent, MessageRow>()({
  table: 'message',
  source: notificationContracts,
  key: ({ data }) => data.messageId,
  opens: {
    MessageQueued: ({ data, envelope: { at } }) => {
      const { pinnedPolicies: _, channels: names, notBefore, ...told } = data;
      const channels = names.map((channel): ChannelRow => ({
        ...{ channel, state: 'QUEUED', attempts: 0, at: null, nextAt: notBefore },
        ...{ fault: null, answer: null, evidence: null },
      }));
      return {
        ...told,
        ...{ queuedAt: at, channels, nextAt: earliest(channels), failed: false },
        ...{ readAt: null, readBy: null, receivedOn: null },
      };
    },
  },
  on: {
    MessageSent: (row, { data: { channel, attempt, proof: evidence }, envelope: { at } }) =>
      along(row, channel, {
        state: 'SENT',
        attempts: attempt,
        at,
        nextAt: null,
        fault: null,
        answer: null,
        evidence,
      }),
    MessageDelivered: (row, { data: { channel, proof: evidence } }) =>
      along(row, channel, { state: 'DELIVERED', evidence }),
    MessageFailed: (row, { data: { channel, attempt, fault, answer, retryAt }, envelope: { at } }) =>
      along(row, channel, { state: 'FAILED', attempts: attempt, at, nextAt: retryAt, fault, answer }),
    MessageGaveUp: (row, { data: { channel } }) => along(row, channel, { state: 'GAVE_UP', nextAt: null }),
    MessageRead: (row, { data: { readBy }, envelope: { at } }) => ({ ...row, readAt: at, readBy }),
    LegalDeliveryDelayed: (row, { data: { receivedOn } }) => ({ ...row, receivedOn }),
  },
  // There is no message.
  ignores: ['MessageWithheld'],
});
