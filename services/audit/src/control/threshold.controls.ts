import type { PromotionEffective } from '@jejak/contracts/career';
import type {
  AnnualRated,
  EvaluationOpened,
  MeasurementCorrected,
  RatingRecommended,
} from '@jejak/contracts/performance';
import { daysBetween, decimal, fixed, streamOf } from '@jejak/kernel';
import { parametersOf } from '@jejak/policies';
import type { Control, Trip } from './control';
import type { ControlledLog } from './controlled-log';
import type { LogFact } from './log-fact';

/** A score that a correction raised across a threshold. */
export interface Crossing {
  readonly threshold: string;
  /** Per cent of the threshold, 4 places: how far the farther of both values lies from it. */
  readonly distance: string;
}

/**
 * Where a score was raised across a threshold with both values close about it. Pure.
 * @param share per cent of the threshold; the distance is rounded to 4 decimals before it is compared (domain.md 2.3)
 * @returns null where it was not
 * @source domain.md 10.3, 18: both values, before and after
 */
export const crossing = (
  before: string,
  after: string,
  threshold: string,
  share: string,
): Crossing | null => {
  if (decimal(before).greaterThanOrEqualTo(threshold) || decimal(after).lessThan(threshold)) return null;
  const far = [before, after]
    .map((value) => decimal(value).minus(threshold).abs().times(100).dividedBy(threshold))
    .reduce((most, value) => (value.greaterThan(most) ? value : most));
  const distance = fixed(far, 4);
  return decimal(distance).greaterThan(share) ? null : { threshold, distance };
};

type EvaluationFact = EvaluationOpened | RatingRecommended | AnnualRated;

/** A score that somebody had been rated by, or whose amounts somebody corrected, was computed anew, and crossed. */
interface Correction extends Crossing {
  readonly opened: LogFact<EvaluationOpened>;
  readonly before: LogFact<RatingRecommended>;
  readonly after: LogFact<RatingRecommended>;
  /** Of the amounts, between both. */
  readonly corrected: readonly LogFact<MeasurementCorrected>[];
  /** Per cent. */
  readonly share: string;
  readonly policies: readonly string[];
}

/** The scores of a recommendation that policies have thresholds for, and where those stand. */
const THRESHOLDS = [
  { score: 'composite', policy: 'perf.result', names: ['above', 'meets'] },
  { score: 'behaviourMean', policy: 'perf.behaviour', names: ['above', 'below'] },
] as const;

/** @param after a recommendation that is not the first. @throws RuleViolated POLICY_MISSING while the policies are not known here */
const correctionBy = async (
  after: LogFact<RatingRecommended>,
  log: ControlledLog,
): Promise<Correction | null> => {
  const { stream, version } = after.envelope;
  const facts = await log.stream<EvaluationFact>(stream, version - 1);
  const [opened] = facts;
  const before = facts
    .filter((fact): fact is LogFact<RatingRecommended> => fact.type === 'RatingRecommended')
    .at(-1);
  if (opened?.type !== 'EvaluationOpened' || !before) return null;
  const corrections =
    after.subject === undefined
      ? []
      : await log.about<MeasurementCorrected>('performance', ['MeasurementCorrected'], after.subject);
  // A decision corrects amounts and recommends anew at one instant, and the order of the two streams says nothing.
  const corrected = corrections.filter(
    ({ envelope: { at } }) => at > before.envelope.at && at <= after.envelope.at,
  );
  if (corrected.length === 0 && !facts.some(({ type }) => type === 'AnnualRated')) return null;
  const { ref, values } = await log.rules(after);
  const share = values.text('thresholdShare');
  for (const { score, policy, names } of THRESHOLDS) {
    const pinned = after.data.policyRefs.find((one) => one.startsWith(`${policy}@`));
    if (pinned === undefined) continue;
    const thresholds = parametersOf(await log.pinned(pinned));
    for (const name of names) {
      const crossed = crossing(before.data[score], after.data[score], thresholds.text(name), share);
      if (crossed) return { ...crossed, opened, before, after, corrected, share, policies: [ref, pinned] };
    }
  }
  return null;
};

