import type { EmploymentEnd } from '@jejak/contracts/performance';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import {
  after,
  appealed,
  command,
  decided,
  heard,
  PPK,
  reads,
  reported,
  rules,
  type Step,
  summoned,
} from '../../test/disciplined';
import { E1, STRANGER, SUP1, SUP2 } from '../../test/nurse';
import { discipline } from './discipline.decider';
import { disciplineTimers } from './discipline.timers';
import { holdsBack } from './discipline.state';
import { recorded } from '@jejak/testing/recorded';

const { given, stateAfter } = specFor(discipline);
const types = (facts: readonly { type: string }[]) => facts.map(({ type }) => type).join();

describe('a violation', () => {
  it('is reported by the line or an inspector, not by oneself', () => {
    given()
      .when(...reported)
      .thenFacts((facts) => expect(types(facts)).toBe('ViolationReported'));
    given()
      .when({ ...command.report, by: SUP2 }, reads('2026-07-01'))
      .thenFacts((facts) => expect(facts).toHaveLength(1));
    given()
      .when({ ...command.report, by: STRANGER }, reads('2026-07-01'))
      .thenRefuses('NOT_RELATED');
    given()
      .when({ ...command.report, by: STRANGER }, reads('2026-07-01', { inspector: true }))
      .thenFacts((facts) => expect(facts).toHaveLength(1));
    given()
      .when({ ...command.report, by: E1 }, reads('2026-07-01'))
      .thenRefuses('SOD_VIOLATION');
  });
  it('has happened, of an employee whom career knows', () => {
    given()
      .when({ ...command.report, to: '2026-07-02' }, reads('2026-07-01'))
      .thenRefuses('RULE_VIOLATED', { rule: 'discipline.period' });
    given()
      .when({ ...command.report, consecutiveDays: 12 }, reads('2026-07-01'))
      .thenRefuses('RULE_VIOLATED', { rule: 'discipline.absence-days' });
    given()
      .when(command.report, reads('2026-07-01', { unitId: null }))
      .thenRefuses('EMPLOYEE_NOT_FOUND');
  });
  it('flags a supervisor who knew more than seven days and reported nothing', () => {
    const by = (supervisorKnewOn: string, person = STRANGER): Step => [
      { ...command.report, by: person, supervisorKnewOn },
      reads('2026-07-10', { inspector: true }),
    ];
    expect(types(after(by('2026-07-03')))).toBe('ViolationReported');
    expect(types(after(by('2026-07-02')))).toBe('ViolationReported,SupervisorOmission');
    expect(after(by('2026-07-02'))[1].data).toMatchObject({ supervisorId: SUP1, knewOn: '2026-07-02' });
    // Who reports it does something.
    expect(types(after(by('2026-06-30', SUP1)))).toBe('ViolationReported');
  });
  it('is reported once, and punished once', () => {
    given(...after(reported))
      .when(...reported)
      .thenRefuses('VIOLATION_EXISTS');
    given(...after(reported, summoned, heard, decided))
      .when(...reported)
      .thenRefuses('NE_BIS_IN_IDEM');
    given(...after(reported, summoned, heard))
      .when(command.decide, reads('2026-07-15', { punished: true }))
      .thenRefuses('NE_BIS_IN_IDEM');
  });
});

