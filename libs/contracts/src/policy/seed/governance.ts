import { configured, type PolicyDefault, statutory, toBeConfirmed } from './policy-default';

/** @source domain.md 1 to 3, 8 to 11 */
export const governanceDefaults: readonly PolicyDefault[] = [
  configured('gov.review.months', { months: 6 }, 'Practice of the city of Bukittinggi'),
  configured('gov.review.rules', {
    /** Calendar days after the start of a review in which its findings are published. */
    findingsDays: 30,
    /** A unit's satisfaction index is in these bands so many periods running: selection and placement are looked at. */
    ikm: { bands: ['C', 'D'], periods: 2, policies: ['car.other', 'rec.skb.components', 'rec.weight'] },
    /** Per cent of a year's decided objections that were upheld, wholly or in part; of fewer decisions nothing can be said. */
    objections: { upheldShare: '20', minDecided: 5, policies: ['perf.behaviour', 'perf.result'] },
    /** Per cent of a year's reviewed units whose distribution has warnings. */
    distribution: { warnedShare: '30', minUnits: 5, policies: ['perf.distribution'] },
    /** Complaints of one half-year that were found to be right. */
    complaints: { proven: 25, policies: ['cit.complaint', 'perf.citizen'] },
  }),
  configured('gov.socialise', { minCoverage: '90', minDays: 30, maxDays: 60 }),
  statutory('gov.calendar', 'Yearly joint decree on public holidays', { zone: 'Asia/Jakarta', holidays: [] }),
  configured('gov.other', {
    consultationDays: 14,
    exceptionDays: 90,
    inspectorRestMonths: 24,
    reasonMinChars: 20,
    /** Hours in which a request about one's own data is answered. @source UU 27/2022: 3 × 24 */
    dataRequestHours: 72,
    /** Hours in which a breach is notified to the authority and to those whose data it is. @source UU 27/2022: 3 × 24 */
    breachNoticeHours: 72,
    /** Years, from the end of employment, the first FINAL publication, the end of a complaint. @source domain.md 2.6: as the city's retention schedule (JRA) has it */
    retention: { personnelFileYearsAfter: 10, unsuccessfulApplicantYears: 2, reviewContactYears: 1 },
    /** Days after which a key that wraps others, or signs the log, is old; minutes in which a second person confirms a rotation. */
    keys: { maxAgeDays: 365, confirmMinutes: 15 },
    reactionStuckMinutes: 5,
  }),
  toBeConfirmed('cit.complaint', 'Perpres 76/2013 and PermenPANRB 62/2018', {
    /** Working days. */
    verify: 3,
    light: 2,
    normative: 5,
    nonOversight: 14,
    oversight: 60,
  }),
  statutory('cit.ikm.bands', 'PermenPANRB 14/2017', {
    A: { from: '88.31', to: '100.00' },
    B: { from: '76.61', to: '88.30' },
    C: { from: '65.00', to: '76.60' },
    D: { from: '25.00', to: '64.99' },
  }),
  configured('cit.ikm.weight', { numerator: 1, denominator: 9 }),
  configured('cit.other', {
    /** Calendar days without a reply after which an answered complaint closes. */
    closeDays: 10,
    /** So often an answer is disputed before the unit; the next time the inspectorate has it. */
    disputes: 2,
    /** Calendar days after the service in which it can be reviewed. */
    reviewDays: 30,
    /** More reviews of one device on one day are quarantined, all of them. */
    deviceMaxPerDay: 3,
    /** A day with more reviews of one officer than its mean + z standard deviations of the days before it. */
    burst: { z: '3', days: 30, minReviews: 10 },
    /** Answers a survey takes, by the table of Krejcie and Morgan: chi-square of one degree of freedom, error. */
    sample: { chiSquare: '3.841', error: '0.05' },
    /** Cases of service requests closed within so many days are in time. */
    requestDays: 14,
  }),
  toBeConfirmed('aud.followup.days', 'PP 60/2008', { days: 60 }),
  configured('aud.checkpoint', {
    maxSeconds: 60,
    headsSeconds: 60,
    headsLeaves: 10_000,
    witnesses: 3,
    quorum: 2,
  }),
  configured('aud.other', {
    evidenceWorkingDays: 5,
    draftReplyDays: 7,
    /** C1: calendar days before a year is locked in which a changed rating is asked about. */
    ratingLockDays: 7,
    /** C3: standard deviations from the mean of the raters, of those who rated at least so many. */
    leniency: { z: '2', minRatings: 5 },
    /** C4: staff of a unit that are rated alike. */
    identicalMinStaff: 5,
    /** C5: both scores of a correction lie so many per cent about the threshold that it crosses. */
    thresholdShare: '5',
    /** C6: calendar days from such a correction to a promotion. */
    promotionAfterCorrectionDays: 90,
    /** C7: seconds between the seals of two members of a panel. */
    panelSeconds: 60,
    /** C12: self-reports of a unit in a year of which not one was drawn; of 29, a sample of a tenth leaves out all by chance once in 21. */
    unsampledMinReports: 30,
  }),
  configured(
    'pub',
    { minCell: 5, performance: 'QUARTERLY' },
    'UU 14/2008; the values are the city’s own choice',
  ),
  configured('ntf.other', {
    beforeDays: [14, 7, 3, 1],
    overdueDays: { supervisor: 1, superior: 3, hr: 7 },
    inboxProofDays: 3,
    /** Of who has set none: from when to when by the clock on the city's wall nothing is sent out. */
    quietHours: { from: '20:00', to: '06:00' },
    /** After each failure of a channel so many minutes; after the last one it is given up. */
    retryMinutes: [1, 5, 30, 120],
    /** Days in which a public subscription is confirmed. */
    confirmDays: 3,
  }),
];
