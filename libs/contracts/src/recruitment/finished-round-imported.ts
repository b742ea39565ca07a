import { defineEvent, type EventOf, PolicyRef, Sha256, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { SelectionYear } from './selection';

/**
 * One list of a finished selection round was taken over from a file: neither window nor thresholds apply to it, its
 * applicants are ranked by the same rules. Stream `vacancy-<vacancyId>`, the id from file, formation and list.
 * @source domain.md 2.9, import `selection`
 */
export const finishedRoundImported = defineEvent({
  type: 'FinishedRoundImported',
  version: 1,
  status: 'CLOSED',
  data: Type.Object({
    vacancyId: Uuid,
    importId: Uuid,
    fileSha256: Sha256,
    year: SelectionYear,
    formationCode: Type.String({ minLength: 1, maxLength: 40 }),
    /** The formation's name. */
    position: Type.String({ minLength: 1, maxLength: 200 }),
    /** Sub-list of the formation (general, special needs …), ranked on its own. */
    list: Type.String({ minLength: 1, maxLength: 40 }),
    applicants: Type.Integer({ minimum: 1 }),
    /** Sorted: the weights and the greatest scores by which it is ranked. */
    pinnedPolicies: Type.Array(PolicyRef),
  }),
});
export type FinishedRoundImported = EventOf<typeof finishedRoundImported>;
