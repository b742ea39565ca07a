import { DecimalText, defineEvent, type EventOf, LegalDate, Sha256, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/**
 * Some self-reports of a period are checked against their originals. Which ones follows from the published seed: those whose
 * SHA-256 of `<seed>|<measurementId>` is smallest. Stream `sample-<naturalId('sample', period)>`. @source domain.md 5.7
 */
export const sampleDrawn = defineEvent({
  type: 'SampleDrawn',
  version: 1,
  data: Type.Object({
    sampleId: Uuid,
    period: Type.String({ pattern: '^[0-9]{4}-(Q[1-4]|(0[1-9]|1[0-2]))$' }),
    from: LegalDate,
    to: LegalDate,
    /** How many self-reports the period had. */
    population: Type.Integer({ minimum: 0 }),
    /** Per cent that is drawn (`perf.other` sampleShare). */
    share: DecimalText,
    seed: Sha256,
    /** In the order drawn. */
    measurementIds: Type.Array(Uuid),
  }),
});
export type SampleDrawn = EventOf<typeof sampleDrawn>;

/** A data steward held a drawn record against its original. */
export const sampleChecked = defineEvent({
  type: 'SampleChecked',
  version: 1,
  data: Type.Object({ sampleId: Uuid, measurementId: Uuid, checkedBy: Uuid, correct: Type.Boolean() }),
});
export type SampleChecked = EventOf<typeof sampleChecked>;
