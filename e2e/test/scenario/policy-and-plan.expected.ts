import { person } from '../public-api';
import { type ExpectedStep, on } from './expectation';

const [SUP1] = ['SUP-1'].map((key) => person(key).id);

/** Steps 1 to 6. @source domain.md 15 A */
export const POLICY_AND_PLAN: readonly ExpectedStep[] = [
  {
    step: 1,
    facts: [
      on('2025-10-06', 'PolicyDrafted', { key: 'perf.result', parameters: { above: '110', meets: '90' } }),
      on('2025-10-06', 'PolicySimulated', { key: 'perf.result', version: 1, hypothetical: true }),
      on('2025-10-07', 'ConsultationOpened', { key: 'perf.result', version: 1 }),
      on('2025-11-03', 'PolicyApproved', {
        ...{ key: 'perf.result', version: 1, effectiveFrom: '2026-01-01', opinions: 2 },
      }),
      on('2025-11-03', 'PolicyPublished', { key: 'perf.result', version: 1, effectiveFrom: '2026-01-01' }),
      on('2025-11-03', 'CommandRefused', { commandType: 'ApprovePolicy', code: 'SOD_VIOLATION' }),
    ],
    refusals: ['SOD_VIOLATION'],
  },
  {
    step: 2,
    facts: [
      on('2025-11-10', 'PolicyAcknowledged', { key: 'perf.result', version: 1 }, 38),
      on('2026-01-01', 'PolicyInForce', {
        ...{ key: 'perf.result', version: 1, acknowledged: 38, active: 40, coverage: '95.0000' },
      }),
    ],
  },
  {
    step: 3,
    facts: [on('2026-01-05', 'CycleOpened', { year: 2026, pinnedPolicies: ['perf.result@1'] })],
    refusals: ['POLICY_MISSING'],
  },
  {
    step: 4,
    facts: [
      on('2026-01-12', 'PlanSubmitted'),
      on('2026-01-12', 'TargetRealismChecked', {
        ...{ indicatorId: 'I-1', target: '1500', baseline: '1063.3333', ratio: '1.4107', maxStretch: '1.25' },
      }),
      on('2026-01-12', 'TargetFlaggedUnrealistic', { indicatorId: 'I-1', ratio: '1.4107' }),
    ],
  },
  { step: 5, facts: [], refusals: ['TARGET_UNREALISTIC_UNREVIEWED'] },
  {
    step: 6,
    facts: [
      on('2026-01-20', 'TargetAdjusted', { indicatorId: 'I-1', old: '1500', new: '1200', ratio: '1.1285' }),
      on('2026-01-20', 'PlanAgreed', { planVersion: 1, agreedBy: SUP1, pinnedPolicies: ['perf.result@1'] }),
    ],
  },
];
