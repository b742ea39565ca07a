import { DecimalText, defineEvent, type EventOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

const Seats = Type.Integer({ minimum: 1, maximum: 100_000 });

/**
 * The HR agency asks for seats (kebutuhan) that an analysis of the workload shows to be needed. Stream `formation-<formationId>`.
 * @source domain.md 4.1, 4.2
 */
export const formationProposed = defineEvent({
  type: 'FormationProposed',
  version: 1,
  status: 'PROPOSED',
  data: Type.Object({
    formationId: Uuid,
    /** The person who proposed it, and so may not decide on it. */
    proposedBy: Uuid,
    unitId: Uuid,
    position: Type.String({ minLength: 1, maxLength: 200 }),
    /** The level of the position (jenjang), e.g. `Ahli Pertama`. */
    level: Type.String({ minLength: 1, maxLength: 100 }),
    /** The least education that the position asks for, e.g. `S-1 Keperawatan`. */
    education: Type.String({ minLength: 1, maxLength: 200 }),
    seats: Seats,
    /** Hours of work a year that the analysis found for these seats. */
    workloadHours: DecimalText,
  }),
});
export type FormationProposed = EventOf<typeof formationProposed>;

/** The leadership grants seats, at most those proposed, and says what pays for them. */
export const formationApproved = defineEvent({
  type: 'FormationApproved',
  version: 1,
  status: 'APPROVED',
  data: Type.Object({
    formationId: Uuid,
    approvedBy: Uuid,
    seats: Seats,
    /** The budget line. */
    budgetRef: Type.String({ minLength: 1, maxLength: 200 }),
  }),
});
export type FormationApproved = EventOf<typeof formationApproved>;

/** The leadership refuses the seats; why stands in the reason. */
export const formationRejected = defineEvent({
  type: 'FormationRejected',
  version: 1,
  status: 'REJECTED',
  data: Type.Object({ formationId: Uuid, rejectedBy: Uuid }),
});
export type FormationRejected = EventOf<typeof formationRejected>;

/** A vacancy was drafted on some of the seats: they are not there for another one. */
export const formationSeatsTaken = defineEvent({
  type: 'FormationSeatsTaken',
  version: 1,
  data: Type.Object({ formationId: Uuid, vacancyId: Uuid, seats: Seats }),
});
export type FormationSeatsTaken = EventOf<typeof formationSeatsTaken>;

/** The vacancy was cancelled: its seats are there again. */
export const formationSeatsReturned = defineEvent({
  type: 'FormationSeatsReturned',
  version: 1,
  data: Type.Object({ formationId: Uuid, vacancyId: Uuid, seats: Seats }),
});
export type FormationSeatsReturned = EventOf<typeof formationSeatsReturned>;
