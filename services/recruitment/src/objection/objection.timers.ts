import { recruitmentContracts } from '@jejak/contracts/recruitment';
import { type Appended, EventStore } from '@jejak/event-store';
import { streamOf } from '@jejak/kernel';
import { type DueTimer, timers } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { ErasedPeople } from '../committee/erased-people';
import { objection } from './objection.decider';
import type { ObjectionEvent } from './objection.state';

const decided = ({ data }: { readonly data: { readonly objectionId: string } }) => [
  { key: data.objectionId },
];

/** When the committee's time for an answer is over. @source domain.md 2.4, 4.4 */
export const objectionAnswers = timers<ObjectionEvent>({
  name: 'objection-answer',
  source: recruitmentContracts,
  of: {
    ObjectionFiled: ({ data: { objectionId, answerDueAt } }) => [
      { dueAt: answerDueAt, command: 'MarkOverdue', key: objectionId },
    ],
  },
  done: {
    ObjectionUpheld: decided,
    ObjectionPartlyUpheld: decided,
    ObjectionDismissed: decided,
    ObjectionOverdue: decided,
  },
});

/** Notes that an answer is late; it decides nothing. */
@Injectable()
export class ObjectionTimers implements TimerCommands {
  constructor(
    private readonly store: EventStore,
    private readonly erasures: ErasedPeople,
  ) {}

  async fire({ key, context }: DueTimer): Promise<Appended | void> {
    const stream = streamOf('objection', key);
    const { state } = await this.store.state(objection, stream);
    // About an erased person nothing is recorded any more, and nobody waits for the answer.
    if (state.status !== 'absent' && (await this.erasures.isErased(state.filed.applicantId))) return;
    const command = { type: 'MarkOverdue' } as const;
    return this.store.execute(objection, stream, command, context, { given: {} });
  }
}
