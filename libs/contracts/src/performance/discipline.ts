import {
  defineEvent,
  type EventOf,
  FreeText,
  Instant,
  LegalDate,
  OneOf,
  Personal,
  Uuid,
} from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** Levels of discipline, lightest first. @source PP 94/2021 */
export const SANCTION_LEVELS = ['LIGHT', 'MEDIUM', 'HEAVY'] as const;
export type SanctionLevel = (typeof SANCTION_LEVELS)[number];

/** What a sanction is, lightest first. @source PP 94/2021 */
export const SANCTION_KINDS = [
  'ORAL',
  'WRITTEN',
  'WRITTEN_DISSATISFACTION',
  'ALLOWANCE_CUT',
  'DEMOTION',
  'REMOVAL_FROM_POST',
  'DISMISSAL',
] as const;
export type SanctionKind = (typeof SANCTION_KINDS)[number];

/** The article that was violated, e.g. `PP 94/2021 Pasal 4 huruf f`. */
const ArticleRef = Type.String({ minLength: 1, maxLength: 200 });
const Days = Type.Union([Type.Integer({ minimum: 0, maximum: 366 }), Type.Null()]);

const sanction = {
  level: OneOf(SANCTION_LEVELS),
  kind: OneOf(SANCTION_KINDS),
  /** How long it lasts; null for one that is done with its notice, or for good. */
  months: Type.Union([Type.Integer({ minimum: 1, maximum: 120 }), Type.Null()]),
};

/**
 * Somebody reports that an employee violated their duties. Stream
 * `discipline-<naturalId('discipline', employeeId, articleRef, from)>`; subject of every event of it: the employee.
 * @source PP 94/2021; domain.md 5.9
 */
export const violationReported = defineEvent({
  type: 'ViolationReported',
  version: 1,
  status: 'REPORTED',
  data: Type.Object({
    caseId: Uuid,
    employeeId: Uuid,
    unitId: Uuid,
    articleRef: ArticleRef,
    /** When it happened, both included. */
    from: LegalDate,
    to: LegalDate,
    /** Of unexcused absence: working days in the year, and the longest run of them; else null. */
    absentDays: Days,
    consecutiveDays: Days,
    reportedBy: Uuid,
    allegation: Personal(FreeText),
  }),
});
export type ViolationReported = EventOf<typeof violationReported>;

/** The supervisor knew of it and did nothing: the law punishes that more heavily. A flag, not a verdict. */
export const supervisorOmission = defineEvent({
  type: 'SupervisorOmission',
  version: 1,
  data: Type.Object({ caseId: Uuid, supervisorId: Uuid, knewOn: LegalDate }),
});
export type SupervisorOmission = EventOf<typeof supervisorOmission>;

export const summonsIssued = defineEvent({
  type: 'SummonsIssued',
  version: 1,
  status: 'SUMMONED',
  data: Type.Object({ caseId: Uuid, employeeId: Uuid, hearingOn: LegalDate, issuedBy: Uuid }),
});
export type SummonsIssued = EventOf<typeof summonsIssued>;

/** The employee was heard, or did not come. */
export const hearingHeld = defineEvent({
  type: 'HearingHeld',
  version: 1,
  status: 'HEARD',
  data: Type.Object({
    caseId: Uuid,
    heldBy: Uuid,
    heldOn: LegalDate,
    employeePresent: Type.Boolean(),
    /** What the employee said. */
    statement: Personal(FreeText),
  }),
});
export type HearingHeld = EventOf<typeof hearingHeld>;

/** Why is the reason (OVERRIDE). @source PP 94/2021 */
export const sanctionDecided = defineEvent({
  type: 'SanctionDecided',
  version: 1,
  status: 'DECIDED',
  data: Type.Object({
    caseId: Uuid,
    employeeId: Uuid,
    ...sanction,
    articleRef: ArticleRef,
    decidedBy: Uuid,
    /** Last day of an appeal, and the instant at which it is over in the city. */
    appealBy: LegalDate,
    servedAt: Instant,
  }),
});
export type SanctionDecided = EventOf<typeof sanctionDecided>;

