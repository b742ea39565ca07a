/**
 * The rules of rewards that the installation begins with (domain.md 5.8, a–e). Data, not code: `facts` says which verified
 * amounts are read (whose, how those of one year become one, and whether of the year before), `conditions` what is computed
 * from them (a fact, or two as ratio, per cent or difference) and against what it is compared, `amount` what is paid.
 * `approver`: `TOP` is who has nobody above (the mayor), `LEADERSHIP` any leader.
 */
export const rewardRules = [
  {
    ruleId: 'PTSP_FASTER',
    kinds: ['APPRECIATION', 'INCENTIVE'],
    evidence: 'Permit system; IKM survey; complaints',
    facts: {
      actualDays: { indicatorId: 'PTSP.DAYS.ACTUAL', whose: 'EMPLOYEE', aggregation: 'MEAN' },
      standardDays: { indicatorId: 'PTSP.DAYS.STANDARD', whose: 'UNIT', aggregation: 'LAST' },
      cases: { indicatorId: 'PTSP.CASES', whose: 'EMPLOYEE', aggregation: 'SUM' },
      ikm: { indicatorId: 'IKM', whose: 'UNIT', aggregation: 'LAST' },
      complaints: { indicatorId: 'PTSP.COMPLAINTS', whose: 'EMPLOYEE', aggregation: 'SUM' },
    },
    conditions: [
      { key: 'ratio', of: { ratio: ['actualDays', 'standardDays'] }, atMost: '0.80' },
      { key: 'cases', of: { fact: 'cases' }, atLeast: '50' },
      { key: 'ikm', of: { fact: 'ikm' }, atLeast: '76.61' },
      { key: 'complaints', of: { percent: ['complaints', 'cases'] }, atMost: '1' },
    ],
    /** base × min(maxFactor, (1 − value) ÷ (1 − from)), half-up to whole rupiah. */
    amount: { baseIdr: 1_000_000, key: 'ratio', from: '0.80', maxFactor: '2' },
    budgetLine: 'INCENTIVE',
    approver: 'LEADERSHIP',
  },
  {
    ruleId: 'HEAD_SERVICE_TIME',
    kinds: ['AWARD'],
    evidence: 'Queue system of the unit',
    facts: {
      minutes: { indicatorId: 'ADMIN.SERVICE.MINUTES', whose: 'UNIT', aggregation: 'LAST' },
      minutesBefore: {
        indicatorId: 'ADMIN.SERVICE.MINUTES',
        whose: 'UNIT',
        aggregation: 'LAST',
        earlier: true,
      },
    },
    conditions: [
      { key: 'minutes', of: { fact: 'minutes' }, below: '60' },
      { key: 'minutesBefore', of: { fact: 'minutesBefore' }, atLeast: '60' },
    ],
    heads: true,
    approver: 'TOP',
  },
  {
    ruleId: 'EDUCATION_TARGET',
    kinds: ['AWARD'],
    evidence: 'Observation rubric; assessment of literacy and numeracy',
    facts: {
      quality: { indicatorId: 'EDU.QUALITY', whose: 'EMPLOYEE', aggregation: 'MEAN' },
      target: { indicatorId: 'EDU.QUALITY.TARGET', whose: 'UNIT', aggregation: 'LAST' },
    },
    conditions: [{ key: 'quality', of: { percent: ['quality', 'target'] }, atLeast: '100' }],
    approver: 'LEADERSHIP',
  },
  {
    ruleId: 'SATISFACTION_UP',
    kinds: ['PUBLIC_RECOGNITION', 'PROMOTION_PRIORITY'],
    evidence: 'Published IKM of two years',
    facts: {
      ikm: { indicatorId: 'IKM', whose: 'UNIT', aggregation: 'LAST' },
      ikmBefore: { indicatorId: 'IKM', whose: 'UNIT', aggregation: 'LAST', earlier: true },
    },
    conditions: [{ key: 'improvement', of: { difference: ['ikm', 'ikmBefore'] }, atLeast: '5' }],
    approver: 'LEADERSHIP',
  },
  {
    ruleId: 'PEER_COLLABORATION',
    kinds: ['APPRECIATION'],
    evidence: 'Nominations by colleagues',
    /** Counts who nominated. */
    nominations: 'nominations',
    facts: {},
    conditions: [{ key: 'nominations', of: { fact: 'nominations' }, atLeast: '3' }],
    approver: 'LEADERSHIP',
  },
] as const;
