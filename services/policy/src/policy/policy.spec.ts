import {
  consultationOpened,
  policyApproved,
  policyContracts,
  policyDrafted,
  policyInForce,
  policyPublished,
  policyRevised,
  policySeeded,
  policySimulated,
  policySuperseded,
  SEED,
  seed,
  socialisationHeld,
  WITHOUT_DEFAULT,
} from '@jejak/contracts/policy';
import { canonical } from '@jejak/ledger';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { calendar, HR1, PPK, rules, some, text } from '../../test/people';
import type { PolicyCommand, PolicyGiven } from './policy.commands';
import { policy } from './policy.decider';
import type { PolicyEvent } from './policy.state';
import { streamOfPolicy } from './policy-stream';

const { given } = specFor(policy);
const key = 'perf.result';
const seedOf = {
  ...{ key, parameters: { above: '110', meets: '90' }, legalBasis: 'The city’s own choice' },
  ...({ origin: 'CONFIGURED', effectiveFrom: '2025-10-01' } as const),
};
const seeded = policySeeded({ ...seedOf, version: 1 });
const SHA = 'a'.repeat(64);
const on = (today: string, more: Partial<PolicyGiven> = {}): PolicyGiven & { now: string } => ({
  ...{ calendar, today, rules, now: `${today}T02:00:00.000Z` },
  ...more,
});

const of = { key, version: 2 };
const drafted = policyDrafted({ ...of, kind: 'PARAMETERS', ...text, draftedBy: HR1 });
const opened = consultationOpened({
  ...{ ...of, opensOn: '2026-08-04', closesOn: '2026-08-18', closesAt: '2026-08-18T17:00:00.000Z' },
  openedBy: HR1,
});
const simulatedAs = (revision: number) =>
  policySimulated({
    ...{ ...of, simulationId: some(1), revision, against: { from: '2025-01-01', to: '2025-12-31' } },
    ...{ effects: null, hypothetical: true, simulatedBy: HR1 },
  });
const approved = policyApproved({ ...of, effectiveFrom: '2027-01-01', approvedBy: PPK, opinions: 3 });
const published = policyPublished({
  ...{ ...of, sha256: SHA, effectiveFrom: '2027-01-01', effectiveAt: '2026-12-31T17:00:00.000Z' },
  // 60 days after the first of September is the last of October: before its own day.
  ...{ publishedOn: '2026-09-01', latestOn: '2027-01-01', follows: 1 },
  ...{ diff: [{ path: '/above', old: '110', new: '112' }], publishedBy: HR1 },
  pinnedPolicies: ['gov.socialise@1'],
});
const untilApproval: PolicyEvent[] = [seeded, drafted, simulatedAs(1), opened];
const untilPublished: PolicyEvent[] = [...untilApproval, approved, published];

describe('SeedPolicy', () => {
  const command: PolicyCommand = { type: 'SeedPolicy', ...seedOf };
  it('takes the default into force as version 1', () => given().when(command).thenRecords(seeded));
  it('says nothing new about a policy that is there', () => given(seeded).when(command).thenRecords());
});