/** No violation was found, or none that is punished. Why is the reason (REJECTION). */
export const violationDismissed = defineEvent({
  type: 'ViolationDismissed',
  version: 1,
  status: 'DISMISSED',
  data: Type.Object({ caseId: Uuid, decidedBy: Uuid }),
});
export type ViolationDismissed = EventOf<typeof violationDismissed>;

/** Why is the reason (OBJECTION). @source PP 79/2021 */
export const sanctionAppealed = defineEvent({
  type: 'SanctionAppealed',
  version: 1,
  status: 'APPEALED',
  data: Type.Object({ caseId: Uuid, answerBy: LegalDate, answerDueAt: Instant }),
});
export type SanctionAppealed = EventOf<typeof sanctionAppealed>;

/** A holiday was added before the answer was due: it is due later. Never earlier. @source domain.md 2.4 */
export const sanctionAppealClockMoved = defineEvent({
  type: 'SanctionAppealClockMoved',
  version: 1,
  data: Type.Object({ caseId: Uuid, answerBy: LegalDate, answerDueAt: Instant, insteadOf: LegalDate }),
});
export type SanctionAppealClockMoved = EventOf<typeof sanctionAppealClockMoved>;

/** It could not be brought to the employee: the days of an appeal run from when it counts as received. Never earlier. @source domain.md 11 */
export const sanctionAppealWindowMoved = defineEvent({
  type: 'SanctionAppealWindowMoved',
  version: 1,
  data: Type.Object({
    caseId: Uuid,
    receivedOn: LegalDate,
    /** Last day of an appeal, and the instant at which it is over in the city. */
    appealBy: LegalDate,
    servedAt: Instant,
  }),
});
export type SanctionAppealWindowMoved = EventOf<typeof sanctionAppealWindowMoved>;

export const SANCTION_APPEAL_OUTCOMES = ['UPHELD', 'CHANGED', 'REVOKED'] as const;
export type SanctionAppealOutcome = (typeof SANCTION_APPEAL_OUTCOMES)[number];

/** The sanction stands, becomes a lighter one, or falls. Why is the reason (OBJECTION). */
export const sanctionAppealDecided = defineEvent({
  type: 'SanctionAppealDecided',
  version: 1,
  data: Type.Object({
    caseId: Uuid,
    decidedBy: Uuid,
    outcome: OneOf(SANCTION_APPEAL_OUTCOMES),
    /** As it is now; of a sanction that fell, as it was. */
    ...sanction,
    /** The instant from which it is served; of one that fell, that of the decision. */
    servedAt: Instant,
  }),
});
export type SanctionAppealDecided = EventOf<typeof sanctionAppealDecided>;

/** The time for an answer passed; nothing is decided by that. */
export const sanctionAppealOverdue = defineEvent({
  type: 'SanctionAppealOverdue',
  version: 1,
  data: Type.Object({ caseId: Uuid, answerBy: LegalDate }),
});
export type SanctionAppealOverdue = EventOf<typeof sanctionAppealOverdue>;

/** The sanction takes effect. */
export const sanctionServed = defineEvent({
  type: 'SanctionServed',
  version: 1,
  status: 'SERVED',
  data: Type.Object({
    caseId: Uuid,
    employeeId: Uuid,
    ...sanction,
    from: LegalDate,
    /** Last day, and the instant at which it is over; null: for good. */
    until: Type.Union([LegalDate, Type.Null()]),
    endsAt: Type.Union([Instant, Type.Null()]),
  }),
});
export type SanctionServed = EventOf<typeof sanctionServed>;

export const sanctionEnded = defineEvent({
  type: 'SanctionEnded',
  version: 1,
  status: 'ENDED',
  data: Type.Object({ caseId: Uuid, employeeId: Uuid, until: LegalDate }),
});
export type SanctionEnded = EventOf<typeof sanctionEnded>;
