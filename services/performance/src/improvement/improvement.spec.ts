import { SEED } from '@jejak/contracts/policy';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { at, calendar, E1, STRANGER, SUP1, SUP2, UNIT } from '../../test/nurse';
import { improvementRulesOf } from '../rules/improvement-rules';
import { improvement } from './improvement.decider';
import { needOf } from './improvement-need';
import type {
  FinalRating,
  ImprovementCommand,
  ImprovementEvent,
  ImprovementGiven,
} from './improvement.state';
import { improvementWordsOf } from './improvement-words';

const PPK = '0198c1a2-0000-7000-8000-000000000007';
const improvementId = '0198c1a2-0000-7000-8000-000000000081';
const seeded = SEED.find(({ key }) => key === 'perf.improvement.months');
const rules = improvementRulesOf({
  ...{ key: 'perf.improvement.months', ref: 'perf.improvement.months@1', version: 1 },
  parameters: seeded?.parameters ?? {},
});
const rating = (year: number, predicate: FinalRating['predicate'], n = 1): FinalRating => ({
  ...{ year, predicate, unitId: UNIT },
  evaluationId: `0198c1a2-0000-7000-8000-0000000${year}${n}`,
});
const reads = (date: string, over: Partial<ImprovementGiven> = {}) => ({
  ...{ now: at(date), calendar, reasonMinimum: 20, rules, ratings: [] },
  ...{ employed: true, supervisorId: SUP1, superiorId: SUP2, top: false },
  ...over,
});
const { given } = specFor(improvement);

const need: ImprovementCommand = { type: 'ReviewImprovementNeed', improvementId, employeeId: E1, year: 2026 };
const open = {
  ...{ type: 'OpenImprovementPlan', by: SUP1, goals: ['Register harian lengkap.'] },
  support: ['Pendampingan dua jam seminggu.'],
} as const satisfies ImprovementCommand;
const assess = {
  ...{ type: 'AssessImprovement', by: SUP1, succeeded: false, evidence: [] },
  reason: 'Register tetap tidak lengkap pada empat dari enam bulan.',
} as const satisfies ImprovementCommand;
const propose = {
  ...{ type: 'ProposeConsequence', by: SUP2, kind: 'LOWER_POST', testRef: 'BA-UK/12/2027', evidence: [] },
  reason: 'Hasil uji menunjukkan kecocokan pada jabatan pelaksana.',
} as const satisfies ImprovementCommand;
const decide = {
  ...{ type: 'DecideConsequence', by: PPK, approve: true },
  reason: 'Disetujui sesuai hasil uji kompetensi.',
} as const satisfies ImprovementCommand;

type Step = readonly [ImprovementCommand, ReturnType<typeof reads>];
const after = (...steps: readonly Step[]): ImprovementEvent[] =>
  steps.reduce<ImprovementEvent[]>(
    (facts, [step, handed]) => [
      ...facts,
      ...improvement.decide(step, facts.reduce(improvement.evolve, improvement.initial), handed),
    ],
    [],
  );
const bad = { ratings: [rating(2026, 'KURANG')] };
const due: Step = [need, reads('2027-02-05', bad)];
const opened: Step = [open, reads('2027-02-10')];
const failed: Step = [assess, reads('2027-08-10')];
const proposed: Step = [propose, reads('2027-09-01')];
const types = (facts: readonly ImprovementEvent[]): string => facts.map(({ type }) => type).join();

