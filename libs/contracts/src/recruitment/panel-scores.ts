import {
  DecimalText,
  defineEvent,
  type EventOf,
  FreeText,
  OneOf,
  Personal,
  Sha256,
  Uuid,
} from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { PANELIST_KINDS } from './panel-appointed';
import { ofPanel } from './panel-conflict';
import { Score } from './selection';

/**
 * A member of the panel has scored an applicant and sealed the score: until all have, there is the commitment only, so
 * nobody anchors on a colleague. Stream `panel-<panelId>`; subject: the applicant. @source domain.md 4.2
 */
export const panelScoreSealed = defineEvent({
  type: 'PanelScoreSealed',
  version: 1,
  data: Type.Object({
    ...ofPanel,
    panelist: Uuid,
    /** SHA-256 of `value`. */
    commitment: Sha256,
    /** Canonical JSON of `{notes: [[criterion, note], …], salt, score}`: the salt keeps the commitment from being guessed. */
    value: Personal(Type.String({ maxLength: 100_000 })),
  }),
});
export type PanelScoreSealed = EventOf<typeof panelScoreSealed>;

/** Every score was sealed, every seal fits its commitment, and the panel's scores are open. */
export const panelScoresRevealed = defineEvent({
  type: 'PanelScoresRevealed',
  version: 1,
  data: Type.Object({
    ...ofPanel,
    /** Sorted by panelist. */
    scores: Type.Array(Type.Object({ panelist: Uuid, kind: OneOf(PANELIST_KINDS), score: Score })),
    /** Rounded half-up to 3 decimals: the interview's component of the SKB. */
    mean: Score,
    /** Highest less lowest, in points. */
    spread: Score,
    /** Points above which a spread has to be explained (`rec.panel`). */
    maxSpread: DecimalText,
  }),
});
export type PanelScoresRevealed = EventOf<typeof panelScoresRevealed>;

/** The scores lie further apart than the policy allows: nothing is ranked until the panel has explained it. */
export const panelSpreadFlagged = defineEvent({
  type: 'PanelSpreadFlagged',
  version: 1,
  data: Type.Object({ ...ofPanel, spread: Score, maxSpread: DecimalText }),
});
export type PanelSpreadFlagged = EventOf<typeof panelSpreadFlagged>;

/** A member agrees to an explanation of the spread. Subject: the applicant. */
export const panelReconciliationAgreed = defineEvent({
  type: 'PanelReconciliationAgreed',
  version: 1,
  data: Type.Object({ ...ofPanel, panelist: Uuid, justification: Personal(FreeText) }),
});
export type PanelReconciliationAgreed = EventOf<typeof panelReconciliationAgreed>;

/** The majority of the panel has agreed to one explanation; the scores stay what they are. Subject: the applicant. */
export const panelReconciled = defineEvent({
  type: 'PanelReconciled',
  version: 1,
  data: Type.Object({
    ...ofPanel,
    /** Sorted. */
    agreedBy: Type.Array(Uuid),
    mean: Score,
    justification: Personal(FreeText),
  }),
});
export type PanelReconciled = EventOf<typeof panelReconciled>;
