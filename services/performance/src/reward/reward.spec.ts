import { SEED } from '@jejak/contracts/policy';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { at, calendar, E1, STRANGER, SUP1, SUP2, UNIT, V1 } from '../../test/nurse';
import { rewardRulesOf } from '../rules/reward-rules';
import { rewardBudget } from './reward-budget.decider';
import { reward, type RewardGiven } from './reward.decider';
import type { RewardEvent } from './reward.state';

const { given } = specFor(reward);
const other = SEED.find(({ key }) => key === 'perf.other');
if (!other) throw new Error('perf.other');
const { rules } = rewardRulesOf({
  key: other.key,
  ref: 'perf.other@1',
  version: 1,
  parameters: other.parameters,
});
const rule = (ruleId: string) => rules.find((one) => one.ruleId === ruleId) ?? null;

const rewardId = '0198c1a2-0000-7000-8000-000000000060';
const of = { rewardId, ruleId: 'PTSP_FASTER', employeeId: E1, year: 2026 } as const;
const input = (fact: string, value: string) => ({ fact, value, measurementIds: [] });
const reads = (over: Partial<RewardGiven> = {}) => ({
  ...{ now: at('2026-12-10'), calendar, reasonMinimum: 20, rule: rule('PTSP_FASTER'), unitId: UNIT },
  inputs: [
    ...[input('actualDays', '9.8'), input('standardDays', '14'), input('cases', '212')],
    ...[input('ikm', '81.00'), input('complaints', '1')],
  ],
  ...{ supervisorId: SUP1, headsUnit: false, contested: false, sanctioned: false, top: false, ...over },
});
const propose = { type: 'ProposeReward', by: SUP1, ...of } as const;
const approve = { type: 'ApproveReward', by: SUP2 } as const;
const after = (
  ...steps: readonly (readonly [Parameters<typeof reward.decide>[0], ReturnType<typeof reads>])[]
): RewardEvent[] =>
  steps.reduce<RewardEvent[]>(
    (facts, [step, handed]) => [
      ...facts,
      ...reward.decide(step, facts.reduce(reward.evolve, reward.initial), handed),
    ],
    [],
  );
const proposed = after([propose, reads()]);
const granted = after([propose, reads()], [approve, reads()]);

describe('a reward', () => {
  it('is proposed where its rule is met: 9.8 of 14 days are 1 500 000', () =>
    given()
      .when(propose, reads())
      .thenFacts(([fact]) =>
        expect(fact.data).toMatchObject({
          ...{ amount: 1_500_000, budgetLine: 'INCENTIVE', kinds: ['APPRECIATION', 'INCENTIVE'] },
          conditions: [{ key: 'ratio', value: '0.7000' }, {}, {}, { key: 'complaints', value: '0.4717' }],
        }),
      ));
  it('names the conditions that are not met', () =>
    given()
      .when(propose, reads({ inputs: [input('actualDays', '13'), input('standardDays', '14')] }))
      .thenRefuses('RULE_NOT_MET', { params: { conditions: ['ratio', 'cases', 'ikm', 'complaints'] } }));
  it('waits while a rating is contested or a sanction holds, at the proposal and at the grant', () => {
    for (const [over, code] of [
      [{ contested: true }, 'EVALUATION_CONTESTED'],
      [{ sanctioned: true }, 'SANCTION_ACTIVE'],
    ] as const) {
      given().when(propose, reads(over)).thenRefuses(code);
      given(...proposed)
        .when(approve, reads(over))
        .thenRefuses(code);
    }
  });
  it('is proposed by the supervisor or a machine, never by who receives it', () => {
    given()
      .when({ ...propose, by: STRANGER }, reads())
      .thenRefuses('NOT_RELATED');
    given()
      .when({ ...propose, by: E1 }, reads())
      .thenRefuses('SOD_VIOLATION');
    given()
      .when({ ...propose, by: 'svc' }, reads())
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ proposedBy: null }));
  });
  it('is granted by another than proposed it', () => {
    for (const by of [SUP1, E1]) {
      given(...proposed)
        .when({ ...approve, by }, reads())
        .thenRefuses('SOD_VIOLATION');
      given(...proposed)
        .when({ type: 'DeclineReward', by, reason: 'Belum layak untuk tahun ini.' }, reads())
        .thenRefuses('SOD_VIOLATION');
    }
    given(...proposed)
      .when(approve, reads())
      .thenFacts((facts) => {
        expect(facts.map(({ type }) => type)).toEqual(['RewardApproved', 'RewardGranted']);
        expect(facts[1].data).toMatchObject({ amount: 1_500_000, grantedOn: '2026-12-10' });
      });
  });
  it('is declined with a reason, and can then be proposed again', () => {
    const decline = { type: 'DeclineReward', by: SUP2, reason: 'Data keluhan belum lengkap.' } as const;
    given(...proposed)
      .when({ ...decline, reason: 'tidak' }, reads())
      .thenRefuses('REASON_REQUIRED');
    const declined = after([propose, reads()], [decline, reads()]);
    given(...declined)
      .when(propose, reads())
      .thenFacts((facts) => expect(facts).toHaveLength(1));
    given(...declined)
      .when(approve, reads())
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  it('happens once', () => {
    given(...proposed)
      .when(propose, reads())
      .thenRefuses('REWARD_EXISTS');
    given(...granted)
      .when(approve, reads())
      .thenRefuses('ILLEGAL_TRANSITION');
    given().when(approve, reads()).thenRefuses('REWARD_NOT_FOUND');
    given()
      .when(propose, reads({ rule: null }))
      .thenRefuses('REWARD_RULE_NOT_FOUND');
    given()
      .when(propose, reads({ unitId: null }))
      .thenRefuses('EMPLOYEE_NOT_FOUND');
  });
  it('of a head of an agency is the mayor’s to give, and heads’ to receive', () => {
    const head = rule('HEAD_SERVICE_TIME');
    const inputs = [input('minutes', '55'), input('minutesBefore', '240')];
    given()
      .when(propose, reads({ rule: head, inputs }))
      .thenRefuses('RULE_NOT_MET', { params: { conditions: ['heads'] } });
    const facts = after([propose, reads({ rule: head, inputs, headsUnit: true })]);
    given(...facts)
      .when(approve, reads({ rule: head }))
      .thenRefuses('AUTHORITY_LEVEL');
    given(...facts)
      .when(approve, reads({ rule: head, top: true }))
      .thenFacts(([, fact]) => expect(fact.data).toMatchObject({ kinds: ['AWARD'], amount: 0 }));
  });
});

