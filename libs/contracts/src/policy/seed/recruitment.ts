import { configured, type PolicyDefault, statutory, toBeConfirmed } from './policy-default';

const SELECTION = 'PermenPANRB 6/2024 and the decree of the selection year';

/**
 * `rec.pppk.thresholds` has no default: the yearly decree gives them, and no vacancy opens without.
 * @param selectionYear the thresholds hold for this one only: each year's decree sets them anew (domain.md 17, point 3)
 * @source domain.md 3 and 4
 */
export const recruitmentDefaults = (selectionYear: number): readonly PolicyDefault[] => [
  toBeConfirmed('rec.announce.minDays', SELECTION, { minDays: 15 }),
  statutory('rec.age', SELECTION, {
    min: 18,
    max: 35,
    /** For the posts that the decree lists. */
    maxListed: 40,
  }),
  statutory('rec.skd.threshold', SELECTION, {
    selectionYears: [selectionYear],
    general: { twk: 65, tiu: 80, tkp: 166 },
    cumlaude: { total: 311, tiu: 85 },
    diaspora: { total: 311, tiu: 85 },
    disability: { total: 286, tiu: 60 },
    papua: { total: 286, tiu: 60 },
    remote: { total: 286, tiu: 60 },
  }),
  statutory('rec.skd.max', SELECTION, {
    twk: { score: 150, questions: 30 },
    tiu: { score: 175, questions: 35 },
    tkp: { score: 225, questions: 45 },
    total: 550,
  }),
  statutory('rec.skb.multiplier', SELECTION, { multiplier: 3 }),
  statutory('rec.weight', SELECTION, { skd: '40', skb: '60' }),
  configured(
    'rec.skb.components',
    { cat: '60', interview: '25', psychological: '15', catMax: 500, maxAdditional: '40' },
    'The city’s own choice; tests beside CAT together at most 40 % (rule of 2021, to be checked each year)',
  ),
  configured('rec.panel', { minMembers: 3, minExternal: 1, maxSpread: '15' }),
  statutory('rec.objection', SELECTION, { windowDays: 3, answerDays: 7 }),
  configured('rec.clarification.withinDays', { withinDays: 5 }),
  toBeConfirmed('rec.jpt.committee', 'Rules on open selection for managerial posts', {
    minMembers: 5,
    maxMembers: 9,
    odd: true,
    maxInternal: '45',
    names: 3,
  }),
  configured('rec.other', {
    /** A reserve may be called while the seat is not vacated for longer. */
    reserveMonths: 12,
    /** Reserve = the next so many times the seats. */
    reserveMultiplier: 2,
    pppkRenewalMinPredicate: 'BAIK',
  }),
];
