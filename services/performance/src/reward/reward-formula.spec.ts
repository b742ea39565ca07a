import { SEED } from '@jejak/contracts/policy';
import { describe, expect, it } from '@jest/globals';
import { rewardRulesOf } from '../rules/reward-rules';
import { amountOf, type FactValues, weigh } from './reward-formula';

const other = SEED.find(({ key }) => key === 'perf.other');
if (!other) throw new Error('perf.other');
const { rules } = rewardRulesOf({
  key: other.key,
  ref: 'perf.other@1',
  version: 1,
  parameters: other.parameters,
});
const rule = (ruleId: string) => {
  const found = rules.find((one) => one.ruleId === ruleId);
  if (!found) throw new Error(ruleId);
  return found;
};
const unmet = (ruleId: string, facts: FactValues) =>
  weigh(rule(ruleId), facts)
    .filter(({ met }) => !met)
    .map(({ key }) => key);

describe('faster permits', () => {
  const e2 = { actualDays: '9.8', standardDays: '14', cases: '212', ikm: '81.00', complaints: '1' };
  const of = (actualDays: string, standardDays: string) => {
    const weighed = weigh(rule('PTSP_FASTER'), { ...e2, actualDays, standardDays });
    return weighed[0].met ? amountOf(rule('PTSP_FASTER').amount, weighed) : 'not met';
  };
  it.each<[string, string, number | string]>([
    // 9.8 / 14 = 0.70: (1 − 0.70) / 0.20 = 1.5
    ['9.8', '14', 1_500_000],
    ['0.80', '1', 1_000_000],
    ['0.8001', '1', 'not met'],
    // 0.80004 is 0.8000 to 4 places.
    ['0.80004', '1', 1_000_000],
    ['0.80005', '1', 'not met'],
    // 0.60 / 0.20 = 3, at most 2.
    ['0.40', '1', 2_000_000],
    ['0.60', '1', 2_000_000],
    ['0.60004', '1', 2_000_000],
    // 1 / 3 = 0.3333 and 7 / 9 = 0.7778: 0.2222 / 0.20 × 1 000 000 = 1 111 000
    ['7', '9', 1_111_000],
  ])('%s of %s days', (actual, standard, amount) => expect(of(actual, standard)).toBe(amount));
  it('has all of its conditions met by E-2: complaints 1 / 212 = 0.4717 %', () => {
    expect(unmet('PTSP_FASTER', e2)).toEqual([]);
    expect(weigh(rule('PTSP_FASTER'), e2).map(({ value }) => value)).toEqual([
      ...['0.7000', '212.0000', '81.0000', '0.4717'],
    ]);
  });
  it('says which conditions are not', () => {
    expect(unmet('PTSP_FASTER', { ...e2, cases: '49', complaints: '0' })).toEqual(['cases']);
    expect(unmet('PTSP_FASTER', { ...e2, cases: '50', complaints: '0' })).toEqual([]);
    expect(unmet('PTSP_FASTER', { ...e2, ikm: '76.60' })).toEqual(['ikm']);
    expect(unmet('PTSP_FASTER', { ...e2, complaints: '3' })).toEqual(['complaints']);
    expect(unmet('PTSP_FASTER', { ...e2, actualDays: '12', ikm: null })).toEqual(['ratio', 'ikm']);
    expect(unmet('PTSP_FASTER', { ...e2, standardDays: '0' })).toEqual(['ratio']);
    expect(unmet('PTSP_FASTER', {})).toEqual(['ratio', 'cases', 'ikm', 'complaints']);
  });
});

describe('the other rules', () => {
  it('head of an agency: below 60 minutes, from 60 or more', () => {
    expect(unmet('HEAD_SERVICE_TIME', { minutes: '55', minutesBefore: '240' })).toEqual([]);
    expect(unmet('HEAD_SERVICE_TIME', { minutes: '60', minutesBefore: '240' })).toEqual(['minutes']);
    expect(unmet('HEAD_SERVICE_TIME', { minutes: '55', minutesBefore: '59' })).toEqual(['minutesBefore']);
  });
  it('education: the target of quality is reached', () => {
    expect(unmet('EDUCATION_TARGET', { quality: '80', target: '80' })).toEqual([]);
    expect(unmet('EDUCATION_TARGET', { quality: '79.99', target: '80' })).toEqual(['quality']);
  });
  it('satisfaction: 5 points better', () => {
    expect(unmet('SATISFACTION_UP', { ikm: '85.00', ikmBefore: '80.00' })).toEqual([]);
    expect(unmet('SATISFACTION_UP', { ikm: '84.99', ikmBefore: '80.00' })).toEqual(['improvement']);
  });
  it('colleagues: three of them', () => {
    expect(unmet('PEER_COLLABORATION', { nominations: '3' })).toEqual([]);
    expect(unmet('PEER_COLLABORATION', { nominations: '2' })).toEqual(['nominations']);
    expect(amountOf(rule('PEER_COLLABORATION').amount, [])).toBe(0);
  });
});