describe('DraftPolicy', () => {
  const draft = (over: object = {}): PolicyCommand => ({
    ...{ type: 'DraftPolicy', by: HR1, key, kind: 'PARAMETERS', ...text },
    ...over,
  });
  it('is the next version', () => given(seeded).when(draft()).thenRecords(drafted));
  it('may be the first, of a key that was not seeded', () =>
    given()
      .when(draft())
      .thenRecords(policyDrafted({ ...drafted.data, version: 1 })));
  it('is of a policy that can be', () =>
    given()
      .when(draft({ key: 'perf.unknown' }))
      .thenRefuses('POLICY_NOT_FOUND'));
  it.each([
    [{ problem: '  ' }, 'problem'],
    [{ intendedOutcome: '' }, 'intendedOutcome'],
    [{ outcomeMeasures: [] }, 'outcomeMeasures'],
  ])('says what is to come of it, and how that is told (%j)', (over, field) =>
    given(seeded).when(draft(over)).thenRefuses('OUTCOME_REQUIRED', { field }),
  );
  it.each([
    [{ above: '112' }, 'parameters/meets'],
    [{ above: '112', meets: '90', other: '1' }, 'parameters/other'],
    [{ above: 112, meets: '90' }, 'parameters/above'],
    [{ above: 'many', meets: '90' }, 'parameters/above'],
  ])('has the parameters that services read (%j)', (parameters, field) =>
    given(seeded).when(draft({ parameters })).thenRefuses('VALIDATION_FAILED', { field }),
  );
  it.each([
    [{ above: '121', meets: '90' }, 'parameters/*'],
    [{ above: '89', meets: '90' }, 'parameters'],
  ])('lies where it can (%j)', (parameters, field) =>
    given(seeded).when(draft({ parameters })).thenRefuses('LEGAL_BOUND', { field }),
  );
  it('repeals what is in force, and what no law asks for', () => {
    const repeal = draft({ kind: 'REPEAL', parameters: {} });
    given(seeded)
      .when(repeal)
      .thenRecords(policyDrafted({ ...drafted.data, kind: 'REPEAL', parameters: {} }));
    given().when(repeal).thenRefuses('ILLEGAL_TRANSITION');
    given(seeded)
      .when(draft({ kind: 'REPEAL' }))
      .thenRefuses('VALIDATION_FAILED');
    const required = policySeeded({ ...seedOf, version: 1, key: 'gov.other' });
    given(required)
      .when(draft({ kind: 'REPEAL', key: 'gov.other', parameters: {} }))
      .thenRefuses('LEGAL_BOUND');
  });
});

describe('RevisePolicy', () => {
  const revise = { type: 'RevisePolicy', by: PPK, version: 2, ...text } as const;
  const revised = policyRevised({ ...of, revision: 2, ...text, revisedBy: PPK });
  it('writes it again before and after the consultation', () => {
    given(seeded, drafted).when(revise, on('2026-08-03')).thenRecords(revised);
    given(seeded, drafted, opened).when(revise, on('2026-08-19')).thenRecords(revised);
  });
  it('does not while people are asked', () =>
    given(seeded, drafted, opened).when(revise, on('2026-08-18')).thenRefuses('CONSULTATION_OPEN'));
  it('ends with the approval', () =>
    given(...untilApproval, approved)
      .when(revise, on('2026-08-29'))
      .thenRefuses('ILLEGAL_TRANSITION'));
  it('makes who writes an author, who does not approve', () =>
    given(...untilApproval, revised)
      .when({ type: 'ApprovePolicy', by: PPK, version: 2, effectiveFrom: '2027-01-01' }, on('2026-08-28'))
      .thenRefuses('SOD_VIOLATION'));
});

describe('OpenConsultation', () => {
  const open = (closesOn: string): PolicyCommand => ({
    type: 'OpenConsultation',
    by: HR1,
    version: 2,
    closesOn,
  });
  it('lasts fourteen days: from the fourth to the eighteenth', () =>
    given(seeded, drafted).when(open('2026-08-18'), on('2026-08-04')).thenRecords(opened));
  it('is refused one day shorter', () =>
    given(seeded, drafted)
      .when(open('2026-08-17'), on('2026-08-04'))
      .thenRefuses('RULE_VIOLATED', { rule: 'policy.consultation-days' }));
  it('is opened once, on a draft that is there', () => {
    given(seeded, drafted, opened)
      .when(open('2026-09-18'), on('2026-08-04'))
      .thenRefuses('ILLEGAL_TRANSITION');
    given(seeded).when(open('2026-08-18'), on('2026-08-04')).thenRefuses('POLICY_VERSION_NOT_FOUND');
  });
});