const peopleOf = ({ opened, corrected, before, after }: Correction): readonly string[] => [
  opened.data.employeeId,
  ...(opened.data.raterId === null ? [] : [opened.data.raterId]),
  ...corrected.map(({ data }) => data.correctedBy),
  ...[before, after].map(({ envelope }) => envelope.actor).filter((actor) => actor.startsWith('p_')),
];

const factsOf = ({ before, after, corrected }: Correction): readonly LogFact[] => [
  before,
  ...corrected,
  after,
];

/** C5. @source domain.md 10.3, 18; 15 step 49 */
export const raisedAcrossThreshold: Control = {
  ...{ control: 'C5', owner: 'hr_admin', counts: 'per cent of the threshold, the farther of both values' },
  question: {
    en: 'Why was this score corrected by just what it needed to cross a threshold?',
    id: 'Mengapa nilai ini dikoreksi tepat sebesar yang diperlukan untuk melewati ambang batas?',
  },
  watches: ['performance.RatingRecommended'],
  ask: async (fact, log) => {
    const after = fact as LogFact<RatingRecommended>;
    const found = after.data.recommendation > 1 ? await correctionBy(after, log) : null;
    if (!found) return [];
    const { opened, distance, share, policies } = found;
    return [
      {
        ...{ about: [after.envelope.id], objects: [after.envelope.stream], subject: after.subject ?? null },
        ...{ unitId: opened.data.unitId, people: peopleOf(found), score: distance, limit: share },
        ...{ facts: factsOf(found), policies },
      },
    ];
  },
};

/** Calendar days from a correction to the promotion behind it, where that many are asked about; null elsewhere. Pure. */
export const daysToPromotion = (correctedOn: string, promotedFrom: string, limit: number): number | null => {
  const days = daysBetween(correctedOn, promotedFrom);
  return days >= 0 && days <= limit ? days : null;
};

/**
 * C6. Promotion and correction come from two services, in either order: it is asked when the later of both is logged.
 * @source domain.md 10.3; 15 step 49
 */
export const promotedAfterCorrection: Control = {
  ...{ control: 'C6', owner: 'hr_admin', counts: 'calendar days from the correction to the promotion' },
  question: {
    en: 'Would this employee have been promoted without the correction that went before?',
    id: 'Apakah pegawai ini akan naik pangkat tanpa koreksi yang mendahuluinya?',
  },
  watches: ['career.PromotionEffective', 'performance.RatingRecommended'],
  ask: async (fact, log) => {
    // The two types that it watches.
    const seen = fact as LogFact<PromotionEffective> | LogFact<RatingRecommended>;
    if (seen.subject === undefined) return [];
    const promotions =
      seen.type === 'PromotionEffective'
        ? [seen]
        : await log.about<PromotionEffective>('career', ['PromotionEffective'], seen.subject);
    if (promotions.length === 0) return [];
    const recommended =
      seen.type === 'RatingRecommended'
        ? [seen]
        : await log.about<RatingRecommended>('performance', ['RatingRecommended'], seen.subject);
    const trips: Trip[] = [];
    for (const after of recommended.filter(({ data }) => data.recommendation > 1))
      for (const promotion of promotions) {
        const { ref, values } = await log.rules(promotion);
        const limit = values.integer('promotionAfterCorrectionDays');
        const days = daysToPromotion(await log.date(after.envelope.at), promotion.data.from, limit);
        const found = days === null ? null : await correctionBy(after, log);
        if (days === null || !found) continue;
        const { caseId, unitId } = promotion.data;
        const promoted = streamOf('promotion', caseId);
        trips.push({
          ...{ about: [promoted, after.envelope.id], objects: [after.envelope.stream, promoted] },
          ...{ subject: seen.subject, unitId, people: peopleOf(found), score: fixed(days, 4) },
          ...{ limit: String(limit), facts: [...factsOf(found), promotion] },
          policies: [...found.policies, ref],
        });
      }
    return trips;
  },
};
