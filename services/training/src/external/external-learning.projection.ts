import { trainingContracts } from '@jejak/contracts/training';
import { projection } from '@jejak/projections';
import type { ExternalLearning, ExternalLearningEvent } from './external-learning.decider';

export interface ExternalLearningRow {
  readonly learningId: string;
  readonly employeeId: string;
  readonly endedOn: string;
  readonly jp: number;
  readonly certificateSha256: string;
  readonly status: Exclude<ExternalLearning['status'], 'absent'>;
}

/** What people claim to have learned elsewhere; what it was called stands in the log. */
export const externalLearningList = projection<ExternalLearningEvent, ExternalLearningRow>()({
  table: 'external_learning_list',
  source: trainingContracts,
  key: ({ data }) => data.learningId,
  opens: {
    ExternalLearningClaimed: ({ data: { title: _, provider: __, ...claim } }) => ({
      ...{ ...claim, status: 'CLAIMED' },
    }),
  },
  on: {
    ExternalLearningCredited: (row) => ({ ...row, status: 'CREDITED' }),
    ExternalLearningRejected: (row) => ({ ...row, status: 'REJECTED' }),
  },
});
