import {
  planAgreed,
  planDrafted,
  planReturned,
  planSubmitted,
  targetAdjusted,
  targetConfirmedWithSupport,
  targetFlaggedUnrealistic,
  targetRealismChecked,
} from '@jejak/contracts/performance';
import type { Moment } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import {
  at,
  calendar,
  E1,
  expectations,
  indicators,
  past,
  PINNED,
  PLAN,
  planRules,
  POSITION,
  STRANGER,
  SUP1,
  SUP2,
  UNIT,
  UNIT_RESULT,
} from '../../test/nurse';
import { plan } from './plan.decider';
import type { PlanCommand, PlanGiven } from './plan.state';

const { given } = specFor(plan);
const reads = (date: string, over: Partial<PlanGiven> = {}): PlanGiven & Moment => ({
  now: at(date),
  ...{ calendar, cycle: 'OPEN', supervisorId: SUP1, superiorId: SUP2, rules: planRules, past },
  ...{ unitResults: [UNIT_RESULT], agreedOn: null, excepted: false, missed: [] },
  position: {
    ...{ position: POSITION, unitId: UNIT, from: '2019-04-01' },
    ...{ periodStart: '2026-01-01', periodEnd: '2026-12-31' },
  },
  ...over,
});

const draft: PlanCommand = {
  ...{ type: 'DraftPlan', by: E1, planId: PLAN, employeeId: E1, year: 2026 },
  ...{ indicators: indicators('1500'), ...expectations },
};
const about = { subject: E1 };
const drafted = (lines = indicators('1500')) =>
  planDrafted(
    {
      ...{ planId: PLAN, employeeId: E1, position: POSITION, unitId: UNIT, year: 2026 },
      ...{ periodStart: '2026-01-01', periodEnd: '2026-12-31', agreeBy: '2026-01-31' },
      overdueAt: '2026-01-31T17:00:00.000Z',
      ...{ indicators: lines, ...expectations },
    },
    { ...about, effective: '2026-01-01' },
  );
const submission = (lines = indicators('1500')) =>
  planSubmitted({ planId: PLAN, indicators: lines, ...expectations }, about);
const found = { planId: PLAN, indicatorId: 'I-1', baseline: '1063.3333', maxStretch: '1.25' };
const checked = targetRealismChecked(
  { ...found, target: '1500', ratio: '1.4107', baselineYears: [2023, 2024, 2025] },
  about,
);
const flagged = targetFlaggedUnrealistic({ ...found, target: '1500', ratio: '1.4107' }, about);
const waiting = [drafted(), submission(), checked, flagged];
const reason = 'Kapasitas rantai dingin hanya untuk seribu dua ratus anak.';
const review: PlanCommand = {
  ...{ type: 'ReviewTarget', by: SUP1, indicatorId: 'I-1', target: '1200', support: [], reason },
};
const adjusted = targetAdjusted(
  {
    ...{ planId: PLAN, indicatorId: 'I-1', reviewedBy: SUP1, old: '1500', new: '1200', ratio: '1.1285' },
    indicators: indicators('1200'),
  },
  { ...about, reason: { code: 'OVERRIDE', text: reason } },
);
const submit: PlanCommand = { type: 'SubmitPlan', by: E1 };
const agree: PlanCommand = { type: 'AgreePlan', by: SUP1 };
const agreed = planAgreed(
  {
    planId: PLAN,
    planVersion: 1,
    agreedBy: SUP1,
    indicators: indicators('1200'),
    pinnedPolicies: PINNED,
    evaluationDueAt: '2026-12-31T17:00:00.000Z',
  },
  { ...about, effective: '2026-01-01' },
);
const giveBack: PlanCommand = {
  type: 'ReturnPlan',
  by: SUP1,
  reason: 'Selaraskan dengan hasil unit lebih dulu.',
};
const returned = planReturned(
  { planId: PLAN, returnedBy: SUP1 },
  { ...about, reason: { code: 'RETURN', text: 'Selaraskan dengan hasil unit lebih dulu.' } },
);

