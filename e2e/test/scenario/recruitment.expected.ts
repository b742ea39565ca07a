import { person } from '../public-api';
import { type ExpectedStep, on } from './expectation';

const [E9, P2, P4] = ['E-9', 'P-2', 'P-4'].map((key) => person(key).id);
const SKD = [
  [95, 120, 185, 400],
  [100, 110, 190, 400],
  [90, 115, 165, 370],
  [110, 75, 200, 385],
  [65, 80, 166, 311],
  [60, 90, 170, 320],
] as const;
const row = (rank: number, skb: string, final: string, outcome: string) => ({ rank, skb, final, outcome });
const FINAL_V1 = [
  row(1, '78.100', '75.951', 'SELECTED'),
  row(2, '74.450', '73.761', 'RESERVED'),
  row(3, '78.000', '72.982', 'RESERVED'),
  row(4, '71.800', '69.262', 'NOT_SELECTED'),
];
const FINAL_V2 = FINAL_V1.map((one) => (one.rank === 2 ? { ...one, skb: '75.950', final: '74.661' } : one));

/** Steps 7 to 22. @source domain.md 15 B */
export const RECRUITMENT: readonly ExpectedStep[] = [
  {
    step: 7,
    facts: [on('2026-01-12', 'FormationApproved', { seats: 1 })],
    refusals: ['SOD_VIOLATION'],
  },
  {
    step: 8,
    // To 17 February 23:59:59.
    facts: [on('2026-02-02', 'VacancyAnnounced', { seats: 1, closeAt: '2026-02-17T17:00:00.000Z' })],
    refusals: ['ANNOUNCEMENT_TOO_SHORT'],
  },
  {
    step: 9,
    facts: [on('2026-02-17', 'ApplicationSubmitted', {}, 8)],
    refusals: ['WINDOW_CLOSED'],
  },
  {
    step: 10,
    facts: [
      on('2026-02-20', 'ApplicationAdminPassed', {}, 7),
      on('2026-02-20', 'ApplicationAdminRejected'),
      on('2026-02-20', 'StageResultPublished', {
        ...{ stage: 'ADMIN', version: 1, rows: 8, advancing: 7 },
        objectionClosesAt: '2026-02-23T17:00:00.000Z',
      }),
    ],
  },
  {
    step: 11,
    facts: [
      on('2026-02-22', 'ObjectionFiled', { stage: 'ADMIN', answerDueAt: '2026-03-02T17:00:00.000Z' }),
      on('2026-02-25', 'ObjectionUpheld', { stage: 'ADMIN' }),
      on('2026-02-25', 'ApplicationAdminPassed', { by: 'OBJECTION' }),
      on('2026-02-25', 'StageResultPublished', { stage: 'ADMIN', version: 2, advancing: 8 }),
    ],
    refusals: ['SOD_VIOLATION'],
  },
  {
    step: 12,
    facts: [
      ...SKD.map(([twk, tiu, tkp, total]) => on('2026-03-09', 'SkdScored', { twk, tiu, tkp, total })),
      on('2026-03-09', 'SkdScored', { twk: 70, tiu: 100, tkp: 190, total: 360 }, 2),
      on('2026-03-09', 'SkdScored', {}, 8),
    ],
  },
  {
    step: 13,
    facts: [
      on('2026-03-11', 'StageResultPublished', { stage: 'SKD', version: 1, advancing: 4 }),
      on('2026-03-11', 'SkdPassed', {}, 4),
      on('2026-03-11', 'SkdPassed', { rank: 3 }, 2),
      on('2026-03-11', 'SkdOutranked', { rank: 5 }),
      on('2026-03-11', 'SkdFailed', {}, 3),
    ],
  },
  {
    step: 14,
    facts: [
      on('2026-03-23', 'ConflictDeclared', { person: P2, kind: 'KINSHIP' }),
      on('2026-03-23', 'PanelistRecused', { panelist: P2 }),
      on('2026-03-23', 'PanelistReplaced', { panelist: P2, replacement: P4 }),
    ],
    refusals: ['CONFLICT_OF_INTEREST'],
  },
  {
    step: 15,
    facts: [
      ...[
        ['380', '76.000'],
        ['360', '72.000'],
        ['400', '80.000'],
        ['350', '70.000'],
      ].map(([raw, pct]) => on('2026-03-24', 'SkbComponentScored', { component: 'CAT', raw, pct })),
      ...['80.000', '75.000', '70.000', '72.000'].map((score) =>
        on('2026-03-24', 'PsychologicalResultRecorded', { score }),
      ),
      on('2026-03-24', 'PanelScoreSealed', {}, 12),
      ...['82.000', '80.000', '78.000', '76.000'].map((mean) =>
        on('2026-03-24', 'PanelScoresRevealed', { mean }),
      ),
      on('2026-03-24', 'PanelSpreadFlagged', { spread: '20.000', maxSpread: '15' }),
    ],
    refusals: [...Array<string>(4).fill('PANEL_INCOMPLETE'), 'STAGE_NOT_SETTLED'],
  },
  { step: 16, facts: [on('2026-03-27', 'PanelReconciled', { mean: '78.000' })] },
  {
    step: 17,
    facts: [
      on('2026-04-06', 'RankingComputed', { stage: 'FINAL', rows: FINAL_V1 }),
      on('2026-04-06', 'StageResultPublished', {
        ...{ stage: 'FINAL', version: 1, objectionClosesAt: '2026-04-09T17:00:00.000Z' },
      }),
    ],
  },
  {
    step: 18,
    facts: [on('2026-04-08', 'ObjectionFiled', { stage: 'FINAL', answerDueAt: '2026-04-16T17:00:00.000Z' })],
    refusals: ['OBJECTION_PENDING'],
  },
  {
    step: 19,
    facts: [on('2026-04-10', 'ClarificationHeld'), on('2026-04-10', 'ClarificationMinutesPublished')],
  },
  {
    step: 20,
    facts: [
      on('2026-04-13', 'ObjectionUpheld', { stage: 'FINAL', electorate: 4 }),
      on('2026-04-13', 'ScoreCorrected', { component: 'PSYCHOLOGICAL', old: '75.000', new: '85.000' }),
      on('2026-04-13', 'RankingComputed', { stage: 'FINAL', rows: FINAL_V2 }),
      on('2026-04-13', 'StageResultPublished', {
        ...{ stage: 'FINAL', version: 2, objectionClosesAt: '2026-04-16T17:00:00.000Z' },
      }),
    ],
    refusals: ['SOD_VIOLATION'],
  },
  {
    step: 21,
    facts: [
      on('2026-04-20', 'NipApproved'),
      on('2026-04-20', 'CandidateAppointed', {
        ...{ employeeId: E9, kind: 'CPNS', golongan: 'III/a', tmt: '2026-06-01' },
      }),
    ],
    refusals: ['RANK_ORDER_VIOLATION'],
  },
  {
    step: 22,
    facts: [
      on('2026-06-01', 'OnboardingStarted', { employeeId: E9, due: '2026-07-01' }),
      on('2026-06-12', 'OnboardingTaskDone', { task: 'ETHICS', jp: 8 }),
      on('2026-06-12', 'OnboardingTaskDone', { task: 'ADMINISTRATION', jp: 8 }),
      on('2026-06-01', 'PlanDrafted', { employeeId: E9, agreeBy: '2026-07-01' }),
      on('2026-06-24', 'OnboardingCompleted', { employeeId: E9, jp: 16, late: false }),
    ],
    refusals: ['JP_BELOW_MINIMUM'],
  },
];
