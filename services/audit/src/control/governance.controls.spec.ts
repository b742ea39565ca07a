import {
  progressReported,
  rewardGranted,
  type RewardGranted,
  rewardProposed,
  type RewardProposed,
} from '@jejak/contracts/performance';
import { consultationOpened, policyApproved, policyDrafted, policyInForce } from '@jejak/contracts/policy';
import { describe, expect, it } from '@jest/globals';
import { fact, stream } from '../../test/told-facts';
import { hasInputs, neverSampled, type PolicyFact, wasConsulted } from './governance.controls';

const some = (n: number): string => `0198c1a2-0000-7000-8000-${String(n).padStart(12, '0')}`;

describe('C9: whether a version was consulted about', () => {
  const about = (version: number) => ({ key: 'perf.result', version });
  const parameters = { parameters: {}, legalBasis: 'Perwali' };
  const drafted = (version: number) =>
    policyDrafted({
      ...{ ...about(version), kind: 'PARAMETERS', ...parameters, problem: 'x', intendedOutcome: 'x' },
      ...{ outcomeMeasures: [], impactNote: null, draftedBy: some(1) },
    });
  const opened = (version: number) =>
    consultationOpened({
      ...{ ...about(version), opensOn: '2026-08-04', closesOn: '2026-08-18' },
      ...{ closesAt: '2026-08-18T17:00:00.000Z', openedBy: some(1) },
    });
  const approved = (version: number) =>
    policyApproved({ ...about(version), effectiveFrom: '2027-01-01', approvedBy: some(2), opinions: 0 });
  const inForce = (version: number) =>
    policyInForce({
      ...{ ...about(version), ...parameters, origin: 'CONFIGURED', effectiveFrom: '2027-01-01' },
      ...{ acknowledged: 1, active: 1, coverage: '100.0000' },
    });
  const before = '2026-08-03T02:00:00.000Z';
  const consulted = (approvedAt: string, consultedOn = 2) =>
    wasConsulted(
      2,
      stream<PolicyFact>(
        ...([
          [drafted(2), before],
          [opened(consultedOn), before],
          [approved(2), approvedAt],
          [inForce(2), '2026-12-31T17:00:00.000Z'],
        ] as const),
      ),
    );
  it('it was where the consultation was over at the approval', () => {
    expect(consulted('2026-08-18T17:00:00.000Z')).toBe(true);
    expect(consulted('2026-08-28T02:00:00.000Z')).toBe(true);
  });
  it('it was not where the consultation still ran', () =>
    expect(consulted('2026-08-18T16:59:59.999Z')).toBe(false));
  it('it was not where another version was asked about', () =>
    expect(consulted('2026-08-28T02:00:00.000Z', 1)).toBe(false));
  it('it was not where nobody approved it', () =>
    expect(wasConsulted(2, stream<PolicyFact>([opened(2), before], [inForce(2), before]))).toBe(false));
});

describe('C12: self-reports of which none was drawn', () => {
  const reports = (unitId: string, n: number, first = 1000) =>
    Array.from({ length: n }, (_, i) =>
      fact(
        progressReported({
          ...{
            measurementId: some(first + i),
            planId: some(1),
            employeeId: some(2),
            unitId,
            indicatorId: 'I-1',
          },
          ...{ quantity: '1', from: '2026-01-01', to: '2026-03-31', channel: 'WEB' },
        }),
        '2026-04-01T02:00:00.000Z',
      ),
    );
  const [health, permits] = [some(10), some(11)];
  const asked = (facts: ReturnType<typeof reports>, ...drawn: readonly string[]) =>
    neverSampled(facts, new Set(drawn), 30).map((one) => [one.unitId, one.reports.length]);
  it('is asked of a unit with enough of them', () =>
    expect(asked(reports(health, 30))).toEqual([[health, 30]]));
  it('is not asked of one with fewer, nor where one was drawn', () => {
    expect(asked(reports(health, 29))).toEqual([]);
    expect(asked(reports(health, 30), some(1029))).toEqual([]);
    expect(asked(reports(health, 30), some(5))).toEqual([[health, 30]]);
  });
  it('is asked by unit', () =>
    expect(asked([...reports(health, 30), ...reports(permits, 31, 2000)], some(1000))).toEqual([
      [permits, 31],
    ]));
});

describe('C14: a reward and what its rule read', () => {
  const reward = { rewardId: some(60), employeeId: some(2), unitId: some(10), year: 2026 };
  const kinds: RewardGranted['data']['kinds'] = ['AWARD'];
  const input = { fact: 'actualDays', value: '9.8', measurementIds: [some(5)] };
  const proposed = (ruleId: string, inputs: RewardProposed['data']['inputs']) =>
    rewardProposed({
      ...{ ...reward, ruleId, kinds, inputs, conditions: [{ key: 'ratio', value: '0.7000' }] },
      ...{ amount: 0, budgetLine: null, proposedBy: null },
    });
  const granted = rewardGranted({
    ...reward,
    ruleId: 'PTSP_FASTER',
    kinds,
    amount: 0,
    grantedOn: '2026-12-10',
  });
  const told = (...facts: readonly (RewardProposed | RewardGranted)[]) =>
    stream<RewardProposed | RewardGranted>(...facts.map((one) => [one, '2026-12-10T02:00:00.000Z'] as const));
  it.each([
    ['what it read', [proposed('PTSP_FASTER', [input]), granted], true],
    ['a proposal that read nothing', [proposed('PTSP_FASTER', []), granted], false],
    ['a proposal by another rule', [proposed('AWARD_HEAD', [input]), granted], false],
    ['no proposal', [granted], false],
  ])('with %s', (_, facts, has) => expect(hasInputs(granted.data, told(...facts))).toBe(has));
});
