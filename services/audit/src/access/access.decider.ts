import { type LogRead, logRead } from '@jejak/contracts/audit';
import { type FileRead, fileRead } from '@jejak/contracts/every-service';
import type { Decider } from '@jejak/kernel';

/** Somebody reads the log. */
export interface AccessCommand {
  readonly type: 'RecordAccess';
  readonly purpose: string;
  readonly caseId?: string;
  readonly what: string;
  /** The stream or event that is read; null for a list. */
  readonly object: string | null;
  /** UUIDs of those whose files the answer shows. */
  readonly persons: readonly string[];
}

/**
 * Each person whose file is read gets a fact of their own, so that their record of processing is complete; an answer about
 * nobody in particular is recorded all the same.
 * @source domain.md 2.6 and 10.1 rule 5
 */
export const access: Decider<AccessCommand, FileRead | LogRead, null> = {
  initial: null,
  decide: ({ purpose, caseId, what, object, persons }) => {
    const why = { purpose, what, ...(caseId === undefined ? {} : { caseId }) };
    return persons.length === 0
      ? [logRead({ ...why, object })]
      : persons.map((person) => fileRead({ ...why, subjectId: person }, { subject: person }));
  },
  evolve: () => null,
};
