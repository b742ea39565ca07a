import { defineEvent, type EventOf, LegalDate, Sha256, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/**
 * An applicant who is accused of fraud was heard, or was called and did not come. A later hearing begins the vote anew.
 * Stream `application-<applicationId>`; subject: the applicant. @source domain.md 4.1, 4.2
 */
export const disqualificationHearingHeld = defineEvent({
  type: 'DisqualificationHearingHeld',
  version: 1,
  data: Type.Object({
    applicationId: Uuid,
    vacancyId: Uuid,
    /** The member of the committee who recorded it. */
    recordedBy: Uuid,
    heldOn: LegalDate,
    /** Of the minutes (berita acara), which are kept apart from the log. */
    minutesSha256: Sha256,
  }),
});
export type DisqualificationHearingHeld = EventOf<typeof disqualificationHearingHeld>;

/** One member of the committee has voted on the disqualification; why stands in the reason. */
export const disqualificationVoted = defineEvent({
  type: 'DisqualificationVoted',
  version: 1,
  data: Type.Object({
    applicationId: Uuid,
    vacancyId: Uuid,
    voter: Uuid,
    inFavour: Type.Boolean(),
  }),
});
export type DisqualificationVoted = EventOf<typeof disqualificationVoted>;

/** A majority of the committee holds the fraud to be proven: the applicant leaves the selection; why stands in the reason. */
export const applicationDisqualified = defineEvent({
  type: 'ApplicationDisqualified',
  version: 1,
  status: 'DISQUALIFIED',
  data: Type.Object({
    applicationId: Uuid,
    vacancyId: Uuid,
    /** Of the hearing that it rests on. */
    minutesSha256: Sha256,
    votesInFavour: Type.Integer({ minimum: 1 }),
    /** The members that the committee had on that day. */
    members: Type.Integer({ minimum: 1 }),
  }),
});
export type ApplicationDisqualified = EventOf<typeof applicationDisqualified>;
