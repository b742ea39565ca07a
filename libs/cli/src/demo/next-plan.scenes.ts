import { naturalId } from '@jejak/kernel';
import type { Cast } from './cast';
import type { Memory } from './memory';
import { behaviourExpectations, nurseIndicators, planOf, unitResultOf } from './plan-texts';
import type { Scene } from './scene';

const API = '/api/performance/v1';

// What one scene tells, and another needs.
const PLAN = planOf('E-1', 2027);

interface PlanView {
  readonly status: string;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly agreeBy: string;
}

/**
 * The plan of E-1 for 2027, which ends with the promotion after three months, the one that is due for the new level, and what the
 * city publishes of the quarter.
 * @source domain.md 15, steps 47 and 48
 */
export const nextPlanScenes = (cast: Cast, memory: Memory): Scene[] => {
  const nurse = cast.as('E-1');
  const mayor = cast.as('PPK', 'leadership');
  const plan = (): string => `${API}/plans/${memory.recall(PLAN)}`;

  return [
    {
      on: '2027-01-04',
      steps: [],
      what: 'the cycle of 2027',
      play: async () => {
        await cast.as('HR-2', 'hr_admin').does('open the cycle of 2027', `${API}/cycles`, { year: 2027 });
        await mayor.does('plan the unit’s result of 2027', `${API}/unit-results`, {
          ...{ code: 'DINKES-IMUN', year: 2027, unitId: naturalId('unit', 'DINKES-IMUN') },
          ...{ result: 'Imunisasi dasar lengkap bagi semua anak.', measure: 'Cakupan dalam persen' },
        });
        await mayor.reads<{ items: { unitResultId: string }[] }>(
          `${API}/unit-results?year=2027`,
          ({ items }) => items.some(({ unitResultId }) => unitResultId === unitResultOf(2027)),
        );
      },
    },
    {
      on: '2027-01-18',
      steps: [],
      what: 'E-1 and SUP-1 agree on the plan of 2027',
      play: async () => {
        const { stream } = await nurse.does('draft the plan of 2027', `${API}/plans`, {
          ...{ year: 2027, indicators: nurseIndicators(2027, '1250'), behaviourExpectations },
        });
        memory.know(PLAN, stream.slice('plan-'.length));
        await nurse.does('submit the plan of 2027', `${plan()}/submit`);
        await cast.as('SUP-1', 'supervisor').does('agree the plan of 2027', `${plan()}/agree`);
        await nurse.reads<PlanView>(plan(), ({ status }) => status === 'ACTIVE');
      },
    },
    {
      on: '2027-04-01',
      steps: [47],
      what: 'the plan ends with its third month, and one for the new level is due on 1 May',
      play: async () => {
        await nurse.reads<PlanView>(
          plan(),
          ({ status, periodEnd }) => status === 'CLOSED' && periodEnd === '2027-03-31',
        );
        await nurse.reads<{ items: PlanView[] }>(`${API}/plans?year=2027`, ({ items }) =>
          items.some(
            ({ status, periodStart, agreeBy }) =>
              status === 'DRAFT' && periodStart === '2027-04-01' && agreeBy === '2027-05-01',
          ),
        );
      },
    },
    {
      on: '2027-04-10',
      steps: [48],
      what: 'the figures of the first quarter are published',
      play: async () => {
        await cast
          .as('C-1')
          .reads<{ items: { kind: string; toDate: string }[] }>(`${API}/datasets?limit=200`, ({ items }) =>
            items.some(({ kind, toDate }) => kind === 'performance-objections' && toDate === '2027-03-31'),
          );
      },
    },
  ];
};