describe('recognition', () => {
  const publish = { type: 'PublishRecognition', by: SUP2 } as const;
  const consent = (named: boolean) => ({ type: 'ConsentToRecognition', by: E1, named }) as const;
  const named = (facts: readonly RewardEvent[]) =>
    given(...facts)
      .when(publish, reads())
      .thenFacts(([fact]) => fact.data);
  it('names nobody without their consent', () => {
    given(...granted)
      .when(publish, reads())
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ employeeId: null, unitId: UNIT }));
    const yes = after([propose, reads()], [approve, reads()], [consent(true), reads()]);
    given(...yes)
      .when(publish, reads())
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ employeeId: E1 }));
    const no = after(
      ...([
        [propose, reads()],
        [approve, reads()],
        [consent(true), reads()],
        [consent(false), reads()],
      ] as const),
    );
    given(...no)
      .when(publish, reads())
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ employeeId: null }));
    named(granted);
  });
  it('is one’s own to allow, before it is published, of a granted reward', () => {
    given(...granted)
      .when({ ...consent(true), by: SUP1 }, reads())
      .thenRefuses('NOT_RELATED');
    given(...proposed)
      .when(publish, reads())
      .thenRefuses('ILLEGAL_TRANSITION');
    const published = after([propose, reads()], [approve, reads()], [publish, reads()]);
    for (const act of [publish, consent(true)])
      given(...published)
        .when(act, reads())
        .thenRefuses('ILLEGAL_TRANSITION');
    given().when(publish, reads()).thenRefuses('REWARD_NOT_FOUND');
  });
});

describe('a nomination', () => {
  const peers = { rule: rule('PEER_COLLABORATION'), inputs: [] };
  const nominate = {
    ...({ type: 'NominatePeer', by: V1, ...of } as const),
    ...{ ruleId: 'PEER_COLLABORATION', why: 'Membantu loket lain setiap hari ramai.' },
  };
  const by = (person: string) => [{ ...nominate, by: person }, reads(peers)] as const;
  it('counts once for each colleague, and three make a proposal', () => {
    given(...after(by(V1)))
      .when(...by(V1))
      .thenRefuses('NOMINATED_ALREADY');
    given(...after(by(V1), by(STRANGER)))
      .when({ ...propose, ruleId: 'PEER_COLLABORATION' }, reads(peers))
      .thenRefuses('RULE_NOT_MET', { params: { conditions: ['nominations'] } });
    given(...after(by(V1), by(STRANGER), by(SUP2)))
      .when({ ...propose, ruleId: 'PEER_COLLABORATION' }, reads(peers))
      .thenFacts(([fact]) =>
        expect(fact.data).toMatchObject({ inputs: [{ fact: 'nominations', value: '3' }], amount: 0 }),
      );
  });
  it('is of a colleague, for a rule that counts them, before the proposal', () => {
    given()
      .when({ ...nominate, by: E1 }, reads(peers))
      .thenRefuses('SOD_VIOLATION');
    given().when(nominate, reads()).thenRefuses('RULE_VIOLATED', { rule: 'reward.nominations' });
    given(...proposed)
      .when(nominate, reads(peers))
      .thenRefuses('ILLEGAL_TRANSITION');
  });
});

describe('a budget of rewards', () => {
  const { given: budgeted } = specFor(rewardBudget);
  const draw = (amount: number) =>
    ({ type: 'DrawRewardBudget', budgetLine: 'INCENTIVE', year: 2026, rewardId, amount }) as const;
  const first = rewardBudget.decide(draw(2_000_000), rewardBudget.initial, {
    ...{ budget: 3_500_000, now: at('2026-12-10') },
  });
  it('is drawn to its last rupiah, and no further', () => {
    budgeted(...first)
      .when(draw(1_500_000), { budget: 3_500_000 })
      .thenFacts(([{ data }]) => expect(data.left).toBe(0));
    budgeted(...first)
      .when(draw(1_500_001), { budget: 3_500_000 })
      .thenRefuses('BUDGET_EXCEEDED', { params: { line: 'INCENTIVE', left: 1_500_000 } });
  });
});
