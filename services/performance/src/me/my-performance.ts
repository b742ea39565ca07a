import type { Indicator } from '@jejak/contracts/performance';
import type { MeasurementStatus } from '../measurement/measurement.state';
import { indicatorScore } from '../scoring/composite';
import { type Amount, type Cap, realisation, realised } from '../scoring/realisation';

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
  readonly amounts: readonly OwnAmount[];
}

/** Where a plan stands today, by the formulas that will rate it; indicators without amounts count as nothing yet. */
export const progressOf = (
  indicators: readonly Indicator[],
  amounts: readonly OwnAmount[],
  cap: Cap,
): { indicators: readonly IndicatorProgress[]; indicatorScore: string } => {
  const lines = indicators.map((indicator) => {
    const { indicatorId, title, unit, direction, target, weight, aggregation } = indicator;
    const own = amounts.filter((amount) => amount.indicatorId === indicatorId);
    const actual = realised(
      aggregation,
      own.filter(({ status }) => status === 'VERIFIED' || status === 'CORRECTED'),
    );
    const percent = actual && realisation(indicator, actual, cap);
    return {
      ...{ indicatorId, title, unit, direction, target, weight, amounts: own },
      actual: actual?.toFixed(4) ?? null,
      realisation: percent?.toFixed(4) ?? null,
    };
  });
  const score = indicatorScore(
    lines.map(({ weight, realisation: percent }) => ({ weight, realisation: percent ?? 0 })),
  );
  return { indicators: lines, indicatorScore: score.toFixed(4) };
};
