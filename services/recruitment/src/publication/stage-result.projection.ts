import {
  type PublishedStage,
  recruitmentContracts,
  type StageResultPublished,
} from '@jejak/contracts/recruitment';
import { projection } from '@jejak/projections';

/** One published version of a stage's result; its rows are those of its ranking, or of its ADMIN result. */
export interface StageResultRow {
  readonly datasetId: string;
  readonly resultVersion: number;
  readonly vacancyId: string;
  readonly stage: PublishedStage;
  /** Null for ADMIN, and `adminResultId` for the others. */
  readonly rankingId: string | null;
  readonly adminResultId: string | null;
  /** Of the published file. */
  readonly sha256: string;
  readonly rows: number;
  readonly advancing: number | null;
  /** The lowest score that advances or is selected. */
  readonly cutOff: string | null;
  /** ISO instants. */
  readonly publishedAt: string;
  readonly objectionOpensAt: string | null;
  readonly objectionClosesAt: string | null;
}

export const stageResults = projection<StageResultPublished, StageResultRow>()({
  table: 'stage_result',
  source: recruitmentContracts,
  key: ({ data }) => [data.datasetId, String(data.version)],
  opens: {
    StageResultPublished: ({
      data: { version, tieMinuteSha256: _, retainedUntil: __, ...result },
      envelope,
    }) => ({
      ...result,
      adminResultId: result.adminResultId ?? null,
      resultVersion: version,
      publishedAt: envelope.at,
    }),
  },
});
