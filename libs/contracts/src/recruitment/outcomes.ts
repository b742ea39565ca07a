import { defineEvent, type EventOf, OneOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { PPPK_CRITERIA, Score, SKD_CRITERIA } from './selection';

const result = {
  applicationId: Uuid,
  vacancyId: Uuid,
  rankingId: Uuid,
  /** The version of the published result. */
  resultVersion: Type.Integer({ minimum: 1 }),
};
const rank = Type.Integer({ minimum: 1 });

/** Passed the SKD and stands in the cut: goes on to the SKB. Stream `application-<applicationId>`. */
export const skdPassed = defineEvent({
  type: 'SkdPassed',
  version: 1,
  status: 'SKD_PASSED',
  data: Type.Object({ ...result, rank }),
});
export type SkdPassed = EventOf<typeof skdPassed>;

/** Missed one threshold or more. */
export const skdFailed = defineEvent({
  type: 'SkdFailed',
  version: 1,
  status: 'SKD_FAILED',
  data: Type.Object({ ...result, missed: Type.Array(OneOf(SKD_CRITERIA), { minItems: 1 }) }),
});
export type SkdFailed = EventOf<typeof skdFailed>;

/** Passed the SKD, but stands below the cut of `rec.skb.multiplier` × seats: outranked, not failed. */
export const skdOutranked = defineEvent({
  type: 'SkdOutranked',
  version: 1,
  status: 'SKD_OUTRANKED',
  data: Type.Object({ ...result, rank }),
});
export type SkdOutranked = EventOf<typeof skdOutranked>;

/** Ranked within the seats. */
export const applicationSelected = defineEvent({
  type: 'ApplicationSelected',
  version: 1,
  status: 'SELECTED',
  data: Type.Object({ ...result, rank, final: Score }),
});
export type ApplicationSelected = EventOf<typeof applicationSelected>;

/** Ranked next after the seats: called if one becomes free. */
export const applicationReserved = defineEvent({
  type: 'ApplicationReserved',
  version: 1,
  status: 'RESERVED',
  data: Type.Object({ ...result, rank, final: Score }),
});
export type ApplicationReserved = EventOf<typeof applicationReserved>;

/** Ranked below seats and reserve; of a PPPK also who missed a threshold, and so has no rank. */
export const applicationNotSelected = defineEvent({
  type: 'ApplicationNotSelected',
  version: 1,
  status: 'NOT_SELECTED',
  data: Type.Object({
    ...result,
    rank: Type.Union([rank, Type.Null()]),
    final: Score,
    /** The thresholds that were missed; left out where none was. */
    missed: Type.Optional(Type.Array(OneOf(PPPK_CRITERIA), { minItems: 1 })),
  }),
});
export type ApplicationNotSelected = EventOf<typeof applicationNotSelected>;