describe('ApprovePolicy', () => {
  const approve = (over: object = {}): PolicyCommand => ({
    ...{ type: 'ApprovePolicy', by: PPK, version: 2, effectiveFrom: '2027-01-01' },
    ...over,
  });
  const answered = { opinions: { given: 3, unanswered: 0 } };
  it('is by somebody else than who wrote it', () => {
    given(...untilApproval)
      .when(approve(), on('2026-08-28', answered))
      .thenRecords(approved);
    given(...untilApproval)
      .when(approve({ by: HR1 }), on('2026-08-28', answered))
      .thenRefuses('SOD_VIOLATION', { rule: 'sod.draft-and-approve' });
  });
  it('waits for the end of the consultation', () =>
    given(...untilApproval)
      .when(approve(), on('2026-08-18', answered))
      .thenRefuses('CONSULTATION_OPEN'));
  it('is for a day to come', () =>
    given(...untilApproval)
      .when(approve({ effectiveFrom: '2026-08-27' }), on('2026-08-28', answered))
      .thenRefuses('POLICY_NOT_RETROACTIVE'));
  it.each([
    ['policy.consultation', [seeded, drafted, simulatedAs(1)]],
    ['policy.simulation', [seeded, drafted, opened]],
    [
      'policy.impact-note',
      [seeded, policyDrafted({ ...drafted.data, impactNote: null }), simulatedAs(1), opened],
    ],
  ])('is refused without %s', (rule, events) =>
    given(...(events as PolicyEvent[]))
      .when(approve(), on('2026-08-28', answered))
      .thenRefuses('RULE_VIOLATED', { rule }),
  );
  it('asks for a simulation of the numbers as they stand', () => {
    const reworded = policyRevised({ ...of, revision: 2, ...text, problem: 'Lain.', revisedBy: HR1 });
    const renumbered = policyRevised({
      ...{ ...of, revision: 2, ...text, revisedBy: HR1 },
      parameters: { above: '111', meets: '90' },
    });
    given(...untilApproval, reworded)
      .when(approve(), on('2026-08-28', answered))
      .thenRecords(approved);
    given(...untilApproval, renumbered)
      .when(approve(), on('2026-08-28', answered))
      .thenRefuses('RULE_VIOLATED', { rule: 'policy.simulation' });
    given(...untilApproval, renumbered, simulatedAs(2))
      .when(approve(), on('2026-08-28', answered))
      .thenRecords(approved);
  });
  it('waits for an answer to every opinion', () =>
    given(...untilApproval)
      .when(approve(), on('2026-08-28', { opinions: { given: 3, unanswered: 1 } }))
      .thenRefuses('OPINIONS_UNANSWERED', { params: { count: 1 } }));
});

