import type { VacancyDrafted } from '@jejak/contracts/recruitment';
import { newId } from '@jejak/kernel';
import { describe, expect, it } from '@jest/globals';
import type { AnnouncementPolicies } from './announcement';
import { announcedStages, type Assessments, draftedStages } from './stages';
import { statesFor } from './vacancy.state';

const refusal = (code: string, detail: object = {}): unknown =>
  expect.objectContaining({ code, detail: expect.objectContaining(detail) as unknown });
const assessments: Assessments = [
  { kind: 'COMPETENCY', weight: '30' },
  { kind: 'PAPER', weight: '20' },
  { kind: 'INTERVIEW', weight: '40' },
  { kind: 'TRACK_RECORD', weight: '10' },
];
const policies: AnnouncementPolicies = {
  ...{ refs: [], minDays: 15, thresholdYears: [2026], threshold: { TWK: 65 } },
  ...{ weights: { skd: '40', skb: '60' }, calendar: { zone: 'Asia/Jakarta', holidays: [] } },
  skbWeights: { CAT: '60', INTERVIEW: '25', PSYCHOLOGICAL: '15' },
  skbMaxAdditional: '40',
  pppk: {
    years: [2026],
    ...{ thresholds: { TECHNICAL: 200, MANAGERIAL_SOCIOCULTURAL: 117, INTERVIEW: 24 }, special: [] },
    max: { TECHNICAL: 450, MANAGERIAL: 100, SOCIOCULTURAL: 80, INTERVIEW: 40 },
    weights: { TECHNICAL: '60', MANAGERIAL: '15', SOCIOCULTURAL: '15', INTERVIEW: '10' },
  },
};
const drafted = (
  kind: 'CPNS' | 'PPPK' | 'JPT',
  more: Partial<VacancyDrafted['data']> = {},
): VacancyDrafted['data'] => ({
  ...{ vacancyId: newId(), draftedBy: newId(), year: 2026, position: 'Guru', unitId: newId(), seats: 1 },
  ...{ formationKind: 'GENERAL', formationId: newId(), appointment: { kind, golongan: 'III/a' } },
  ...{ requirements: [], listedPost: false, ...more },
});

describe('the stages of a draft (domain.md 4.1, 4.3 rule 6)', () => {
  it('of an open selection are named', () =>
    expect(draftedStages('JPT', assessments, false)).toEqual({ assessments }));
  it('of the others are not', () => {
    expect(draftedStages('CPNS', undefined, false)).toEqual({});
    expect(draftedStages('CPNS', undefined, true)).toEqual({ skbPublished: true });
    expect(draftedStages('PPPK', undefined, false)).toEqual({});
  });
  it.each([
    ['an open selection that names nothing', 'JPT', undefined, false, 'RULE_VIOLATED'],
    ['one without an interview', 'JPT', [{ kind: 'PAPER', weight: '100' }], false, 'RULE_VIOLATED'],
    [
      'one with a part twice',
      'JPT',
      [assessments[2], { kind: 'INTERVIEW', weight: '60' }],
      false,
      'RULE_VIOLATED',
    ],
    [
      'a part that weighs nothing',
      'JPT',
      [
        { kind: 'INTERVIEW', weight: '100' },
        { kind: 'PAPER', weight: '0.0' },
      ],
      false,
      'RULE_VIOLATED',
    ],
    ['weights of 99.999', 'JPT', [{ kind: 'INTERVIEW', weight: '99.999' }], false, 'WEIGHTS_NOT_100'],
    ['parts of a PPPK', 'PPPK', assessments, false, 'RULE_VIOLATED'],
    ['parts of a CPNS', 'CPNS', assessments, false, 'RULE_VIOLATED'],
    ['an SKB of a PPPK', 'PPPK', undefined, true, 'RULE_VIOLATED'],
    ['an SKB of an open selection', 'JPT', assessments, true, 'RULE_VIOLATED'],
  ] as const)('%s: refused', (_, kind, named, skb, code) =>
    expect(() => draftedStages(kind, named && [...named], skb)).toThrow(
      refusal(code, code === 'RULE_VIOLATED' ? { rule: 'rec.stages' } : { field: 'assessments' }),
    ),
  );
});

