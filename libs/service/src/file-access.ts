import { fileRead, type FileRead } from '@jejak/contracts/every-service';
import { type CommandContext, EventStore } from '@jejak/event-store';
import { type Decider, newId, type Particulars, streamOf } from '@jejak/kernel';

/** What a file is read for, by the role under which it is read; any other: `administration`. */
const PURPOSES: Readonly<Partial<Record<CommandContext['role'], string>>> = {
  supervisor: 'appraisal',
  committee: 'selection',
  inspector: 'inspection',
};

type ReadFile = { type: 'ReadFile' } & FileRead['data'] & Pick<Particulars, 'reason'>;

const reading: Decider<ReadFile, FileRead, null> = {
  initial: null,
  decide: ({ type: _, reason, ...data }) => [
    fileRead(data, { subject: data.subjectId, ...(reason ? { reason } : {}) }),
  ],
  evolve: () => null,
};

/** Records that somebody read another person's file: the person may ask who did. @source domain.md 2.6 */
export class FileAccess {
  constructor(private readonly store: EventStore) {}

  /**
   * Reading one's own is nobody else's business.
   * @param what which view, e.g. `performance.evaluation`
   * @param reason in the reader's words, where the view asks for one
   */
  async record(
    subjectId: string,
    what: string,
    context: CommandContext,
    reason?: Particulars['reason'],
  ): Promise<void> {
    const { actor, role, traceparent } = context;
    if (actor === subjectId) return;
    const purpose = PURPOSES[role] ?? 'administration';
    // Each read is a fact of its own: an Idempotency-Key on a query must not hide the second one.
    const commandId = newId();
    const stream = streamOf('access', newId());
    const reader = { commandId, actor, role, ...(traceparent === undefined ? {} : { traceparent }) };
    const read = { type: 'ReadFile', subjectId, purpose, what, ...(reason ? { reason } : {}) } as const;
    await this.store.execute(reading, stream, read, reader);
  }
}
