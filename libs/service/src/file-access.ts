import { fileRead, type FileRead } from '@jejak/contracts/every-service';
import { type CommandContext, EventStore, type KeyStore } from '@jejak/event-store';
import { type Decider, newId, type Particulars, streamOf } from '@jejak/kernel';

/** What a file is read for, by the role under which it is read; any other: `administration`. */
const PURPOSES: Readonly<Partial<Record<CommandContext['role'], string>>> = {
  supervisor: 'appraisal',
  committee: 'selection',
  inspector: 'inspection',
};

/** Why somebody reads a file, where the view asks. */
export interface WhyRead {
  /** Where the role does not say it: a trainer from outside comes as `committee`, and selects nobody. */
  readonly purpose?: string;
  /** In the reader's words. */
  readonly reason?: Particulars['reason'];
  /** The inspection, complaint, objection or assignment that it is read for. */
  readonly caseId?: string;
}

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
  constructor(
    private readonly store: EventStore,
    private readonly keys: Pick<KeyStore, 'isDestroyed'>,
  ) {}

  /**
   * Reading one's own is nobody else's business.
   * @param what which view, e.g. `performance.evaluation`
   * @returns whether there is a file to read: of an erased person there is none, so the view says so, and nothing is recorded
   */
  async record(
    subjectId: string,
    what: string,
    context: CommandContext,
    { purpose: told, reason, caseId }: WhyRead = {},
  ): Promise<boolean> {
    const { actor, role, traceparent } = context;
    if (actor === subjectId) return true;
    if (await this.keys.isDestroyed(subjectId)) return false;
    const purpose = told ?? PURPOSES[role] ?? 'administration';
    // Each read is a fact of its own: an Idempotency-Key on a query must not hide the second one.
    const commandId = newId();
    const stream = streamOf('access', newId());
    const reader = { commandId, actor, role, ...(traceparent === undefined ? {} : { traceparent }) };
    const why = { ...(reason ? { reason } : {}), ...(caseId ? { caseId } : {}) };
    const read = { type: 'ReadFile', subjectId, purpose, what, ...why } as const;
    await this.store.execute(reading, stream, read, reader);
    return true;
  }
}
