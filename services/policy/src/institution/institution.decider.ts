import { type InstitutionVerified, institutionVerified } from '@jejak/contracts/policy';
import type { Decider } from '@jejak/kernel';

export interface VerifyInstitution {
  readonly type: 'VerifyInstitution';
  readonly by: string;
  readonly institutionId: string;
  readonly name: string;
  readonly codeKey: string;
}

/** An education institution that speaks in consultations. @source domain.md 1 (“public with a verified organisation”) */
export const institution: Decider<VerifyInstitution, InstitutionVerified, boolean> = {
  initial: false,
  decide: ({ by: verifiedBy, institutionId, name, codeKey }, known) =>
    known ? [] : [institutionVerified({ institutionId, name, codeKey, verifiedBy })],
  evolve: () => true,
};
