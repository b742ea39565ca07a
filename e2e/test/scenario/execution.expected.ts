import { naturalId } from '@jejak/kernel';
import { person } from '../public-api';
import { type ExpectedStep, on } from './expectation';

const [E1, E2, E3, K1, V1, SUP1, SUP2] = ['E-1', 'E-2', 'E-3', 'K-1', 'V-1', 'SUP-1', 'SUP-2'].map(
  (key) => person(key).id,
);
const IMMUNISATION = naturalId('unit', 'DINKES-IMUN');
const PERMITS = naturalId('unit', 'PTSP');

/** Steps 23 to 34. @source domain.md 15 C */
export const EXECUTION: readonly ExpectedStep[] = [
  {
    step: 23,
    facts: [
      on('2026-04-08', 'ProgressReported', { employeeId: E1, indicatorId: 'I-1', quantity: '330' }),
      on('2026-04-08', 'MeasurementVerified', { verifiedBy: V1, quantity: '330' }),
      on('2026-04-10', 'PeriodRated', { period: '2026-Q1', ratedBy: SUP1 }),
    ],
    refusals: ['SOD_VIOLATION'],
  },
  {
    step: 24,
    facts: [
      on('2026-05-07', 'ObstacleRaised', { employeeId: E1 }),
      on('2026-05-07', 'ObstacleAnalysed', { causes: ['OUTSIDE', 'METHOD'] }),
      on('2026-05-07', 'ImprovementAgreed', { agreedBy: SUP1, owner: E1 }),
      on('2026-05-07', 'SupportGranted', { grantedBy: SUP1, kind: 'FACILITY' }),
      on('2026-05-20', 'ObstacleResolved'),
      on('2026-07-02', 'MeasurementVerified', { verifiedBy: V1, quantity: '345' }),
      on('2026-10-02', 'MeasurementVerified', { verifiedBy: V1, quantity: '350' }),
    ],
  },
  {
    step: 25,
    facts: [
      on('2026-02-26', 'TrainingPassed', { employeeId: E1, jp: 8, gain: '0.5714' }),
      on('2026-06-18', 'TrainingPassed', { employeeId: E1, jp: 6 }),
      on('2026-10-08', 'TrainingPassed', { employeeId: E1, jp: 10 }),
      ...['2026-02-26', '2026-06-18', '2026-10-08'].map((date) => on(date, 'CertificateIssued')),
    ],
  },
  {
    step: 26,
    facts: [
      on('2026-07-01', 'PolicyReviewStarted', { policy: 'perf.result', version: 1, trigger: 'CALENDAR' }),
      on('2026-07-31', 'PolicyReviewed', { policy: 'perf.result', verdict: 'ADJUST' }),
    ],
  },
  {
    step: 27,
    facts: [
      on('2026-08-03', 'PolicyDrafted', { key: 'perf.result', version: 2, parameters: { above: '112' } }),
      on('2026-08-04', 'ConsultationOpened', { key: 'perf.result', version: 2 }),
      on('2026-08-28', 'PolicyApproved', { key: 'perf.result', version: 2 }),
      on('2026-09-01', 'PolicyPublished', {
        ...{ key: 'perf.result', version: 2, effectiveFrom: '2027-01-01', follows: 1 },
        diff: [{ path: '/above', old: '110', new: '112' }],
      }),
      on('2027-01-01', 'PolicyInForce', { key: 'perf.result', version: 2 }),
      on('2027-01-01', 'PolicySuperseded', { key: 'perf.result', version: 1, lastDay: '2026-12-31' }),
    ],
    refusals: ['POLICY_NOT_RETROACTIVE'],
  },
  {
    step: 28,
    facts: [
      on('2026-08-12', 'ComplaintFiled', { unitId: IMMUNISATION, verifyDueAt: '2026-08-18T17:00:00.000Z' }),
      on('2026-08-13', 'ComplaintVerified', { class: 'NORMATIVE', dueAt: '2026-08-21T17:00:00.000Z' }),
    ],
  },
  {
    step: 29,
    facts: [
      on('2026-08-21', 'ComplaintAnswered', { answeredBy: SUP2, onTime: true }),
      on('2026-08-21', 'ComplaintClosed', { satisfied: true, onTime: true }),
    ],
    refusals: ['ANSWER_EMPTY'],
  },
  {
    step: 30,
    facts: [
      ...['2026-09-15', '2026-10-20'].flatMap((date) => [
        on(date, 'ReviewSubmitted', { officerId: E1 }, 20),
        on(date, 'ReviewSubmitted', { officerId: E1, score: '4.0000' }, 12),
      ]),
      on('2026-11-27', 'ReviewSubmitted', { officerId: E1, score: '1.0000' }, 4),
      on('2026-11-27', 'ReviewQuarantined', { officerId: E1, why: 'DEVICE' }, 4),
      on('2026-11-27', 'ReviewExcluded', { officerId: E1 }, 4),
      on('2027-01-01', 'CitizenIndexRecorded', { index: '90.00', n: 40 }),
    ],
  },
  {
    step: 31,
    facts: [
      on('2026-11-30', 'IkmComputed', { unitId: IMMUNISATION, index: '85.25', band: 'B', n: 100 }),
      on('2026-11-30', 'IkmComputed', { unitId: PERMITS, index: '81.00', band: 'B', n: 100 }),
    ],
  },
  {
    step: 32,
    facts: [
      on('2026-12-10', 'RewardProposed', {
        employeeId: E2,
        conditions: [
          { key: 'ratio', value: '0.7000' },
          { key: 'cases', value: '212.0000' },
          { key: 'ikm', value: '81.0000' },
          { key: 'complaints', value: '0.4717' },
        ],
      }),
      on('2026-12-10', 'RewardGranted', { employeeId: E2, amount: 1_500_000 }),
      on('2026-12-10', 'RewardProposed', {
        employeeId: K1,
        conditions: [
          { key: 'minutes', value: '55.0000' },
          { key: 'minutesBefore', value: '240.0000' },
        ],
      }),
      on('2026-12-10', 'RewardGranted', { employeeId: K1, kinds: ['AWARD'] }),
      on('2026-12-10', 'RecognitionPublished', { employeeId: K1 }),
    ],
    refusals: ['SOD_VIOLATION'],
  },
  {
    step: 33,
    facts: [
      on('2026-11-20', 'TrainingPassed', { employeeId: E3, score: '83.40', attendance: '96.00' }),
      on('2026-11-20', 'TrainingFailed', {
        ...{ employeeId: V1, score: '83.40', attendance: '94.00', why: ['ATTENDANCE_BELOW'] },
      }),
    ],
  },
  {
    step: 34,
    facts: [
      on('2026-12-30', 'MeasurementVerified', { verifiedBy: V1, quantity: '295' }),
      on('2026-12-30', 'MeasurementRejected', { rejectedBy: V1, quantity: '60', code: 'SOURCE_MISSING' }),
    ],
  },
];
