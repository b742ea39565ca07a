import { naturalId } from '@jejak/kernel';
import { person } from '../public-api';
import { type ExpectedStep, on } from './expectation';

const [E1, SUP1, SUP2] = ['E-1', 'SUP-1', 'SUP-2'].map((key) => person(key).id);
const IMMUNISATION = naturalId('unit', 'DINKES-IMUN');
const REALISATIONS = (children: string, share: string) => [
  { indicatorId: 'I-1', actual: children, realisation: share },
  { indicatorId: 'I-2', realisation: '115.0000' },
  { indicatorId: 'I-3', actual: '85.2500', realisation: '103.9634' },
  { indicatorId: 'I-4', realisation: '99.0000' },
];
/** By each condition, what stands against it. */
const ELIGIBLE: readonly (readonly [string, string | RegExp | null])[] = [
  ['AK', '102.08'],
  ['COMPETENCY_TEST', /^81\.00/],
  ['EDUCATION', 'S-1'],
  ['FORMATION', '1'],
  ['JP', '24'],
  ['PREDICATE', '2025 BAIK, 2026 SANGAT_BAIK'],
  ['SANCTION', 'none'],
  ['YEARS_IN_RANK', null],
];
const OF_20 = { SANGAT_BAIK: 4, BAIK: 14, BUTUH_PERBAIKAN: 2 };

/** Steps 35 to 48. @source domain.md 15 D */
export const EVALUATION: readonly ExpectedStep[] = [
  {
    step: 35,
    facts: [
      on('2027-01-08', 'OrganisationResultSet', { unitId: IMMUNISATION, predicate: 'BAIK' }),
      on('2027-01-11', 'RatingRecommended', {
        ...{ recommendation: 1, indicatorScores: REALISATIONS('1320.0000', '110.0000') },
        ...{ indicatorScore: '107.5927', composite: '108.8149', resultRating: 'MEETS' },
        ...{ behaviourMean: '2.7143', behaviourRating: 'ABOVE', predicate: 'BAIK' },
      }),
    ],
  },
  {
    step: 36,
    facts: [
      on('2027-01-12', 'AnnualRated', { raterId: SUP1, predicate: 'BAIK', behaviourRating: 'ABOVE' }),
      on('2027-01-13', 'DistributionReviewed', {
        ...{ unitId: IMMUNISATION, heldBy: SUP2, staff: 20, warnings: [], before: OF_20, after: OF_20 },
      }),
      on('2027-01-13', 'EvaluationDelivered', { objectBy: '2027-01-27' }, 20),
    ],
  },
  {
    step: 37,
    facts: [on('2027-01-22', 'EvaluationObjected', { grounds: ['MEASUREMENT'], decideBy: '2027-02-12' })],
    refusals: ['OBJECTION_WINDOW_CLOSED'],
  },
  { step: 38, facts: [], refusals: ['EVALUATION_NOT_FINAL'] },
  {
    step: 39,
    facts: [on('2027-01-25', 'CommandRefused', { code: 'SOD_VIOLATION', commandType: 'DecideObjection' })],
    refusals: ['SOD_VIOLATION'],
  },
  {
    step: 40,
    facts: [
      on('2027-01-29', 'ObjectionHearingHeld', { heldBy: SUP2, raterHeard: true, employeeHeard: true }),
    ],
    refusals: ['BOTH_SIDES_REQUIRED'],
  },
  {
    step: 41,
    facts: [
      on('2027-02-05', 'MeasurementCorrected', { oldStatus: 'REJECTED', old: '0', new: '60' }),
      on('2027-02-05', 'RatingRecommended', {
        ...{ recommendation: 2, indicatorScores: REALISATIONS('1380.0000', '115.0000') },
        ...{ indicatorScore: '109.5927', composite: '110.2149', resultRating: 'ABOVE' },
      }),
      on('2027-02-05', 'ObjectionDecided', { decidedBy: SUP2, outcome: 'UPHELD' }),
      on('2027-02-05', 'EvaluationFinalised', {
        ...{ employeeId: E1, evaluationVersion: 2, composite: '110.2149', predicate: 'SANGAT_BAIK' },
      }),
    ],
  },
  {
    step: 42,
    facts: [
      on('2027-02-05', 'CreditConverted', {
        ...{ employeeId: E1, months: 12, pct: '150', coefficient: '12.5', points: '18.75' },
      }),
    ],
  },
  {
    step: 43,
    facts: [
      on('2027-02-12', 'TalentMapped', {
        ...{ employeeId: E1, box: 9, performanceMean: '4.5000', performanceAxis: 'ABOVE' },
        ...{ potentialScore: '81.7000', potentialAxis: 'HIGH' },
      }),
    ],
  },
  {
    step: 44,
    facts: [on('2027-02-20', 'CompetencyTestPassed', { employeeId: E1, score: '81.00', passMark: '70' })],
    refusals: ['SOD_VIOLATION'],
  },
  {
    step: 45,
    facts: [
      on('2027-03-01', 'EligibilityChecked', {
        ...{ caseId: /./, employeeId: E1, eligible: true, effective: '2027-04-01' },
        checks: ELIGIBLE.map(([rule, actual]) => ({ rule, pass: true, actual })),
      }),
      on('2027-03-01', 'PromotionProposed', { employeeId: E1, kind: 'LEVEL' }),
      on('2027-03-04', 'PromotionVerified', { employeeId: E1 }),
      on('2027-03-10', 'TechnicalApprovalGiven', { employeeId: E1 }),
    ],
    refusals: ['SOD_VIOLATION'],
  },
  {
    step: 46,
    facts: [
      on('2027-03-15', 'PromotionDecided', { employeeId: E1, outcome: 'GRANTED', effective: '2027-04-01' }),
      on('2027-04-01', 'PromotionEffective', {
        ...{ employeeId: E1, rank: 'III/c', level: 'Ahli Muda', from: '2027-04-01' },
      }),
      on('2027-04-01', 'CreditLapsed', { employeeId: E1, points: '2.08' }),
    ],
    refusals: ['SOD_VIOLATION', 'EFFECTIVE_DATE_INVALID'],
  },
  {
    step: 47,
    facts: [
      on('2027-04-01', 'PlanClosed', { periodEnd: '2027-03-31' }),
      on('2027-04-01', 'PlanDrafted', {
        ...{ employeeId: E1, periodStart: '2027-04-01', periodEnd: '2027-12-31', agreeBy: '2027-05-01' },
      }),
    ],
  },
  { step: 48, facts: [on('2027-04-10', 'DatasetPublished', { kind: 'performance-objections' })] },
];
