import { type InstitutionVerified, policyContracts } from '@jejak/contracts/policy';
import { projection } from '@jejak/projections';

export interface InstitutionRow {
  readonly institutionId: string;
  readonly name: string;
  /** Keyed hash of its code, 64 hexadecimal digits. */
  readonly codeKey: string;
  /** ISO instant. */
  readonly verifiedAt: string;
}

export const institutions = projection<InstitutionVerified, InstitutionRow>()({
  table: 'institution',
  source: policyContracts,
  key: ({ data }) => data.institutionId,
  opens: {
    InstitutionVerified: ({ data: { institutionId, name, codeKey }, envelope }) => ({
      ...{ institutionId, name, codeKey, verifiedAt: envelope.at },
    }),
  },
});
