import { SEED } from '@jejak/contracts/policy';
import type { DisciplineCommand, DisciplineGiven } from '../src/discipline/discipline.commands';
import { discipline } from '../src/discipline/discipline.decider';
import type { DisciplineEvent } from '../src/discipline/discipline.state';
import { disciplineRulesOf } from '../src/rules/discipline-rules';
import { at, calendar, E1, SUP1, SUP2, UNIT } from './nurse';

/** A case of discipline, for the specs of its rules. */
const seeded = (key: string) => {
  const found = SEED.find((policy) => policy.key === key);
  if (!found) throw new Error(key);
  return { key, ref: `${key}@1`, version: 1, parameters: found.parameters };
};
export const rules = disciplineRulesOf(seeded('disc.other'), seeded('disc.absence'));

export const PPK = '0198c1a2-0000-7000-8000-000000000007';
export const caseId = '0198c1a2-0000-7000-8000-000000000070';
export const ARTICLE = 'PP 94/2021 Pasal 4 huruf f';

export const reads = (date: string, over: Partial<DisciplineGiven> & { time?: string } = {}) => {
  const { time, ...given } = over;
  return {
    ...{ now: at(date, time), calendar, reasonMinimum: 20, rules, unitId: UNIT },
    ...{ supervisorThen: SUP1, supervisorId: SUP1, superiorId: SUP2, inspector: false, punished: false },
    excepted: false,
    authorities: ['TOP'] as const,
    ...given,
  };
};
export type Step = readonly [DisciplineCommand, ReturnType<typeof reads>];

export const command = {
  report: {
    ...{ type: 'ReportViolation', by: SUP1, caseId, employeeId: E1, articleRef: ARTICLE },
    ...{ from: '2026-02-02', to: '2026-06-30', absentDays: 11, consecutiveDays: 3 },
    ...{ allegation: 'Tidak masuk kerja tanpa alasan yang sah.', supervisorKnewOn: null, evidence: [] },
  },
  summon: { type: 'IssueSummons', by: SUP1, hearingOn: '2026-07-10' },
  hear: { type: 'HoldHearing', by: SUP1, employeePresent: true, statement: 'Saya merawat orang tua.' },
  decide: {
    ...{ type: 'DecideSanction', by: PPK, level: 'MEDIUM', kind: 'ALLOWANCE_CUT', months: 6 },
    reason: 'Sebelas hari tanpa keterangan, sesuai tabel.',
  },
  appeal: {
    ...{ type: 'AppealSanction', by: E1, evidence: [] },
    reason: 'Tiga hari di antaranya cuti sakit yang sah.',
  },
} as const satisfies Record<string, DisciplineCommand>;

export const after = (...steps: readonly Step[]): DisciplineEvent[] =>
  steps.reduce<DisciplineEvent[]>(
    (facts, [step, handed]) => [
      ...facts,
      ...discipline.decide(step, facts.reduce(discipline.evolve, discipline.initial), handed),
    ],
    [],
  );

export const reported: Step = [command.report, reads('2026-07-01')];
export const summoned: Step = [command.summon, reads('2026-07-01')];
export const heard: Step = [command.hear, reads('2026-07-10')];
export const decided: Step = [command.decide, reads('2026-07-15')];
export const appealed: Step = [command.appeal, reads('2026-07-20')];
