import type { Indicator } from '@jejak/contracts/performance';
import type { MeasurementStatus } from '../measurement/measurement.state';
import { indicatorScore } from '../scoring/composite';
import { expectedToDate, fallsShort, type Span } from '../scoring/expected';
import { type Amount, type Cap, realisation, realised } from '../scoring/realisation';
import { forecast, type Forecast, gapOf } from './forecast';

/** An amount as a person sees their own. */
export interface OwnAmount extends Amount {
  readonly measurementId: string;
  readonly indicatorId: string;
  readonly status: MeasurementStatus;
  readonly rejectionCode: string | null;
  readonly reason: string | null;
}

/** How far one indicator is: what counts, and what does not (yet). */
export interface IndicatorProgress {
  readonly indicatorId: string;
  readonly title: string;
  readonly unit: string;
  readonly direction: Indicator['direction'];
  readonly target: string | null;
  readonly weight: string;
  /** Of the verified amounts; null while there are none. */
  readonly actual: string | null;
  /** Per cent, 4 places. */
  readonly realisation: string | null;
  /** What was to be reached by today; null for a range, and before the plan begins. */
  readonly expectedToDate: string | null;
  /** Whether that was reached; null where nothing was to be. */
  readonly onTrack: boolean | null;
  readonly forecast: Forecast;
  readonly amounts: readonly OwnAmount[];
}

/** The day on which one looks, the plan's days, and what the year before gave. */
export interface Standing {
  readonly date: string;
  readonly plan: Span;
  readonly past: readonly (Amount & { readonly indicatorId: string })[];
}

/** What to do next: the indicators in which most is to be gained, largest weight × gap first. */
export interface NextStep {
  readonly indicatorId: string;
  /** Points of the indicator score, 4 places. */
  readonly gain: string;
}

export interface Progress {
  readonly indicators: readonly IndicatorProgress[];
  readonly indicatorScore: string;
  readonly nextSteps: readonly NextStep[];
}

/** Where a plan stands today, by the formulas that will rate it; indicators without amounts count as nothing yet. */
export const progressOf = (
  indicators: readonly Indicator[],
  amounts: readonly OwnAmount[],
  cap: Cap,
  { date, plan, past }: Standing,
): Progress => {
  const lines = indicators.map((indicator) => {
    const { indicatorId, title, unit, direction, target, weight, aggregation } = indicator;
    const own = amounts.filter((amount) => amount.indicatorId === indicatorId);
    const counting = own.filter(({ status }) => status === 'VERIFIED' || status === 'CORRECTED');
    const actual = realised(aggregation, counting);
    const percent = actual && realisation(indicator, actual, cap);
    const expected = expectedToDate(indicator, plan, date);
    const before = past.filter((amount) => amount.indicatorId === indicatorId);
    return {
      ...{ indicatorId, title, unit, direction, target, weight, amounts: own },
      actual: actual?.toFixed(4) ?? null,
      realisation: percent?.toFixed(4) ?? null,
      expectedToDate: expected?.toFixed(4) ?? null,
      onTrack: expected === null ? null : !fallsShort(indicator, actual, expected),
      forecast: forecast(indicator, plan, counting, before),
    };
  });
  const score = indicatorScore(
    lines.map(({ weight, realisation: percent }) => ({ weight, realisation: percent ?? 0 })),
  );
  const nextSteps = lines
    .map(({ indicatorId, weight, realisation: percent }) => ({ indicatorId, gap: gapOf(weight, percent) }))
    .filter(({ gap }) => gap.greaterThan(0))
    .sort((a, b) => b.gap.comparedTo(a.gap) || (a.indicatorId < b.indicatorId ? -1 : 1))
    .map(({ indicatorId, gap }) => ({ indicatorId, gain: gap.toFixed(4) }));
  return { indicators: lines, indicatorScore: score.toFixed(4), nextSteps };
};
