import { DecimalText, defineEvent, type EventOf, OneOf, PolicyRef, Sha256, Uuid } from '@jejak/kernel';
import { type Static, Type } from '@sinclair/typebox';
import {
  COMPONENTS,
  Gpa,
  ParticipantNo,
  Points,
  PPPK_CRITERIA,
  RANKED_STAGES,
  RANKING_OUTCOMES,
  Score,
  type ScoreComponent,
  SKD_CRITERIA,
  TIE_BREAKS,
} from './selection';

type Components = Record<ScoreComponent, typeof DecimalText>;

const Subtotal = Type.Union([Points, Type.Null()]);

/** One applicant's place, with every number that it rests on. */
export const RankingRow = Type.Object({
  /** Null for one who missed a threshold. Equal places are possible in SKD and SKB only ("3 =", then 5). */
  rank: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
  participantNo: ParticipantNo,
  applicationId: Uuid,
  /** Null where the vacancy has no SKD (PPPK, JPT), like the other subtests and the total. */
  twk: Subtotal,
  tiu: Subtotal,
  tkp: Subtotal,
  total: Subtotal,
  gpa: Gpa,
  /** Null in the SKD ranking, and where there is no SKB; `final` is null in SKD and SKB. */
  skb: Type.Union([Score, Type.Null()]),
  final: Type.Union([Score, Type.Null()]),
  tieBreakUsed: Type.Union([OneOf(TIE_BREAKS), Type.Null()]),
  outcome: OneOf(RANKING_OUTCOMES),
  /** The thresholds that were missed. */
  missed: Type.Array(OneOf([...SKD_CRITERIA, ...PPPK_CRITERIA] as const)),
  /** What the score was made of: points of a PPPK's test, percent of the others. Left out where the SKD and the SKB say it. */
  components: Type.Optional(
    Type.Partial(
      // Keyed by the closed list, so the keys are what it says.
      Type.Object(Object.fromEntries(COMPONENTS.map((kind) => [kind, DecimalText])) as Components),
    ),
  ),
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
