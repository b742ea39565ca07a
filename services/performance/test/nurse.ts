import { BEHAVIOUR_VALUES, type Expectation, type Indicator } from '@jejak/contracts/performance';
import type { Calendar } from '@jejak/kernel';
import type { QualityRules } from '../src/measurement/quality';
import type { PlanGiven } from '../src/plan/plan.state';
import { FORMULA_POLICIES, PERIOD_POLICIES } from '../src/rules/period-policies';
import type { CycleRules } from '../src/rules/cycle-rules';
import type { EvaluationRules } from '../src/rules/evaluation-rules';
import type { DistributionRules } from '../src/scoring/distribution';
import type { PlanRules } from '../src/rules/plan-rules';

/** The nurse of the acceptance story (domain.md 15), her line, and what the policies say in it. */
const id = (n: number): string => `0198c1a2-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const E1 = id(1);
export const SUP1 = id(2);
export const SUP2 = id(3);
export const V1 = id(4);
export const STRANGER = id(5);
export const UNIT = id(10);
export const PLAN = id(20);
export const EVALUATION = id(21);
export const UNIT_RESULT = id(30);
export const POSITION = 'Perawat Ahli Pertama';
/** The n-th measurement, or feedback entry. */
export const measurementId = (n: number): string => id(100 + n);
export const feedbackId = (n: number): string => id(200 + n);
export const eventId = (n: number): string => id(300 + n);

export const calendar: Calendar = { zone: 'Asia/Jakarta', holidays: ['2026-08-17'] };

export const PINNED = PERIOD_POLICIES.map((key) => `${key}@1`);

export const cycleRules: CycleRules = { frequency: 'QUARTERLY', selfReportDays: 5, rateDays: 10 };

export const qualityRules: QualityRules = {
  ...{ jumpSigmas: '3', jumpMinHistory: 6, jumpHistory: 24, crossSourceDifference: '5' },
};

export const planRules: PlanRules = {
  pinned: PINNED,
  indicators: { min: 3, max: 10, maxWeight: '50' },
  deadline: { monthDay: '01-31', daysAfterJoining: 30 },
  maxStretch: '1.25',
  baselineYears: 3,
  contestDays: 30,
  changeFreezeDays: 30,
  selfReportDays: 5,
  reasonMinimum: 20,
};

/** Table 5.6 as the seed has it. */
export const distribution: DistributionRules = {
  ...{ enforcement: 'warn', exemptBelowStaff: 5 },
  patterns: {
    ISTIMEWA: { max: { SANGAT_BAIK: '70' }, min: [], minCount: [] },
    BAIK: {
      ...{ max: { BAIK: '70' }, min: [] },
      minCount: [{ of: ['BUTUH_PERBAIKAN', 'KURANG'], count: 1 }],
    },
    BUTUH_PERBAIKAN: {
      ...{ max: { SANGAT_BAIK: '10' }, minCount: [] },
      min: [{ of: ['BUTUH_PERBAIKAN'], share: '60' }],
    },
    KURANG: {
      ...{ max: { SANGAT_BAIK: '10' }, minCount: [] },
      min: [
        { of: ['KURANG'], share: '60' },
        { of: ['BUTUH_PERBAIKAN'], share: '10' },
      ],
    },
    SANGAT_KURANG: {
      ...{ max: { SANGAT_BAIK: '0' }, minCount: [] },
      min: [
        { of: ['SANGAT_KURANG'], share: '60' },
        { of: ['KURANG', 'BUTUH_PERBAIKAN'], share: '10' },
      ],
    },
  },
};

export const evaluationRules: EvaluationRules = {
  formulas: FORMULA_POLICIES.map((key) => `${key}@1`),
  cap: { min: '0', max: '120' },
  methodWeights: { DATA: '70', SURVEY: '20', INTERVIEW: '10' },
  result: { above: '110', meets: '90' },
  behaviour: { above: '2.50', below: '1.75', belowValues: 2 },
  citizen: { minSample: 30, expectedIndex: '80.00' },
  interviewExpected: '4',
  ...{ annualDueBy: '01-31', selfAssessDays: 5, distribution },
  acknowledgeDays: 14,
  objectionDays: 14,
  decisionDays: 21,
  raterTenureMonths: 3,
  deviationMaxSteps: 1,
  reasonMinimum: 20,
  justificationMinimum: 50,
};

const line = (indicatorId: string, over: Partial<Indicator>): Indicator => ({
  ...{ indicatorId, perspective: 'PENERIMA_LAYANAN', direction: 'HIGHER', target: '1' },
  ...{ rangeLow: null, rangeHigh: null, weight: '20', verificationRule: 'EVIDENCE_REQUIRED' },
  ...{ title: indicatorId, unit: '%', source: 'SYSTEM', aggregation: 'MEAN', parentResultId: UNIT_RESULT },
  ...over,
});

/** E-1's four indicators with a target for the first. */
export const indicators = (children: string): Indicator[] => [
  line('I-1', {
    title: 'Anak yang diimunisasi lengkap',
    unit: 'anak',
    target: children,
    weight: '40',
    source: 'REGISTER',
    aggregation: 'SUM',
  }),
  line('I-2', { title: 'Hari penyelesaian berkas', unit: 'hari', direction: 'LOWER', target: '3.0' }),
  line('I-3', { title: 'IKM unit', unit: 'indeks', target: '82.00', source: 'SURVEY' }),
  line('I-4', { title: 'Ketepatan data', target: '98' }),
];

export const expectations = {
  expectBerorientasiPelayanan: 'Melayani anak dan orang tua dengan ramah.',
  expectAkuntabel: 'Mencatat setiap layanan pada hari yang sama.',
  expectKompeten: 'Mengikuti pelatihan rantai dingin.',
  expectHarmonis: 'Membantu rekan pada hari ramai.',
  expectLoyal: 'Menjaga rahasia jabatan.',
  expectAdaptif: 'Memakai sistem antrean baru.',
  expectKolaboratif: 'Bekerja dengan kader posyandu.',
};

/** Realised immunisations 2023–2025. */
export const past: PlanGiven['past'] = {
  'I-1': [
    { year: 2023, value: '1010' },
    { year: 2024, value: '1060' },
    { year: 2025, value: '1120' },
  ],
};

/** 3,3,3,2,2,3,3 on the seven values; each that is not MEETS rests on an own feedback entry. */
export const behaviourRatings = BEHAVIOUR_VALUES.map((value, index) => {
  const rating: Expectation = index === 3 || index === 4 ? 'MEETS' : 'ABOVE';
  return { value, rating, feedbackRefs: rating === 'MEETS' ? [] : [feedbackId(index)] };
});
/** 5 + 4 + 4 + 5 + 4 = 22, of 5 questions: 4.4. */
export const rubric = [5, 4, 4, 5, 4].map((score, index) => ({ question: `Pertanyaan ${index + 1}`, score }));

/** An instant by the clock on the wall of the city (UTC+7). */
export const at = (date: string, time = '09:00:00.000'): string =>
  new Date(`${date}T${time}+07:00`).toISOString();