describe('a hearing', () => {
  it('is summoned seven working days before', () => {
    // Wednesday 1 July: 2, 3, 6, 7, 8, 9, 10.
    given(...after(reported))
      .when({ ...command.summon, hearingOn: '2026-07-09' }, reads('2026-07-01'))
      .thenRefuses('RULE_VIOLATED', { rule: 'discipline.summons-days' });
    given(...after(reported))
      .when(...summoned)
      .thenFacts((facts) => expect(types(facts)).toBe('SummonsIssued'));
    given(...after(reported))
      .when({ ...command.summon, by: STRANGER }, reads('2026-07-01'))
      .thenRefuses('NOT_RELATED');
    given(...after(reported, summoned))
      .when(...summoned)
      .thenRefuses('ILLEGAL_TRANSITION');
    given()
      .when(...summoned)
      .thenRefuses('CASE_NOT_FOUND');
  });
  it('does not count a holiday', () => {
    // Wednesday 12 August: 13, 14, 18, 19, 20, 21, 24; the 17th is one.
    const later: Step = [command.report, reads('2026-08-12')];
    given(...after(later))
      .when({ ...command.summon, hearingOn: '2026-08-21' }, reads('2026-08-12'))
      .thenRefuses('RULE_VIOLATED', { params: { earliest: '2026-08-24' } });
  });
  it('is held on its day', () => {
    given(...after(reported, summoned))
      .when(command.hear, reads('2026-07-09'))
      .thenRefuses('RULE_VIOLATED', { rule: 'discipline.hearing-day' });
    given(...after(reported))
      .when(...heard)
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  it('comes before the decision; who stays away twice is decided about', () => {
    const missed: Step = [{ ...command.hear, employeePresent: false }, reads('2026-07-10')];
    const again: Step = [{ ...command.summon, hearingOn: '2026-07-22' }, reads('2026-07-10')];
    for (const steps of [[reported], [reported, summoned], [reported, summoned, missed]])
      given(...after(...steps))
        .when(...decided)
        .thenRefuses('HEARING_REQUIRED');
    const twice: Step = [{ ...command.hear, employeePresent: false }, reads('2026-07-22')];
    given(...after(reported, summoned, missed, again, twice))
      .when(command.decide, reads('2026-07-23'))
      .thenFacts((facts) => expect(types(facts)).toBe('SanctionDecided'));
  });
});

describe('a sanction', () => {
  const before = after(reported, summoned, heard);
  it('of absence is what the table says', () => {
    given(...before)
      .when(...decided)
      .thenFacts(([{ data, reason }]) => {
        expect(data).toMatchObject({ level: 'MEDIUM', months: 6, appealBy: '2026-07-29' });
        expect(reason?.code).toBe('OVERRIDE');
      });
    given(...before)
      .when({ ...command.decide, months: 9 }, reads('2026-07-15'))
      .thenRefuses('RULE_VIOLATED', { rule: 'discipline.absence-table' });
    const two = after(
      [{ ...command.report, absentDays: 2, consecutiveDays: null }, reads('2026-07-01')],
      summoned,
      heard,
    );
    given(...two)
      .when({ ...command.decide, level: 'LIGHT', kind: 'ORAL', months: null }, reads('2026-07-15'))
      .thenRefuses('RULE_VIOLATED', { params: { kind: 'none' } });
  });
  it('is decided by the authority of its level, with a reason', () => {
    const other = after(
      [{ ...command.report, absentDays: null, consecutiveDays: null }, reads('2026-07-01')],
      summoned,
      heard,
    );
    const demote = { ...command.decide, level: 'HEAVY', kind: 'DEMOTION', months: 12 } as const;
    const as = (authorities: readonly ('UNIT_HEAD' | 'TOP')[]) => ({
      ...reads('2026-07-15'),
      authorities,
    });
    given(...other)
      .when(demote, as(['UNIT_HEAD']))
      .thenRefuses('AUTHORITY_LEVEL');
    for (const authorities of [['TOP'], ['UNIT_HEAD', 'TOP']] as const)
      given(...other)
        .when(demote, as(authorities))
        .thenFacts((facts) => expect(facts).toHaveLength(1));
    const light = { ...command.decide, level: 'LIGHT', kind: 'ORAL', months: null } as const;
    given(...other)
      .when(light, as([]))
      .thenRefuses('AUTHORITY_LEVEL');
    given(...other)
      .when(light, as(['UNIT_HEAD']))
      .thenFacts((facts) => expect(facts).toHaveLength(1));
    given(...other)
      .when({ ...light, reason: 'lalai' }, as(['UNIT_HEAD']))
      .thenRefuses('REASON_REQUIRED');
  });
  it('is one that its level knows', () => {
    for (const over of [{ kind: 'DEMOTION', months: 12 }, { months: 7 }, { months: null }] as const)
      given(...before)
        .when({ ...command.decide, ...over }, reads('2026-07-15'))
        .thenRefuses('RULE_VIOLATED', { rule: 'discipline.kinds' });
  });
  it('is not decided by who reported, nor by who is concerned', () => {
    for (const by of [SUP1, E1])
      given(...before)
        .when({ ...command.decide, by }, reads('2026-07-15'))
        .thenRefuses('SOD_VIOLATION');
    given(...after(reported, summoned, heard, decided))
      .when(...decided)
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  it('may not be: the case is dismissed with a reason', () => {
    const dismiss = { type: 'DismissViolation', by: PPK, reason: 'Ketidakhadiran terbukti sah.' } as const;
    given(...before)
      .when(dismiss, reads('2026-07-15'))
      .thenFacts((facts) => expect(types(facts)).toBe('ViolationDismissed'));
    given(...before)
      .when(dismiss, { ...reads('2026-07-15'), authorities: [] })
      .thenRefuses('AUTHORITY_LEVEL');
    given(...before)
      .when({ ...dismiss, by: SUP1 }, reads('2026-07-15'))
      .thenRefuses('SOD_VIOLATION');
  });
  it('is served when nobody appeals, lasts its months, and ends', () => {
    const facts = after(reported, summoned, heard, decided);
    given(...facts)
      .when({ type: 'ServeSanction' }, reads('2026-07-29', { time: '23:59:59.999' }))
      .thenRefuses('ILLEGAL_TRANSITION');
    const serve: Step = [{ type: 'ServeSanction' }, reads('2026-07-30', { time: '00:00:00.000' })];
    const served = after(reported, summoned, heard, decided, serve);
    expect(served.at(-1)?.data).toMatchObject({ from: '2026-07-30', until: '2027-01-29' });
    expect(holdsBack(stateAfter(...served))).toBe(true);
    given(...served)
      .when({ type: 'EndSanction' }, reads('2027-01-29', { time: '23:59:59.999' }))
      .thenRefuses('ILLEGAL_TRANSITION');
    const end: Step = [{ type: 'EndSanction' }, reads('2027-01-30', { time: '00:00:00.000' })];
    expect(holdsBack(stateAfter(...after(reported, summoned, heard, decided, serve, end)))).toBe(false);
    given(...served)
      .when(...serve)
      .thenRecords();
  });
});

describe('an appeal', () => {
  const facts = after(reported, summoned, heard, decided);
  it('is possible to the end of the fourteenth day, to who is sanctioned, once', () => {
    given(...facts)
      .when(command.appeal, reads('2026-07-29', { time: '23:59:59.999' }))
      // 21 working days after Wednesday 29 July, without 17 August: 28 August.
      .thenFacts(([{ data }]) => expect(data).toMatchObject({ answerBy: '2026-08-28' }));
    given(...facts)
      .when(command.appeal, reads('2026-07-30', { time: '00:00:00.000' }))
      .thenRefuses('DEADLINE_PASSED');
    given(...facts)
      .when({ ...command.appeal, by: SUP1 }, reads('2026-07-20'))
      .thenRefuses('NOT_RELATED');
    given(...after(reported))
      .when(...appealed)
      .thenRefuses('ILLEGAL_TRANSITION');
    given(...facts, ...after(reported, summoned, heard, decided, appealed).slice(-1))
      .when(...appealed)
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  const contested = after(reported, summoned, heard, decided, appealed);
  it('is possible for the days of the law from when the notice counts as received', () => {
    const move = { type: 'MoveAppealWindow', receivedOn: '2026-07-18' } as const;
    const moved: Step = [move, reads('2026-07-18')];
    const later = after(reported, summoned, heard, decided, moved);
    expect(later.at(-1)).toMatchObject({
      type: 'SanctionAppealWindowMoved',
      data: { receivedOn: '2026-07-18', appealBy: '2026-08-01', servedAt: '2026-08-01T17:00:00.000Z' },
    });
    const lastMoment = reads('2026-08-01', { time: '23:59:59.999' });
    given(...later)
      .when(command.appeal, lastMoment)
      .thenFacts((found) => expect(types(found)).toBe('SanctionAppealed'));
    given(...later)
      .when({ type: 'ServeSanction' }, lastMoment)
      .thenRefuses('ILLEGAL_TRANSITION');
    given(...later)
      .when(command.appeal, reads('2026-08-02', { time: '00:00:00.000' }))
      .thenRefuses('DEADLINE_PASSED');
    expect(disciplineTimers.pending(recorded('performance', 'discipline-1', later))).toMatchObject([
      { command: 'ServeSanction', dueAt: '2026-08-01T17:00:00.000Z' },
    ]);
  });
  it('never becomes impossible earlier by that, and what is appealed or served already needs no window', () => {
    for (const receivedOn of ['2026-07-15', '2026-07-10'])
      given(...facts)
        .when({ type: 'MoveAppealWindow', receivedOn }, reads('2026-07-18'))
        .thenRecords();
    const served: Step = [{ type: 'ServeSanction' }, reads('2026-07-30', { time: '00:00:00.000' })];
    for (const history of [contested, after(reported, summoned, heard, decided, served)])
      given(...history)
        .when({ type: 'MoveAppealWindow', receivedOn: '2026-08-03' }, reads('2026-08-03'))
        .thenRecords();
  });
  const answer = {
    ...({ type: 'DecideSanctionAppeal', by: STRANGER, outcome: 'CHANGED' } as const),
    ...{ reason: 'Tiga hari terbukti cuti sakit yang sah.' },
    changed: { level: 'LIGHT', kind: 'WRITTEN_DISSATISFACTION', months: null },
  } as const;
  it('makes a sanction lighter, upholds or revokes it', () => {
    given(...contested)
      .when(answer, reads('2026-08-03'))
      .thenFacts(([{ data }]) =>
        expect(data).toMatchObject({ outcome: 'CHANGED', level: 'LIGHT', kind: 'WRITTEN_DISSATISFACTION' }),
      );
    given(...contested)
      .when({ ...answer, outcome: 'UPHELD', changed: null }, reads('2026-08-03'))
      .thenFacts(([{ data }]) => expect(data).toMatchObject({ level: 'MEDIUM', months: 6 }));
    const revoked = after(reported, summoned, heard, decided, appealed, [
      { ...answer, outcome: 'REVOKED', changed: null },
      reads('2026-08-03'),
    ]);
    expect(holdsBack(stateAfter(...revoked))).toBe(false);
    given(...revoked)
      .when({ type: 'ServeSanction' }, reads('2026-08-04'))
      .thenRecords();
  });
  it('never makes it heavier, nor the same', () => {
    for (const changed of [
      { level: 'MEDIUM', kind: 'ALLOWANCE_CUT', months: 9 },
      { level: 'MEDIUM', kind: 'ALLOWANCE_CUT', months: 6 },
      { level: 'HEAVY', kind: 'DEMOTION', months: 12 },
    ] as const)
      given(...contested)
        .when({ ...answer, changed }, reads('2026-08-03'))
        .thenRefuses('RULE_VIOLATED', { rule: 'discipline.appeal-lighter' });
    given(...contested)
      .when({ ...answer, changed: null }, reads('2026-08-03'))
      .thenRefuses('RULE_VIOLATED', { rule: 'discipline.appeal-outcome' });
  });
  it('is answered by another than decided', () => {
    for (const by of [PPK, SUP1, E1])
      given(...contested)
        .when({ ...answer, by }, reads('2026-08-03'))
        .thenRefuses('SOD_VIOLATION');
    given(...facts)
      .when(answer, reads('2026-08-03'))
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  it('that nobody answers is late, and decides nothing', () => {
    const late = { type: 'MarkAppealOverdue' } as const;
    // 20 July + 21 working days, without 17 August: 19 August.
    given(...contested)
      .when(late, reads('2026-08-19', { time: '23:59:59.999' }))
      .thenRefuses('ILLEGAL_TRANSITION');
    given(...contested)
      .when(late, reads('2026-08-20', { time: '00:00:00.000' }))
      .thenFacts((found) => expect(types(found)).toBe('SanctionAppealOverdue'));
    given(...facts)
      .when(late, reads('2026-08-20'))
      .thenRecords();
  });
  it('is due later by a holiday that is added, never earlier, and not once it is late', () => {
    const move = { type: 'MoveAppealClock', since: reads('2026-08-10').now } as const;
    const counted = { began: '2026-07-20', calendar: reads('2026-07-20').calendar };
    const by = (...holidays: string[]) => ({
      ...reads('2026-08-10', { counted }),
      calendar: { zone: 'Asia/Jakarta', holidays },
    });
    // 19 August, with one more holiday on the 18th: the 20th.
    const [moved] = discipline.decide(move, stateAfter(...contested), by('2026-08-17', '2026-08-18'));
    expect(moved).toMatchObject({
      type: 'SanctionAppealClockMoved',
      data: { answerBy: '2026-08-20', answerDueAt: '2026-08-20T17:00:00.000Z', insteadOf: '2026-08-19' },
    });
    given(...contested, moved)
      .when({ type: 'MarkAppealOverdue' }, reads('2026-08-20'))
      .thenRefuses('ILLEGAL_TRANSITION');
    given(...contested)
      .when(move, by())
      .thenRecords();
    given(...contested)
      .when({ ...move, since: '2026-08-19T17:00:00.000Z' }, by('2026-08-17', '2026-08-18'))
      .thenRecords();
    given(...facts)
      .when(move, by('2026-08-17', '2026-08-18'))
      .thenRecords();
    const pending = disciplineTimers.pending(recorded('performance', 'discipline-1', [...contested, moved]));
    expect(pending).toMatchObject([{ command: 'MarkAppealOverdue', dueAt: '2026-08-20T17:00:00.000Z' }]);
  });
  it('holds the timers back: nobody is punished before the answer', () => {
    const pending = (events: Parameters<typeof recorded>[2]) =>
      disciplineTimers
        .pending(recorded('performance', 'discipline-1', events))
        .map(({ command: name }) => name);
    expect(pending(facts)).toEqual(['ServeSanction']);
    expect(pending(contested)).toEqual(['MarkAppealOverdue']);
  });
});

it('the rules are those of the seed', () =>
  expect(rules).toMatchObject({ summonsWorkingDays: 7, appealDays: 14, appealAnswerWorkingDays: 21 }));

describe('an exception for the case', () => {
  // Decided on 15 July: appeals until the 29th, served from the 30th for six months.
  const served: Step = [{ type: 'ServeSanction' }, reads('2026-07-30', { time: '00:00:00.000' })];
  const facts = after(reported, summoned, heard, decided, served);
  const late = reads('2026-08-10', { excepted: true });
  const upheld = {
    ...({ type: 'DecideSanctionAppeal', by: SUP2, outcome: 'UPHELD', changed: null } as const),
    reason: 'Cuti sakit tidak terbukti dalam berkas.',
  };

  it('admits an appeal after its days, also of what is served already', () => {
    given(...facts)
      .when(command.appeal, reads('2026-08-10'))
      .thenRefuses('DEADLINE_PASSED');
    given(...facts)
      .when(command.appeal, late)
      .thenFacts((found) => expect(types(found)).toBe('SanctionAppealed'));
    given(...after(reported, summoned, heard, decided))
      .when(command.appeal, late)
      .thenFacts((found) => expect(types(found)).toBe('SanctionAppealed'));
  });
  it('lets the sanction go on until the answer, and changes what it is, not since when', () => {
    const again = after(reported, summoned, heard, decided, served, [command.appeal, late]);
    expect(holdsBack(stateAfter(...again))).toBe(true);
    const answered = [...again, ...discipline.decide(upheld, stateAfter(...again), reads('2026-08-20'))];
    const [goesOn] = discipline.decide(
      { type: 'ServeSanction' },
      stateAfter(...answered),
      reads('2026-08-20'),
    );
    expect(goesOn).toMatchObject({
      type: 'SanctionServed',
      data: { from: '2026-07-30', until: '2027-01-29', endsAt: '2027-01-29T17:00:00.000Z' },
    });
    const pending = disciplineTimers.pending(recorded('performance', 'discipline-1', [...answered, goesOn]));
    expect(pending).toMatchObject([{ command: 'EndSanction', dueAt: '2027-01-29T17:00:00.000Z' }]);
    const lighter = {
      ...upheld,
      outcome: 'CHANGED',
      changed: { level: 'LIGHT', kind: 'WRITTEN', months: null },
    } as const;
    const becomes = [...again, ...discipline.decide(lighter, stateAfter(...again), reads('2026-08-20'))];
    given(...becomes)
      .when({ type: 'ServeSanction' }, reads('2026-08-20'))
      .thenFacts(([{ data }]) => expect(data).toMatchObject({ kind: 'WRITTEN', until: '2026-07-30' }));
  });
  it('admits one appeal, of a sanction that is not over', () => {
    const again = after(reported, summoned, heard, decided, served, [command.appeal, late]);
    given(...again)
      .when(command.appeal, late)
      .thenRefuses('ILLEGAL_TRANSITION');
    const over = after(reported, summoned, heard, decided, served, [
      { type: 'EndSanction' },
      reads('2027-02-01'),
    ]);
    given(...over)
      .when(command.appeal, reads('2027-02-02', { excepted: true }))
      .thenRefuses('ILLEGAL_TRANSITION');
  });
});

describe('the end of an employment', () => {
  const end = (reason: EmploymentEnd) => ({ type: 'EndCase', reason }) as const;
  const open = [[reported], [reported, summoned], [reported, summoned, heard]];
  const punished = [
    [reported, summoned, heard, decided],
    [reported, summoned, heard, decided, appealed],
  ];
  it('ends a case that is open, with its reason', () => {
    for (const steps of [...open, ...punished])
      given(...after(...steps))
        .when(end('DEATH'), reads('2026-07-21'))
        .thenFacts(([fact]) =>
          expect(fact).toMatchObject({ type: 'DisciplineCaseEnded', data: { reason: 'DEATH' } }),
        );
  });
  it('by dismissal leaves the decision, and the appeal against it', () => {
    for (const steps of open)
      given(...after(...steps))
        .when(end('DISMISSAL'), reads('2026-07-21'))
        .thenFacts((facts) => expect(types(facts)).toBe('DisciplineCaseEnded'));
    for (const steps of punished)
      given(...after(...steps))
        .when(end('DISMISSAL'), reads('2026-07-21'))
        .thenRecords();
  });
});
