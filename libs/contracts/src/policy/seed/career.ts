import { configured, type PolicyDefault, statutory, toBeConfirmed } from './policy-default';

const CREDIT = 'PermenPANRB 1/2023 and Peraturan BKN 3/2023';

/** @source domain.md 3, 5.9, 6, 7 */
export const careerDefaults: readonly PolicyDefault[] = [
  statutory('car.conversion', CREDIT, {
    SANGAT_BAIK: '150',
    BAIK: '100',
    BUTUH_PERBAIKAN: '75',
    KURANG: '50',
    SANGAT_KURANG: '25',
  }),
  statutory('car.coefficient', CREDIT, {
    PEMULA: '3.75',
    TERAMPIL: '5',
    MAHIR: '12.5',
    PENYELIA: '25',
    AHLI_PERTAMA: '12.5',
    AHLI_MUDA: '25',
    AHLI_MADYA: '37.5',
    AHLI_UTAMA: '50',
  }),
  statutory('car.need', CREDIT, {
    PEMULA: { ranks: ['II/a'], nextRank: '15', nextLevel: '15' },
    TERAMPIL: { ranks: ['II/b', 'II/c', 'II/d'], nextRank: '20', nextLevel: '60' },
    MAHIR: { ranks: ['III/a', 'III/b'], nextRank: '50', nextLevel: '100' },
    PENYELIA: { ranks: ['III/c', 'III/d'], nextRank: '100', nextLevel: null },
    AHLI_PERTAMA: { ranks: ['III/a', 'III/b'], nextRank: '50', nextLevel: '100' },
    AHLI_MUDA: { ranks: ['III/c', 'III/d'], nextRank: '100', nextLevel: '200' },
    AHLI_MADYA: { ranks: ['IV/a', 'IV/b', 'IV/c'], nextRank: '150', nextLevel: '450' },
    AHLI_UTAMA: { ranks: ['IV/d', 'IV/e'], nextRank: '200', nextLevel: null },
  }),
  statutory('car.promo.minPredicate', 'PP 11/2017 as amended by PP 17/2020', {
    minPredicate: 'BAIK',
    years: 2,
  }),
  statutory('car.promo.dates', 'Peraturan BKN 4/2025', { dayOfMonth: 1, periodsPerYear: 12 }),
  toBeConfirmed('car.ninebox', 'PermenPANRB 3/2020; the cut-offs are the city’s own choice', {
    /** From the mean of the last two finals, Sangat Baik 5 … Sangat Kurang 1. */
    performance: { above: '4.5', meets: '3.5' },
    potential: { high: '80', medium: '60' },
    potentialWeights: { competency: '40', assessment: '30', trackRecord: '30' },
    points: { SANGAT_BAIK: 5, BAIK: 4, BUTUH_PERBAIKAN: 3, KURANG: 2, SANGAT_KURANG: 1 },
    /** How many finals the performance axis is the mean of, and the years after which an input is too old. */
    ...{ finals: 2, inputYears: 3 },
    successionMinBox: 7,
    boxes: {
      HIGH: { BELOW: 6, MEETS: 8, ABOVE: 9 },
      MEDIUM: { BELOW: 3, MEETS: 5, ABOVE: 7 },
      LOW: { BELOW: 1, MEETS: 2, ABOVE: 4 },
    },
  }),
  configured('car.other', {
    minMonths: 1,
    carryOnLevel: false,
    competencyTestYears: 2,
    minJpLastYear: 20,
    sanctionRestYears: 1,
    minPlacementMatch: '70',
    placementRestYears: 2,
    matchWeights: { competencies: '50', performance: '30', experience: '20' },
    /** Merit monitor: lowest scores of the bands, of 100 to 400. @source domain.md 7.6 */
    meritBands: { veryGood: '325', good: '250', less: '175' },
    conversionWorkingDays: 5,
    proposalDays: 30,
    decisionWorkingDays: 15,
    notProposedDays: 60,
    yearsInRank: { functional: 2, regular: 4, extraordinary: 1 },
    structuralMinBox: 7,
    /**
     * What a structural post asks for, by the level of its formation: the least rank, years since the first position of the file, one of
     * these trainings (a state programme, or any of kind LEADERSHIP), and whether the law demands an open selection.
     * @source PP 11/2017 as amended by PP 17/2020 [R?]; domain.md 7.4
     */
    structural: {
      PENGAWAS: {
        ...{ minRank: 'III/c', experienceYears: 4, trainings: ['LEADERSHIP', 'PKA', 'PKN2', 'PKP'] },
        openSelection: false,
      },
      ADMINISTRATOR: {
        ...{ minRank: 'III/d', experienceYears: 3, trainings: ['PKA', 'PKN2'], openSelection: false },
      },
      JPT_PRATAMA: { minRank: 'IV/b', experienceYears: 5, trainings: ['PKN2'], openSelection: true },
    },
    /** Years without a sanction of any level that a structural post asks for. @source domain.md 7.4 */
    integrityYears: 2,
    /** Month and day on which everybody's eligibility is asked for, once a year. @source domain.md 7.4 */
    eligibilityRound: '03-01',
    /** Of 100. */
    competencyTestPass: '70',
    /** Of the last year, for an extraordinary promotion. @source domain.md 7.4 */
    extraordinaryPredicate: 'SANGAT_BAIK',
    /** Per cent of the need for the next rank. @source PermenPANRB 1/2023 [R?] */
    educationCreditPct: '25',
    /** The least degree of a level. @source PermenPANRB 1/2023 [R?] */
    education: {
      PEMULA: 'SMA',
      TERAMPIL: 'D-3',
      MAHIR: 'D-3',
      PENYELIA: 'D-3',
      AHLI_PERTAMA: 'S-1',
      AHLI_MUDA: 'S-1',
      AHLI_MADYA: 'S-1',
      AHLI_UTAMA: 'S-2',
    },
    /** What a promotion's file holds before it is verified. */
    promotionDocuments: {
      RANK_REGULAR: ['EVALUATIONS', 'RANK_DECREE'],
      RANK_FUNCTIONAL: ['CREDIT_DECREE', 'EVALUATIONS', 'RANK_DECREE'],
      LEVEL: ['CREDIT_DECREE', 'EVALUATIONS', 'RANK_DECREE', 'TEST_CERTIFICATE'],
      EXTRAORDINARY: ['AWARD', 'EVALUATIONS', 'RANK_DECREE'],
      STRUCTURAL: ['EVALUATIONS', 'RANK_DECREE'],
    },
  }),
  statutory('disc.absence', 'PP 94/2021', {
    /** Unexcused working days in a year, from and to; consecutive ones dismiss from `consecutive` on. */
    steps: [
      { from: 3, to: 3, level: 'LIGHT', kind: 'ORAL' },
      { from: 4, to: 6, level: 'LIGHT', kind: 'WRITTEN' },
      { from: 7, to: 10, level: 'LIGHT', kind: 'WRITTEN_DISSATISFACTION' },
      { from: 11, to: 13, level: 'MEDIUM', kind: 'ALLOWANCE_CUT', cut: '25', months: 6 },
      { from: 14, to: 16, level: 'MEDIUM', kind: 'ALLOWANCE_CUT', cut: '25', months: 9 },
      { from: 17, to: 20, level: 'MEDIUM', kind: 'ALLOWANCE_CUT', cut: '25', months: 12 },
      { from: 21, to: 24, level: 'HEAVY', kind: 'DEMOTION', months: 12 },
      { from: 25, to: 27, level: 'HEAVY', kind: 'REMOVAL_FROM_POST', months: 12 },
      { from: 28, to: null, level: 'HEAVY', kind: 'DISMISSAL' },
    ],
    consecutive: 10,
  }),
  configured('disc.other', {
    ...{ summonsWorkingDays: 7, appealDays: 14, appealAnswerWorkingDays: 21 },
    /** Hearings to which the employee did not come, after which it is decided without one. */
    missedHearings: 2,
    /** Calendar days after which a supervisor who knew and reported nothing is flagged. */
    omissionDays: 7,
    /** What each level knows, and for how many months it may last (PP 94/2021). */
    kinds: {
      LIGHT: { ORAL: [], WRITTEN: [], WRITTEN_DISSATISFACTION: [] },
      MEDIUM: { ALLOWANCE_CUT: [6, 9, 12] },
      HEAVY: { DEMOTION: [12], REMOVAL_FROM_POST: [12], DISMISSAL: [] },
    },
    /** Who may decide a level: the head of the employee's unit or of one above it, or who has nobody above. */
    authority: { LIGHT: ['UNIT_HEAD', 'TOP'], MEDIUM: ['UNIT_HEAD', 'TOP'], HEAVY: ['TOP'] },
  }),
  statutory('tr.jp', 'Peraturan LAN; PP 11/2017 as amended by PP 17/2020 and PP 49/2018', {
    pns: 20,
    pppk: 24,
  }),
  toBeConfirmed('tr.programme', 'Peraturan LAN; PKA confirmed', {
    latsar: 647,
    pkp: 886,
    pka: 908,
    pkaDays: 105,
    pkn2: 923,
  }),
  configured('tr.leadership.weights', {
    theory: '40',
    simulation: '30',
    caseStudy: '30',
    pass: '70',
    minAttendance: '95',
  }),
  configured('tr.other', {
    catalogueOffersPerYear: 2,
    adoptionThreshold: '60',
    adoptionWeights: { selfReporting: '40', policyRead: '30', dialogue: '30' },
    /** Calendar days after the first one, and training hours. */
    onboarding: { days: 30, ethicsJp: 8, administrationJp: 8 },
    probationMonths: 12,
    /** Calendar days after a part in which attendance is recorded. */
    attendanceDays: 7,
    /** Of every programme but those of leadership, in per cent. */
    pass: '70',
    minAttendance: '80',
    /** Calendar days in which a failed training may be tried again. */
    retryDays: 90,
    /** Calendar days after which the supervisor says whether what was learned is used, and the mean that is expected. */
    application: { afterDays: 90, expected: '3.5' },
    /** From this day of the year on (MM-DD) a shortfall of training hours is shown. */
    shortfallFrom: '07-01',
    /** Of the nine-box: from this box on somebody takes part in a leadership programme without a reason of HR. */
    leadershipMinBox: 5,
    /** Calendar days after the end of a year in which its figures are published. */
    publicationDays: 31,
  }),
];
