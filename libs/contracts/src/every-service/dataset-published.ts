import { defineEvent, type EventOf, FreeText, LegalDate, PolicyRef, Sha256, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/**
 * A result was published openly, without login, at `/api/<service>/v1/datasets/:id/:version`. Corrected only by a later
 * version, which says what changed and why; the earlier one stays. Stream `dataset-<datasetId>`.
 * @source domain.md 2.7
 */
export const datasetPublished = defineEvent({
  type: 'DatasetPublished',
  version: 1,
  data: Type.Object({
    datasetId: Uuid,
    /** 1, 2, 3 … of this dataset. */
    version: Type.Integer({ minimum: 1 }),
    /** What it is about, e.g. `selection-results`. */
    kind: Type.String({ pattern: '^[a-z][a-z0-9-]{0,99}$' }),
    /** Names no person. */
    title: Type.String({ minLength: 1, maxLength: 300 }),
    /** First and last legal date that it is about, where it has a period. */
    period: Type.Optional(Type.Object({ from: LegalDate, to: LegalDate })),
    rows: Type.Integer({ minimum: 0 }),
    /** Of the published file's bytes. */
    sha256: Sha256,
    policyRefs: Type.Array(PolicyRef),
    /** The version that this one corrects. */
    supersedes: Type.Optional(Type.Integer({ minimum: 1 })),
    /** What changed and why, in words for the public. */
    change: Type.Optional(FreeText),
  }),
  publicly: {
    as: 'published',
    of: ({ datasetId, version, kind, rows, sha256, supersedes }) => ({
      ...{ datasetId, version, kind, rows },
      ...{ sha256, supersedes },
    }),
  },
});
export type DatasetPublished = EventOf<typeof datasetPublished>;