describe('DraftPlan', () => {
  it('writes a plan for the position held, to be agreed by 31 January', () =>
    given().when(draft, reads('2026-01-10')).thenRecords(drafted()));
  it('replaces an earlier draft, and a returned plan', () => {
    given(drafted([])).when(draft, reads('2026-01-10')).thenRecords(drafted());
    given(...waiting, returned)
      .when(draft, reads('2026-01-15'))
      .thenRecords(drafted());
  });
  it('gives who joins in the year 30 days', () =>
    given()
      .when(
        draft,
        reads('2026-06-10', {
          position: {
            ...{ position: POSITION, unitId: UNIT, from: '2026-06-01' },
            ...{ periodStart: '2026-06-01', periodEnd: '2026-12-31' },
          },
        }),
      )
      .thenFacts(([fact]) => {
        if (fact.type !== 'PlanDrafted' || fact.data.agreeBy !== '2026-07-01')
          throw new Error('agreed by 1 July');
      }));
  it('is everybody’s own', () =>
    given()
      .when({ ...draft, by: SUP1 }, reads('2026-01-10'))
      .thenRefuses('NOT_RELATED'));
  it('needs an open cycle, and a position', () => {
    given()
      .when(draft, reads('2026-01-10', { cycle: null }))
      .thenRefuses('CYCLE_NOT_OPEN');
    given()
      .when(draft, reads('2026-01-10', { cycle: 'CLOSED' }))
      .thenRefuses('PERIOD_LOCKED');
    given()
      .when(draft, reads('2026-01-10', { position: null }))
      .thenRefuses('RULE_VIOLATED', { rule: 'plan.position' });
  });
  it('is refused while the plan waits or binds', () => {
    given(...waiting)
      .when(draft, reads('2026-01-15'))
      .thenRefuses('ILLEGAL_TRANSITION');
    given(...waiting, adjusted, agreed)
      .when(draft, reads('2026-01-25'))
      .thenRefuses('ILLEGAL_TRANSITION');
  });
});

describe('SubmitPlan', () => {
  it('hands it over, and checks each target that has a past', () =>
    given(drafted()).when(submit, reads('2026-01-12')).thenRecords(submission(), checked, flagged));
  it('does not flag a target within reach', () =>
    given(drafted(indicators('1200')))
      .when(submit, reads('2026-01-12'))
      .thenFacts((facts) => {
        if (facts.map(({ type }) => type).join() !== 'PlanSubmitted,TargetRealismChecked')
          throw new Error('flagged');
      }));
  it('is the employee’s', () =>
    given(drafted())
      .when({ ...submit, by: SUP1 }, reads('2026-01-12'))
      .thenRefuses('NOT_RELATED'));
  it('is possible to the last moment of 31 January', () =>
    given(drafted())
      .when(submit, { ...reads('2026-01-31'), now: at('2026-01-31', '23:59:59.999') })
      .thenRecords(submission(), checked, flagged));
  it('is refused on 1 February', () =>
    given(drafted())
      .when(submit, { ...reads('2026-02-01'), now: at('2026-02-01', '00:00:00.000') })
      .thenRefuses('DEADLINE_PASSED'));
  it('is taken later by an exception for this plan', () =>
    given(drafted())
      .when(submit, reads('2026-02-10', { excepted: true }))
      .thenRecords(submission(), checked, flagged));
  it('needs a draft', () => {
    given().when(submit, reads('2026-01-12')).thenRefuses('PLAN_NOT_FOUND');
    given(...waiting)
      .when(submit, reads('2026-01-12'))
      .thenRefuses('ILLEGAL_TRANSITION');
  });

  const lines = indicators('1200');
  const third = { ...lines[0], weight: '33.33' };
  it.each([
    [
      'weights of 33.33 × 3',
      lines.slice(0, 3).map((line) => ({ ...line, weight: '33.33' })),
      'WEIGHTS_NOT_100',
    ],
    ['no indicator', [], 'WEIGHTS_NOT_100'],
    ['two indicators', lines.slice(0, 2).map((line) => ({ ...line, weight: '50' })), 'TOO_FEW_INDICATORS'],
    ['no target', [{ ...lines[0], target: null }, ...lines.slice(1)], 'NOT_MEASURABLE'],
    ['no unit', [{ ...lines[0], unit: ' ' }, ...lines.slice(1)], 'NOT_MEASURABLE'],
    [
      'a range without ends',
      [{ ...lines[0], direction: 'RANGE' as const }, ...lines.slice(1)],
      'NOT_MEASURABLE',
    ],
    ['a target of zero', [{ ...lines[0], target: '0' }, ...lines.slice(1)], 'TARGET_ZERO'],
    ['no unit result', [{ ...lines[0], parentResultId: null }, ...lines.slice(1)], 'NOT_ALIGNED'],
    [
      'a result of another unit',
      [{ ...lines[0], parentResultId: STRANGER }, ...lines.slice(1)],
      'NOT_ALIGNED',
    ],
    [
      'a weight above 50',
      [{ ...lines[0], weight: '60' }, { ...third, weight: '20', indicatorId: 'x' }, { ...lines[1] }],
      'RULE_VIOLATED',
    ],
    ['an indicator twice', [...lines.slice(0, 3), lines[2]], 'RULE_VIOLATED'],
  ])('is refused with %s', (_, wrong, code) =>
    given(drafted(wrong)).when(submit, reads('2026-01-12')).thenRefuses(code),
  );
});

