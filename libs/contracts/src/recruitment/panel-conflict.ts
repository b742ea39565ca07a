import { defineEvent, type EventOf, FreeText, OneOf, Personal, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** What ties a member of a panel to an applicant. */
export const CONFLICT_KINDS = [
  'KINSHIP',
  'BUSINESS',
  'EMPLOYMENT',
  'TEACHING',
  'FRIENDSHIP',
  'OTHER',
] as const;
export type ConflictKind = (typeof CONFLICT_KINDS)[number];

/** What every fact about the panel of one application says: there is one such panel for each. */
export const ofPanel = {
  /** UUIDv5 of the application. */
  panelId: Uuid,
  applicationId: Uuid,
  vacancyId: Uuid,
};

/**
 * A member of the panel has declared a conflict of interest with one applicant. Stream `panel-<panelId>`; subject: the
 * member, whose words they are. @source domain.md 4.2
 */
export const conflictDeclared = defineEvent({
  type: 'ConflictDeclared',
  version: 1,
  data: Type.Object({
    ...ofPanel,
    panelist: Uuid,
    kind: OneOf(CONFLICT_KINDS),
    explanation: Personal(FreeText),
  }),
});
export type ConflictDeclared = EventOf<typeof conflictDeclared>;

/** The member has no part in this application any more, and in no other less than before. What was sealed counts no more. */
export const panelistRecused = defineEvent({
  type: 'PanelistRecused',
  version: 1,
  data: Type.Object({
    ...ofPanel,
    panelist: Uuid,
    /** The chair who recused somebody else, the reason says why; null where it follows from the member's own declaration. */
    recusedBy: Type.Union([Uuid, Type.Null()]),
  }),
});
export type PanelistRecused = EventOf<typeof panelistRecused>;

/** One of the reserve has taken the place of a recused member, for this application only. */
export const panelistReplaced = defineEvent({
  type: 'PanelistReplaced',
  version: 1,
  data: Type.Object({ ...ofPanel, panelist: Uuid, replacement: Uuid }),
});
export type PanelistReplaced = EventOf<typeof panelistReplaced>;
