import {
  type DeliveryFault,
  LEGAL_TOPICS,
  legalDeliveryDelayed,
  messageDelivered,
  messageFailed,
  messageGaveUp,
  messageQueued,
  messageRead,
  messageSent,
  messageWithheld,
  type Occasion,
  type OutboundChannel,
  type Topic,
} from '@jejak/contracts/notification';
import { type Decider, NotFound } from '@jejak/kernel';
import type { Text } from '../template/texts';
import { evolve, type Message, type MessageEvent, type Way } from './message.state';

/** What came of trying a channel. */
export type Outcome =
  /** `proves`: the other side is the recipient's own, so it is delivered. */
  | { readonly kind: 'SENT'; readonly evidence: string; readonly proves: boolean }
  | {
      readonly kind: 'FAILED';
      readonly fault: DeliveryFault;
      readonly answer: number | null;
      /** Trying again would come to the same. */
      readonly permanent: boolean;
    };

/** What somebody is to be told, as the fact that leads to it says: the same however often that arrives. */
export interface QueueMessage {
  readonly type: 'QueueMessage';
  readonly messageId: string;
  readonly recipient: string;
  readonly topic: Topic;
  readonly object: string;
  readonly step: string;
  /** Which deadline the step is of, and which turn of its clock; empty for what is told once. */
  readonly turn: string;
  readonly occasion: Occasion;
  /** Of a step that was late already. */
  readonly late: boolean;
  /** When what it tells happened, ISO instant: told on a later day it is late. */
  readonly since: string;
  readonly link: string;
  readonly dueOn: string | null;
  readonly unitId: string | null;
}

/** How it is told today. */
export interface Telling {
  readonly title: Text;
  readonly templateVersion: number;
  readonly channels: readonly OutboundChannel[];
  readonly notBefore: string;
  /** Today is a later day than that on which it happened. */
  readonly late: boolean;
  readonly refs: readonly string[];
}

export type MessageCommand =
  | QueueMessage
  | { readonly type: 'RecordOutcome'; readonly channel: OutboundChannel; readonly outcome: Outcome }
  | { readonly type: 'ReadMessage'; readonly by: string };

export interface MessageGiven {
  /** Of a message that is queued; null: the recipient has switched the topic off. */
  readonly telling?: Telling | null;
  /** When a channel is tried again after its first, second, … failure, ISO instants. */
  readonly retries: readonly string[];
  /** The legal date with which a notice in the inbox counts as received, where two channels fail now. */
  readonly inboxProofOn: string;
}

type Queued = Extract<Message, { status: 'queued' }>;

/** Whom the facts are about; nobody, where it is for a role. */
const about = ({ queued: { recipient } }: Queued): { subject?: string } => subjectOf(recipient);

/** `person:<uuid>` and `subscriber:<uuid>` are somebody. */
export const subjectOf = (recipient: string): { subject?: string } => {
  const [kind, id] = recipient.split(':');
  return kind === 'role' ? {} : { subject: id };
};

const isLegal = (topic: Topic): boolean => (LEGAL_TOPICS as readonly Topic[]).includes(topic);

const queue = (command: QueueMessage, state: Message, { telling }: MessageGiven): MessageEvent[] => {
  // Its id is made of what it says: it is this very message.
  if (state.status !== 'absent') return [];
  if (telling === undefined) throw new Error('the adapter must hand in how it is told');
  const { type: _, occasion: __, turn: ___, since: ____, ...what } = command;
  const { messageId, recipient, topic, object, step } = what;
  const subject = subjectOf(recipient);
  if (telling === null) return [messageWithheld({ messageId, recipient, topic, object, step }, subject)];
  const { title, templateVersion, channels, notBefore, refs } = telling;
  const how = { title: { ...title }, templateVersion, channels: [...channels], notBefore };
  const data = {
    ...what,
    ...how,
    late: what.late || telling.late,
    legal: isLegal(topic),
    pinnedPolicies: [...refs],
  };
  // Who has no account has no inbox.
  if (recipient.startsWith('subscriber:')) return [messageQueued(data, subject)];
  const noticed = messageDelivered({ messageId, channel: 'INBOX', proof: 'inbox' }, subject);
  return [messageQueued(data, subject), noticed];
};

/** Two channels failed and nothing proves that somebody has it. @source domain.md 11 */
const delayed = (state: Queued, failed: OutboundChannel, given: MessageGiven): MessageEvent[] => {
  const { messageId, recipient, topic, object, legal } = state.queued;
  const all = state.ways
    .filter(({ channel, state: way }) => channel === failed || way === 'given-up')
    .map(({ channel }) => channel);
  if (!legal || state.proven || all.length < 2) return [];
  const data = { messageId, recipient, topic, object, receivedOn: given.inboxProofOn, failed: all };
  return [legalDeliveryDelayed(data, about(state))];
};

const outcomeOf = (
  { channel, outcome }: Extract<MessageCommand, { type: 'RecordOutcome' }>,
  way: Way,
  state: Queued,
  given: MessageGiven,
): MessageEvent[] => {
  const { messageId } = state.queued;
  const whom = about(state);
  const attempt = way.attempts + 1;
  const tried = { messageId, channel, attempt };
  if (outcome.kind === 'SENT') {
    const { evidence, proves } = outcome;
    return [
      messageSent({ ...tried, proof: evidence }, whom),
      ...(proves ? [messageDelivered({ messageId, channel, proof: evidence }, whom)] : []),
    ];
  }
  const { fault, answer, permanent } = outcome;
  const retryAt = permanent ? null : (given.retries.at(attempt - 1) ?? null);
  return [
    messageFailed({ ...tried, fault, answer, retryAt }, whom),
    ...(retryAt === null
      ? [messageGaveUp({ messageId, channel, attempts: attempt }, whom), ...delayed(state, channel, given)]
      : []),
  ];
};

const decide = (command: MessageCommand, state: Message, given: MessageGiven): MessageEvent[] => {
  if (command.type === 'QueueMessage') return queue(command, state, given);
  if (state.status !== 'queued') throw new NotFound('MESSAGE_NOT_FOUND', 'There is no such message.');
  if (command.type === 'ReadMessage')
    return state.read
      ? []
      : [messageRead({ messageId: state.queued.messageId, readBy: command.by }, about(state))];
  const way = state.ways.find(({ channel }) => channel === command.channel);
  return way?.state === 'waiting' ? outcomeOf(command, way, state, given) : [];
};

/**
 * One message to one recipient: queued once, in the inbox at once, sent by each channel until that takes it or is given up.
 * @source domain.md 11
 */
export const message: Decider<MessageCommand, MessageEvent, Message, MessageGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};
