import { careerContracts, type PastPredicateImported } from '@jejak/contracts/career';
import {
  type EvaluationFinalised,
  type EvaluationObjected,
  type EvaluationOpened,
  type ObjectionDecided,
  type ObjectionEnded,
  performanceContracts,
  type Predicate,
} from '@jejak/contracts/performance';
import { naturalId, type Recorded } from '@jejak/kernel';
import { projection } from '@jejak/projections';

/** One evaluation as far as talent reads it. Positions are versions of its stream, 0: that fact is not there. */
export interface TalentEvaluationRow {
  readonly evaluationId: string;
  readonly employeeId: string | null;
  readonly year: number | null;
  /** Legal date. */
  readonly periodEnd: string | null;
  readonly predicate: Predicate | null;
  /** As it is final; 0: imported, or not final yet. */
  readonly evaluationVersion: number;
  readonly finalAt: number;
  /** The last objection, and the last fact that answered one. */
  readonly contestedAt: number;
  readonly settledAt: number;
  /** The exact fact that made it final. */
  readonly stream: string;
  readonly hash: string;
}

type TalentFact =
  | EvaluationOpened
  | EvaluationFinalised
  | EvaluationObjected
  | ObjectionDecided
  | ObjectionEnded
  | PastPredicateImported;

/** Which evaluation a fact is about; a year before the installation has the id of its import. */
const evaluationOf = ({ data }: TalentFact): string =>
  'evaluationId' in data ? data.evaluationId : importedIdOf(data.employeeId, data.year);

export const importedIdOf = (employeeId: string, year: number): string =>
  naturalId('past-predicate', employeeId, String(year));

const unknown = ({ envelope: { stream, hash } }: Recorded, evaluationId: string): TalentEvaluationRow => ({
  ...{ evaluationId, employeeId: null, year: null, periodEnd: null, predicate: null },
  ...{ evaluationVersion: 0, finalAt: 0, contestedAt: 0, settledAt: 0, stream, hash },
});

const settled = (
  event: Recorded<ObjectionDecided | ObjectionEnded>,
  row = unknown(event, event.data.evaluationId),
): TalentEvaluationRow => ({ ...row, settledAt: Math.max(row.settledAt, event.envelope.version) });

/**
 * Evaluations, in whichever order their facts arrive: each fact counts by its version in the stream, so that a late or second
 * delivery changes nothing.
 * @source domain.md 12, 16 (redelivery, reorder)
 */
export const talentEvaluations = projection<TalentFact, TalentEvaluationRow>()({
  table: 'talent_evaluation',
  source: [performanceContracts, careerContracts],
  key: evaluationOf,
  opens: {
    // Whose it is: an objection alone does not say.
    EvaluationOpened: (event, row = unknown(event, event.data.evaluationId)) => {
      const { employeeId, year, periodEnd } = event.data;
      return row.finalAt > 0 ? row : { ...row, employeeId, year, periodEnd };
    },
    EvaluationFinalised: (event, row = unknown(event, event.data.evaluationId)) => {
      const { data, envelope } = event;
      const { employeeId, year, periodEnd, predicate, evaluationVersion } = data;
      const settledAt = Math.max(row.settledAt, envelope.version);
      return envelope.version <= row.finalAt
        ? row
        : {
            ...{ ...row, employeeId, year, periodEnd, predicate, evaluationVersion, settledAt },
            ...{ finalAt: envelope.version, stream: envelope.stream, hash: envelope.hash },
          };
    },
    EvaluationObjected: (event, row = unknown(event, event.data.evaluationId)) => ({
      ...{ ...row, contestedAt: Math.max(row.contestedAt, event.envelope.version) },
    }),
    ObjectionDecided: settled,
    ObjectionEnded: settled,
    PastPredicateImported: (event, row) => {
      const { employeeId, year, predicate } = event.data;
      const { stream, version, hash } = event.envelope;
      return row && version <= row.finalAt
        ? row
        : {
            ...unknown(event, importedIdOf(employeeId, year)),
            ...{ employeeId, year, periodEnd: `${year}-12-31`, predicate, finalAt: version, stream, hash },
          };
    },
  },
});
