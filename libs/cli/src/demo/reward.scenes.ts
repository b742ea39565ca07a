import type { Cast } from './cast';
import type { Memory } from './memory';
import type { Scene } from './scene';

const API = '/api/performance/v1';
const WAITING = { Prefer: 'wait=30' };

// What one scene tells, and another needs.
const INCENTIVE = 'the reward of E-2';

/**
 * What follows from a good year at the permit office: an incentive by rule, and the mayor's award.
 * @source domain.md 15, step 32
 */
export const rewardScenes = (cast: Cast, memory: Memory): Scene[] => {
  const service = cast.as('SVC');
  const mayor = cast.as('PPK', 'leadership');
  const [officer, head] = [cast.person('E-2'), cast.person('K-1')];

  return [
    {
      on: '2026-12-10',
      steps: [32],
      what: 'E-2 was faster than the standard, and K-1 cut the time at the counter: both are rewarded',
      play: async () => {
        const [from, to] = ['2026-01-01', '2026-11-30'];
        const nip = officer.nip ?? '';
        const content = [
          'source,indicator_id,unit_code,nip,from,to,quantity',
          `SYSTEM,PTSP.DAYS.ACTUAL,,${nip},${from},${to},9.8`,
          `REGISTER,PTSP.DAYS.STANDARD,PTSP,,${from},${to},14`,
          `SYSTEM,PTSP.CASES,,${nip},${from},${to},212`,
          `REGISTER,PTSP.COMPLAINTS,,${nip},${from},${to},1`,
          'SYSTEM,ADMIN.SERVICE.MINUTES,PTSP,,2025-01-01,2025-12-31,240',
          `SYSTEM,ADMIN.SERVICE.MINUTES,PTSP,,${from},${to},55`,
          '',
        ].join('\n');
        const report = await service.handsIn<{ accepted: number }>(
          ...(['figures of PTSP', `${API}/imports/measurements`] as const),
          { mediaType: 'text/csv', content },
          WAITING,
        );
        if (report.accepted !== 6) throw new Error(`figures of PTSP: ${JSON.stringify(report)}`);
        const proposed = await service.does('propose the reward of E-2', `${API}/rewards`, {
          ...{ ruleId: 'PTSP_FASTER', employeeId: officer.id, year: 2026 },
        });
        memory.know(INCENTIVE, proposed.stream.slice('reward-'.length));
        await cast
          .as('HR-1', 'leadership')
          .does('approve the reward of E-2', `${API}/rewards/${memory.recall(INCENTIVE)}/approve`);
        const award = await service.does('propose the award of K-1', `${API}/rewards`, {
          ...{ ruleId: 'HEAD_SERVICE_TIME', employeeId: head.id, year: 2026 },
        });
        const at = `${API}/rewards/${award.stream.slice('reward-'.length)}`;
        await cast
          .as('K-1', 'leadership')
          .isRefused('SOD_VIOLATION', 'K-1 approves the own award', `${at}/approve`);
        await mayor.does('approve the award of K-1', `${at}/approve`);
        await cast.as('K-1', 'employee').does('K-1 may be named', `${at}/consent`, { named: true });
        await mayor.does('make the award known', `${at}/publish`);
      },
    },
  ];
};
