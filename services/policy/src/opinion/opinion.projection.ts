import { type OpinionGroup, policyContracts } from '@jejak/contracts/policy';
import { projection } from '@jejak/projections';
import type { OpinionEvent } from './opinion.decider';

/** That there is an opinion, and what became of it; the words stay sealed. */
export interface OpinionRow {
  readonly opinionId: string;
  readonly key: string;
  readonly policyVersion: number;
  readonly opinionGroup: OpinionGroup;
  readonly institutionId: string | null;
  readonly status: 'SUBMITTED' | 'ANSWERED';
  readonly adopted: boolean | null;
  /** ISO instants. */
  readonly submittedAt: string;
  readonly answeredAt: string | null;
}

export const opinions = projection<OpinionEvent, OpinionRow>()({
  table: 'opinion',
  source: policyContracts,
  key: ({ data }) => data.opinionId,
  opens: {
    OpinionSubmitted: ({ data: { opinionId, key, version, group, institutionId }, envelope }) => ({
      ...{ opinionId, key, policyVersion: version, opinionGroup: group, institutionId, status: 'SUBMITTED' },
      ...{ adopted: null, submittedAt: envelope.at, answeredAt: null },
    }),
  },
  on: {
    OpinionAnswered: (row, { data: { adopted }, envelope }) => ({
      ...{ ...row, status: 'ANSWERED', adopted, answeredAt: envelope.at },
    }),
  },
});
