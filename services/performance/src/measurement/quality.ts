import type { QualityCheck, SourceSchema } from '@jejak/contracts/performance';
import { daysBetween, type Decimal, decimal, rounded, sum } from '@jejak/kernel';

/** `perf.other`: what an amount is held against. */
export interface QualityRules {
  /** Standard deviations from the mean of its own past above which an amount is a jump. */
  readonly jumpSigmas: string;
  /** Earlier amounts without which none can be told, and how many of the latest are looked at. */
  readonly jumpMinHistory: number;
  readonly jumpHistory: number;
  /** Per cent by which two sources may differ about the same. */
  readonly crossSourceDifference: string;
}

/** An amount as far as the checks look at it. */
export interface Datum {
  readonly indicatorId: string;
  readonly quantity: string;
  /** Legal dates, both included. */
  readonly from: string;
  readonly to: string;
}

/** Another amount of the same person or unit and indicator, that counts or waits. */
export interface KnownAmount extends Datum {
  readonly measurementId: string;
  /** Null for what the employee reported. */
  readonly sourceId: string | null;
}

export interface Failure {
  readonly check: QualityCheck;
  readonly against: string | null;
}

/** Months, quarters and years differ by a few days only: amounts of one kind of period are compared. */
const SAME_LENGTH_DAYS = 3;

const lengthOf = ({ from, to }: Datum): number => daysBetween(from, to) + 1;
const samePeriod = (a: Datum, b: Datum): boolean => a.from === b.from && a.to === b.to;
const overlaps = (a: Datum, b: Datum): boolean => a.from <= b.to && b.from <= a.to;

/**
 * The first check that an amount fails, in the order of `QUALITY_CHECKS`; null where it passes all.
 * @param known other amounts of the same person or unit and indicator, in any order
 * @source domain.md 5.7
 */
export const failureOf = (
  datum: Datum & { readonly sourceId: string },
  schema: SourceSchema,
  known: readonly KnownAmount[],
  rules: QualityRules,
): Failure | null =>
  schemaFailure(datum, schema) ??
  rangeFailure(datum, schema) ??
  otherSource(datum, known, rules) ??
  overlapFailure(datum, known) ??
  jumpFailure(datum, known, rules);

/**
 * As `failureOf`, of what an employee reports: no schema of a source tells what it may be about, but where sources that know the
 * indicator have bounds, it lies within them; and the same stretch of time reported twice is a duplicate.
 * @param schemas of registered sources that name the indicator
 * @source domain.md 5.7
 */
export const reportFailureOf = (
  datum: Datum,
  schemas: readonly SourceSchema[],
  known: readonly KnownAmount[],
  rules: QualityRules,
): Failure | null => {
  const own = { ...datum, sourceId: null };
  const outside = schemas.flatMap((schema) => rangeFailure(datum, schema) ?? []);
  return (
    outside.at(0) ??
    otherSource(own, known, rules) ??
    sameReport(datum, known) ??
    overlapFailure(datum, known) ??
    jumpFailure(datum, known, rules)
  );
};

const sameReport = (datum: Datum, known: readonly KnownAmount[]): Failure | null => {
  const other = known.find((amount) => samePeriod(amount, datum) && amount.sourceId === null);
  return other ? { check: 'DUPLICATE', against: other.quantity } : null;
};

const schemaFailure = ({ indicatorId }: Datum, { indicatorIds }: SourceSchema): Failure | null =>
  indicatorIds.length > 0 && !indicatorIds.includes(indicatorId) ? { check: 'SCHEMA', against: null } : null;

const rangeFailure = ({ quantity }: Datum, { min, max }: SourceSchema): Failure | null => {
  if (min !== null && decimal(quantity).lessThan(min)) return { check: 'RANGE', against: min };
  if (max !== null && decimal(quantity).greaterThan(max)) return { check: 'RANGE', against: max };
  return null;
};

/** The latest amounts before this one, of stretches as long as its own, in order of time. */
const pastOf = (datum: Datum, known: readonly KnownAmount[], latest: number): readonly KnownAmount[] =>
  known
    .filter(
      (amount) => amount.to < datum.from && Math.abs(lengthOf(amount) - lengthOf(datum)) <= SAME_LENGTH_DAYS,
    )
    .sort((a, b) => (a.to < b.to ? -1 : 1))
    .slice(-latest);

/** Of what is known, what the checks of an amount look at: the same time, and the past that it is compared with. */
export const lookedAt = (
  datum: Datum,
  known: readonly KnownAmount[],
  { jumpHistory }: QualityRules,
): readonly KnownAmount[] => [
  ...known.filter((amount) => overlaps(amount, datum)),
  ...pastOf(datum, known, jumpHistory),
];

/** Two sources that tell of the same: what they agree on would count twice, what they differ on cannot both be true. */
const otherSource = (
  datum: Datum & { readonly sourceId: string | null },
  known: readonly KnownAmount[],
  { crossSourceDifference }: QualityRules,
): Failure | null => {
  const other = known.find((amount) => samePeriod(amount, datum) && amount.sourceId !== datum.sourceId);
  if (!other) return null;
  const differs = differencePct(decimal(datum.quantity), decimal(other.quantity)).greaterThan(
    crossSourceDifference,
  );
  return { check: differs ? 'CROSS_SOURCE' : 'DUPLICATE', against: other.quantity };
};

/** Per cent of what was known before, 4 places. Against nothing everything but nothing is a difference. */
const differencePct = (quantity: Decimal, before: Decimal): Decimal => {
  if (before.isZero()) return decimal(quantity.isZero() ? 0 : 100);
  return rounded(quantity.minus(before).abs().times(100).dividedBy(before.abs()), 4);
};

const overlapFailure = (datum: Datum, known: readonly KnownAmount[]): Failure | null => {
  const other = known.find((amount) => overlaps(amount, datum) && !samePeriod(amount, datum));
  return other ? { check: 'OVERLAP', against: other.quantity } : null;
};

/**
 * More than so many standard deviations (of the whole past, not of a sample) from the mean of its own past. A past without any
 * spread knows no jumps: its deviation is zero, and everything else would be one.
 */
const jumpFailure = (
  datum: Datum,
  known: readonly KnownAmount[],
  { jumpSigmas, jumpMinHistory, jumpHistory }: QualityRules,
): Failure | null => {
  const past = pastOf(datum, known, jumpHistory).map(({ quantity }) => decimal(quantity));
  if (past.length < jumpMinHistory) return null;
  const mean = sum(past).dividedBy(past.length);
  const variance = sum(past.map((value) => value.minus(mean).pow(2))).dividedBy(past.length);
  if (variance.isZero()) return null;
  const distance = rounded(decimal(datum.quantity).minus(mean).abs().dividedBy(variance.sqrt()), 4);
  return distance.greaterThan(jumpSigmas) ? { check: 'JUMP', against: mean.toFixed(4) } : null;
};
