import type {
  LegalDeliveryDelayed,
  MessageDelivered,
  MessageFailed,
  MessageGaveUp,
  MessageQueued,
  MessageRead,
  MessageSent,
  MessageWithheld,
  OutboundChannel,
} from '@jejak/contracts/notification';

export type MessageEvent =
  | MessageQueued
  | MessageWithheld
  | MessageSent
  | MessageDelivered
  | MessageFailed
  | MessageGaveUp
  | MessageRead
  | LegalDeliveryDelayed;

/** How far one channel has come. */
export interface Way {
  readonly channel: OutboundChannel;
  readonly attempts: number;
  readonly state: 'waiting' | 'sent' | 'given-up';
  /** Not before, ISO instant: quiet hours, or the time between two attempts. */
  readonly notBefore: string;
}

export type Message =
  | { readonly status: 'absent' }
  /** Who it would have been for had switched the topic off. */
  | { readonly status: 'withheld' }
  | {
      readonly status: 'queued';
      readonly queued: MessageQueued['data'];
      readonly ways: readonly Way[];
      /** Somebody has it for certain: it was read, or the recipient's own system took it. */
      readonly proven: boolean;
      readonly read: boolean;
    };

const along = (state: Message, channel: string, change: (way: Way) => Way): Message =>
  state.status === 'queued'
    ? { ...state, ways: state.ways.map((way) => (way.channel === channel ? change(way) : way)) }
    : state;

export const evolve = (state: Message, event: MessageEvent): Message => {
  switch (event.type) {
    case 'MessageQueued':
      return {
        ...{ status: 'queued', queued: event.data, proven: false, read: false },
        ways: event.data.channels.map((channel) => ({
          ...{ channel, attempts: 0, state: 'waiting' },
          notBefore: event.data.notBefore,
        })),
      };
    case 'MessageWithheld':
      return { status: 'withheld' };
    case 'MessageSent':
      return along(state, event.data.channel, (way) => ({
        ...way,
        attempts: event.data.attempt,
        state: 'sent',
      }));
    case 'MessageDelivered':
      // A notice in the inbox is there; that somebody has it is said by reading it.
      return state.status === 'queued' && event.data.channel !== 'INBOX' ? { ...state, proven: true } : state;
    case 'MessageFailed':
      return along(state, event.data.channel, (way) => ({
        ...{ ...way, attempts: event.data.attempt },
        notBefore: event.data.retryAt ?? way.notBefore,
      }));
    case 'MessageGaveUp':
      return along(state, event.data.channel, (way) => ({ ...way, state: 'given-up' }));
    case 'MessageRead':
      return state.status === 'queued' ? { ...state, proven: true, read: true } : state;
    case 'LegalDeliveryDelayed':
      return state;
  }
};
