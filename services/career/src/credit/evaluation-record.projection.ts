import {
  type EvaluationFinalised,
  type EvaluationObjected,
  type EvaluationOpened,
  type EvaluationReopened,
  type ObjectionDecided,
  type ObjectionEnded,
  performanceContracts,
  type Predicate,
} from '@jejak/contracts/performance';
import type { Recorded } from '@jejak/kernel';
import { projection } from '@jejak/projections';

type EvaluationEvent =
  | EvaluationOpened
  | EvaluationFinalised
  | EvaluationObjected
  | ObjectionDecided
  | ObjectionEnded
  | EvaluationReopened;

/**
 * What performance has told of an evaluation. Every fold keeps the latest of its kind by the version of the stream, so that
 * facts which arrive in another order come to the same row.
 */
export interface EvaluationRecordRow {
  readonly evaluationId: string;
  /** Null while only its objection is known. */
  readonly employeeId: string | null;
  readonly year: number | null;
  readonly position: string | null;
  readonly periodStart: string | null;
  readonly periodEnd: string | null;
  /** Of the last version that became final; null while there is none. */
  readonly predicate: Predicate | null;
  /** 0 while there is none. */
  readonly evaluationVersion: number;
  /** Versions of the stream, 0 where it never came: became final, was objected to, the objection ended, was opened again. */
  readonly finalAt: number;
  readonly objectedAt: number;
  readonly settledAt: number;
  readonly reopenedAt: number;
  /** ISO instant at which the last final version became so; null while there is none. */
  readonly finalisedAt: string | null;
  /** The latest fact of the stream that was read: what a decision names that rested on this row. */
  readonly stream: string;
  readonly readVersion: number;
  readonly hash: string;
}

const empty: Omit<EvaluationRecordRow, 'evaluationId' | 'stream' | 'readVersion' | 'hash'> = {
  ...{ employeeId: null, year: null, position: null, periodStart: null, periodEnd: null, predicate: null },
  ...{ evaluationVersion: 0, finalAt: 0, objectedAt: 0, settledAt: 0, reopenedAt: 0, finalisedAt: null },
};

/** The row with the event's place in its stream. */
const read = (
  { data: { evaluationId }, envelope: { stream, version, hash } }: Recorded<EvaluationEvent>,
  row: EvaluationRecordRow | undefined,
): EvaluationRecordRow =>
  row && row.readVersion > version
    ? row
    : { ...(row ?? empty), evaluationId, stream, readVersion: version, hash };

export const evaluationRecords = projection<EvaluationEvent, EvaluationRecordRow>()({
  table: 'evaluation_record',
  source: performanceContracts,
  key: ({ data }) => data.evaluationId,
  opens: {
    EvaluationOpened: (event, row) => {
      const { employeeId, year, position, periodStart, periodEnd } = event.data;
      return { ...read(event, row), employeeId, year, position, periodStart, periodEnd };
    },
    EvaluationFinalised: (event, row) => {
      const { employeeId, year, position, periodStart, periodEnd, predicate, evaluationVersion } = event.data;
      const known = { ...read(event, row), employeeId, year, position, periodStart, periodEnd };
      const { version, at: finalisedAt } = event.envelope;
      if (version < known.finalAt) return known;
      return { ...known, predicate, evaluationVersion, finalAt: version, finalisedAt };
    },
    EvaluationObjected: (event, row) => {
      const known = read(event, row);
      return { ...known, objectedAt: Math.max(known.objectedAt, event.envelope.version) };
    },
    ObjectionDecided: (event, row) => {
      const known = read(event, row);
      return { ...known, settledAt: Math.max(known.settledAt, event.envelope.version) };
    },
    ObjectionEnded: (event, row) => {
      const known = read(event, row);
      return { ...known, settledAt: Math.max(known.settledAt, event.envelope.version) };
    },
    EvaluationReopened: (event, row) => {
      const known = read(event, row);
      return { ...known, reopenedAt: Math.max(known.reopenedAt, event.envelope.version) };
    },
  },
});

type Life = Pick<EvaluationRecordRow, 'finalAt' | 'objectedAt' | 'settledAt' | 'reopenedAt'>;

/** Under objection: nobody acts on it. */
export const isContested = ({ objectedAt, settledAt, finalAt }: Life): boolean =>
  objectedAt > Math.max(settledAt, finalAt);

/** Final, and neither contested nor opened again. */
export const isFinal = (life: Life): boolean =>
  life.finalAt > life.reopenedAt && life.finalAt > 0 && !isContested(life);
