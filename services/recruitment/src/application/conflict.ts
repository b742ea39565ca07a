import { type ConflictDeclared, conflictDeclared, type ConflictKind } from '@jejak/contracts/recruitment';
import type { Present } from './application.state';
import { assertMember, type CommitteeGiven } from './committee';

/** A member of the committee says what ties them to this applicant. */
export interface DeclareConflict {
  readonly type: 'DeclareConflict';
  readonly by: string;
  readonly kind: ConflictKind;
  /** In their own words; null where none were given. */
  readonly explanation: string | null;
}

/**
 * Taken at any time, for a late declaration is better than none: from then on nothing that this person has said about the
 * application counts towards a decision that is still open.
 * @throws NotAuthorised NOT_RELATED
 * @source domain.md 4.2, DeclareConflict
 */
export const declareConflict = (
  { by, kind, explanation }: DeclareConflict,
  { submitted, conflicts }: Present,
  { members }: CommitteeGiven,
): ConflictDeclared[] => {
  assertMember(by, members);
  if (conflicts.includes(by)) return [];
  const { applicationId } = submitted;
  const said = { person: by, applicationId, kind, ...(explanation === null ? {} : { explanation }) };
  // Their own words: under their key, not the applicant's.
  return [conflictDeclared(said, { subject: by })];
};
