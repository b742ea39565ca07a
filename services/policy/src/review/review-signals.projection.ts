import { citizenContracts, type ComplaintClosed, type IkmComputed } from '@jejak/contracts/citizen';
import {
  type DistributionReviewed,
  type ObjectionDecided,
  performanceContracts,
} from '@jejak/contracts/performance';
import { projection } from '@jejak/projections';

/** What of a city's life says that a policy may not do what it is for. */
export interface ReviewSignalRow {
  readonly kind: 'IKM' | 'OBJECTION' | 'DISTRIBUTION' | 'COMPLAINT';
  /** Of what it is about: one row for each, the later fact replaces the earlier. */
  readonly id: string;
  readonly unitId: string | null;
  /** The first legal date of the period that it is about; null where it counts by its own instant. */
  readonly since: string | null;
  /** The band, the outcome, or whether there is something wrong: `true`, `false`. */
  readonly said: string;
  /** ISO instant. */
  readonly at: string;
}

type SignalEvent = IkmComputed | ObjectionDecided | DistributionReviewed | ComplaintClosed;

const keyOf = (event: SignalEvent): [ReviewSignalRow['kind'], string] => {
  switch (event.type) {
    case 'IkmComputed':
      return ['IKM', `${event.data.unitId} ${event.data.period.from} ${event.data.period.to}`];
    case 'ObjectionDecided':
      return ['OBJECTION', event.data.evaluationId];
    case 'DistributionReviewed':
      return ['DISTRIBUTION', `${event.data.unitId} ${event.data.year}`];
    case 'ComplaintClosed':
      return ['COMPLAINT', event.data.complaintId];
  }
};

/** Satisfaction, objections, distributions and complaints, as the triggers of reviews count them. @source domain.md 8.1 */
export const reviewSignals = projection<SignalEvent, ReviewSignalRow>()({
  table: 'review_signal',
  source: [citizenContracts, performanceContracts],
  key: keyOf,
  opens: {
    IkmComputed: (event) => {
      const [kind, id] = keyOf(event);
      const { unitId, period, band } = event.data;
      return { kind, id, unitId, since: period.from, said: band, at: event.envelope.at };
    },
    ObjectionDecided: (event) => {
      const [kind, id] = keyOf(event);
      return { kind, id, unitId: null, since: null, said: event.data.outcome, at: event.envelope.at };
    },
    DistributionReviewed: (event) => {
      const [kind, id] = keyOf(event);
      const { unitId, year, exempt, warnings } = event.data;
      const said = exempt ? 'exempt' : String(warnings.length > 0);
      return { kind, id, unitId, since: `${year}-01-01`, said, at: event.envelope.at };
    },
    ComplaintClosed: (event) => {
      const [kind, id] = keyOf(event);
      const { unitId, filedOn, provenAgainst } = event.data;
      return {
        kind,
        id,
        unitId,
        since: filedOn,
        said: String(provenAgainst !== null),
        at: event.envelope.at,
      };
    },
  },
});
