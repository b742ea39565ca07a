import { rewardRules } from './reward-rules';
import { configured, type PolicyDefault, statutory, toBeConfirmed } from './policy-default';

const PERFORMANCE = 'PP 30/2019 and PermenPANRB 6/2022';

/** @source domain.md 3, 5 and 18 */
export const performanceDefaults: readonly PolicyDefault[] = [
  toBeConfirmed('perf.plan.deadline', PERFORMANCE, {
    /** Agreed by this day of the year, or so many calendar days after joining or a change of position. */
    by: '01-31',
    daysAfterChange: 30,
  }),
  configured('perf.plan.indicators', { min: 3, max: 10, weightSum: '100', maxWeight: '50' }),
  configured('perf.realism.maxStretch', { maxStretch: '1.25', baselineYears: 3 }),
  configured('perf.cap', { min: '0', max: '120' }),
  configured('perf.method.weights', { data: '70', survey: '20', interview: '10' }),
  configured(
    'perf.result',
    { above: '110', meets: '90' },
    'The city’s own choice: PermenPANRB 6/2022 fixes the table of predicates and the right of objection, not these cut-offs',
  ),
  configured('perf.behaviour', { above: '2.50', below: '1.75', belowValues: 2 }),
  statutory('perf.period', `${PERFORMANCE}; the days are the city’s own choice`, {
    frequency: 'QUARTERLY',
    allowed: ['MONTHLY', 'QUARTERLY'],
    dueDays: 10,
  }),
  toBeConfirmed('perf.annual.due', PERFORMANCE, {
    /** Of the year that follows. */
    from: '01-01',
    to: '01-31',
  }),
  configured('perf.ack.days', { days: 14 }),
  statutory('perf.objection.days', PERFORMANCE, { days: 14 }),
  configured('perf.objection.decisionDays', { decisionDays: 21 }),
  statutory(
    'perf.distribution',
    'MenPANRB circular of 2023 on the predicate distribution; its enforcement is the city’s own choice',
    {
      enforcement: 'warn',
      exemptBelowStaff: 5,
      /** By the organisation's predicate: largest and smallest shares of the staff in per cent, alone or together. */
      patterns: {
        ISTIMEWA: { max: { SANGAT_BAIK: '70' } },
        BAIK: {
          max: { BAIK: '70' },
          minCount: [{ of: ['BUTUH_PERBAIKAN', 'KURANG'], count: 1 }],
        },
        BUTUH_PERBAIKAN: { max: { SANGAT_BAIK: '10' }, min: [{ of: ['BUTUH_PERBAIKAN'], share: '60' }] },
        KURANG: {
          max: { SANGAT_BAIK: '10' },
          min: [
            { of: ['KURANG'], share: '60' },
            { of: ['BUTUH_PERBAIKAN'], share: '10' },
          ],
        },
        SANGAT_KURANG: {
          max: { SANGAT_BAIK: '0' },
          min: [
            { of: ['SANGAT_KURANG'], share: '60' },
            { of: ['KURANG', 'BUTUH_PERBAIKAN'], share: '10' },
          ],
        },
      },
    },
  ),
  toBeConfirmed('perf.improvement.months', `${PERFORMANCE}; the days are the city’s own choice`, {
    months: 6,
    /** Calendar days in which the supervisor opens the plan, and assesses it when its months are over. */
    openDays: 14,
    assessDays: 14,
  }),
  configured('perf.citizen', { minSample: 30, expectedIndex: '80.00' }),
  configured('perf.other', {
    raterTenureMonths: 3,
    /** Mean rubric of an interview that counts as 100 %. */
    interviewExpected: '4',
    /** Steps on the order of predicates that a rater may go from the recommendation, and characters that justify it. */
    deviationMaxSteps: 1,
    deviationJustificationChars: 50,
    /** An agreed target is contested within so many calendar days. */
    contestDays: 30,
    /** In the last calendar days of the year no plan changes any more. */
    changeFreezeDays: 30,
    /** Calendar days after a period's end until which the employee reports on it. */
    selfReportDays: 5,
    /** Feedback entries without which no period is rated. */
    minDialogues: 1,
    feedbackMinChars: 20,
    /** Calendar days after which an obstacle that nobody follows up goes to the superior. */
    obstacleEscalationDays: 14,
    /** Calendar days after the period in which the employee may assess it; the rater waits for them. */
    selfAssessDays: 5,
    jumpSigmas: '3',
    /** Earlier amounts of the same length without which no jump can be told. */
    jumpMinHistory: 6,
    /** The latest of them that are looked at. */
    jumpHistory: 24,
    crossSourceDifference: '5',
    sampleShare: '10',
    flaggedTargetsShare: '25',
    /** Of one full-time post, for the workload index. */
    normalHoursPerWeek: '37.5',
    /**
     * What citizens' facts are amounts of. `ikm`: every unit's index is recorded as these, and as every SURVEY indicator of its
     * plans that the catalogue gives to the survey of this name, or does not know. `responseHours`: hours to the first answer.
     * `caseDays`, `casesInTime`: of a month of a unit's register, the median days of the closed cases and the per cent closed in time.
     */
    citizenIndicators: {
      ikm: ['IKM'],
      ikmSurvey: 'Survei kepuasan masyarakat',
      responseHours: ['IMUN-COMPLAINT'],
      caseDays: [],
      casesInTime: [],
    },
    /**
     * What is measured from the facts of this system. Of supervisors whose plans ask for it, each quarter: feedback by subordinate, per
     * cent of the team's periodic evaluations rated in time, per cent of its obstacles followed up in time. `engagement`: every unit's
     * index is recorded as these.
     */
    systemIndicators: {
      feedbackPerSubordinate: ['SUP-FEEDBACK'],
      evaluationsOnTime: ['SUP-ON-TIME'],
      obstaclesInTime: ['SUP-OBSTACLES'],
      engagement: ['TRANSPORT-ENGAGEMENT'],
    },
    /** Of the engagement survey: how long it is open at most, and the questions of which a high mark is bad. */
    engagement: { days: 14, reversed: ['PRESSURE'] },
    /** First years of age of the bands in which the fairness monitor counts; below the first is a band too. */
    ageBands: [30, 40, 50],
    /** What a predicate is worth for the allowance: exported, not paid here. */
    allowanceFactors: {
      SANGAT_BAIK: '1.10',
      BAIK: '1.00',
      BUTUH_PERBAIKAN: '0.80',
      KURANG: '0.60',
      SANGAT_KURANG: '0.40',
    },
    /** What may be spent on rewards in a year, whole rupiah by budget line. */
    rewardBudgetsIdr: { INCENTIVE: 100_000_000 },
    rewardRules,
  }),
];
