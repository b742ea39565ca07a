import { defineEvent, type EventOf, Instant, OneOf, PolicyRef, Sha256, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { PUBLISHED_STAGES } from './selection';

/**
 * The result of a stage is published, in version `version`. Stream `vacancy-<vacancyId>`; its rows are those of the
 * ranking or of the ADMIN result that it names, and follow as `StageResultRowsPublished`.
 * @source domain.md 4.2, 2.7
 */
export const stageResultPublished = defineEvent({
  type: 'StageResultPublished',
  version: 1,
  status: 'PUBLISHED',
  data: Type.Object({
    vacancyId: Uuid,
    stage: OneOf(PUBLISHED_STAGES),
    /** 1, 2, …: a correction is a new version, the earlier ones stay. */
    version: Type.Integer({ minimum: 1 }),
    /** The ranking that it publishes; null for ADMIN, which ranks nobody. */
    rankingId: Type.Union([Uuid, Type.Null()]),
    /** What it publishes of ADMIN; left out for the others. */
    adminResultId: Type.Optional(Uuid),
    datasetId: Uuid,
    /** Of the published file. */
    sha256: Sha256,
    rows: Type.Integer({ minimum: 0 }),
    /** How many go on (ADMIN, SKD, SKB), or are selected (FINAL); null where the seats of the round are not known. */
    advancing: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()]),
    /** The lowest score that advances or is selected; null where nobody is, in ADMIN and SKB, or where the seats are not known. */
    cutOff: Type.Union([Type.String({ maxLength: 40 }), Type.Null()]),
    /** Null for a round that was finished elsewhere. */
    objectionOpensAt: Type.Union([Instant, Type.Null()]),
    /** The first instant at which an objection (sanggah) comes too late. */
    objectionClosesAt: Type.Union([Instant, Type.Null()]),
    /** The committee's minute on rows that no criterion separates; null where there are none. */
    tieMinuteSha256: Type.Union([Sha256, Type.Null()]),
    /**
     * Of the first FINAL version: the first instant at which the records of those who were not taken on are no longer kept by law
     * (domain.md 2.6). Left out where that was not recorded yet, and for a round that was finished elsewhere.
     */
    retainedUntil: Type.Optional(Instant),
  }),
});
export type StageResultPublished = EventOf<typeof stageResultPublished>;

/**
 * A part of the published rows: `r` maps a participant number to its row as one text, so that one leaf of the log
 * proves one row among any number. Stream `result-rows-<uuidv5(dataset|version|part)>`, one for each part.
 * Every part repeats what holds for the whole list, so a proof needs one part only.
 * @source audit-ledger.md section 10
 */
export const stageResultRowsPublished = defineEvent({
  type: 'StageResultRowsPublished',
  version: 1,
  data: Type.Object({
    datasetId: Uuid,
    version: Type.Integer({ minimum: 1 }),
    vacancyId: Uuid,
    stage: OneOf(PUBLISHED_STAGES),
    position: Type.String({ minLength: 1, maxLength: 200 }),
    /** Null where the seats of the round are not known, and in ADMIN. */
    seats: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
    /** The lowest score that advances or is selected; null where nobody, in ADMIN, or where seats are not known. */
    cutOff: Type.Union([Type.String({ maxLength: 40 }), Type.Null()]),
    policies: Type.Array(PolicyRef),
    /** 1 … `parts`. */
    part: Type.Integer({ minimum: 1 }),
    parts: Type.Integer({ minimum: 1 }),
    /** Rows of all parts together. */
    rows: Type.Integer({ minimum: 0 }),
    /** The names of the comma-separated columns of a row, themselves comma-separated. */
    columns: Type.String({ maxLength: 200 }),
    r: Type.Record(
      Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$' }),
      Type.String({ maxLength: 200 }),
    ),
  }),
});
export type StageResultRowsPublished = EventOf<typeof stageResultRowsPublished>;

/** No seat of the vacancy is open any more. Stream `vacancy-<vacancyId>`. */
export const vacancyCompleted = defineEvent({
  type: 'VacancyCompleted',
  version: 1,
  status: 'COMPLETED',
  data: Type.Object({ vacancyId: Uuid, seats: Type.Integer({ minimum: 1 }) }),
});
export type VacancyCompleted = EventOf<typeof vacancyCompleted>;
