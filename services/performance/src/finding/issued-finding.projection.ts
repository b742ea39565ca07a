import { auditContracts, type FindingIssued } from '@jejak/contracts/audit';
import { projection } from '@jejak/projections';

/** What the inspectorate found: of which unit, and about which stream; never its words. */
export interface IssuedFindingRow {
  readonly findingId: string;
  readonly unitId: string;
  /** Null: the unit's practice. */
  readonly about: string | null;
  /** Where it stands, for those who rest on it. */
  readonly stream: string;
  readonly readVersion: number;
  readonly hash: string;
}

/** Findings, on which a final evaluation may be opened again. @source domain.md 12 (FindingIssued) */
export const issuedFindings = projection<FindingIssued, IssuedFindingRow>()({
  table: 'issued_finding',
  source: auditContracts,
  key: ({ data }) => data.findingId,
  opens: {
    FindingIssued: ({ data: { findingId, unitId, about }, envelope: { stream, version, hash } }) => ({
      ...{ findingId, unitId, about, stream, readVersion: version, hash },
    }),
  },
});
