import { type ErasureBasis, subjectKeyDestroyed, type SubjectKeyDestroyed } from '@jejak/contracts/audit';
import { Conflict, RuleViolated } from '@jejak/kernel';
import { standing, unfit } from './guards';
import type { PrivacyGiven } from './privacy.commands';
import type { DataRequest, PrivacyFile } from './privacy.state';

/** What is asked of an erasure that is granted. */
interface Granted {
  readonly by: string;
  readonly erasure: { readonly basis: ErasureBasis; readonly archiveCode: string | null } | null;
}

/**
 * The key of a person goes, for ever, once nothing stands against it. What the officer filed for the person another officer grants,
 * since what is destroyed no appeal brings back.
 * @throws RuleViolated SOD_VIOLATION, LEGAL_HOLD, RETENTION_REQUIRED, RULE_VIOLATED; Conflict LOG_INCOMPLETE
 * @source domain.md 2.6, 10.2; audit-ledger.md section 3
 */
export const destroyKeys = (
  { filed: { personId, requestId, filedBy } }: DataRequest,
  { by, erasure }: Granted,
  state: PrivacyFile,
  given: PrivacyGiven,
): SubjectKeyDestroyed[] => {
  if (filedBy === by)
    throw new RuleViolated('SOD_VIOLATION', 'Whoever filed an erasure for a person does not grant it.', {
      rule: 'sod.erasure',
    });
  if (standing(state, given.today).length > 0 || given.inspections.length > 0)
    throw new RuleViolated('LEGAL_HOLD', 'Nothing about this person may be erased at present.');
  if (given.retention !== null)
    throw new RuleViolated(
      'RETENTION_REQUIRED',
      `The law requires a record until ${given.retention.until}.`,
      {
        rule: `retention.${given.retention.kind}`,
        params: { until: given.retention.until },
      },
    );
  if (given.logIncomplete)
    throw new Conflict('LOG_INCOMPLETE', 'The log lacks facts that may be about what the law keeps.');
  if (erasure === null) throw unfit('erasure.basis', 'Say what the erasure rests on.', 'basis');
  const { basis, archiveCode } = erasure;
  if ((basis === 'RETENTION_ENDED') !== (archiveCode !== null))
    throw unfit('erasure.archive-code', 'The end of a retention names its archive class.', 'archiveCode');
  return [personId, ...given.otherIds].map((subjectId) =>
    subjectKeyDestroyed({
      ...{ subjectId, requestId, basis, archiveCode },
      ...{ entries: given.sealed[subjectId] ?? 0, approvedBy: by },
    }),
  );
};
