import { type NeedFinder, type NeedIdentified, trainingContracts } from '@jejak/contracts/training';
import { projection } from '@jejak/projections';
import type { Need, NeedEvent } from './need.decider';

export type NeedRow = Omit<NeedIdentified['data'], 'identifiedBy'> & {
  /** Null where it was not recorded. */
  readonly identifiedBy: NeedFinder | null;
  readonly status: Exclude<Need['status'], 'absent'>;
  readonly priority: number | null;
  readonly year: number | null;
  readonly programmeId: string | null;
};

/** Every need. */
export const needList = projection<NeedEvent, NeedRow>()({
  table: 'need_list',
  source: trainingContracts,
  key: ({ data }) => data.needId,
  opens: {
    NeedIdentified: ({ data }) => ({
      ...{ ...data, identifiedBy: data.identifiedBy ?? null, status: 'IDENTIFIED', priority: null },
      ...{ year: null, programmeId: null },
    }),
  },
  on: {
    NeedPrioritised: (row, { data: { priority } }) => ({ ...row, status: 'PRIORITISED', priority }),
    NeedPlanned: (row, { data: { year, programmeId } }) => ({ ...row, status: 'PLANNED', year, programmeId }),
    NeedDeclined: (row) => ({ ...row, status: 'DECLINED' }),
  },
});