describe('ReviewTarget', () => {
  it('brings a target within reach', () =>
    given(...waiting)
      .when(review, reads('2026-01-20'))
      .thenRecords(adjusted));
  it('can be the superior’s', () =>
    given(...waiting)
      .when({ ...review, by: SUP2 }, reads('2026-01-20'))
      .thenFacts(([fact]) => {
        if (fact.type !== 'TargetAdjusted' || fact.data.reviewedBy !== SUP2)
          throw new Error('reviewed by SUP-2');
      }));
  it('flags again what still stretches too far', () =>
    given(...waiting)
      .when({ ...review, target: '1400' }, reads('2026-01-20'))
      .thenFacts((facts) => {
        const types = facts.map(({ type }) => type).join();
        if (types !== 'TargetAdjusted,TargetRealismChecked,TargetFlaggedUnrealistic') throw new Error(types);
      }));
  it('keeps a target only with support', () => {
    const keep = { ...review, target: null };
    given(...waiting)
      .when(keep, reads('2026-01-20'))
      .thenRefuses('SUPPORT_PLAN_REQUIRED');
    given(...waiting)
      .when(
        { ...keep, support: [{ by: SUP1, due: '2026-04-01', what: 'Kotak pendingin.' }] },
        reads('2026-01-20'),
      )
      .thenRecords(
        targetConfirmedWithSupport(
          {
            ...{ planId: PLAN, indicatorId: 'I-1', reviewedBy: SUP1, supportPlan: 'Kotak pendingin.' },
            support: [{ by: SUP1, due: '2026-04-01' }],
          },
          about,
        ),
      );
  });
  it('says why', () =>
    given(...waiting)
      .when({ ...review, reason: 'terlalu tinggi' }, reads('2026-01-20'))
      .thenRefuses('REASON_REQUIRED'));
  it('is refused to others, for other indicators, to zero, and for a plan that does not wait', () => {
    given(...waiting)
      .when({ ...review, by: E1 }, reads('2026-01-20'))
      .thenRefuses('NOT_RELATED');
    given(...waiting)
      .when({ ...review, indicatorId: 'I-9' }, reads('2026-01-20'))
      .thenRefuses('INDICATOR_NOT_FOUND');
    given(...waiting)
      .when({ ...review, target: '0.0' }, reads('2026-01-20'))
      .thenRefuses('TARGET_ZERO');
    given(drafted()).when(review, reads('2026-01-20')).thenRefuses('ILLEGAL_TRANSITION');
  });
});

describe('AgreePlan', () => {
  it('binds, and pins the policies of the period', () =>
    given(...waiting, adjusted)
      .when(agree, reads('2026-01-20'))
      .thenRecords(agreed));
  it('is possible with a flagged target that has support', () =>
    given(
      ...waiting,
      targetConfirmedWithSupport(
        {
          ...{ planId: PLAN, indicatorId: 'I-1', reviewedBy: SUP1, supportPlan: 'Kotak pendingin.' },
          support: [{ by: SUP1, due: '2026-04-01' }],
        },
        about,
      ),
    )
      .when(agree, reads('2026-01-20'))
      .thenFacts(([fact]) => {
        if (fact.type !== 'PlanAgreed') throw new Error('agreed');
      }));
  it('waits for the review of a flagged target', () =>
    given(...waiting)
      .when(agree, reads('2026-01-13'))
      .thenRefuses('TARGET_UNREALISTIC_UNREVIEWED'));
  it('is refused to everyone but the supervisor of the day', () => {
    given(...waiting, adjusted)
      .when({ ...agree, by: STRANGER }, reads('2026-01-20'))
      .thenRefuses('NOT_RELATED');
    given(...waiting, adjusted)
      .when(agree, reads('2026-01-20', { supervisorId: STRANGER }))
      .thenRefuses('NOT_RELATED');
  });
  it('is refused after 31 January', () =>
    given(...waiting, adjusted)
      .when(agree, reads('2026-02-01'))
      .thenRefuses('DEADLINE_PASSED'));
  it('comes later by an exception for this plan', () =>
    given(...waiting, adjusted)
      .when(agree, reads('2026-02-10', { excepted: true }))
      .thenRecords(agreed));
  it('happens once', () =>
    given(...waiting, adjusted, agreed)
      .when(agree, reads('2026-01-21'))
      .thenRefuses('ILLEGAL_TRANSITION'));
});

describe('ReturnPlan', () => {
  it('gives the plan back with a reason', () =>
    given(...waiting)
      .when(giveBack, reads('2026-01-14'))
      .thenRecords(returned));
  it('is refused without one', () =>
    given(...waiting)
      .when({ ...giveBack, reason: '  kurang  ' }, reads('2026-01-14'))
      .thenRefuses('REASON_REQUIRED'));
  it('is refused to others, and for a plan that does not wait', () => {
    given(...waiting)
      .when({ ...giveBack, by: SUP2 }, reads('2026-01-14'))
      .thenRefuses('NOT_RELATED');
    given(drafted()).when(giveBack, reads('2026-01-14')).thenRefuses('ILLEGAL_TRANSITION');
  });
});
