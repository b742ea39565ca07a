import type { Recorded } from '@jejak/kernel';
import type { Reading } from '../evaluation/recommendation';
import { evolve, type Measurement, type MeasurementEvent } from '../measurement/measurement.state';
import { type Fact, factOf } from './fact';

/** One amount as it stood when the number was computed, and the facts that made it so. */
export interface ExplainedAmount extends Omit<Reading, 'indicatorId'> {
  /** Whether it is part of the number. A rejected amount is not, and is shown all the same. */
  readonly counted: boolean;
  readonly facts: readonly Fact[];
  /** What became of it afterwards: nothing of it is part of this number. */
  readonly since: readonly Fact[];
}

/** When a number was computed. */
export interface Moment {
  /** ISO instant. */
  readonly at: string;
  readonly evaluationId: string;
  /** Amounts that the very decision corrected which computed it; those facts were recorded together with the number. */
  readonly corrected: readonly string[];
}

const wasThere = (fact: Recorded<MeasurementEvent>, { at, evaluationId, corrected }: Moment): boolean =>
  fact.envelope.at <= at ||
  (fact.type === 'MeasurementCorrected' &&
    fact.data.evaluationId === evaluationId &&
    corrected.includes(fact.data.measurementId));

/** An amount from its history; null where nothing of it was there yet. */
export const amountAt = (
  history: readonly Recorded<MeasurementEvent>[],
  moment: Moment,
): { readonly reading: Reading; readonly amount: ExplainedAmount } | null => {
  const then = history.filter((fact) => wasThere(fact, moment));
  const state = then.reduce<Measurement>(evolve, { status: 'absent' });
  if (state.status === 'absent') return null;
  const { measurementId, indicatorId, quantity, from, to, status } = state;
  const amount: ExplainedAmount = {
    ...{ measurementId, quantity, from, to, status },
    counted: status === 'VERIFIED' || status === 'CORRECTED',
    facts: then.map(factOf),
    since: history.filter((fact) => !wasThere(fact, moment)).map(factOf),
  };
  return { reading: { measurementId, indicatorId, quantity, from, to, status }, amount };
};
