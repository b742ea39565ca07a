import type { Topic } from '@jejak/contracts/notification';
import { type CommandContext, EventStore, type Gather } from '@jejak/event-store';
import { naturalId, type Recorded, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { Rulebook } from '../rules/rulebook';
import { type AddressNotice, notice, type NoticeGiven, type NoticeState } from './notice.decider';
import type { Reader } from './notice-table';
import { Readers } from './readers';

/** Those whom the fact itself names, whenever it is asked; who else reads it depends on the day. */
const NAMED: readonly Reader['as'][] = ['PERSON', 'ROLE', 'SUBJECT', 'SUBSCRIBER'];

/** Says whom a fact is news to, the same however often it is asked. */
@Injectable()
export class Notices {
  constructor(
    private readonly store: EventStore,
    private readonly readers: Readers,
    private readonly rulebook: Rulebook,
  ) {}

  /**
   * Recipients, sorted, each once.
   * @param context of the reaction
   * @throws Unavailable where what it needs is on its way
   */
  async recipients(
    event: Recorded,
    topic: Topic,
    readers: readonly Reader[],
    context: CommandContext,
  ): Promise<readonly string[]> {
    if (readers.every(({ as }) => NAMED.includes(as))) return this.readers.of(readers, event);
    const noticeId = naturalId('notice', event.envelope.id);
    const stream = streamOf('notice', noticeId);
    const command: AddressNotice = { type: 'AddressNotice', noticeId, topic, object: event.envelope.stream };
    const gather: Gather<NoticeState, NoticeGiven> = async (_, now) => {
      const { rules, refs } = await this.rulebook.today(now);
      return {
        given: { recipients: await this.readers.of(readers, event) },
        policy: rules.ref,
        policies: refs,
      };
    };
    await this.store.execute(notice, stream, command, context, gather);
    const { state } = await this.store.state(notice, stream);
    if (state.status === 'absent') throw new Error('a notice is addressed, if to nobody');
    return state.to;
  }
}
