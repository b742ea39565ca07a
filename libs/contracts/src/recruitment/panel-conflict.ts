import { defineEvent, type EventOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** What every fact about the panel of one application says: there is one such panel for each. */
export const ofPanel = {
  /** UUIDv5 of the application. */
  panelId: Uuid,
  applicationId: Uuid,
  vacancyId: Uuid,
};

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
