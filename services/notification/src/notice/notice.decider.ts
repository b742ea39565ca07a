import {
  type NoticeAddressed,
  noticeAddressed,
  RECIPIENTS_IN_A_FACT,
  type Topic,
} from '@jejak/contracts/notification';
import type { Decider } from '@jejak/kernel';

export interface AddressNotice {
  readonly type: 'AddressNotice';
  readonly noticeId: string;
  readonly topic: Topic;
  readonly object: string;
}

export type NoticeState =
  { readonly status: 'absent' } | { readonly status: 'addressed'; readonly to: readonly string[] };

export interface NoticeGiven {
  /** Whom it is news to now, sorted, each once. */
  readonly recipients: readonly string[];
}

const decide = (
  { noticeId, topic, object }: AddressNotice,
  state: NoticeState,
  { recipients }: NoticeGiven,
): NoticeAddressed[] => {
  if (state.status === 'addressed') return [];
  // Nobody is an answer too.
  const facts = Math.max(1, Math.ceil(recipients.length / RECIPIENTS_IN_A_FACT));
  return Array.from({ length: facts }, (_, nth) => {
    const from = nth * RECIPIENTS_IN_A_FACT;
    return noticeAddressed({
      ...{ noticeId, topic, object },
      to: recipients.slice(from, from + RECIPIENTS_IN_A_FACT),
    });
  });
};

/** To whom one fact is news: looked up once. @source domain.md 11, 12 */
export const notice: Decider<AddressNotice, NoticeAddressed, NoticeState, NoticeGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve: (state, { data: { to } }) => ({
    status: 'addressed',
    to: [...(state.status === 'addressed' ? state.to : []), ...to],
  }),
};