describe('PublishPolicy', () => {
  const publish = (effectiveFrom: string | null = null): PolicyCommand => ({
    ...{ type: 'PublishPolicy', by: HR1, version: 2, effectiveFrom },
  });
  const reads = on('2026-09-01', { sha256: SHA });
  it('says what it changes', () =>
    given(...untilApproval, approved)
      .when(publish(), reads)
      .thenRecords(published));
  it('never counts for what has been, nor for earlier than approved', () => {
    given(...untilApproval, approved)
      .when(publish('2026-07-01'), reads)
      .thenRefuses('POLICY_NOT_RETROACTIVE');
    given(...untilApproval, approved)
      .when(publish('2026-12-31'), reads)
      .thenRefuses('RULE_VIOLATED', { rule: 'policy.effective-from' });
  });
  it('is of what is approved, once', () => {
    given(...untilApproval)
      .when(publish(), reads)
      .thenRefuses('ILLEGAL_TRANSITION');
    given(...untilPublished)
      .when(publish(), reads)
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  it.each([
    ['2026-10-31', 'RULE_VIOLATED'],
    ['2027-01-01', 'RULE_VIOLATED'],
    ['2027-01-02', null],
  ])('follows the version before it: from %s', (effectiveFrom, refusal) => {
    const third = [
      policyDrafted({ ...drafted.data, version: 3 }),
      policyApproved({ ...approved.data, version: 3, effectiveFrom }),
    ];
    const outcome = given(...untilPublished, ...third).when(
      { ...publish(), version: 3 } as PolicyCommand,
      reads,
    );
    if (refusal) outcome.thenRefuses(refusal, { rule: 'policy.overlap' });
    else outcome.thenFacts(([fact]) => expect(fact.data).toMatchObject({ follows: 2, diff: [] }));
  });
  it('does not come behind a later number', () =>
    given(
      ...untilPublished,
      policyDrafted({ ...drafted.data, version: 3 }),
      policyInForce({
        ...{
          ...of,
          version: 3,
          parameters: text.parameters,
          legalBasis: text.legalBasis,
          origin: 'CONFIGURED',
        },
        ...{ effectiveFrom: '2026-10-01', acknowledged: 1, active: 1, coverage: '100.0000' },
      }),
      policyDrafted({ ...drafted.data, version: 4 }),
      policyApproved({ ...approved.data, version: 2 }),
    )
      .when(publish('2028-01-01'), reads)
      .thenRefuses('RULE_VIOLATED', { rule: 'policy.overlap' }));
});

describe('RecordSocialisation', () => {
  const told = (heldOn: string): PolicyCommand => ({
    ...{ type: 'RecordSocialisation', by: HR1, version: 2, sessionId: some(2) },
    ...{ title: 'Sosialisasi', heldOn, participants: 40 },
  });
  const fact = (heldOn: string) =>
    socialisationHeld({
      ...{ ...of, sessionId: some(2), title: 'Sosialisasi', heldOn, participants: 40, recordedBy: HR1 },
    });
  it.each(['2026-09-01', '2026-10-06'])('is of a session between publication and today (%s)', (day) =>
    given(...untilPublished)
      .when(told(day), on('2026-10-06'))
      .thenRecords(fact(day)),
  );
  it.each(['2026-08-31', '2026-10-07'])('is of no other day (%s)', (day) =>
    given(...untilPublished)
      .when(told(day), on('2026-10-06'))
      .thenRefuses('RULE_VIOLATED', { rule: 'socialisation.held-on' }),
  );
  it('is of what is published and not yet in force', () =>
    given(...untilApproval)
      .when(told('2026-10-06'), on('2026-10-06'))
      .thenRefuses('ILLEGAL_TRANSITION'));
});

describe('the whole life of a version', () => {
  it('puts the one before it aside', () => {
    const cover = { acknowledged: 1140, active: 1200, coverage: '95.0000' };
    given(...untilPublished)
      .when(
        { type: 'BringIntoForce', version: 2, on: '2027-01-01', asked: false },
        on('2027-01-01', { coverage: { acknowledged: 1140, active: 1200 } }),
      )
      .thenRecords(
        policyInForce({
          ...{ ...of, parameters: text.parameters, legalBasis: text.legalBasis, origin: 'CONFIGURED' },
          ...{ effectiveFrom: '2027-01-01', ...cover },
        }),
        policySuperseded({ key, version: 1, by: 2, lastDay: '2026-12-31' }),
      );
  });
});

describe('the seed', () => {
  it('has each key once, and none that a yearly decree must give', () => {
    const keys = SEED.map((item) => item.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((one) => WITHOUT_DEFAULT.some((without) => one === without))).toEqual([]);
  });

  it.each(SEED.map((item) => [item.key, item] as const))('%s is a fact that can be recorded', (one, item) => {
    const data = { ...item, version: 1, effectiveFrom: '2025-10-01' };
    expect(policyContracts.events.PolicySeeded.faults(data)).toEqual([]);
    expect(JSON.parse(canonical(data))).toEqual(data);
    expect(streamOfPolicy(one)).toMatch(/^policy-[0-9a-f-]{36}$/);
  });

  it('gives the thresholds of the first selection year only', () => {
    const years = (start: string): unknown =>
      seed(start).find((item) => item.key === 'rec.skd.threshold')?.parameters.selectionYears;
    // The selection of 2026 is the first that begins under an installation of October 2025.
    expect(years('2025-10-01')).toEqual([2026]);
    expect(years('2026-01-01')).toEqual([2026]);
  });

  it('has weights that sum to 100 where they must', () => {
    const sumOf = (one: string, ...names: string[]): number => {
      const parameters = SEED.find((item) => item.key === one)?.parameters ?? {};
      return names.reduce((sum, name) => sum + Number(parameters[name]), 0);
    };
    expect(sumOf('rec.weight', 'skd', 'skb')).toBe(100);
    expect(sumOf('rec.skb.components', 'cat', 'interview', 'psychological')).toBe(100);
    expect(sumOf('perf.method.weights', 'data', 'survey', 'interview')).toBe(100);
    expect(sumOf('tr.leadership.weights', 'theory', 'simulation', 'caseStudy')).toBe(100);
  });
});