describe('the stages of an announcement', () => {
  it('are SKD and SKB for a CPNS', () =>
    expect(announcedStages(drafted('CPNS'), policies)).toEqual([
      { kind: 'SKD', weight: '40' },
      { kind: 'SKB', weight: '60' },
    ]));
  it.each([
    // Interview and psychological test together 40 %, and more than that.
    ['60', '25', '15', true],
    ['60', '40', '0', true],
    ['59.999', '25', '15.001', false],
    ['50', '25', '25', false],
  ])('of an SKB of %s, %s and %s: %s', (CAT, INTERVIEW, PSYCHOLOGICAL, may) => {
    const asked = () =>
      announcedStages(drafted('CPNS'), { ...policies, skbWeights: { CAT, INTERVIEW, PSYCHOLOGICAL } });
    if (may) expect(asked()).toHaveLength(2);
    else
      expect(asked).toThrow(refusal('RULE_VIOLATED', { rule: 'rec.skb.components', params: { most: '40' } }));
  });
  it('say that the SKB is published by itself', () =>
    expect(announcedStages(drafted('CPNS', { skbPublished: true }), policies)[1]).toEqual({
      ...{ kind: 'SKB', weight: '60', published: true },
    }));
  it('are the four papers of the decree for a PPPK', () =>
    expect(announcedStages(drafted('PPPK'), policies)).toEqual([
      { kind: 'TECHNICAL', weight: '60' },
      { kind: 'MANAGERIAL', weight: '15' },
      { kind: 'SOCIOCULTURAL', weight: '15' },
      { kind: 'INTERVIEW', weight: '10' },
    ]));
  it('are those that an open selection named', () =>
    expect(announcedStages(drafted('JPT', { assessments }), policies)).toEqual(assessments));
  it('need no thresholds of an SKD where there is none', () => {
    const without = { ...policies, threshold: null, thresholdYears: [] };
    expect(announcedStages(drafted('PPPK'), without)).toHaveLength(4);
    expect(announcedStages(drafted('JPT', { assessments }), { ...without, pppk: null })).toEqual(assessments);
  });

  it('of a PPPK wait for the decree, of this very year', () => {
    const missing = refusal('POLICY_MISSING', { rule: 'rec.pppk.thresholds', params: { year: 2026 } });
    expect(() => announcedStages(drafted('PPPK'), { ...policies, pppk: null })).toThrow(missing);
    const lastYears = { ...policies, pppk: policies.pppk && { ...policies.pppk, years: [2025] } };
    expect(() => announcedStages(drafted('PPPK'), lastYears)).toThrow(missing);
  });
  it('of a PPPK weigh 100', () =>
    expect(() =>
      announcedStages(drafted('PPPK'), {
        ...policies,
        pppk: policies.pppk && {
          ...policies.pppk,
          weights: { TECHNICAL: '60', MANAGERIAL: '15', SOCIOCULTURAL: '15', INTERVIEW: '9.999' },
        },
      }),
    ).toThrow(refusal('WEIGHTS_NOT_100')));
  it('of a PPPK whose points are added up say what share of them each paper is', () =>
    expect(
      announcedStages(drafted('PPPK'), {
        ...policies,
        pppk: policies.pppk && { ...policies.pppk, weights: null },
      }),
    ).toEqual([
      // Of 670 points: 450, 100, 80, and what is left to 100.
      ...[
        { kind: 'TECHNICAL', weight: '67.164' },
        { kind: 'MANAGERIAL', weight: '14.925' },
      ],
      ...[
        { kind: 'SOCIOCULTURAL', weight: '11.940' },
        { kind: 'INTERVIEW', weight: '5.971' },
      ],
    ]));
  it('of a draft from before open selections named theirs are refused', () =>
    expect(() => announcedStages(drafted('JPT'), policies)).toThrow(
      refusal('RULE_VIOLATED', { rule: 'rec.stages' }),
    ));
});

describe('when a stage is ranked and published (domain.md 4.1)', () => {
  const of = (kind: 'CPNS' | 'PPPK' | 'JPT', more: Partial<VacancyDrafted['data']> = {}) =>
    announcedStages(drafted(kind, more), policies);
  it.each([
    ['SKD', of('CPNS'), ['admin-published', 'skd-published']],
    ['SKB', of('CPNS'), []],
    ['FINAL', of('CPNS'), ['skd-published', 'final-published']],
    ['SKD', of('CPNS', { skbPublished: true }), ['admin-published', 'skd-published']],
    ['SKB', of('CPNS', { skbPublished: true }), ['skd-published', 'skb-published', 'final-published']],
    ['FINAL', of('CPNS', { skbPublished: true }), ['skb-published', 'final-published']],
    ['SKD', of('PPPK'), []],
    ['SKB', of('PPPK'), []],
    ['FINAL', of('PPPK'), ['admin-published', 'final-published']],
    ['FINAL', of('JPT', { assessments }), ['admin-published', 'final-published']],
  ] as const)('%s', (stage, stages, states) => expect(statesFor(stage, stages)).toEqual(states));
});
