import {
  policyDeferred,
  policyDrafted,
  policyInForce,
  policyPublished,
  policyRepealed,
  policySeeded,
  policySuperseded,
  socialisationShortfall,
} from '@jejak/contracts/policy';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { calendar, HR1, rules, text } from '../../test/people';
import { coverageOf } from '../socialisation/coverage';
import type { PolicyCommand, PolicyGiven } from './policy.commands';
import { policy } from './policy.decider';

const { given } = specFor(policy);
const key = 'perf.result';
const of = { key, version: 2 };
const seeded = policySeeded({
  ...{ key, version: 1, parameters: { above: '110', meets: '90' }, legalBasis: 'City', origin: 'CONFIGURED' },
  effectiveFrom: '2025-10-01',
});
const drafted = policyDrafted({ ...of, kind: 'PARAMETERS', ...text, draftedBy: HR1 });
/** Published on 1 November for 15 November: thirty days are over on 1 December, sixty on 31 December. */
const published = policyPublished({
  ...{ ...of, sha256: 'a'.repeat(64), effectiveFrom: '2026-11-15', effectiveAt: '2026-11-14T17:00:00.000Z' },
  ...{ publishedOn: '2026-11-01', latestOn: '2026-12-31', follows: 1, diff: [], publishedBy: HR1 },
  pinnedPolicies: ['gov.socialise@1'],
});
const before = [seeded, drafted, published];
const cover = (acknowledged: number) => coverageOf({ acknowledged, active: 1200 });
const deferred = policyDeferred({
  ...{ ...of, effectiveFrom: '2026-11-15', ...cover(0), unmet: ['COVERAGE', 'DAYS'], latestOn: '2026-12-31' },
  lookAgainAt: ['2026-12-30T17:00:00.000Z'],
});
const bring = (on: string, asked = false): PolicyCommand => ({
  type: 'BringIntoForce',
  version: 2,
  on,
  asked,
});
const reads = (acknowledged: number): Partial<PolicyGiven> => ({
  ...{ calendar, today: '2027-01-01', rules, coverage: { acknowledged, active: 1200 } },
});
const inForce = (on: string, acknowledged: number) => [
  policyInForce({
    ...{ ...of, parameters: text.parameters, legalBasis: text.legalBasis, origin: 'CONFIGURED' },
    ...{ effectiveFrom: on, ...cover(acknowledged) },
  }),
  policySuperseded({
    key,
    version: 1,
    by: 2,
    lastDay: new Date(Date.parse(on) - 86_400_000).toISOString().slice(0, 10),
  }),
];

describe('coverage', () => {
  it.each([
    [1140, 1200, '95.0000'],
    [1080, 1200, '90.0000'],
    [1079, 1200, '89.9167'],
    [1, 3, '33.3333'],
    [2, 3, '66.6667'],
    [0, 0, '0.0000'],
  ])('of %i of %i is %s', (acknowledged, active, coverage) =>
    expect(coverageOf({ acknowledged, active })).toEqual({ acknowledged, active, coverage }),
  );
});

describe('BringIntoForce', () => {
  // gov.socialise: at least 90 % and 30 days; after 60 days in any case.
  it.each([
    ['2026-12-01', 1080, 'in force'],
    ['2026-12-01', 1079, 'deferred: COVERAGE'],
    ['2026-11-30', 1080, 'deferred: DAYS'],
    ['2026-11-15', 0, 'deferred: COVERAGE DAYS'],
    ['2026-12-30', 1079, 'deferred: COVERAGE'],
    ['2026-12-31', 1079, 'in force, shortfall'],
    ['2026-12-31', 1080, 'in force'],
  ])('on %s with %i of 1 200: %s', (on, acknowledged, outcome) =>
    given(...before)
      .when(bring(on), reads(acknowledged))
      .thenFacts((facts) => {
        const [first] = facts;
        if (first.type === 'PolicyDeferred') expect(`deferred: ${first.data.unmet.join(' ')}`).toBe(outcome);
        else
          expect(facts).toEqual([
            ...(outcome.includes('shortfall')
              ? [socialisationShortfall({ ...of, ...cover(acknowledged) })]
              : []),
            ...inForce(on, acknowledged),
          ]);
      }),
  );
  it('is looked at again every day until the last', () =>
    given(...before)
      .when(bring('2026-12-29'), reads(0))
      .thenFacts(([fact]) =>
        expect(fact.data).toMatchObject({
          ...{ latestOn: '2026-12-31', unmet: ['COVERAGE'] },
          lookAgainAt: ['2026-12-29T17:00:00.000Z', '2026-12-30T17:00:00.000Z'],
        }),
      ));
  it('is deferred once, and never dropped', () => {
    given(...before, deferred)
      .when(bring('2026-12-05'), reads(0))
      .thenRecords();
    given(...before, deferred)
      .when(bring('2026-12-06'), reads(1080))
      .thenRecords(...inForce('2026-12-06', 1080));
    given(...before, deferred)
      .when(bring('2026-12-31'), reads(0))
      .thenRecords(socialisationShortfall({ ...of, ...cover(0) }), ...inForce('2026-12-31', 0));
  });
  it('tells a machine account why not', () => {
    given(...before, deferred)
      .when(bring('2026-12-05', true), reads(0))
      .thenRefuses('SOCIALISATION_INSUFFICIENT', { rule: 'COVERAGE' });
    given(...before)
      .when(bring('2026-11-14', true), reads(1200))
      .thenRefuses('ILLEGAL_TRANSITION');
    given(seeded, drafted).when(bring('2026-12-05', true), reads(1200)).thenRefuses('ILLEGAL_TRANSITION');
  });
  it('says nothing before its day, nor twice', () => {
    given(...before)
      .when(bring('2026-11-14'), reads(1200))
      .thenRecords();
    given(...before, ...inForce('2026-12-01', 1080))
      .when(bring('2026-12-02'), reads(1200))
      .thenRecords();
  });
  it('ends a policy where that is what was decided', () =>
    given(seeded, policyDrafted({ ...drafted.data, kind: 'REPEAL', parameters: {} }), published)
      .when(bring('2026-12-01'), reads(1200))
      .thenRecords(policyRepealed({ key, version: 1, by: 2, lastDay: '2026-11-30' })));
});