describe('what makes an improvement plan due', () => {
  it.each([
    [{ 2026: 'SANGAT_KURANG' }, 'SANGAT_KURANG'],
    [{ 2026: 'KURANG' }, 'KURANG'],
    [{ 2026: 'BUTUH_PERBAIKAN' }, null],
    [{ 2026: 'BAIK' }, null],
    [{ 2026: 'SANGAT_BAIK' }, null],
    [{ 2025: 'BUTUH_PERBAIKAN', 2026: 'BUTUH_PERBAIKAN' }, 'BUTUH_PERBAIKAN_TWICE'],
    [{ 2025: 'BUTUH_PERBAIKAN', 2026: 'BAIK' }, null],
    [{ 2025: 'BAIK', 2026: 'BUTUH_PERBAIKAN' }, null],
    [{ 2025: 'KURANG', 2026: 'BUTUH_PERBAIKAN' }, null],
    [{ 2025: 'KURANG', 2026: 'BAIK' }, null],
  ] as const)('%j: %s', (predicates, cause) => {
    const ratings = Object.entries(predicates).map(([year, predicate]) => rating(Number(year), predicate));
    expect(needOf(ratings, 2026)?.cause ?? null).toBe(cause);
  });
  it('is one bad part of a year of two posts', () =>
    expect(needOf([rating(2026, 'BAIK'), rating(2026, 'KURANG', 2)], 2026)?.cause).toBe('KURANG'));
  it('is due once, and withdrawn when nothing makes it due any more', () => {
    expect(after(due)).toMatchObject([
      { data: { cause: 'KURANG', openBy: '2027-02-19', overdueAt: '2027-02-19T17:00:00.000Z' } },
    ]);
    given(...after(due))
      .when(need, reads('2027-02-06', bad))
      .thenRecords();
    expect(types(after(due, opened, [need, reads('2027-03-01')]))).toBe(
      'ImprovementPlanRequired,ImprovementPlanOpened,ImprovementPlanWithdrawn',
    );
    expect(types(after(due, [need, reads('2027-03-01')], due))).toContain(
      'ImprovementPlanWithdrawn,ImprovementPlanRequired',
    );
    given().when(need, reads('2027-02-05')).thenRecords();
    given(...after(due, opened, failed, proposed, [decide, reads('2027-09-10', { top: true })]))
      .when(need, reads('2027-10-01'))
      .thenRecords();
  });
});

describe('OpenImprovementPlan', () => {
  it('says what is to be reached in six months, and what is given for it', () =>
    expect(after(due, opened).at(-1)).toMatchObject({
      data: { months: 6, from: '2027-02-10', until: '2027-08-09', assessBy: '2027-08-23' },
    }));
  it('is the supervisor’s, once', () => {
    const spec = () => given(...after(due));
    spec()
      .when({ ...open, by: STRANGER }, reads('2027-02-10'))
      .thenRefuses('NOT_RELATED');
    spec()
      .when({ ...open, by: SUP2 }, reads('2027-02-10'))
      .thenRefuses('NOT_RELATED');
    spec()
      .when({ ...open, by: E1 }, reads('2027-02-10'))
      .thenRefuses('SOD_VIOLATION');
    given(...after(due, opened))
      .when(open, reads('2027-02-10'))
      .thenRefuses('ILLEGAL_TRANSITION');
    given().when(open, reads('2027-02-10')).thenRefuses('IMPROVEMENT_NOT_FOUND');
  });
  it('is not without goals, and asks nothing without giving something', () => {
    given(...after(due))
      .when({ ...open, goals: [' '] }, reads('2027-02-10'))
      .thenRefuses('NOT_MEASURABLE');
    given(...after(due))
      .when({ ...open, support: [] }, reads('2027-02-10'))
      .thenRefuses('SUPPORT_PLAN_REQUIRED');
  });
});

describe('NoteTraining', () => {
  const enrolmentId = '0198c1a2-0000-7000-8000-000000000082';
  const note = { type: 'NoteTraining', enrolmentId, jp: 8, endedOn: '2027-02-10' } as const;
  it('notes a training of its months, once', () => {
    const noted = after(due, opened, [note, reads('2027-04-02')]);
    expect(noted.at(-1)).toMatchObject({ type: 'ImprovementTrainingPassed', data: { enrolmentId, jp: 8 } });
    given(...noted)
      .when(note, reads('2027-04-02'))
      .thenRecords();
    for (const endedOn of ['2027-02-09', '2027-08-10'])
      given(...after(due, opened))
        .when({ ...note, endedOn }, reads('2027-08-10'))
        .thenRecords();
    given(...after(due))
      .when(note, reads('2027-04-02'))
      .thenRecords();
  });
});

describe('AssessImprovement', () => {
  it('finds success at any time', () => {
    const early: Step = [{ ...assess, succeeded: true }, reads('2027-05-01')];
    expect(types(after(due, opened, early))).toContain('ImprovementSucceeded');
  });
  it('finds failure when the months are over, and orders a test', () => {
    given(...after(due, opened))
      .when(assess, reads('2027-08-09'))
      .thenRefuses('RULE_VIOLATED');
    expect(types(after(due, opened, failed))).toContain('CompetencyTestOrdered');
  });
  it('says why, and is nobody’s own', () => {
    given(...after(due, opened))
      .when({ ...assess, reason: 'kurang' }, reads('2027-08-10'))
      .thenRefuses('REASON_REQUIRED');
    given(...after(due, opened))
      .when({ ...assess, by: E1 }, reads('2027-08-10'))
      .thenRefuses('SOD_VIOLATION');
  });
});

