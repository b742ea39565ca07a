import { type OperatorAct, operatorActed, type OperatorActed } from '@jejak/contracts/every-service';
import { type CommandContext, EventStore } from '@jejak/event-store';
import { type Decider, newId, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';

type Act = { readonly type: 'Act' } & OperatorActed['data'];

const acting: Decider<Act, OperatorActed, null> = {
  initial: null,
  decide: ({ type: _, ...data }) => [operatorActed(data)],
  evolve: () => null,
};

/** What of an act is worth knowing; members without a value are left out. */
export type OperatorActDetails = {
  readonly [Name in Exclude<keyof OperatorActed['data'], 'act'>]?: OperatorActed['data'][Name] | undefined;
};

/** Records what operators do, before it is done. @source audit-ledger.md section 14, question 22 */
@Injectable()
export class OperatorActs {
  constructor(private readonly store: EventStore) {}

  async record(
    act: OperatorAct,
    { part, stream, from, to }: OperatorActDetails,
    context: CommandContext,
  ): Promise<void> {
    const { actor, role, traceparent } = context;
    const data = {
      ...(part === undefined ? {} : { part }),
      ...(stream === undefined ? {} : { stream }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    };
    // Each act is a fact of its own, whatever a client says in the headers of commands.
    await this.store.execute(
      acting,
      streamOf('operator-act', newId()),
      { type: 'Act', act, ...data },
      { commandId: newId(), actor, role, ...(traceparent === undefined ? {} : { traceparent }) },
    );
  }
}
