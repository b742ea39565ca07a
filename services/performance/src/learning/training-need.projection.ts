import {
  type NeedDeclined,
  type NeedIdentified,
  type NeedPlanned,
  trainingContracts,
} from '@jejak/contracts/training';
import { projection } from '@jejak/projections';

/** What an employee lacks, as the training service knows it. */
export interface TrainingNeedRow {
  readonly needId: string;
  readonly employeeId: string;
  readonly competency: string;
  /** Per cent of what is expected, and the weight of the indicator that it holds back. */
  readonly gap: string;
  readonly indicatorWeight: string;
  readonly improvementPlan: boolean;
  /** The programme that is to close it; null while none is planned. */
  readonly programmeId: string | null;
  readonly declined: boolean;
  /** ISO instant: what was passed before it does not close it. */
  readonly identifiedAt: string;
}

export const trainingNeedList = projection<NeedIdentified | NeedPlanned | NeedDeclined, TrainingNeedRow>()({
  table: 'training_need',
  source: trainingContracts,
  key: ({ data }) => data.needId,
  opens: {
    NeedIdentified: ({ data, envelope: { at } }) => {
      const { needId, employeeId, competency, gap, indicatorWeight, improvementPlan } = data;
      return {
        ...{ needId, employeeId, competency, gap, indicatorWeight, improvementPlan },
        ...{ programmeId: null, declined: false, identifiedAt: at },
      };
    },
  },
  on: {
    NeedPlanned: (row, { data: { programmeId } }) => ({ ...row, programmeId }),
    NeedDeclined: (row) => ({ ...row, declined: true }),
  },
});
