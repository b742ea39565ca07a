import { DecimalText, defineEvent, type EventOf, OneOf, Uuid } from '@jejak/kernel';
import { type Static, Type } from '@sinclair/typebox';

/** Where a member of a panel comes from; a panel is never of the city's own people alone. @source domain.md 3, `rec.panel` */
export const PANELIST_KINDS = ['EXTERNAL_ACADEMIC', 'EXTERNAL_PRACTITIONER', 'INTERNAL'] as const;
export type PanelistKind = (typeof PANELIST_KINDS)[number];

export const PanelMember = Type.Object({ personId: Uuid, kind: OneOf(PANELIST_KINDS) });
export type PanelMember = Static<typeof PanelMember>;

/** One thing that the interview looks at; the weights of a rubric are percent and sum to 100. */
export const RubricCriterion = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100 }),
  weight: DecimalText,
});
export type RubricCriterion = Static<typeof RubricCriterion>;

/**
 * A panel was appointed to interview the applicants of a vacancy. Stream `vacancy-panel-<vacancyId>`. In public its members
 * appear by their kind only.
 * @source domain.md 4.1, 4.4
 */
export const panelAppointed = defineEvent({
  type: 'PanelAppointed',
  version: 1,
  data: Type.Object({
    vacancyId: Uuid,
    /** The person who appointed it, and so is not of it. */
    appointedBy: Uuid,
    members: Type.Array(PanelMember, { minItems: 1, maxItems: 20 }),
    /** Who takes the place of a member recused for one application, in this order. */
    reserves: Type.Array(PanelMember, { maxItems: 20 }),
    rubric: Type.Array(RubricCriterion, { minItems: 1, maxItems: 10 }),
  }),
});
export type PanelAppointed = EventOf<typeof panelAppointed>;

/** More people stand in reserve, behind those there are: a panel that has run out of them would never be complete again. */
export const panelReserveAppointed = defineEvent({
  type: 'PanelReserveAppointed',
  version: 1,
  data: Type.Object({
    vacancyId: Uuid,
    appointedBy: Uuid,
    reserves: Type.Array(PanelMember, { minItems: 1, maxItems: 20 }),
  }),
});
export type PanelReserveAppointed = EventOf<typeof panelReserveAppointed>;
