import type { Cast } from './cast';
import type { Memory } from './memory';
import { behaviourExpectations, newcomerIndicators, planOf } from './plan-texts';
import type { Scene } from './scene';

const TRAINING = '/api/training/v1';
const PERFORMANCE = '/api/performance/v1';

const FILE = [
  'nip,nik,name,kind,golongan,jenjang,position,unit_code,supervisor_nip,start,contract_end,email,employee_id',
];
interface OnboardingView {
  readonly status: string;
  readonly buddyId: string | null;
  readonly due: string;
}

/**
 * The first month of E-9, who applied as A-1: a file, five tasks, sixteen training hours, and a work plan.
 * @source domain.md 15, step 22
 */
export const newcomerScenes = (cast: Cast, memory: Memory): Scene[] => {
  const { id, name } = cast.person('E-9');
  const hr = cast.as('HR-2', 'hr_admin');
  const newcomer = cast.as('E-9');
  const onboarding = `${TRAINING}/onboardings/${id}`;
  const done = (by: ReturnType<Cast['as']>, task: string, more: object = {}) =>
    by.does(`onboarding: ${task}`, `${onboarding}/mark-task`, { task, ...more });

  return [
    {
      on: '2026-05-25',
      steps: [22],
      what: 'the HR agency opens the file of E-9',
      play: async () => {
        const supervisor = cast.person('SUP-1').nip ?? '';
        const row = [
          ...[
            NEWCOMER_NIP,
            '9999300499000014',
            name,
            'CPNS',
            'III/a',
            'Ahli Pertama',
            'Perawat',
            'DINKES-IMUN',
            supervisor,
          ],
          ...['2026-06-01', '', 'e-9@kota-contoh.example', id],
        ].join();
        const content = [...FILE, row, ''].join('\n');
        const report = await hr.handsIn<{ accepted: number }>(
          ...(['import the file of E-9', '/api/career/v1/imports/employees'] as const),
          { mediaType: 'text/csv', content },
          { Prefer: 'wait=30' },
        );
        if (report.accepted !== 1) throw new Error(`the file of E-9: ${JSON.stringify(report)}`);
      },
    },
    {
      on: '2026-06-01',
      steps: [22],
      what: 'E-9 starts: five tasks, a buddy, thirty days',
      play: async () => {
        const started = await hr.reads<OnboardingView>(onboarding, ({ status }) => status === 'STARTED');
        if (started.due !== '2026-07-01') throw new Error(`the onboarding is due ${started.due}`);
        memory.know(BUDDY, started.buddyId ?? '');
        // So does performance, which opens a plan that is due in thirty days.
        await newcomer.reads<{ items: readonly { status: string }[] }>(
          `${PERFORMANCE}/plans?year=2026`,
          ({ items }) => items.some(({ status }) => status === 'DRAFT'),
        );
      },
    },
    {
      on: '2026-06-12',
      steps: [22],
      what: 'ethics and administration, eight hours each',
      play: async () => {
        await hr.isRefused('JP_BELOW_MINIMUM', 'seven hours', `${onboarding}/mark-task`, {
          task: 'ETHICS',
          jp: 7,
        });
        await done(hr, 'ETHICS', { jp: 8 });
        await done(hr, 'ADMINISTRATION', { jp: 8 });
        await done(newcomer, 'SOCIALISATION');
        await done(cast.as(cast.withId(memory.recall(BUDDY)).key, 'employee'), 'BUDDY_MEETING');
      },
    },
    {
      on: '2026-06-24',
      steps: [22],
      what: 'the first work plan is agreed, and the onboarding is complete',
      play: async () => {
        const { stream } = await newcomer.does('E-9 drafts the plan', `${PERFORMANCE}/plans`, {
          ...{ year: 2026, indicators: newcomerIndicators(2026, '600'), behaviourExpectations },
        });
        memory.know(planOf('E-9', 2026), stream.slice('plan-'.length));
        const plan = `${PERFORMANCE}/plans/${memory.recall(planOf('E-9', 2026))}`;
        const { agreeBy } = await newcomer.reads<{ agreeBy: string }>(plan, () => true);
        if (agreeBy !== '2026-07-01') throw new Error(`the plan of E-9 is due ${agreeBy}`);
        await newcomer.does('E-9 submits the plan', `${plan}/submit`);
        await cast.as('SUP-1', 'supervisor').does('SUP-1 agrees the plan of E-9', `${plan}/agree`);
        await hr.reads<OnboardingView>(onboarding, ({ status }) => status === 'COMPLETED');
        await newcomer.reads<{ credited: number }>(
          `${TRAINING}/learning-balances/${id}`,
          ({ credited }) => credited === 16,
        );
      },
    },
  ];
};

/** The number that was approved for A-1. */
export const NEWCOMER_NIP = '199904302026062001';
/** What one scene tells, and another needs. */
const BUDDY = 'the buddy of E-9';
