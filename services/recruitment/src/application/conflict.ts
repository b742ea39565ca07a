import { type ConflictDeclared, conflictDeclared, type ConflictKind } from '@jejak/contracts/recruitment';
import type { Present } from './application.decider';
import { assertMember, type CommitteeGiven } from './committee';
import { about } from './subject';

/** A member of the committee says what ties them to this applicant. */
export interface DeclareConflict {
  readonly type: 'DeclareConflict';
  readonly by: string;
  readonly kind: ConflictKind;
}

/**
 * Taken at any time, for a late declaration is better than none: from then on nothing that this person has said about the
 * application counts towards a decision that is still open.
 * @throws NotAuthorised NOT_RELATED
 * @source domain.md 4.2, DeclareConflict
 */
export const declareConflict = (
  { by, kind }: DeclareConflict,
  { submitted, conflicts }: Present,
  { members }: CommitteeGiven,
): ConflictDeclared[] => {
  assertMember(by, members);
  if (conflicts.includes(by)) return [];
  const { applicationId } = submitted;
  return [conflictDeclared({ person: by, applicationId, kind }, about(submitted))];
};
