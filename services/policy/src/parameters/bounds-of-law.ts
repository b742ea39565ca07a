/**
 * Between which values the law, or the meaning of a number, lets a parameter be. Data: a new regulation is a new line, and an
 * inspector reads here what a city may choose. Numbers are compared as decimals.
 */
export interface Bound {
  /** JSON pointer into the parameters; `*` stands for every member. */
  readonly path: string;
  /** The text that says so. */
  readonly regulation: string;
  readonly min?: string;
  readonly max?: string;
  readonly oneOf?: readonly string[];
  /** These members, below `path`, sum to exactly this. */
  readonly sum?: { readonly members: readonly string[]; readonly to: string };
  /** The first of these members is not above the second. */
  readonly order?: readonly [string, string];
}

const SELECTION = 'PermenPANRB 6/2024 and the decree of the selection year';
const PERFORMANCE = 'PP 30/2019 and PermenPANRB 6/2022';
const CREDIT = 'PermenPANRB 1/2023 and Peraturan BKN 3/2023';
const TRAINING = 'PP 11/2017 as amended by PP 17/2020 and PP 49/2018';
const COMPLAINTS = 'Perpres 76/2013 and PermenPANRB 62/2018';
/** No text of law: what the number means leaves nothing else. */
const MEANING = 'What the number means';
const GOVERNED = 'Every other policy is governed by it';
const ZONES = ['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura'];

const exactly = (path: string, value: string, regulation: string): Bound => ({
  ...{ path, regulation, min: value, max: value },
});
const atLeast = (path: string, min: string, regulation: string): Bound => ({ path, regulation, min });
const atMost = (path: string, max: string, regulation: string): Bound => ({ path, regulation, max });
const between = (path: string, min: string, max: string, regulation: string): Bound => ({
  ...{ path, regulation, min, max },
});
const ordered = (low: string, high: string, regulation: string): Bound => ({
  ...{ path: '', regulation, order: [low, high] },
});
const hundred = (members: readonly string[], regulation: string, path = ''): Bound => ({
  ...{ path, regulation, sum: { members, to: '100' } },
});

