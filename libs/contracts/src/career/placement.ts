import { DecimalText, defineEvent, type EventOf, LegalDate, OneOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { Competency } from '../training/programme';

const Position = Type.String({ minLength: 1, maxLength: 200 });

/** What a position asks for. Stream `post-profile-<naturalId('post-profile', position)>`; the last one holds. @source domain.md 7.2 */
export const postProfileSet = defineEvent({
  type: 'PostProfileSet',
  version: 1,
  data: Type.Object({
    profileId: Uuid,
    position: Position,
    /** Sorted. */
    competencies: Type.Array(Competency),
    /** Months of service; 0 where none is asked for. */
    experienceMonths: Type.Integer({ minimum: 0, maximum: 720 }),
    setBy: Uuid,
  }),
});
export type PostProfileSet = EventOf<typeof postProfileSet>;

/** Two people of the city are relatives, as one of them declares. Stream `kinship-<naturalId('kinship', both ids, sorted)>`. */
export const kinshipDeclared = defineEvent({
  type: 'KinshipDeclared',
  version: 1,
  data: Type.Object({
    kinshipId: Uuid,
    /** Sorted. */
    people: Type.Array(Uuid, { minItems: 2, maxItems: 2 }),
    declaredBy: Uuid,
  }),
});
export type KinshipDeclared = EventOf<typeof kinshipDeclared>;

export const PLACEMENT_KINDS = ['ROTATION', 'TRANSFER'] as const;
export type PlacementKind = (typeof PLACEMENT_KINDS)[number];

const place = {
  position: Position,
  unitId: Uuid,
  /** Who is to rate there; null at the top of the line. */
  supervisorId: Type.Union([Uuid, Type.Null()]),
  /** First day. */
  from: LegalDate,
};

/**
 * HR proposes another place for somebody, and how well it fits. Below the threshold the reason (DEVIATION) says why all the
 * same. Stream `placement-<placementId>`; subject: the employee.
 * @source domain.md 7.2; PermenPANRB 3/2020
 */
export const placementProposed = defineEvent({
  type: 'PlacementProposed',
  version: 1,
  status: 'PROPOSED',
  data: Type.Object({
    placementId: Uuid,
    employeeId: Uuid,
    kind: OneOf(PLACEMENT_KINDS),
    ...place,
    /** 0 to 100, 4 places. */
    matchScore: DecimalText,
    /** What the policy asked for on the day; left out of earlier facts. */
    minMatch: Type.Optional(DecimalText),
    /** Its three parts, 0 to 100 each before they are weighted, 4 places. */
    match: Type.Object(
      { competencies: DecimalText, performance: DecimalText, experience: DecimalText },
      { additionalProperties: false },
    ),
    /** Asked for and not held, sorted. */
    missing: Type.Array(Competency),
    /** Cases of promotion that this place would undo, sorted; left out where there is none. */
    openPromotions: Type.Optional(Type.Array(Uuid)),
    /** Whose predicates stand in the match, sorted by id; left out of earlier facts, and where there is none. */
    evaluations: Type.Optional(
      Type.Array(Type.Object({ evaluationId: Uuid, evaluationVersion: Type.Integer({ minimum: 1 }) })),
    ),
    proposedBy: Uuid,
  }),
});
export type PlacementProposed = EventOf<typeof placementProposed>;

export const PLACEMENT_OUTCOMES = ['APPROVED', 'DECLINED'] as const;
export type PlacementOutcome = (typeof PLACEMENT_OUTCOMES)[number];

/** The leadership decides it; a refusal has its reason (REJECTION). */
export const placementDecided = defineEvent({
  type: 'PlacementDecided',
  version: 1,
  data: Type.Object({
    placementId: Uuid,
    employeeId: Uuid,
    ...place,
    outcome: OneOf(PLACEMENT_OUTCOMES),
    /** As of `PlacementProposed`, on the day of an approval; the reason (EXCEPTION) says why it goes ahead all the same. */
    openPromotions: Type.Optional(Type.Array(Uuid)),
    decidedBy: Uuid,
  }),
});
export type PlacementDecided = EventOf<typeof placementDecided>;

/** Why a placement comes to nothing: the employment ended before the decision; the file had changed by the time it was approved. */
export const PLACEMENT_LAPSES = ['EMPLOYMENT_ENDED', 'FILE_CHANGED'] as const;
export type PlacementLapse = (typeof PLACEMENT_LAPSES)[number];

/** It comes to nothing without a decision against it. */
export const placementLapsed = defineEvent({
  type: 'PlacementLapsed',
  version: 1,
  status: 'LAPSED',
  data: Type.Object({
    placementId: Uuid,
    employeeId: Uuid,
    /** Left out of earlier facts, which are all of the first kind. */
    why: Type.Optional(OneOf(PLACEMENT_LAPSES)),
  }),
});
export type PlacementLapsed = EventOf<typeof placementLapsed>;

/**
 * The new place stands in the employee's file: `PositionAssigned` and `SupervisorAssigned` there say so, and are what other
 * services act on (a new plan within 30 days). This one says from where, and by which decision.
 * @source domain.md 7.2, 12
 */
export const positionChanged = defineEvent({
  type: 'PositionChanged',
  version: 1,
  status: 'EFFECTIVE',
  data: Type.Object({
    placementId: Uuid,
    employeeId: Uuid,
    /** Null: the employee held none on the day before. */
    before: Type.Union([
      Type.Object({ position: Position, unitId: Uuid }, { additionalProperties: false }),
      Type.Null(),
    ]),
    ...place,
  }),
});
export type PositionChanged = EventOf<typeof positionChanged>;

/**
 * One placement of an employee at a time: recorded with the proposal, so that of two in the same instant one wins. Stream
 * `placement-turn-<employeeId>`; subject: the employee.
 */
export const placementTurnTaken = defineEvent({
  type: 'PlacementTurnTaken',
  version: 1,
  data: Type.Object({ employeeId: Uuid, placementId: Uuid }),
});
export type PlacementTurnTaken = EventOf<typeof placementTurnTaken>;

/** It stands in the file or came to nothing: another may be proposed. */
export const placementTurnReturned = defineEvent({
  type: 'PlacementTurnReturned',
  version: 1,
  data: Type.Object({ employeeId: Uuid, placementId: Uuid }),
});
export type PlacementTurnReturned = EventOf<typeof placementTurnReturned>;
