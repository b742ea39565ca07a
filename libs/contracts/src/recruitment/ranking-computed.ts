import { defineEvent, type EventOf, OneOf, PolicyRef, Sha256, Uuid } from '@jejak/kernel';
import { type Static, Type } from '@sinclair/typebox';
import {
  Gpa,
  ParticipantNo,
  Points,
  RANKED_STAGES,
  RANKING_OUTCOMES,
  Score,
  SKD_CRITERIA,
  TIE_BREAKS,
} from './selection';

/** One applicant's place, with every number that it rests on. */
export const RankingRow = Type.Object({
  /** Null for one who missed a threshold. Equal places are possible in the SKD only ("3 =", then 5). */
  rank: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
  participantNo: ParticipantNo,
  applicationId: Uuid,
  twk: Points,
  tiu: Points,
  tkp: Points,
  total: Points,
  gpa: Gpa,
  /** Null in the SKD ranking, like `final`. */
  skb: Type.Union([Score, Type.Null()]),
  final: Type.Union([Score, Type.Null()]),
  tieBreakUsed: Type.Union([OneOf(TIE_BREAKS), Type.Null()]),
  outcome: OneOf(RANKING_OUTCOMES),
  /** The thresholds that were missed. */
  missed: Type.Array(OneOf(SKD_CRITERIA)),
});
export type RankingRow = Static<typeof RankingRow>;

/**
 * A part of a ranking: rows in order of rank, those without one last. Each part has a stream of its own; that of part 1 is
 * `ranking-<rankingId>`, the id from vacancy, stage and inputs: the same inputs are the same ranking. Part 1 is recorded
 * last, so a ranking is there, whole, when its part 1 is. @source domain.md 4.2, 4.3
 */
export const rankingComputed = defineEvent({
  type: 'RankingComputed',
  version: 1,
  status: 'RANKED',
  data: Type.Object({
    rankingId: Uuid,
    vacancyId: Uuid,
    stage: OneOf(RANKED_STAGES),
    /** 1 … `parts`. */
    part: Type.Integer({ minimum: 1 }),
    parts: Type.Integer({ minimum: 1 }),
    /** Rows of all parts together. */
    count: Type.Integer({ minimum: 0 }),
    seats: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
    /** Of the canonical text of everything that the ranking was computed from. */
    inputsSha256: Sha256,
    /** Of the canonical text of all rows. */
    rowsSha256: Sha256,
    policies: Type.Array(PolicyRef),
    rows: Type.Array(RankingRow),
  }),
});
export type RankingComputed = EventOf<typeof rankingComputed>;