/** By key. @source domain.md 3 ([R] and [R?]), 4.3, 5.2, 5.6, 7.3, 9 */
export const BOUNDS: Readonly<Record<string, readonly Bound[]>> = {
  'rec.announce.minDays': [atLeast('/minDays', '15', SELECTION)],
  'rec.age': [
    exactly('/min', '18', SELECTION),
    atMost('/max', '35', SELECTION),
    atMost('/maxListed', '40', SELECTION),
  ],
  'rec.skd.threshold': [
    ...[atLeast('/general/twk', '65', SELECTION), atLeast('/general/tiu', '80', SELECTION)],
    atLeast('/general/tkp', '166', SELECTION),
    ...['cumlaude', 'diaspora'].flatMap((kind) => [
      atLeast(`/${kind}/total`, '311', SELECTION),
      atLeast(`/${kind}/tiu`, '85', SELECTION),
    ]),
    ...['disability', 'papua', 'remote'].flatMap((kind) => [
      atLeast(`/${kind}/total`, '286', SELECTION),
      atLeast(`/${kind}/tiu`, '60', SELECTION),
    ]),
  ],
  'rec.skd.max': [exactly('/total', '550', SELECTION)],
  'rec.skb.multiplier': [exactly('/multiplier', '3', SELECTION)],
  'rec.weight': [hundred(['skd', 'skb'], SELECTION), exactly('/skd', '40', SELECTION)],
  'rec.skb.components': [
    hundred(['cat', 'interview', 'psychological'], SELECTION),
    atMost('/maxAdditional', '40', 'PermenPANRB 6/2024 (tests beside CAT together at most 40 %)'),
    atLeast('/cat', '60', 'PermenPANRB 6/2024 (tests beside CAT together at most 40 %)'),
  ],
  'rec.objection': [atLeast('/windowDays', '3', SELECTION), between('/answerDays', '1', '7', SELECTION)],
  'rec.jpt.committee': [
    ...[between('/minMembers', '5', '9', SELECTION), between('/maxMembers', '5', '9', SELECTION)],
    ...[atMost('/maxInternal', '45', SELECTION), ordered('minMembers', 'maxMembers', SELECTION)],
  ],
  'perf.plan.indicators': [exactly('/weightSum', '100', PERFORMANCE), ordered('min', 'max', MEANING)],
  'perf.cap': [ordered('min', 'max', MEANING)],
  'perf.method.weights': [
    hundred(['data', 'survey', 'interview'], PERFORMANCE),
    between('/*', '0', '100', PERFORMANCE),
  ],
  'perf.result': [between('/*', '0', '120', MEANING), ordered('meets', 'above', MEANING)],
  'perf.behaviour': [
    ...[between('/above', '1', '3', PERFORMANCE), between('/below', '1', '3', PERFORMANCE)],
    ordered('below', 'above', MEANING),
  ],
  'perf.period': [{ path: '/frequency', regulation: PERFORMANCE, oneOf: ['MONTHLY', 'QUARTERLY'] }],
  'perf.objection.days': [exactly('/days', '14', PERFORMANCE)],
  'perf.distribution': [
    { path: '/enforcement', regulation: 'MenPANRB circular of 2023', oneOf: ['warn', 'block'] },
    between('/patterns/*/max/*', '0', '100', 'MenPANRB circular of 2023'),
  ],
  'perf.improvement.months': [atLeast('/months', '6', PERFORMANCE)],
  'tr.jp': [atLeast('/pns', '20', TRAINING), atMost('/pppk', '24', TRAINING)],
  'tr.leadership.weights': [hundred(['theory', 'simulation', 'caseStudy'], 'Peraturan LAN')],
  'car.conversion': [
    ...[exactly('/SANGAT_BAIK', '150', CREDIT), exactly('/BAIK', '100', CREDIT)],
    ...[exactly('/BUTUH_PERBAIKAN', '75', CREDIT), exactly('/KURANG', '50', CREDIT)],
    exactly('/SANGAT_KURANG', '25', CREDIT),
  ],
  'car.promo.minPredicate': [
    {
      path: '/minPredicate',
      regulation: 'PP 11/2017 as amended by PP 17/2020',
      oneOf: ['BAIK', 'SANGAT_BAIK'],
    },
    atLeast('/years', '2', 'PP 11/2017 as amended by PP 17/2020'),
  ],
  'car.promo.dates': [
    exactly('/dayOfMonth', '1', 'Peraturan BKN 4/2025'),
    exactly('/periodsPerYear', '12', 'Peraturan BKN 4/2025'),
  ],
  'cit.complaint': [
    ...[between('/verify', '1', '3', COMPLAINTS), between('/light', '1', '2', COMPLAINTS)],
    ...[between('/normative', '1', '5', COMPLAINTS), between('/nonOversight', '1', '14', COMPLAINTS)],
    between('/oversight', '1', '60', COMPLAINTS),
  ],
  'cit.ikm.weight': [
    exactly('/numerator', '1', 'PermenPANRB 14/2017'),
    exactly('/denominator', '9', 'PermenPANRB 14/2017'),
  ],
  'gov.socialise': [
    ...[between('/minCoverage', '0', '100', MEANING), atLeast('/minDays', '0', MEANING)],
    between('/maxDays', '0', '366', MEANING),
    ordered('minDays', 'maxDays', MEANING),
  ],
  'gov.calendar': [{ path: '/zone', regulation: 'The zones of Indonesia', oneOf: ZONES }],
  'gov.review.months': [between('/months', '1', '12', MEANING)],
  'gov.other': [
    ...[between('/consultationDays', '1', '366', MEANING), between('/exceptionDays', '1', '366', MEANING)],
    between('/reasonMinChars', '1', '1000', MEANING),
  ],
  pub: [atLeast('/minCell', '2', 'UU 27/2022')],
};

/**
 * Policies that no city can do without: a law asks for them, or every other policy is governed by them.
 * @source domain.md 3 ([R]), 8.1
 */
export const REQUIRED_BY: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['gov.calendar', 'gov.other', 'gov.review.months', 'gov.review.rules', 'gov.socialise'].map((key) => [
      key,
      GOVERNED,
    ]),
  ),
  ...Object.fromEntries(
    ['rec.age', 'rec.skd.threshold', 'rec.skd.max', 'rec.weight', 'rec.objection'].map((key) => [
      key,
      SELECTION,
    ]),
  ),
  ...Object.fromEntries(['perf.objection.days', 'perf.period'].map((key) => [key, PERFORMANCE])),
  ...Object.fromEntries(['car.conversion', 'car.coefficient', 'car.need'].map((key) => [key, CREDIT])),
  ...{
    'tr.jp': TRAINING,
    'cit.complaint': COMPLAINTS,
    'cit.ikm.bands': 'PermenPANRB 14/2017',
    pub: 'UU 14/2008',
  },
};