describe('what is proposed and decided', () => {
  const waiting = after(due, opened, failed);
  it('rests on the report of the test', () => {
    given(...waiting)
      .when({ ...propose, testRef: ' ' }, reads('2027-09-01'))
      .thenRefuses('RULE_VIOLATED');
    given(...waiting)
      .when({ ...propose, by: STRANGER }, reads('2027-09-01'))
      .thenRefuses('NOT_RELATED');
    given(...after(due, opened))
      .when(propose, reads('2027-09-01'))
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  it('is decided by the appointing authority, who did not propose it', () => {
    const asked = after(due, opened, failed, proposed);
    given(...asked)
      .when({ ...decide, by: SUP2 }, reads('2027-09-10', { top: true }))
      .thenRefuses('SOD_VIOLATION');
    given(...asked)
      .when(decide, reads('2027-09-10'))
      .thenRefuses('AUTHORITY_LEVEL');
    const decided = after(due, opened, failed, proposed, [decide, reads('2027-09-10', { top: true })]);
    expect(decided.at(-1)).toMatchObject({ data: { kind: 'LOWER_POST', approved: true } });
    expect(improvementWordsOf(decided)).toMatchObject({ goals: open.goals, decision: decide.reason });
  });
  it('may be proposed otherwise where it was declined', () => {
    const declined: Step = [{ ...decide, approve: false }, reads('2027-09-10', { top: true })];
    expect(types(after(due, opened, failed, proposed, declined, proposed))).toContain(
      'ConsequenceDecided,ConsequenceProposed',
    );
  });
});

describe('what is late', () => {
  it('is noted once its day is over, and once', () => {
    const mark: ImprovementCommand = { type: 'MarkOpeningOverdue' };
    given(...after(due))
      .when(mark, reads('2027-02-19'))
      .thenRefuses('ILLEGAL_TRANSITION');
    const late = after(due, [mark, reads('2027-02-20')]);
    expect(late.at(-1)).toMatchObject({ data: { step: 'OPEN', dueBy: '2027-02-19' } });
    given(...late)
      .when(mark, reads('2027-02-21'))
      .thenRecords();
    const second: ImprovementCommand = { type: 'MarkAssessmentOverdue' };
    expect(after(due, opened, [second, reads('2027-08-24')]).at(-1)).toMatchObject({
      data: { step: 'ASSESS', dueBy: '2027-08-23' },
    });
    given(...after(due, opened, failed))
      .when(second, reads('2027-08-24'))
      .thenRecords();
  });
});

describe('what others tell of a plan', () => {
  const note = (takenOn: string, testId = improvementId) =>
    ({
      ...{ type: 'NoteTest', testId, passed: false, score: '58.00', passMark: '70', takenOn },
    }) as const satisfies ImprovementCommand;
  const tested: Step = [note('2027-08-12'), reads('2027-08-12')];
  it('is a test after its months, once', () => {
    given(...after(due, opened, failed))
      .when(note('2027-08-12'), reads('2027-08-12'))
      .thenFacts(([fact]) =>
        expect(fact).toMatchObject({ type: 'ImprovementTestTaken', data: { passed: false } }),
      );
    // Opened on 10 February: the months are over with 9 August.
    given(...after(due, opened, failed))
      .when(note('2027-08-09'), reads('2027-08-12'))
      .thenRecords();
    given(...after(due, opened, failed, tested))
      .when(note('2027-08-12'), reads('2027-08-12'))
      .thenRecords();
    given(...after(due))
      .when(note('2027-08-12'), reads('2027-08-12'))
      .thenRecords();
  });
  it('is what a proposal can rest on', () => {
    const unnamed = { ...propose, testRef: ' ' };
    given(...after(due, opened, failed))
      .when(unnamed, reads('2027-09-01'))
      .thenRefuses('RULE_VIOLATED', { rule: 'improvement.test' });
    given(...after(due, opened, failed, tested))
      .when(unnamed, reads('2027-09-01'))
      .thenFacts(([fact]) => expect(fact).toMatchObject({ data: { testRef: improvementId } }));
  });
  it('is the end of the employment, unless all is decided', () => {
    const end = { type: 'EndImprovement', reason: 'RETIREMENT' } as const;
    for (const steps of [[due], [due, opened], [due, opened, failed], [due, opened, failed, proposed]])
      given(...after(...steps))
        .when(end, reads('2027-09-02'))
        .thenFacts(([fact]) => expect(fact.type).toBe('ImprovementPlanEnded'));
    given(...after(due, [end, reads('2027-02-06')]))
      .when(end, reads('2027-02-07'))
      .thenRecords();
    // Nor does a rating that becomes final afterwards make one due.
    given()
      .when(need, reads('2027-02-05', { ...bad, employed: false }))
      .thenRecords();
  });
});
