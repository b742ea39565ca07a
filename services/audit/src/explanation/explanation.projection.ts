import { auditContracts, type ExplanationProduced } from '@jejak/contracts/audit';
import { projection } from '@jejak/projections';

/** An explanation that was given; its question stands in the log only. */
export interface ExplanationRow {
  readonly explanationId: string;
  readonly object: string;
  readonly caseId: string | null;
  readonly askedBy: string;
  /** Ids of events, in the order of the log. */
  readonly chain: readonly string[];
  readonly policies: readonly string[];
  readonly proofs: { readonly size: number; readonly root: string };
  readonly truncated: boolean;
  /** ISO instant. */
  readonly producedAt: string;
}

export const explanationList = projection<ExplanationProduced, ExplanationRow>()({
  table: 'explanation',
  source: auditContracts,
  key: ({ data }) => data.explanationId,
  opens: {
    ExplanationProduced: ({ data: { question: _, hypothetical: __, ...data }, envelope }) => ({
      ...{ ...data, producedAt: envelope.at },
    }),
  },
});
